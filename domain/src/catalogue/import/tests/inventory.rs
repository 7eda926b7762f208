use super::{super::*, bad, code_of, good};

/// An inventory of the given datasets, each line of which is one line of the file from line 5 on.
fn inventory(datasets: &str) -> Listing {
    let text = format!(
        r#"<?xml version="1.0" encoding="utf-8"?>
<inv:Inventory xmlns:inv="http://schemas.esd.org.uk/inventory"><inv:Identifier>http://www.council.example/</inv:Identifier>
<inv:Metadata><inv:Publisher>http://opendatacommunities.org/id/district-council/council</inv:Publisher><inv:Coverage><inv:Spatial>http://statistics.data.gov.uk/id/statistical-geography/E07000071</inv:Spatial></inv:Coverage></inv:Metadata>
<inv:Datasets>
{datasets}
</inv:Datasets></inv:Inventory>"#
    );
    parse(text.as_bytes(), None).unwrap()
}

#[test]
fn the_inventory_of_a_council_comes_in_whole() {
    let Some(bytes) = shared_data("inventory/colchester-2018-inventory.xml") else {
        return;
    };
    let listing = parse(&bytes, None).unwrap();
    assert_eq!(listing.format, Format::Inventory);
    assert_eq!(
        listing.source_name.as_deref(),
        Some("http://www.colchester.gov.uk/residents")
    );
    assert!(listing.complete);
    assert_eq!(bad(&listing), []);
    let records = good(&listing);
    assert_eq!(records.len(), 79);
    assert_eq!(records.iter().filter(|record| record.active).count(), 75);
    assert_eq!(
        records
            .iter()
            .map(|record| record.distributions.len())
            .sum::<usize>(),
        623
    );
    let undated = records
        .iter()
        .filter(|record| record.modified.is_none())
        .count();
    assert_eq!(undated, 1, "Council Spending has no day of change");
    let warnings: Vec<_> = records.iter().flat_map(|record| &record.warnings).collect();
    assert!(warnings.is_empty(), "{warnings:?}");
    for record in &records {
        let publisher = record.publisher.as_ref().unwrap();
        assert_eq!(publisher.name, "Colchester Borough Council");
        assert_eq!(
            publisher.gss_code.as_ref().map(GssCode::as_str),
            Some("E07000071")
        );
        assert_eq!(
            record.licence.as_ref().and_then(LicenceRef::code),
            Some("OGL-UK-3.0")
        );
        assert!(record.landing_page.is_some());
        for text in record
            .distributions
            .iter()
            .map(|d| &d.description)
            .chain([&record.description])
        {
            for tag in [
                "<p", "<span", "<br", "<li", "<em", "&nbsp;", "&pound;", "style=",
            ] {
                assert!(!text.contains(tag), "{tag} in {text}");
            }
        }
    }
    let mut guids: Vec<_> = records
        .iter()
        .flat_map(|r| &r.distributions)
        .filter_map(|d| d.guid.clone())
        .collect();
    guids.sort_unstable();
    guids.dedup();
    assert!(
        guids.iter().all(|guid| !guid.contains("version=")),
        "guids outlive an export"
    );
}

