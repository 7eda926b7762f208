//! One package of CKAN: a dataset with its resources.
//!
//! A wrong type in what the record rests on makes it an error, which names the path. A wrong
//! resource is left out with a warning, because the others are still of use.
use serde_json::{Map, Value};

use super::{
    super::{
        Distribution, LicenceRef, Place, Problem, PublisherRef, Record, RecordError,
        value::{self, Notes},
    },
    kind,
};
use crate::{catalogue::format, organisation::gss::GssCode};

type Object = Map<String, Value>;

/// Names under which portals keep what CKAN itself has no field for, as a field or as an extra.
const FREQUENCY: [&str; 6] = [
    "frequency",
    "update_frequency",
    "update-frequency",
    "accrual_periodicity",
    "accrualPeriodicity",
    "frequency-of-update",
];
const AREA: [&str; 8] = [
    "spatial_uri",
    "spatial-uri",
    "geographic_coverage",
    "geographic-coverage",
    "spatial_coverage",
    "spatial_text",
    "spatial-text",
    "spatial",
];
const GSS: [&str; 3] = ["gss_code", "gss-code", "gss"];
const ISSUED: [&str; 4] = ["issued", "dcat_issued", "release_date", "date_released"];
const MODIFIED: [&str; 4] = ["modified", "dcat_modified", "last_updated", "date_updated"];

/// Reads one package.
pub(super) fn read(
    package: &Object,
    path: String,
    position: usize,
    portal: Option<&str>,
) -> Result<Record, Box<RecordError>> {
    let reader = Package {
        fields: package,
        path,
        position,
    };
    let place = Place::Path(reader.path.clone());
    let mut notes = Notes::default();
    let guid = match reader.text("id")? {
        Some(id) => Some(id),
        None => reader.text("name")?,
    };
    let guid = guid.ok_or_else(|| reader.error("id", Problem::Missing, vec![]))?;
    let raw_title = reader.text("title")?;
    let title = raw_title.map(|title| notes.line(title, &reader.place("title"), "title"));
    let title = title
        .filter(|title| !title.is_empty())
        .ok_or_else(|| reader.error("title", Problem::Missing, vec![]))?;
    let description = reader.text("notes")?.unwrap_or_default();
    let description = notes.markdown(description, &reader.place("notes"), "notes");
    let area = reader
        .any(&GSS)
        .or_else(|| reader.any(&AREA))
        .map(|(_, text)| text);
    let dates = |named: &[&'static str], own: &'static str| {
        reader
            .any(named)
            .or_else(|| Some((own, reader.lenient(own)?)))
    };
    let mut date = |found: Option<(&'static str, &str)>| {
        let (field, text) = found?;
        notes.date(Some(text), &reader.place(field), field)
    };
    let issued = date(dates(&ISSUED, "metadata_created"));
    let modified = date(dates(&MODIFIED, "metadata_modified"));
    let frequency = reader
        .any(&FREQUENCY)
        .and_then(|(field, text)| notes.frequency(Some(text), &reader.place(field), field));
    let own_page = notes.link(reader.text("url")?, &reader.place("url"), "url");
    let landing_page = own_page.or_else(|| {
        let name = reader.lenient("name").filter(|name| is_name(name))?;
        Some(format!("{}/dataset/{name}", portal?))
    });
    Ok(Record {
        position,
        guid: guid.to_owned(),
        title,
        description,
        publisher: reader.publisher(portal)?,
        keywords: reader.keywords()?,
        licence: reader.licence()?,
        frequency,
        area_gss: area.and_then(GssCode::find_in),
        // Neither a shape nor an address is the name of an area.
        area_text: area
            .filter(|text| !text.starts_with('{') && !value::is_address(text))
            .map(|text| notes.line(text, &place, "spatial")),
        issued,
        modified,
        landing_page,
        active: reader.is_active()?,
        distributions: reader.resources(&mut notes)?,
        warnings: notes.0,
        place,
    })
}

/// Reads the fields of one package, and knows where they are.
struct Package<'a> {
    fields: &'a Object,
    path: String,
    position: usize,
}

