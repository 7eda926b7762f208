//! The Local Government Association's inventory: a council's list of its datasets, in XML.
//!
//! ```text
//! Inventory ─ Identifier, Metadata (Publisher, Coverage/Spatial), Datasets
//!   Dataset Active Modified ─ Identifier, Title, Description, Rights, RightsHolder, Subjects
//!     Resources ─ Resource Type ─ Identifier, Title, Renditions
//!       Rendition Active Modified ─ Identifier (the link), MimeType, Title, Description
//! ```
use super::{
    Distribution, FileError, Format, LicenceRef, Listing, Place, Problem, PublisherRef, Record,
    RecordError,
    value::{self, Notes},
    xml::{self, Element},
};
use crate::{catalogue::format, organisation::gss::GssCode};

/// Reads an inventory.
pub(super) fn parse(text: &str) -> Result<Listing, FileError> {
    let root = xml::read(text)?;
    if root.name != "Inventory" {
        return Err(FileError::UnknownFormat {
            found: value::head(&root.name, 60).to_owned(),
        });
    }
    let inventory = Inventory::read(&root);
    let datasets = root
        .children("Datasets")
        .flat_map(|datasets| datasets.children("Dataset"));
    let records: Vec<_> = datasets
        .enumerate()
        .map(|(index, dataset)| inventory.dataset(dataset, index + 1))
        .collect();
    Ok(Listing {
        format: Format::Inventory,
        source_name: root
            .text_at(&["Identifier"])
            .map(|id| value::head(id, 500).to_owned()),
        // An inventory is by its purpose a list of everything that its publisher has. One without
        // a list of datasets is no list of nothing, but a broken export.
        complete: root.child("Datasets").is_some(),
        count: u64::try_from(records.len()).ok(),
        records,
    })
}

/// What the head of an inventory says of all its datasets.
struct Inventory {
    publisher_name: Option<String>,
    publisher_uri: Option<String>,
    gss_code: Option<GssCode>,
    area: Option<String>,
}

impl Inventory {
    fn read(root: &Element) -> Self {
        let publisher = root.text_at(&["Metadata", "Publisher"]);
        let area = root.text_at(&["Metadata", "Coverage", "Spatial"]);
        Self {
            publisher_name: publisher
                .filter(|name| !value::is_address(name))
                .map(str::to_owned),
            publisher_uri: publisher
                .filter(|uri| value::is_address(uri))
                .map(str::to_owned),
            gss_code: area.and_then(GssCode::find_in),
            area: area
                .filter(|area| !value::is_address(area))
                .map(str::to_owned),
        }
    }

    fn dataset(&self, dataset: &Element, position: usize) -> Result<Record, Box<RecordError>> {
        let mut notes = Notes::default();
        let place = Place::Line(dataset.line);
        let guid = dataset.text_at(&["Identifier"]);
        let raw_title = dataset.text_at(&["Title"]);
        let missing = |field: &str| {
            Box::new(RecordError {
                position,
                place: Place::Line(
                    dataset
                        .child(field)
                        .map_or(dataset.line, |child| child.line),
                ),
                guid: guid.map(str::to_owned),
                title: raw_title.map(|title| value::head(title, 250).to_owned()),
                field: field.to_owned(),
                problem: Problem::Missing,
                args: vec![],
            })
        };
        let title = notes.line(raw_title.unwrap_or_default(), &place, "Title");
        if title.is_empty() {
            return Err(missing("Title"));
        }
        let guid = guid.ok_or_else(|| missing("Identifier"))?.to_owned();
        let description = dataset.text_at(&["Description"]).unwrap_or_default();
        let area = dataset.text_at(&["Coverage", "Spatial"]);
        let area_gss = area.map_or_else(|| self.gss_code.clone(), GssCode::find_in);
        let own_area = area.filter(|area| !value::is_address(area));
        let frequency = ["UpdateFrequency", "Frequency", "AccrualPeriodicity"]
            .iter()
            .find_map(|name| dataset.text_at(&[name]));
        let issued = ["Issued", "Created"]
            .iter()
            .find_map(|name| dataset.attribute(name));
        let distributions = distributions(dataset, &title, &mut notes);
        Ok(Record {
            position,
            description: notes.markdown(description, &place, "Description"),
            publisher: self.publisher(dataset),
            keywords: subjects(dataset),
            licence: dataset.text_at(&["Rights"]).map(rights),
            frequency: notes.frequency(frequency, &place, "UpdateFrequency"),
            area_gss,
            area_text: own_area.map(str::to_owned).or_else(|| self.area.clone()),
            issued: notes.date(issued, &place, "Issued"),
            modified: notes.date(dataset.attribute("Modified"), &place, "Modified"),
            landing_page: landing_page(dataset),
            active: is_active(dataset),
            distributions,
            warnings: notes.0,
            guid,
            title,
            place,
        })
    }

