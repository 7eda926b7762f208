use super::{super::*, bad, code_of, good};

fn search(count: usize, results: &str) -> Listing {
    let text = format!(
        r#"{{"help": "https://data.example.gov.uk/api/3/action/help_show?name=package_search",
            "success": true, "result": {{"count": {count}, "results": [{results}]}}}}"#
    );
    parse(text.as_bytes(), None).unwrap()
}

#[test]
fn the_answer_of_a_national_portal_comes_in() {
    let Some(bytes) = shared_data("ckan/package_search.json") else {
        return;
    };
    let listing = parse(&bytes, None).unwrap();
    assert_eq!(listing.format, Format::Ckan);
    assert_eq!(
        listing.source_name.as_deref(),
        Some("https://legado.dados.gov.br")
    );
    assert_eq!((listing.count, listing.complete), (Some(13_786), false));
    assert_eq!(bad(&listing), []);
    let records = good(&listing);
    assert_eq!(records.len(), 10);
    let contracts = records
        .iter()
        .find(|record| record.title.ends_with("Contratos"))
        .unwrap();
    assert_eq!(
        contracts.distributions.len(),
        37,
        "one of the 38 resources has no link"
    );
    assert_eq!(contracts.warnings.len(), 1);
    assert_eq!(
        contracts.licence.as_ref().and_then(LicenceRef::code),
        Some("CC-BY")
    );
    assert_eq!(contracts.keywords.len(), 4);
    let publisher = contracts.publisher.as_ref().unwrap();
    assert_eq!(publisher.name, "Ministério da Economia - ME");
    let page = "https://legado.dados.gov.br/organization/ministerio-da-economia-me";
    assert_eq!(publisher.uri.as_deref(), Some(page));
    assert!(
        contracts.description.contains("\n* Contratos\n"),
        "Markdown stays Markdown"
    );
}

#[test]
fn one_package_is_never_complete() {
    let Some(bytes) = shared_data("ckan/package_show.json") else {
        return;
    };
    let listing = parse(&bytes, Some(Format::Ckan)).unwrap();
    assert_eq!(
        (good(&listing).len(), listing.complete, listing.count),
        (1, false, None)
    );
}

#[test]
fn a_package_is_read_with_all_its_fields() {
    let listing = search(
        1,
        r#"{
        "id": "a1", "name": "bus-stops", "title": " Bus &amp; tram\n stops ", "notes": "<p>All <b>stops</b></p>",
        "organization": {"name": "lichfield", "title": "Lichfield District Council",
            "extras": [{"key": "gss_code", "value": "E07000194"}]},
        "license_id": "uk-ogl", "state": "active", "private": false, "url": "",
        "tags": [{"name": "transport", "display_name": "Transport"}, "transport", {"name": "old", "state": "deleted"}, 5],
        "extras": [{"key": "update_frequency", "value": "annually"}, {"key": "spatial_uri",
            "value": "http://statistics.data.gov.uk/id/statistical-geography/E07000194"}, {"key": "issued", "value": "01/02/2020"}],
        "metadata_created": "2021-01-01T00:00:00.5", "metadata_modified": "2022-01-01T00:00:00",
        "resources": [
            {"id": "r1", "name": null, "url": "https://a.example/stops.csv", "size": "1024", "format": "", "last_modified": "2022-01-01"},
            {"id": "r2", "name": "Map", "url": "https://a.example/map", "format": "geojson", "size": 0, "state": "deleted"}
        ]}"#,
    );
    assert!(listing.complete);
    let [record] = good(&listing)[..] else {
        panic!("{:?}", bad(&listing))
    };
    assert_eq!((&*record.guid, &*record.title), ("a1", "Bus & tram stops"));
    assert_eq!(record.description, "All **stops**");
    let publisher = record.publisher.as_ref().unwrap();
    assert_eq!(
        publisher.gss_code.as_ref().map(GssCode::as_str),
        Some("E07000194")
    );
    assert_eq!(record.keywords, ["Transport"]);
    assert_eq!(
        record.licence.as_ref().and_then(LicenceRef::code),
        Some("OGL-UK-3.0")
    );
    assert_eq!(
        record.frequency.map(|frequency| frequency.code),
        Some("ANNUAL")
    );
    assert_eq!(
        record.area_gss.as_ref().map(GssCode::as_str),
        Some("E07000194")
    );
    assert_eq!(
        record.issued.unwrap().to_rfc3339(),
        "2020-02-01T00:00:00+00:00"
    );
    let page = "https://data.example.gov.uk/dataset/bus-stops";
    assert_eq!(record.landing_page.as_deref(), Some(page));
    let [csv, map] = record.distributions.as_slice() else {
        panic!("two")
    };
    assert_eq!(
        (&*csv.title, csv.format.as_deref(), csv.size),
        ("stops.csv", Some("CSV"), Some(1024))
    );
    assert_eq!(
        (map.format.as_deref(), map.size, map.active),
        (Some("GeoJSON"), None, false)
    );
    assert_eq!(record.warnings, []);
}

