//! What an import came to, or would come to.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::catalogue::Dataset;
use crate::catalogue::import::{Args, RecordError, Warning};

/// What happens to one record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// It is new.
    Created,
    /// It differs from what is known of it.
    Updated,
    /// It is as it was.
    Unchanged,
    /// Its source has it no more.
    Removed,
    /// Something is wrong with it; the others come in.
    Failed,
}

/// Why a record failed, or what of it was dropped: a code and the values of its sentence,
/// `catalogue-problem-CODE`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// The stable code.
    pub code: String,
    /// The field as the source names it, or empty.
    pub field: String,
    /// The path or line in the file, or empty.
    pub place: String,
    /// The values of the sentence.
    pub args: Vec<(String, String)>,
}

impl Reason {
    /// A reason that concerns the whole record.
    pub(super) fn new(code: &str) -> Self {
        Self {
            code: code.to_owned(),
            field: String::new(),
            place: String::new(),
            args: Vec::new(),
        }
    }

    /// The same with a value for its sentence.
    #[must_use]
    pub(super) fn with(mut self, name: &str, value: &str) -> Self {
        self.args.push((name.to_owned(), value.to_owned()));
        self
    }

    fn of(code: &str, field: &str, place: String, args: &Args) -> Self {
        let args = args
            .iter()
            .map(|(name, value)| ((*name).to_owned(), value.clone()))
            .collect();
        Self {
            code: code.to_owned(),
            field: field.to_owned(),
            place,
            args,
        }
    }
}

impl From<&RecordError> for Reason {
    fn from(error: &RecordError) -> Self {
        Self::of(
            error.code(),
            &error.field,
            error.place.to_string(),
            &error.args,
        )
    }
}

impl From<&Warning> for Reason {
    fn from(warning: &Warning) -> Self {
        Self::of(
            warning.code(),
            &warning.field,
            warning.place.to_string(),
            &warning.args,
        )
    }
}

/// One record, and what happens to it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// Which record of the file, from 1; none for one that the file lacks.
    pub position: Option<usize>,
    /// Its identifier at its source, if that could be read.
    pub guid: String,
    /// Its title, if that could be read.
    pub title: String,
    /// Its publisher, as the hub or the file names it.
    pub publisher: String,
    /// Number of the dataset, if the hub has it.
    pub number: Option<i64>,
    /// What happens to it.
    pub change: Change,
    /// Why it failed.
    pub problem: Option<Reason>,
    /// What of it was dropped or cut.
    pub warnings: Vec<Reason>,
}

impl Line {
    /// A record that its source has no more.
    pub(super) fn removed(dataset: &Dataset) -> Self {
        Self {
            position: None,
            guid: dataset.source_guid.clone().unwrap_or_default(),
            title: dataset.title.clone(),
            publisher: String::new(),
            number: Some(dataset.id),
            change: Change::Removed,
            problem: None,
            warnings: Vec::new(),
        }
    }

    /// Notes that it failed after all.
    pub(super) fn fail(&mut self, reason: Reason) {
        self.change = Change::Failed;
        self.problem = Some(reason);
    }
}

/// How many records of each kind. Its text is the line that an import ends with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Counts {
    /// New ones.
    pub created: usize,
    /// Changed ones.
    pub updated: usize,
    /// Those that are as they were.
    pub unchanged: usize,
    /// Those that their source has no more.
    pub removed: usize,
    /// Those that something is wrong with.
    pub failed: usize,
}

impl Counts {
    /// Counts one more.
    pub(super) fn add(&mut self, change: Change) {
        let count = match change {
            Change::Created => &mut self.created,
            Change::Updated => &mut self.updated,
            Change::Unchanged => &mut self.unchanged,
            Change::Removed => &mut self.removed,
            Change::Failed => &mut self.failed,
        };
        *count += 1;
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "created {}, updated {}, unchanged {}, removed {}, failed {}",
            self.created, self.updated, self.unchanged, self.removed, self.failed
        )
    }
}

/// What an import would change.
#[derive(Debug, Clone)]
pub struct Preview {
    /// The source.
    pub source: String,
    /// Whether the file holds everything that its source holds; else nothing is removed.
    pub complete: bool,
    /// How many records of each kind.
    pub counts: Counts,
    /// Record by record, in the order of the file, then what it lacks.
    pub lines: Vec<Line>,
}

/// What an import came to.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Report {
    /// The source.
    pub source: String,
    /// How many records of each kind.
    pub counts: Counts,
    /// The records that failed, each with its reason.
    pub errors: Vec<Line>,
}

impl Report {
    pub(super) fn add(&mut self, line: Line) {
        self.counts.add(line.change);
        if line.change == Change::Failed {
            self.errors.push(line);
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.counts.fmt(f)
    }
}