    /// The holder of the rights is named; the publisher of the inventory is an address, mostly.
    fn publisher(&self, dataset: &Element) -> Option<PublisherRef> {
        let holder = dataset.text_at(&["RightsHolder"]);
        let holder_name = holder.filter(|holder| !value::is_address(holder));
        let holder_uri = holder.filter(|holder| value::is_address(holder));
        let uri = holder_uri
            .map(str::to_owned)
            .or_else(|| self.publisher_uri.clone());
        let name = holder_name
            .map(str::to_owned)
            .or_else(|| self.publisher_name.clone());
        let name = name.or_else(|| uri.as_deref().map(value::file_name))?;
        let name = Notes::default().line(&name, &Place::Line(dataset.line), "RightsHolder");
        Some(PublisherRef {
            name,
            gss_code: self.gss_code.clone(),
            uri,
        })
    }
}

/// `Active` is True unless it is said to be False.
fn is_active(element: &Element) -> bool {
    element.attribute("Active").is_none_or(|active| {
        !["false", "0", "no"]
            .iter()
            .any(|no| active.eq_ignore_ascii_case(no))
    })
}

fn rights(text: &str) -> LicenceRef {
    let text = value::head(text, value::LONGEST_TITLE).to_owned();
    if value::is_address(&text) {
        LicenceRef {
            url: Some(text),
            ..LicenceRef::default()
        }
    } else {
        LicenceRef {
            title: Some(text),
            ..LicenceRef::default()
        }
    }
}

/// Subjects in words; an address in a vocabulary is no word to search for.
fn subjects(dataset: &Element) -> Vec<String> {
    let subjects = dataset
        .children("Subjects")
        .flat_map(|list| list.children("Subject"));
    let words = subjects.map(|subject| subject.text_at(&["Title"]).unwrap_or(subject.text.trim()));
    value::keywords(words.filter(|word| !value::is_address(word)))
}

/// Each resource of a dataset with each of its renditions.
fn renditions(dataset: &Element) -> impl Iterator<Item = (&Element, &Element)> {
    let resources = dataset
        .children("Resources")
        .flat_map(|list| list.children("Resource"));
    resources.flat_map(|resource| {
        let lists = resource.children("Renditions");
        lists
            .flat_map(|list| list.children("Rendition"))
            .map(move |one| (resource, one))
    })
}

fn distributions(dataset: &Element, title: &str, notes: &mut Notes) -> Vec<Distribution> {
    let read = renditions(dataset).filter_map(|(resource, rendition)| {
        let place = Place::Line(rendition.line);
        let link = rendition.text_at(&["Identifier"]);
        if link.is_none() {
            notes.add(&place, "Rendition.Identifier", Problem::Missing, vec![]);
        }
        let url = notes.link(link, &place, "Rendition.Identifier")?;
        let either = |name: &str| {
            rendition
                .text_at(&[name])
                .or_else(|| resource.text_at(&[name]))
                .unwrap_or_default()
        };
        let own_title = notes.line(either("Title"), &place, "Title");
        let media_type = rendition.text_at(&["MimeType"]);
        let modified = rendition
            .attribute("Modified")
            .or_else(|| resource.attribute("Modified"));
        Some(Distribution {
            guid: Some(distribution_guid(resource, &url)),
            title: if own_title.is_empty() {
                title.to_owned()
            } else {
                own_title
            },
            description: notes.markdown(either("Description"), &place, "Description"),
            format: format::canonical(None, media_type, Some(&url)),
            media_type: media_type.map(|media_type| value::head(media_type, 100).to_owned()),
            size: None,
            modified: notes.date(modified, &place, "Modified"),
            active: is_active(resource) && is_active(rendition),
            url,
        })
    });
    read.collect()
}

/// A rendition is identified by its link, in which exporters put the day of the export. So where a
/// resource has one rendition, the resource's identifier stands for it, which stays the same.
fn distribution_guid(resource: &Element, url: &str) -> String {
    let count = resource
        .children("Renditions")
        .flat_map(|list| list.children("Rendition"))
        .count();
    let own = resource.text_at(&["Identifier"]).filter(|_| count == 1);
    own.unwrap_or(url).to_owned()
}

/// The page about a dataset is its first resource that is a document and a web page.
fn landing_page(dataset: &Element) -> Option<String> {
    let page = renditions(dataset).find(|(resource, rendition)| {
        resource.attribute("Type") == Some("Document")
            && rendition
                .text_at(&["MimeType"])
                .is_some_and(|kind| kind.starts_with("text/html"))
    });
    // What is wrong with the link was noted when the distributions were read.
    page.and_then(|(_, rendition)| {
        let link = rendition.text_at(&["Identifier"]);
        Notes::default().link(link, &Place::Line(rendition.line), "Rendition.Identifier")
    })
}