impl<'a> Package<'a> {
    fn place(&self, field: &str) -> Place {
        let dot = if self.path.is_empty() { "" } else { "." };
        Place::Path(format!("{}{dot}{field}", self.path))
    }

    fn error(
        &self,
        field: &str,
        problem: Problem,
        args: Vec<(&'static str, String)>,
    ) -> Box<RecordError> {
        let own = |key: &str| {
            self.lenient(key)
                .map(|text| value::head(text, 250).to_owned())
        };
        Box::new(RecordError {
            position: self.position,
            place: self.place(field),
            guid: self
                .lenient("id")
                .or_else(|| self.lenient("name"))
                .map(str::to_owned),
            title: own("title").or_else(|| own("name")),
            field: field.to_owned(),
            problem,
            args,
        })
    }

    fn wrong_type(&self, field: &str, expected: &str, found: &Value) -> Box<RecordError> {
        let args = vec![
            ("expected", expected.to_owned()),
            ("found", kind(found).to_owned()),
        ];
        self.error(field, Problem::WrongType, args)
    }

    /// A text that is there, whatever stands in its place otherwise.
    fn lenient(&self, field: &str) -> Option<&'a str> {
        text_of(self.fields, field)
    }

    /// A text: absent, null and blank are nothing, another type is an error.
    fn text(&self, field: &str) -> Result<Option<&'a str>, Box<RecordError>> {
        match self.fields.get(field) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(_)) => Ok(self.lenient(field)),
            Some(other) => Err(self.wrong_type(field, "string", other)),
        }
    }

    fn list(&self, field: &str) -> Result<&'a [Value], Box<RecordError>> {
        match self.fields.get(field) {
            None | Some(Value::Null) => Ok(&[]),
            Some(Value::Array(list)) => Ok(list),
            Some(other) => Err(self.wrong_type(field, "array", other)),
        }
    }

    fn object(&self, field: &str) -> Result<Option<&'a Object>, Box<RecordError>> {
        match self.fields.get(field) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::Object(object)) => Ok(Some(object)),
            Some(other) => Err(self.wrong_type(field, "object", other)),
        }
    }

    /// The first of several fields or extras that holds a text.
    fn any(&self, names: &[&'static str]) -> Option<(&'static str, &'a str)> {
        names.iter().find_map(|name| {
            Some((
                *name,
                self.lenient(name).or_else(|| extra(self.fields, name))?,
            ))
        })
    }

    fn is_active(&self) -> Result<bool, Box<RecordError>> {
        let private = match self.fields.get("private") {
            None | Some(Value::Null) => false,
            Some(Value::Bool(private)) => *private,
            // Old versions of CKAN write Python's words.
            Some(Value::String(word)) => word.eq_ignore_ascii_case("true"),
            Some(other) => return Err(self.wrong_type("private", "boolean", other)),
        };
        let state = self.text("state")?;
        Ok(!private && state.is_none_or(|state| state.eq_ignore_ascii_case("active")))
    }

    fn publisher(&self, portal: Option<&str>) -> Result<Option<PublisherRef>, Box<RecordError>> {
        let Some(organisation) = self.object("organization")? else {
            // Without an organisation, the author is the nearest to a publisher that CKAN has.
            let name = self
                .lenient("author")
                .map(|name| value::keywords([name].into_iter()));
            let name = name.and_then(|mut names| names.pop());
            return Ok(name.map(|name| PublisherRef {
                name,
                gss_code: None,
                uri: None,
            }));
        };
        let handle = text_of(organisation, "name");
        let name = text_of(organisation, "title")
            .or(handle)
            .ok_or_else(|| self.error("organization.title", Problem::Missing, vec![]))?;
        let code = GSS
            .iter()
            .find_map(|name| text_of(organisation, name).or_else(|| extra(organisation, name)));
        let page = || {
            Some(format!(
                "{}/organization/{}",
                portal?,
                handle.filter(|h| is_name(h))?
            ))
        };
        Ok(Some(PublisherRef {
            name: Notes::default().line(name, &self.place("organization"), "title"),
            gss_code: code.and_then(|code| code.parse().ok()),
            uri: page(),
        }))
    }

    fn keywords(&self) -> Result<Vec<String>, Box<RecordError>> {
        let words = self.list("tags")?.iter().filter_map(|tag| match tag {
            Value::String(word) => Some(word.as_str()),
            Value::Object(tag) if text_of(tag, "state") != Some("deleted") => {
                text_of(tag, "display_name").or_else(|| text_of(tag, "name"))
            }
            _ => None,
        });
        Ok(value::keywords(words))
    }

    fn licence(&self) -> Result<Option<LicenceRef>, Box<RecordError>> {
        let own = |text: &str| value::head(text, value::LONGEST_TITLE).to_owned();
        let licence = LicenceRef {
            title: self.text("license_title")?.map(own),
            url: self.text("license_url")?.map(own),
            id: self.text("license_id")?.map(own),
        };
        Ok((licence != LicenceRef::default()).then_some(licence))
    }

    fn resources(&self, notes: &mut Notes) -> Result<Vec<Distribution>, Box<RecordError>> {
        let list = self.list("resources")?;
        let read = list.iter().enumerate().filter_map(|(index, resource)| {
            let field = format!("resources[{index}]");
            let Value::Object(resource) = resource else {
                let args = vec![
                    ("expected", "object".into()),
                    ("found", kind(resource).into()),
                ];
                notes.add(&self.place(&field), &field, Problem::WrongType, args);
                return None;
            };
            self.resource(resource, &field, notes)
        });
        Ok(read.collect())
    }

    fn resource(&self, resource: &Object, at: &str, notes: &mut Notes) -> Option<Distribution> {
        let place = |field: &str| self.place(&format!("{at}.{field}"));
        let raw = match resource.get("url") {
            None | Some(Value::Null) => None,
            Some(Value::String(url)) => Some(url.trim()).filter(|url| !url.is_empty()),
            Some(other) => {
                let args = vec![("expected", "string".into()), ("found", kind(other).into())];
                notes.add(&place("url"), "url", Problem::WrongType, args);
                return None;
            }
        };
        if raw.is_none() {
            notes.add(&place("url"), "url", Problem::Missing, vec![]);
        }
        let url = notes.link(raw, &place("url"), "url")?;
        let text = |field: &str| text_of(resource, field);
        let title = notes.line(text("name").unwrap_or_default(), &place("name"), "name");
        let description = text("description").unwrap_or_default();
        Some(Distribution {
            guid: text("id").map(str::to_owned),
            title: if title.is_empty() {
                value::file_name(&url)
            } else {
                title
            },
            description: notes.markdown(description, &place("description"), "description"),
            format: format::canonical(text("format"), text("mimetype"), Some(&url)),
            media_type: text("mimetype").map(|media_type| value::head(media_type, 100).to_owned()),
            size: size(resource.get("size")),
            modified: notes.date(
                text("last_modified"),
                &place("last_modified"),
                "last_modified",
            ),
            active: text("state") != Some("deleted"),
            url,
        })
    }
}

fn text_of<'a>(object: &'a Object, field: &str) -> Option<&'a str> {
    let text = object.get(field)?.as_str()?.trim();
    (!text.is_empty()).then_some(text)
}

/// Extras are a list of keys and values.
fn extra<'a>(object: &'a Object, name: &str) -> Option<&'a str> {
    let extras = object.get("extras")?.as_array()?;
    extras
        .iter()
        .filter_map(Value::as_object)
        .find_map(|extra| (text_of(extra, "key")? == name).then(|| text_of(extra, "value"))?)
}

/// CKAN's names make up addresses; anything else in one is not such a name.
fn is_name(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
}

/// A number, or a text of digits; zero stands for "not known" on many portals.
fn size(size: Option<&Value>) -> Option<u64> {
    const LARGEST: u64 = 1 << 53;
    let bytes = match size? {
        Value::Number(number) => number.as_u64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    };
    bytes.filter(|bytes| (1..=LARGEST).contains(bytes))
}
