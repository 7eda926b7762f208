//! Councils from a CSV file of the form that mySociety publishes
//! (`uk_local_authorities.csv`), with an optional column `email-domains` of our own.
//!
//! The header decides which column is which, so that their order does not matter and other columns
//! are ignored. Commas, semicolons and tabs are understood, because that is what spreadsheets write.
use std::collections::HashMap;

use chrono::NaiveDate;
use csv::StringRecord;

use super::{FileError, RowError};
use crate::organisation::gss::GssCode;
use row::Row;

mod domain;
mod kind;
mod row;

pub(crate) use domain::read as email_domain;
pub use kind::{CouncilType, Nation};

/// The greatest file that is read; the whole list has some 100 kB.
pub const MAX_BYTES: usize = 4 * 1024 * 1024;
const LONGEST_NAME: usize = 200;

const NAME: &str = "official-name";
const SHORT_NAME: &str = "nice-name";
const GSS: &str = "gss-code";
const NATION: &str = "nation";
const REGION: &str = "region";
const TYPE: &str = "local-authority-type-name";
const COUNTY: &str = "county-la";
const LOCAL_CODE: &str = "local-authority-code";
const LATITUDE: &str = "lat";
const LONGITUDE: &str = "long";
const START: &str = "start-date";
const END: &str = "end-date";
const REPLACED_BY: &str = "replaced-by";
const CURRENT: &str = "current-authority";
const FORMER_GSS: &str = "former-gss-codes";
const DOMAINS: &str = "email-domains";
const REQUIRED: [&str; 4] = [NAME, GSS, NATION, TYPE];

/// One council, present or past.
#[derive(Debug, Clone, PartialEq)]
pub struct CouncilRecord {
    /// The line on which its row begins.
    pub line: u64,
    /// Its official name.
    pub name: String,
    /// The name that people use; two councils of one place, old and new, may share it.
    pub short_name: String,
    /// The code of its area; councils that ended before the codes began have none.
    pub gss_code: Option<GssCode>,
    /// The codes that its area had before.
    pub former_gss_codes: Vec<GssCode>,
    /// The nation that it belongs to.
    pub nation: Nation,
    /// The region of England, or the nation.
    pub region: Option<String>,
    /// What kind of council it is.
    pub council_type: CouncilType,
    /// Its code in the register of local authorities, by which `county` and `replaced_by` name others.
    pub local_code: Option<String>,
    /// The local code of the county council above it.
    pub county: Option<String>,
    /// The local codes of the councils that took its place.
    pub replaced_by: Vec<String>,
    /// North, in degrees; there together with the longitude.
    pub latitude: Option<f64>,
    /// East, in degrees.
    pub longitude: Option<f64>,
    /// Its first day, where it is known.
    pub start_date: Option<NaiveDate>,
    /// Its last day.
    pub end_date: Option<NaiveDate>,
    /// Whether it exists today.
    pub current: bool,
    /// The domains of its officers' mail addresses, in lower case.
    pub email_domains: Vec<String>,
}

/// What a file holds.
#[derive(Debug, Default)]
pub struct CouncilListing {
    /// The councils whose rows are right.
    pub records: Vec<CouncilRecord>,
    /// All that is wrong with the other rows.
    pub errors: Vec<RowError>,
}

/// Reads a list of councils.
///
/// # Errors
/// A [`FileError`] if the file or its header cannot be read. What is wrong with rows is in the
/// listing.
pub fn parse(bytes: &[u8]) -> Result<CouncilListing, FileError> {
    let text = decode(bytes)?;
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(text))
        .from_reader(text.as_bytes());
    // From UTF-8 in memory, with rows of any length, no read can fail.
    let mut rows = reader.records().filter_map(Result::ok);
    let columns = Columns::read(&rows.next().ok_or(FileError::Empty)?)?;
    let mut listing = CouncilListing::default();
    let mut lines = Lines {
        text,
        offset: 0,
        line: 1,
    };
    let mut seen = HashMap::new();
    for values in rows.filter(|values| values.iter().any(|value| !value.trim().is_empty())) {
        let line = lines.of(&values);
        let mut row = Row {
            columns: &columns,
            values: &values,
            line,
            errors: Vec::new(),
        };
        let record = row.council();
        row.refuse_duplicates(&mut seen);
        if row.errors.is_empty() {
            listing.records.push(record);
        } else {
            listing.errors.append(&mut row.errors);
        }
    }
    Ok(listing)
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
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim().is_empty() {
        Err(FileError::Empty)
    } else {
        Ok(text)
    }
}

/// The separator that the header has most of; no name of a column contains one.
fn delimiter(text: &str) -> u8 {
    let header = text.trim_start().lines().next().unwrap_or_default();
    let count = |separator: u8| header.bytes().filter(|byte| *byte == separator).count();
    // Of equals the last wins, which is the comma.
    [b'\t', b';', b',']
        .into_iter()
        .max_by_key(|separator| count(*separator))
        .unwrap_or(b',')
}

/// Counts line ends up to where a row begins, each once. The reader's own count is that of where it
/// stood before it passed blank lines and the second half of `\r\n`.
struct Lines<'a> {
    text: &'a str,
    offset: usize,
    line: u64,
}

impl Lines<'_> {
    fn of(&mut self, row: &StringRecord) -> u64 {
        let read = row
            .position()
            .and_then(|position| usize::try_from(position.byte()).ok());
        let bytes = self.text.as_bytes();
        let mut end = read.unwrap_or(self.offset).max(self.offset);
        while bytes
            .get(end)
            .is_some_and(|byte| matches!(byte, b'\r' | b'\n'))
        {
            end += 1;
        }
        let passed = bytes.get(self.offset..end).unwrap_or_default();
        self.line += passed
            .iter()
            .map(|byte| u64::from(*byte == b'\n'))
            .sum::<u64>();
        self.offset = end;
        self.line
    }
}

/// Which column is where.
struct Columns {
    places: HashMap<String, usize>,
    count: usize,
}

impl Columns {
    fn read(header: &StringRecord) -> Result<Self, FileError> {
        let mut places = HashMap::new();
        for (place, name) in header.iter().enumerate() {
            let name = name.trim().to_lowercase().replace(['_', ' '], "-");
            if !name.is_empty() && places.insert(name.clone(), place).is_some() {
                return Err(FileError::DuplicateColumn { column: name });
            }
        }
        let columns: Vec<_> = REQUIRED
            .into_iter()
            .filter(|name| !places.contains_key(*name))
            .collect();
        if columns.is_empty() {
            Ok(Self {
                places,
                count: header.len(),
            })
        } else {
            Err(FileError::MissingColumns { columns })
        }
    }
}

/// As much of a value as a message repeats.
fn quote(text: &str) -> String {
    text.chars().take(80).collect()
}

#[cfg(test)]
mod tests;
