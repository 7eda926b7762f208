use super::*;

mod ckan;
mod inventory;

/// The records that came in.
fn good(listing: &Listing) -> Vec<&Record> {
    listing
        .records
        .iter()
        .filter_map(|record| record.as_ref().ok())
        .collect()
}

/// What is wrong with the others: position, place, code.
fn bad(listing: &Listing) -> Vec<(usize, String, &'static str)> {
    let errors = listing
        .records
        .iter()
        .filter_map(|record| record.as_ref().err());
    errors
        .map(|error| (error.position, error.place.to_string(), error.code()))
        .collect()
}

fn code_of(text: &str) -> &'static str {
    parse(text.as_bytes(), None).unwrap_err().code()
}

#[test]
fn a_file_of_no_known_kind_is_refused_with_a_reason() {
    assert_eq!(code_of(""), "EMPTY");
    assert_eq!(code_of("\u{feff} \n"), "EMPTY");
    assert_eq!(code_of("title,url\n"), "UNKNOWN_FORMAT");
    assert_eq!(code_of("<html><body/></html>"), "UNKNOWN_FORMAT");
    assert_eq!(code_of("{\"a\": 1}"), "NOT_A_CKAN_ANSWER");
    assert_eq!(code_of("<a><b></a>"), "NOT_XML");
    assert_eq!(
        parse(b"{\"a\": \"\xff\"}", None).unwrap_err(),
        FileError::NotUtf8 { line: 1 }
    );
    assert_eq!(
        parse(&vec![b' '; MAX_BYTES + 1], None).unwrap_err().code(),
        "TOO_LARGE"
    );
    assert_eq!(
        parse(b"hello", Some(Format::Ckan)).unwrap_err().code(),
        "NOT_JSON"
    );
    assert_eq!(
        parse(b"hello", Some(Format::Inventory)).unwrap_err().code(),
        "NOT_XML"
    );
}

#[test]
fn a_fault_in_json_is_found_by_line_and_column() {
    let error = parse(b"{\n  \"success\": tru\n}", None).unwrap_err();
    let FileError::NotJson {
        line,
        column,
        ref reason,
    } = error
    else {
        panic!("{error}")
    };
    assert_eq!((line, column), (2, 17));
    assert!(!reason.contains("line"), "{reason}");
    assert_eq!(code_of(&"[".repeat(100_000)), "NOT_JSON");
}
