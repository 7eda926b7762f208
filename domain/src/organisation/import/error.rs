//! What can be wrong with a list of councils. Each message says what to do about it.
use std::fmt;

/// The values that a sentence needs, by name.
pub type Args = Vec<(&'static str, String)>;

/// Why a list cannot be read at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// It has no rows, not even a header.
    #[error("the file is empty: choose the file that holds the list")]
    Empty,
    /// It is greater than any list of councils.
    #[error("the file has {bytes} bytes, and {limit} is the most that is read: split it")]
    TooLarge {
        /// The size that it has.
        bytes: usize,
        /// The size that it may have.
        limit: usize,
    },
    /// It is in another encoding, such as Latin-1, which Excel writes as plain "CSV". Guessing one
    /// would turn `Ynys Môn` into something else without a word.
    #[error("line {line} is not UTF-8: save the file as “CSV UTF-8”")]
    NotUtf8 {
        /// The line of the first wrong byte.
        line: usize,
    },
    /// Its header lacks columns.
    #[error("the header lacks {}: add the columns, or choose the right file", columns.join(", "))]
    MissingColumns {
        /// The columns that it lacks.
        columns: Vec<&'static str>,
    },
    /// Its header names a column twice.
    #[error("the header names {column} twice: remove or rename one of the two")]
    DuplicateColumn {
        /// The column.
        column: String,
    },
}

impl FileError {
    /// The stable code, under which the sentence is found.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "EMPTY",
            Self::TooLarge { .. } => "TOO_LARGE",
            Self::NotUtf8 { .. } => "NOT_UTF8",
            Self::MissingColumns { .. } => "MISSING_COLUMNS",
            Self::DuplicateColumn { .. } => "DUPLICATE_COLUMN",
        }
    }

    /// The values for the sentence.
    pub fn args(&self) -> Args {
        match self {
            Self::Empty => vec![],
            Self::TooLarge { bytes, limit } => {
                vec![("bytes", bytes.to_string()), ("limit", limit.to_string())]
            }
            Self::NotUtf8 { line } => vec![("line", line.to_string())],
            Self::MissingColumns { columns } => vec![("columns", columns.join(", "))],
            Self::DuplicateColumn { column } => vec![("column", column.clone())],
        }
    }
}

/// What is wrong with a value or a row.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RowProblem {
    /// A value that must be there is not.
    #[error("is empty: fill it in")]
    Missing,
    /// A value is longer than it may be.
    #[error("is longer than {limit} characters: shorten it")]
    TooLong {
        /// The length that it may have.
        limit: usize,
    },
    /// The row has more or fewer values than the header.
    #[error(
        "the row has {found} values, and the header {expected}: put values that hold the separator in quotation marks"
    )]
    Ragged {
        /// The number of columns of the header.
        expected: usize,
        /// The number of values of the row.
        found: usize,
    },
    /// Not a GSS code.
    #[error("{value:?} is not a GSS code: write a letter and eight digits, such as E07000194")]
    GssCode {
        /// What stands there.
        value: String,
    },
    /// None of the words that the column may hold.
    #[error("{value:?} is not known: write one of {}", allowed.join(", "))]
    Unknown {
        /// What stands there.
        value: String,
        /// What may stand there.
        allowed: Vec<&'static str>,
    },
    /// Not a number of degrees, or beyond the end of the world.
    #[error(
        "{value:?} is not a number of degrees between -{limit} and {limit}: write it like 52.68"
    )]
    Degrees {
        /// What stands there.
        value: String,
        /// 90 or 180.
        limit: u8,
    },
    /// Latitude without longitude, or the other way round.
    #[error("is empty, and the other coordinate is not: fill in both or neither")]
    HalfAPosition,
    /// Not a date.
    #[error("{value:?} is not a date: write it like 2019-04-01")]
    Date {
        /// What stands there.
        value: String,
    },
    /// Neither true nor false.
    #[error("{value:?} is neither True nor False: write one of the two")]
    Truth {
        /// What stands there.
        value: String,
    },
    /// Not a domain.
    #[error("{value:?} is not a domain: write it like lichfielddc.gov.uk")]
    EmailDomain {
        /// What stands there.
        value: String,
    },
    /// A domain that others share, so that it does not prove that somebody works for the council.
    #[error(
        "{value:?} is not the council's alone: write its own domain, such as lichfielddc.gov.uk"
    )]
    SharedEmailDomain {
        /// What stands there.
        value: String,
    },
    /// An earlier row has the same value.
    #[error("{value:?} is in line {first} too: remove one of the two rows")]
    Duplicate {
        /// What stands there.
        value: String,
        /// The line of the earlier row.
        first: u64,
    },
}

impl RowProblem {
    /// The stable code, under which the sentence is found.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Missing => "MISSING",
            Self::TooLong { .. } => "TOO_LONG",
            Self::Ragged { .. } => "RAGGED_ROW",
            Self::GssCode { .. } => "NOT_A_GSS_CODE",
            Self::Unknown { .. } => "UNKNOWN_VALUE",
            Self::Degrees { .. } => "NOT_DEGREES",
            Self::HalfAPosition => "HALF_A_POSITION",
            Self::Date { .. } => "NOT_A_DATE",
            Self::Truth { .. } => "NOT_TRUE_OR_FALSE",
            Self::EmailDomain { .. } => "NOT_A_DOMAIN",
            Self::SharedEmailDomain { .. } => "SHARED_DOMAIN",
            Self::Duplicate { .. } => "DUPLICATE",
        }
    }

    /// The values for the sentence.
    pub fn args(&self) -> Args {
        match self {
            Self::Missing | Self::HalfAPosition => vec![],
            Self::TooLong { limit } => vec![("limit", limit.to_string())],
            Self::Ragged { expected, found } => {
                vec![
                    ("expected", expected.to_string()),
                    ("found", found.to_string()),
                ]
            }
            Self::GssCode { value }
            | Self::Date { value }
            | Self::Truth { value }
            | Self::EmailDomain { value }
            | Self::SharedEmailDomain { value } => vec![("value", value.clone())],
            Self::Unknown { value, allowed } => {
                vec![("value", value.clone()), ("allowed", allowed.join(", "))]
            }
            Self::Degrees { value, limit } => {
                vec![("value", value.clone()), ("limit", limit.to_string())]
            }
            Self::Duplicate { value, first } => {
                vec![("value", value.clone()), ("first", first.to_string())]
            }
        }
    }
}

/// Why one row does not come in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowError {
    /// The line on which the row begins, from 1; the header is line 1.
    pub line: u64,
    /// The column, as the header of the published list names it; none for the whole row.
    pub column: Option<&'static str>,
    /// The council, if its name could be read, so that it is recognised.
    pub name: Option<String>,
    /// What is wrong and what to do.
    pub problem: RowProblem,
}

impl RowError {
    /// The stable code, under which the sentence is found.
    pub fn code(&self) -> &'static str {
        self.problem.code()
    }
}

impl fmt::Display for RowError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}", self.line)?;
        if let Some(column) = self.column {
            write!(f, ", {column}")?;
        }
        if let Some(name) = &self.name {
            write!(f, " ({name})")?;
        }
        write!(f, ": {}", self.problem)
    }
}