#[test]
fn wrong_records_name_their_field_and_the_rest_comes_in() {
    let listing = search(
        9,
        r#"
        {"id": "ok", "title": "Good", "resources": []},
        {"id": "t", "title": 5},
        {"id": "m", "title": " <script>x</script> "},
        {"title": "No id"},
        {"id": "n", "title": "Notes", "notes": ["x"]},
        {"id": "r", "title": "Resources", "resources": {}},
        "text", null,
        {"id": "ok", "title": "Again"}"#,
    );
    assert_eq!(good(&listing).len(), 1);
    let at = |index: usize, field: &str| format!("result.results[{index}]{field}");
    assert_eq!(
        bad(&listing),
        [
            (2, at(1, ".title"), "WRONG_TYPE"),
            (3, at(2, ".title"), "MISSING"),
            (4, at(3, ".id"), "MISSING"),
            (5, at(4, ".notes"), "WRONG_TYPE"),
            (6, at(5, ".resources"), "WRONG_TYPE"),
            (7, at(6, ""), "WRONG_TYPE"),
            (8, at(7, ""), "WRONG_TYPE"),
            (9, at(8, ""), "DUPLICATE_GUID"),
        ]
    );
    let second = listing.records[1].as_ref().unwrap_err();
    assert_eq!(
        second.args,
        [
            ("expected", "string".to_owned()),
            ("found", "number".to_owned())
        ]
    );
    assert_eq!(
        second.guid.as_deref(),
        Some("t"),
        "what is there has not vanished"
    );
    assert!(
        !listing.complete,
        "a record without an id may be any, so nothing may be removed"
    );
}

#[test]
fn wrong_resources_are_left_out_with_a_warning() {
    let listing = search(
        1,
        r#"{"id": "a", "title": "A", "url": "javascript:alert(1)", "metadata_modified": "soon",
        "frequency": "now and then", "resources": [
        {"name": "No link"}, {"url": " "}, {"url": 5}, 7, {"url": "javascript:alert(1)"},
        {"url": "stops.csv"}, {"url": "ftp://a.example/x.xml"}]}"#,
    );
    let [record] = good(&listing)[..] else {
        panic!("{:?}", bad(&listing))
    };
    assert_eq!(record.distributions.len(), 1);
    assert_eq!(record.landing_page, None);
    let warnings: Vec<_> = record
        .warnings
        .iter()
        .map(|warning| (warning.place.to_string(), warning.code()))
        .collect();
    let at = |field: &str| format!("result.results[0].{field}");
    assert_eq!(
        warnings,
        [
            (at("metadata_modified"), "DATE_INVALID"),
            (at("frequency"), "FREQUENCY_UNKNOWN"),
            (at("url"), "LINK_REFUSED"),
            (at("resources[0].url"), "MISSING"),
            (at("resources[1].url"), "MISSING"),
            (at("resources[2].url"), "WRONG_TYPE"),
            (at("resources[3]"), "WRONG_TYPE"),
            (at("resources[4].url"), "LINK_REFUSED"),
            (at("resources[5].url"), "LINK_INVALID"),
        ]
    );
}

#[test]
fn what_is_deleted_or_private_is_inactive() {
    let listing = search(
        5,
        r#"
        {"id": "1", "title": "A", "state": "deleted"}, {"id": "2", "title": "A", "private": true},
        {"id": "3", "title": "A", "private": "True"}, {"id": "4", "title": "A", "state": "draft"},
        {"id": "5", "title": "A", "state": null, "private": null, "tags": null, "resources": null, "organization": null}"#,
    );
    let active: Vec<_> = good(&listing).iter().map(|record| record.active).collect();
    assert_eq!(active, [false, false, false, false, true]);
    assert!(listing.complete);
}

#[test]
fn only_an_answer_that_holds_all_it_counts_is_complete() {
    assert!(search(0, "").complete);
    assert!(!search(2, r#"{"id": "1", "title": "A"}"#).complete);
    for text in [
        r#"[{"id": "1", "title": "A"}]"#,
        r#"{"id": "1", "title": "A", "resources": []}"#,
        r#"{"success": true, "result": [{"id": "1", "title": "A"}]}"#,
        r#"{"success": true, "result": {"results": [{"id": "1", "title": "A"}]}}"#,
        r#"{"success": true, "result": {"id": "1", "title": "A"}}"#,
    ] {
        let listing = parse(text.as_bytes(), None).unwrap();
        assert_eq!(
            (good(&listing).len(), listing.complete),
            (1, false),
            "{text}"
        );
    }
}

#[test]
fn what_is_no_ckan_answer_is_refused_with_a_reason() {
    let failed = r#"{"success": false, "error": {"message": "Access denied"}}"#;
    let error = parse(failed.as_bytes(), None).unwrap_err();
    assert_eq!(
        error,
        FileError::PortalError {
            message: "Access denied".to_owned()
        }
    );
    for text in [
        r#"{"success": true, "result": ["bus-stops"]}"#,
        r#"{"success": true, "result": {"results": 5}}"#,
        r#"{"success": true, "result": null}"#,
        r#"{"success": true, "result": {}}"#,
        r#"{"conformsTo": "https://project-open-data.cio.gov/v1.1/schema", "dataset": []}"#,
    ] {
        assert_eq!(code_of(text), "NOT_A_CKAN_ANSWER", "{text}");
    }
}

#[test]
fn a_portal_below_a_folder_keeps_it() {
    let text = r#"{"help": "https://a.example/data/api/3/action/help_show?name=package_show",
        "success": true, "result": {"id": "1", "title": "A", "name": "x"}}"#;
    let listing = parse(text.as_bytes(), None).unwrap();
    assert_eq!(
        listing.source_name.as_deref(),
        Some("https://a.example/data")
    );
    let page = "https://a.example/data/dataset/x";
    assert_eq!(good(&listing)[0].landing_page.as_deref(), Some(page));
    let evil = text.replace("https://a.example", "javascript:");
    assert_eq!(parse(evil.as_bytes(), None).unwrap().source_name, None);
}