#[test]
fn a_dataset_is_read_with_its_renditions() {
    let listing = inventory(
        r#"<inv:Dataset Active="False" Modified="2017-08-22"><inv:Identifier>spend/expenses</inv:Identifier>
<inv:Title>Expenses </inv:Title><inv:Description>&lt;p&gt;Over &amp;pound;250&lt;script&gt;x&lt;/script&gt;&lt;/p&gt;&#xD;</inv:Description>
<inv:Rights>http://www.nationalarchives.gov.uk/doc/open-government-licence/</inv:Rights><inv:RightsHolder>A Council</inv:RightsHolder>
<inv:Subjects><inv:Subject>Spending</inv:Subject><inv:Subject>http://id.esd.org.uk/subject/1</inv:Subject></inv:Subjects>
<inv:Resources><inv:Resource Type="Document"><inv:Title>Page</inv:Title><inv:Renditions><inv:Rendition><inv:Identifier>http://a.example/page</inv:Identifier><inv:MimeType>text/html</inv:MimeType></inv:Rendition></inv:Renditions></inv:Resource>
<inv:Resource><inv:Identifier>res/1</inv:Identifier><inv:Renditions>
<inv:Rendition Active="False"><inv:Identifier><![CDATA[http://a.example/x.csv?a=1&b=2]]></inv:Identifier><inv:Title>2016</inv:Title></inv:Rendition>
<inv:Rendition><inv:Identifier>javascript:alert(1)</inv:Identifier></inv:Rendition>
<inv:Rendition><inv:MimeType>text/csv</inv:MimeType></inv:Rendition>
</inv:Renditions></inv:Resource></inv:Resources></inv:Dataset>"#,
    );
    let [record] = good(&listing)[..] else {
        panic!("{:?}", bad(&listing))
    };
    assert_eq!(
        (&*record.guid, &*record.title, record.active),
        ("spend/expenses", "Expenses", false)
    );
    assert_eq!(record.description, "Over £250");
    assert_eq!(record.keywords, ["Spending"]);
    assert_eq!(
        record.landing_page.as_deref(),
        Some("http://a.example/page")
    );
    assert_eq!(
        record.area_gss.as_ref().map(GssCode::as_str),
        Some("E07000071")
    );
    let [page, csv] = record.distributions.as_slice() else {
        panic!("two")
    };
    assert_eq!(
        (&*page.title, page.format.as_deref()),
        ("Page", Some("HTML"))
    );
    assert_eq!(csv.url, "http://a.example/x.csv?a=1&b=2");
    assert_eq!(
        (&*csv.title, csv.format.as_deref(), csv.active),
        ("2016", Some("CSV"), false)
    );
    let warnings: Vec<_> = record
        .warnings
        .iter()
        .map(|warning| (warning.place.to_string(), warning.code()))
        .collect();
    let expected = [("line 12", "LINK_REFUSED"), ("line 13", "MISSING")];
    assert_eq!(
        warnings,
        expected.map(|(place, code)| (place.to_owned(), code))
    );
}

#[test]
fn wrong_datasets_name_their_line_and_the_rest_comes_in() {
    let listing = inventory(
        "<inv:Dataset><inv:Identifier>a</inv:Identifier><inv:Title>A</inv:Title></inv:Dataset>
<inv:Dataset><inv:Identifier>b</inv:Identifier></inv:Dataset>
<inv:Dataset><inv:Title>No identifier</inv:Title></inv:Dataset>
<inv:Dataset>
<inv:Identifier>a</inv:Identifier><inv:Title>Again</inv:Title></inv:Dataset>",
    );
    assert_eq!(good(&listing).len(), 1);
    assert_eq!(
        bad(&listing),
        [
            (2, "line 6".to_owned(), "MISSING"),
            (3, "line 7".to_owned(), "MISSING"),
            (4, "line 8".to_owned(), "DUPLICATE_GUID"),
        ]
    );
    assert!(!listing.complete);
}

#[test]
fn an_inventory_without_a_list_is_not_complete() {
    assert!(inventory("").complete);
    let listing = parse(b"<Inventory/>", None).unwrap();
    assert_eq!((listing.records.len(), listing.complete), (0, false));
}

#[test]
fn hostile_xml_is_refused() {
    let bomb =
        "<?xml version=\"1.0\"?>\n<!DOCTYPE a [<!ENTITY b \"bbbb\">]><Inventory>&b;</Inventory>";
    assert_eq!(
        parse(bomb.as_bytes(), None).unwrap_err(),
        FileError::DoctypeRefused { line: 2 }
    );
    assert_eq!(code_of("<Inventory>&unknown;</Inventory>"), "NOT_XML");
    assert_eq!(code_of(&"<a>".repeat(100_000)), "NOT_XML");
    assert_eq!(code_of("<Inventory/><Inventory/>"), "NOT_XML");
    let error = parse(b"<Inventory>\n<Datasets>\n<Dataset>", None).unwrap_err();
    let FileError::NotXml { reason, .. } = error else {
        panic!("{error}")
    };
    assert!(reason.contains("Dataset of line 3"), "{reason}");
}
