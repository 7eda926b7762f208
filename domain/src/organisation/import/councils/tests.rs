use super::*;
use crate::catalogue::import::shared_data;

const HEADER: &str = "official-name,nice-name,gss-code,nation,region,local-authority-type-name,lat,long,current-authority,email-domains\n";
const LICHFIELD: &str = "Lichfield District Council,Lichfield,E07000194,England,West Midlands,Non-metropolitan district,52.68,-1.82,True,LichfieldDC.gov.uk; @members.lichfielddc.gov.uk\n";

fn read(rows: &str) -> CouncilListing {
    parse(format!("{HEADER}{rows}").as_bytes()).unwrap()
}

fn codes(listing: &CouncilListing) -> Vec<(u64, Option<&'static str>, &'static str)> {
    listing
        .errors
        .iter()
        .map(|error| (error.line, error.column, error.code()))
        .collect()
}

#[test]
fn the_published_list_comes_in_whole() {
    let Some(bytes) = shared_data("councils/uk_local_authorities.csv") else {
        return;
    };
    let listing = parse(&bytes).unwrap();
    assert!(listing.errors.is_empty(), "{:?}", listing.errors);
    assert_eq!(listing.records.len(), 470);
    assert_eq!(
        listing
            .records
            .iter()
            .filter(|council| council.current)
            .count(),
        397
    );
    assert_eq!(
        listing
            .records
            .iter()
            .filter(|council| council.gss_code.is_none())
            .count(),
        25
    );
    assert_eq!(
        listing
            .records
            .iter()
            .filter(|council| council.latitude.is_none())
            .count(),
        58
    );
    let mon = listing
        .records
        .iter()
        .find(|c| c.gss_code.as_ref().unwrap().as_str() == "W06000001");
    assert_eq!(mon.map(|council| council.nation), Some(Nation::Wales));
    let cumbria = listing
        .records
        .iter()
        .find(|council| council.replaced_by.len() == 2)
        .unwrap();
    assert_eq!(cumbria.replaced_by, ["CBD", "WAF"]);
}

#[test]
fn a_row_becomes_a_council() {
    let listing = read(LICHFIELD);
    assert!(listing.errors.is_empty());
    let council = listing.records.first().unwrap();
    assert_eq!((council.line, &*council.short_name), (2, "Lichfield"));
    assert_eq!(council.council_type, CouncilType::NonMetropolitanDistrict);
    assert_eq!(council.council_type.code(), "NON_METROPOLITAN_DISTRICT");
    assert_eq!(
        (council.latitude, council.longitude),
        (Some(52.68), Some(-1.82))
    );
    assert_eq!(
        council.email_domains,
        ["lichfielddc.gov.uk", "members.lichfielddc.gov.uk"]
    );
}

#[test]
fn the_header_decides_and_other_separators_are_understood() {
    let text = "\u{feff}Nation;GSS Code;local_authority_type_name;official-name;lat;long;ignored;end-date\r\nWales;W06000001;welsh unitary authority;Cyngor Sir Ynys Môn;53,27;-4,32;x;\r\n\r\n;;;;;;;\r\nEngland;;County;\"Old; County\";;;;31/03/2019\r\n";
    for text in [
        text.to_owned(),
        text.replace("Old; ", "Old ").replace(';', "\t"),
    ] {
        let listing = parse(text.as_bytes()).unwrap();
        assert!(listing.errors.is_empty(), "{:?}", listing.errors);
        let [mon, old] = listing.records.as_slice() else {
            panic!("two councils")
        };
        assert_eq!(
            (&*mon.name, &*mon.short_name),
            ("Cyngor Sir Ynys Môn", "Cyngor Sir Ynys Môn")
        );
        assert_eq!(mon.latitude, Some(53.27));
        assert!(mon.current && !old.current);
        assert_eq!(old.line, 5);
    }
}

#[test]
fn each_fault_is_reported_with_its_line_and_column_and_the_rest_comes_in() {
    let rows = format!(
        "{LICHFIELD},No name,E1,Mercia,,Shire,95,,perhaps,gmail.com gov.uk nodot\nShort row,x\n{}\nLast Council,Last,,England,,County,,,False,\n",
        LICHFIELD.replace("True", "False").trim_end()
    );
    let listing = read(&rows);
    assert_eq!(listing.records.len(), 2);
    assert_eq!(
        codes(&listing),
        [
            (3, Some(NAME), "MISSING"),
            (3, Some(LONGITUDE), "HALF_A_POSITION"),
            (3, Some(LATITUDE), "NOT_DEGREES"),
            (3, Some(GSS), "NOT_A_GSS_CODE"),
            (3, Some(NATION), "UNKNOWN_VALUE"),
            (3, Some(TYPE), "UNKNOWN_VALUE"),
            (3, Some(CURRENT), "NOT_TRUE_OR_FALSE"),
            (3, Some(DOMAINS), "SHARED_DOMAIN"),
            (3, Some(DOMAINS), "SHARED_DOMAIN"),
            (3, Some(DOMAINS), "NOT_A_DOMAIN"),
            (4, None, "RAGGED_ROW"),
            (4, Some(NATION), "MISSING"),
            (4, Some(TYPE), "MISSING"),
            (5, Some(GSS), "DUPLICATE"),
            (5, Some(NAME), "DUPLICATE"),
        ]
    );
    let nation = listing
        .errors
        .iter()
        .find(|error| error.column == Some(NATION))
        .unwrap();
    let allowed = "England, Northern Ireland, Scotland, Wales".to_owned();
    assert_eq!(
        nation.problem.args(),
        [("value", "Mercia".to_owned()), ("allowed", allowed)]
    );
    let message = listing.errors.last().unwrap().to_string();
    assert!(
        message.contains("line 5") && message.contains("line 2 too"),
        "{message}"
    );
}

#[test]
fn a_file_that_is_no_list_says_what_to_do() {
    assert_eq!(parse(b"").unwrap_err(), FileError::Empty);
    assert_eq!(
        parse("\u{feff}\n \n".as_bytes()).unwrap_err(),
        FileError::Empty
    );
    assert_eq!(
        parse(b"a,b\nYnys M\xf4n,1\n").unwrap_err(),
        FileError::NotUtf8 { line: 2 }
    );
    assert!(
        FileError::NotUtf8 { line: 2 }
            .to_string()
            .contains("CSV UTF-8")
    );
    let missing = parse(b"official-name,nation\n").unwrap_err();
    assert_eq!(
        missing,
        FileError::MissingColumns {
            columns: vec![GSS, TYPE]
        }
    );
    let twice = parse(b"nation,Nation\n").unwrap_err();
    assert_eq!(
        twice,
        FileError::DuplicateColumn {
            column: "nation".to_owned()
        }
    );
    assert_eq!(
        parse(&vec![b' '; MAX_BYTES + 1]).unwrap_err().code(),
        "TOO_LARGE"
    );
    assert!(read("").records.is_empty());
}
