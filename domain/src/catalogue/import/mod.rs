//! Reading what other catalogues export, into one kind of record.
//!
//! These parsers are pure: bytes in, a [`Listing`] out, no database and no network. What a harvest
//! does with the listing (create, change, mark as removed) is decided elsewhere.
//!
//! ```text
//! bytes ── parse ──┬─ JSON ── ckan ───────┬─ Listing ─ records: Ok(Record) | Err(RecordError)
//!                  └─ XML ─── inventory ──┘
//! ```
use std::collections::HashMap;

use chrono::{DateTime, Utc};

use crate::{
    catalogue::{frequency::Frequency, licence},
    organisation::gss::GssCode,
};

mod ckan;
mod error;
mod inventory;
mod markup;
mod value;
mod xml;

pub use error::{Args, FileError, Place, Problem, RecordError, Warning};

/// The greatest file that is read. A thousand packages, the most that CKAN gives in one answer, are
/// some 25 MB; the tree that JSON becomes takes up to sixteen times the memory of its text.
pub const MAX_BYTES: usize = 32 * 1024 * 1024;

/// The kinds of file that are understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// An answer of CKAN's `package_search` or `package_show`, a package, or a list of packages.
    Ckan,
    /// The Local Government Association's inventory, in XML.
    Inventory,
}

impl Format {
    /// The code under which it is stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Ckan => "CKAN",
            Self::Inventory => "INVENTORY",
        }
    }
}

/// What a file holds.
#[derive(Debug)]
pub struct Listing {
    /// The kind of file that it was.
    pub format: Format,
    /// The portal's or the inventory's own address, if the file says it.
    pub source_name: Option<String>,
    /// Whether the file holds everything that its source holds. Only then may a record that is
    /// absent from it count as removed.
    pub complete: bool,
    /// How many records the source says it has, if it says so.
    pub count: Option<u64>,
    /// The records in the order of the file; an error is boxed because it is large and rare.
    pub records: Vec<Result<Record, Box<RecordError>>>,
}

/// One dataset.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// Which record of the file, from 1.
    pub position: usize,
    /// Where in the file it is.
    pub place: Place,
    /// The source's identifier of it, unique in the file.
    pub guid: String,
    /// One line of plain text.
    pub title: String,
    /// Markdown, without HTML; may be empty.
    pub description: String,
    /// Who publishes it, if the source says so.
    pub publisher: Option<PublisherRef>,
    /// Words to find it by, each once.
    pub keywords: Vec<String>,
    /// The licence as the source names it.
    pub licence: Option<LicenceRef>,
    /// How often it is renewed.
    pub frequency: Option<&'static Frequency>,
    /// The area that it covers, by code.
    pub area_gss: Option<GssCode>,
    /// The area that it covers, in words.
    pub area_text: Option<String>,
    /// When it was first published; midnight UTC where the source gives a day.
    pub issued: Option<DateTime<Utc>>,
    /// When it was last changed; midnight UTC where the source gives a day.
    pub modified: Option<DateTime<Utc>>,
    /// The page about it.
    pub landing_page: Option<String>,
    /// False if the source has withdrawn or not yet published it.
    pub active: bool,
    /// Its files and services; those without a usable link are left out with a warning.
    pub distributions: Vec<Distribution>,
    /// What was dropped or cut.
    pub warnings: Vec<Warning>,
}

/// One file or service of a dataset.
#[derive(Debug, Clone, PartialEq)]
pub struct Distribution {
    /// The source's identifier of it.
    pub guid: Option<String>,
    /// One line of plain text, never empty.
    pub title: String,
    /// Markdown, without HTML; may be empty.
    pub description: String,
    /// Where it is: http, https or ftp.
    pub url: String,
    /// The canonical name of its format (see [`crate::catalogue::format`]).
    pub format: Option<String>,
    /// Its media type, as the source gives it.
    pub media_type: Option<String>,
    /// Its size in bytes.
    pub size: Option<u64>,
    /// When it was last changed.
    pub modified: Option<DateTime<Utc>>,
    /// False if the source has withdrawn it.
    pub active: bool,
}

