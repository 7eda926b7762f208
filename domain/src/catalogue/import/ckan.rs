//! CKAN, the software of most open data portals: answers of its action API in JSON.
use serde_json::{Map, Value};
use url::Url;

use super::{FileError, Format, Listing, Place, Problem, RecordError, value::head};

mod package;

/// Reads an answer of `package_search` or `package_show`, a package, or a list of packages.
pub(super) fn parse(text: &str) -> Result<Listing, FileError> {
    let document: Value = serde_json::from_str(text).map_err(|error| not_json(text, &error))?;
    let answer = Answer::read(&document)?;
    let portal = answer.portal.as_deref();
    let records = answer
        .packages
        .iter()
        .enumerate()
        .map(|(index, package)| {
            let path = answer.path(index);
            match package {
                Value::Object(object) => package::read(object, path, index + 1, portal),
                other => Err(Box::new(RecordError {
                    position: index + 1,
                    field: path.clone(),
                    place: Place::Path(path),
                    guid: None,
                    title: None,
                    problem: Problem::WrongType,
                    args: vec![("expected", "object".into()), ("found", kind(other).into())],
                })),
            }
        })
        .collect();
    Ok(Listing {
        format: Format::Ckan,
        complete: answer.is_complete(),
        source_name: answer.portal,
        count: answer.count,
        records,
    })
}

/// Where the packages are in the document, and what stands around them.
struct Answer<'a> {
    packages: Vec<&'a Value>,
    /// The path of the list, or of the one package.
    path: &'static str,
    single: bool,
    portal: Option<String>,
    /// What `package_search` says that the portal has.
    count: Option<u64>,
}

impl<'a> Answer<'a> {
    fn read(document: &'a Value) -> Result<Self, FileError> {
        match document {
            Value::Array(list) => Self::list(list, "", None, None),
            Value::Object(answer) if answer.contains_key("result") => Self::envelope(answer),
            Value::Object(answer) if answer.get("success") == Some(&Value::Bool(false)) => {
                Err(FileError::PortalError {
                    message: message(answer),
                })
            }
            // The result of a search that was saved without its envelope.
            Value::Object(search) if search.contains_key("results") => {
                Self::search(search, "results", None)
            }
            Value::Object(package) if looks_like_a_package(package) => Ok(Self {
                packages: vec![document],
                path: "",
                single: true,
                portal: None,
                count: None,
            }),
            Value::Object(other) => {
                let keys: Vec<_> = other.keys().take(5).map(|key| head(key, 30)).collect();
                Err(not_ckan(&format!(
                    "neither result nor a package, but {}",
                    keys.join(", ")
                )))
            }
            other => Err(not_ckan(&format!(
                "a {} in place of an object",
                kind(other)
            ))),
        }
    }

    fn envelope(answer: &'a Map<String, Value>) -> Result<Self, FileError> {
        if answer.get("success") == Some(&Value::Bool(false)) {
            return Err(FileError::PortalError {
                message: message(answer),
            });
        }
        let help = answer.get("help").and_then(Value::as_str);
        let portal = help.and_then(origin);
        match answer.get("result") {
            Some(Value::Object(search)) if search.contains_key("results") => {
                Self::search(search, "result.results", portal)
            }
            Some(package @ Value::Object(object)) if looks_like_a_package(object) => Ok(Self {
                packages: vec![package],
                path: "result",
                single: true,
                portal,
                count: None,
            }),
            Some(Value::Array(list)) => Self::list(list, "result", portal, None),
            Some(Value::Object(_)) => Err(not_ckan("result is no package, and has no results")),
            other => Err(not_ckan(&format!(
                "result is a {} in place of an object",
                kind(other.unwrap_or(&Value::Null))
            ))),
        }
    }

    fn search(
        search: &'a Map<String, Value>,
        path: &'static str,
        portal: Option<String>,
    ) -> Result<Self, FileError> {
        let count = search.get("count").and_then(Value::as_u64);
        match search.get("results") {
            Some(Value::Array(list)) => Self::list(list, path, portal, count),
            other => Err(not_ckan(&format!(
                "results is a {} in place of an array",
                kind(other.unwrap_or(&Value::Null))
            ))),
        }
    }

    fn list(
        list: &'a [Value],
        path: &'static str,
        portal: Option<String>,
        count: Option<u64>,
    ) -> Result<Self, FileError> {
        // `package_list` answers with names alone, and nothing can be made of those.
        if list.first().is_some_and(Value::is_string) {
            return Err(not_ckan(
                "a list of names in place of packages, as package_list gives",
            ));
        }
        Ok(Self {
            packages: list.iter().collect(),
            path,
            single: false,
            portal,
            count,
        })
    }

    fn path(&self, index: usize) -> String {
        if self.single {
            self.path.to_owned()
        } else {
            format!("{}[{index}]", self.path)
        }
    }

    /// Only a search says how many there are. A page of a search never holds them all.
    fn is_complete(&self) -> bool {
        self.count
            .is_some_and(|count| u64::try_from(self.packages.len()) == Ok(count))
    }
}

fn looks_like_a_package(object: &Map<String, Value>) -> bool {
    let has = |key: &str| object.contains_key(key);
    has("resources") || ((has("id") || has("name")) && (has("title") || has("notes")))
}

/// The portal's address: that of the help page which each answer names, without the API's path,
/// so that a portal below a folder (`https://example.gov.uk/data/api/3/…`) keeps it.
fn origin(help: &str) -> Option<String> {
    let address = Url::parse(help)
        .ok()
        .filter(|url| matches!(url.scheme(), "http" | "https"))?;
    let root = address.origin().ascii_serialization();
    let folder = address
        .path()
        .split_once("/api/")
        .map_or("", |(folder, _)| folder);
    Some(format!("{root}{folder}"))
}

fn message(answer: &Map<String, Value>) -> String {
    let error = answer.get("error");
    let text = error
        .and_then(|error| error.get("message"))
        .and_then(Value::as_str);
    let text = text
        .map(str::to_owned)
        .or_else(|| error.map(Value::to_string));
    head(&text.unwrap_or_default(), 300).to_owned()
}

fn not_ckan(reason: &str) -> FileError {
    FileError::NotACkanAnswer {
        reason: reason.to_owned(),
    }
}

/// serde_json repeats the position at the end of its message, which we hold apart, and calls the end
/// of a line the column 0 of the next one.
fn not_json(text: &str, error: &serde_json::Error) -> FileError {
    let (line, column) = match (error.line(), error.column()) {
        (line @ 2.., 0) => {
            let before = text.lines().nth(line - 2).unwrap_or_default();
            (line - 1, before.len() + 1)
        }
        position => position,
    };
    let message = error.to_string();
    let reason = message
        .split(" at line ")
        .next()
        .unwrap_or_default()
        .to_owned();
    FileError::NotJson {
        line: line.max(1),
        column: column.max(1),
        reason,
    }
}

/// The name of a JSON type, for a message.
fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}
