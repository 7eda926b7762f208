//! What can be wrong with a file, with one record in it, and with a detail of a record.
//!
//! A wrong file stops the import; a wrong record is reported and the rest comes in; a wrong detail
//! is dropped with a warning and the record comes in. All three carry a code and the values for
//! its sentence, because sentences live with the translations.
use std::fmt;

/// The values that a sentence needs, by name.
pub type Args = Vec<(&'static str, String)>;

/// Why a file cannot be read at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// It has no bytes, or only white space.
    #[error("the file is empty")]
    Empty,
    /// It is greater than [`super::MAX_BYTES`].
    #[error("the file has {bytes} bytes, and {limit} is the most that is read")]
    TooLarge {
        /// The size that it has.
        bytes: usize,
        /// The size that it may have.
        limit: usize,
    },
    /// It is not UTF-8; saving it as UTF-8 is the remedy.
    #[error("the file is not UTF-8: line {line} holds another encoding; save it as UTF-8")]
    NotUtf8 {
        /// The line of the first wrong byte.
        line: usize,
    },
    /// It begins like JSON and is not.
    #[error("the file is not JSON: line {line}, column {column}: {reason}")]
    NotJson {
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
        /// What the parser met there.
        reason: String,
    },
    /// It begins like XML and is not well-formed, or goes beyond the limits.
    #[error("the file is not XML that can be read: line {line}: {reason}")]
    NotXml {
        /// The line, from 1.
        line: usize,
        /// What the parser met there.
        reason: String,
    },
    /// It declares a document type. Those define entities, which can fill a memory or fetch files.
    #[error("the file declares a document type on line {line}, which is refused")]
    DoctypeRefused {
        /// The line, from 1.
        line: usize,
    },
    /// It is JSON, and neither a CKAN answer nor a CKAN package.
    #[error(
        "the file is JSON and not an answer of CKAN's package_search or package_show: {reason}"
    )]
    NotACkanAnswer {
        /// What was expected.
        reason: String,
    },
    /// It is a CKAN answer that reports an error of the portal.
    #[error("the portal answered with an error: {message}")]
    PortalError {
        /// The portal's own words.
        message: String,
    },
    /// It is none of the known kinds.
    #[error("the file is of no known kind: it begins with {found:?}")]
    UnknownFormat {
        /// The root element, or the first characters.
        found: String,
    },
}

impl FileError {
    /// The stable code, under which the sentence is found.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "EMPTY",
            Self::TooLarge { .. } => "TOO_LARGE",
            Self::NotUtf8 { .. } => "NOT_UTF8",
            Self::NotJson { .. } => "NOT_JSON",
            Self::NotXml { .. } => "NOT_XML",
            Self::DoctypeRefused { .. } => "DOCTYPE_REFUSED",
            Self::NotACkanAnswer { .. } => "NOT_A_CKAN_ANSWER",
            Self::PortalError { .. } => "PORTAL_ERROR",
            Self::UnknownFormat { .. } => "UNKNOWN_FORMAT",
        }
    }

    /// The values for the sentence.
    pub fn args(&self) -> Args {
        match self {
            Self::Empty => vec![],
            Self::TooLarge { bytes, limit } => {
                vec![("bytes", bytes.to_string()), ("limit", limit.to_string())]
            }
            Self::NotUtf8 { line } | Self::DoctypeRefused { line } => {
                vec![("line", line.to_string())]
            }
            Self::NotJson {
                line,
                column,
                reason,
            } => vec![
                ("line", line.to_string()),
                ("column", column.to_string()),
                ("reason", reason.clone()),
            ],
            Self::NotXml { line, reason } => {
                vec![("line", line.to_string()), ("reason", reason.clone())]
            }
            Self::NotACkanAnswer { reason } => vec![("reason", reason.clone())],
            Self::PortalError { message } => vec![("message", message.clone())],
            Self::UnknownFormat { found } => vec![("found", found.clone())],
        }
    }
}

/// Where in a file something is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A path in JSON, such as `result.results[3].title`.
    Path(String),
    /// A line of XML, from 1.
    Line(usize),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Path(path) => f.write_str(path),
            Self::Line(line) => write!(f, "line {line}"),
        }
    }
}

/// What is wrong with a record or with a detail of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// A value that must be there is not, or is empty.
    Missing,
    /// A value is of another type: args `expected`, `found`.
    WrongType,
    /// An earlier record has the same guid: args `guid`, `first` (its position).
    DuplicateGuid,
    /// A value is longer than it may be, and was cut where that is harmless: arg `limit`.
    TooLong,
    /// A link's scheme is none of http, https and ftp, or it holds a password: args `link`, `scheme`.
    LinkRefused,
    /// A link is no address: arg `link`.
    LinkInvalid,
    /// A date cannot be read, or lies outside 1900 to 2200: arg `value`.
    DateInvalid,
    /// A frequency is none that is known: arg `value`.
    FrequencyUnknown,
}

impl Problem {
    /// The stable code, under which the sentence is found.
    pub fn code(self) -> &'static str {
        match self {
            Self::Missing => "MISSING",
            Self::WrongType => "WRONG_TYPE",
            Self::DuplicateGuid => "DUPLICATE_GUID",
            Self::TooLong => "TOO_LONG",
            Self::LinkRefused => "LINK_REFUSED",
            Self::LinkInvalid => "LINK_INVALID",
            Self::DateInvalid => "DATE_INVALID",
            Self::FrequencyUnknown => "FREQUENCY_UNKNOWN",
        }
    }
}

/// Why one record does not come in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordError {
    /// Which record of the file, from 1.
    pub position: usize,
    /// Where the fault is.
    pub place: Place,
    /// The record's guid, if it could be read: a record that is there and wrong has not vanished
    /// from its source, so a harvest must not mark it as removed.
    pub guid: Option<String>,
    /// The record's title, if it could be read, so that its owner recognises it.
    pub title: Option<String>,
    /// The field as the source names it.
    pub field: String,
    /// What is wrong.
    pub problem: Problem,
    /// The values for the sentence.
    pub args: Args,
}

impl RecordError {
    /// The stable code, under which the sentence is found.
    pub fn code(&self) -> &'static str {
        self.problem.code()
    }
}

/// A detail that was dropped or cut, so that its record could come in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// Where the fault is.
    pub place: Place,
    /// The field as the source names it.
    pub field: String,
    /// What is wrong.
    pub problem: Problem,
    /// The values for the sentence.
    pub args: Args,
}

impl Warning {
    /// The stable code, under which the sentence is found.
    pub fn code(&self) -> &'static str {
        self.problem.code()
    }
}