/// A publisher as a source names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublisherRef {
    /// The name.
    pub name: String,
    /// The code of its area, by which a council is recognised.
    pub gss_code: Option<GssCode>,
    /// Its identifier or page in the source.
    pub uri: Option<String>,
}

/// A licence as a source names it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LicenceRef {
    /// The name.
    pub title: Option<String>,
    /// The address of its text.
    pub url: Option<String>,
    /// The portal's identifier of it.
    pub id: Option<String>,
}

impl LicenceRef {
    /// The code of the known licence that is meant.
    pub fn code(&self) -> Option<&'static str> {
        licence::match_licence(
            self.id.as_deref(),
            self.title.as_deref(),
            self.url.as_deref(),
        )
    }
}

/// Reads a file, whose kind is told by its content, or by `hint` where the caller knows it.
///
/// # Errors
/// A [`FileError`] if nothing of the file can be read. What is wrong with single records is in the
/// listing.
pub fn parse(bytes: &[u8], hint: Option<Format>) -> Result<Listing, FileError> {
    let text = decode(bytes)?;
    let format = match (hint, text.trim_start().chars().next()) {
        (_, None) => return Err(FileError::Empty),
        (Some(format), _) => format,
        (None, Some('{' | '[')) => Format::Ckan,
        (None, Some('<')) => Format::Inventory,
        (None, Some(_)) => {
            let found = text.trim_start().chars().take(20).collect();
            return Err(FileError::UnknownFormat { found });
        }
    };
    let listing = match format {
        Format::Ckan => ckan::parse(text)?,
        Format::Inventory => inventory::parse(text)?,
    };
    Ok(settle(listing))
}

fn decode(bytes: &[u8]) -> Result<&str, FileError> {
    if bytes.len() > MAX_BYTES {
        return Err(FileError::TooLarge {
            bytes: bytes.len(),
            limit: MAX_BYTES,
        });
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        FileError::NotUtf8 {
            line: before.split(|byte| *byte == b'\n').count(),
        }
    })?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// Refuses the second of two records of one guid, and takes back the claim to be complete where a
/// record is so broken that nobody can say which one it is.
fn settle(mut listing: Listing) -> Listing {
    let mut first: HashMap<String, usize> = HashMap::new();
    for entry in &mut listing.records {
        let Ok(record) = entry else { continue };
        match first.get(&record.guid) {
            None => {
                first.insert(record.guid.clone(), record.position);
            }
            Some(position) => {
                let error = Box::new(RecordError {
                    position: record.position,
                    place: record.place.clone(),
                    guid: Some(record.guid.clone()),
                    title: Some(record.title.clone()),
                    field: "guid".to_owned(),
                    problem: Problem::DuplicateGuid,
                    args: vec![
                        ("guid", record.guid.clone()),
                        ("first", position.to_string()),
                    ],
                });
                *entry = Err(error);
            }
        }
    }
    let nameless = |entry: &Result<Record, Box<RecordError>>| {
        entry.as_ref().is_err_and(|error| error.guid.is_none())
    };
    if listing.records.iter().any(nameless) {
        listing.complete = false;
    }
    listing
}

#[cfg(test)]
mod tests;

/// A real file to test with, from `HUB_TEST_SHARED_DATA` or the folder beside the workspace. It is
/// not part of the project; a test without it says so and passes.
#[cfg(test)]
pub(crate) fn shared_data(name: &str) -> Option<Vec<u8>> {
    use std::path::{Path, PathBuf};
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let folders = match std::env::var_os("HUB_TEST_SHARED_DATA") {
        Some(folder) => vec![PathBuf::from(folder)],
        // A worktree lies one folder deeper than a clone.
        None => ["../shared/data", "../../shared/data"]
            .map(|path| workspace.join(path))
            .to_vec(),
    };
    let found = folders
        .iter()
        .find_map(|folder| std::fs::read(folder.join(name)).ok());
    if found.is_none() {
        eprintln!("skipped: no shared data {name}; set HUB_TEST_SHARED_DATA to its folder");
    }
    found
}
