//! What saving an uploaded sheet would do, row by row. Nothing is changed by asking.

use std::collections::HashMap;

use super::form::{Form, Saved};
use super::rows::{self, Row as Typed, Rows};
use super::sheet::{Column, unguarded};
use super::{Upload, upload};
use crate::context::Reader;
use crate::error::{FieldError, Result};
use crate::judging::desk::Entry;
use crate::judging::save_review::{GiveScore, SaveReview};
use crate::judging::versions::{Line, Text};
use crate::judging::{read, review, scoring};
use crate::values::Fields;

/// What saving a row would do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// It would be saved.
    Saved,
    /// It says what is saved already.
    Unchanged,
    /// The review was changed elsewhere since the row was made: it is left out, unless its judge
    /// says otherwise.
    Stale,
    /// Something is wrong with it.
    Refused,
}

/// A row of an uploaded sheet, and what saving it would do.
#[derive(Debug, Clone)]
pub struct Row {
    /// The line that it begins in; the header is line 1.
    pub line: u64,
    /// The reference, as it was typed.
    pub reference: String,
    /// Title of the proposal; empty where it is none of the judge's.
    pub title: String,
    /// Key of the proposal; none where it is none of the judge's.
    pub proposal: Option<String>,
    /// What saving it would do.
    pub change: Change,
    /// Whether it would be submitted as well.
    pub submits: bool,
    /// Version of the review that it was compared with; 0 before it is begun.
    pub version: i32,
    /// Cells that differ from what is saved.
    pub cells: Vec<Cell>,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
    /// What would be saved.
    pub(super) review: SaveReview,
}

/// A cell that differs from what is saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Name of its column.
    pub column: String,
    /// What is saved, or empty.
    pub saved: String,
    /// What the sheet says.
    pub filled: String,
}

/// What is wrong with a row: a code and the values of its sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Name of the column; empty where it is the whole row.
    pub column: String,
    /// The stable code.
    pub code: &'static str,
    /// The values of its sentence.
    pub args: Vec<(&'static str, String)>,
}

/// What saving a sheet would do.
#[derive(Debug, Clone)]
pub struct Check {
    /// Row by row, as they stand in it.
    pub rows: Vec<Row>,
    /// Proposals of the judge's that it has no row of; they stay as they are.
    pub missing: usize,
}

/// What saving an upload would do now.
///
/// # Errors
/// When the database does not answer.
pub async fn of(reader: &Reader, upload: &Upload) -> Result<Check> {
    let db = reader.db();
    let judge = upload::judge_of(reader, upload).await?;
    let challenge = review::challenge_of(db, judge.challenge_id).await?;
    let criteria = read::criteria(db, challenge.id).await?;
    let typed = rows::read(&upload.content, &criteria)?;
    let form = Form::load(db, judge, &challenge, reader.now()).await?;
    let mut seen: HashMap<&str, u64> = HashMap::new();
    let mut checked = Vec::with_capacity(typed.rows.len());
    for row in &typed.rows {
        let reference = typed.cell(row, Column::Reference).trim();
        let first = *seen.entry(reference).or_insert(row.line);
        checked.push(one(&form, &typed, row, reference, first));
    }
    let is_there = |entry: &&Entry| seen.contains_key(entry.proposal.reference.as_str());
    let there = form.entries.iter().filter(is_there).count();
    Ok(Check {
        missing: form.entries.len() - there,
        rows: checked,
    })
}

/// A row on the way through the check.
struct Checked<'c> {
    form: &'c Form,
    rows: &'c Rows,
    row: &'c Typed,
    problems: Vec<Problem>,
}

fn one(form: &Form, rows: &Rows, row: &Typed, reference: &str, first: u64) -> Row {
    let entry = form
        .entries
        .iter()
        .find(|entry| entry.proposal.reference == reference);
    let mut checked = Checked {
        form,
        rows,
        row,
        problems: Vec::new(),
    };
    let mut out = Row {
        line: row.line,
        reference: short(reference),
        title: String::new(),
        proposal: None,
        change: Change::Refused,
        submits: false,
        version: 0,
        cells: Vec::new(),
        problems: Vec::new(),
        review: SaveReview::default(),
    };
    if let Some(entry) = entry {
        out.title.clone_from(&entry.title);
        out.proposal = Some(entry.proposal.key.clone());
        if first == row.line {
            checked.compare(entry, &mut out);
        } else {
            let first = ("first", first.to_string());
            checked.wrong(Some(Column::Reference), "SAME_PROPOSAL", vec![first]);
        }
    } else {
        // Whatever the reason, the same is said: who learns that a reference is taken learns that
        // there is a proposal that is kept from them.
        let value = ("value", short(reference));
        checked.wrong(Some(Column::Reference), "UNKNOWN_REFERENCE", vec![value]);
    }
    out.problems = checked.problems;
    out
}

impl Checked<'_> {
    fn wrong(
        &mut self,
        column: Option<Column>,
        code: &'static str,
        args: Vec<(&'static str, String)>,
    ) {
        let column = column.map_or("", |column| self.rows.name(column));
        self.problems.push(Problem {
            column: column.to_owned(),
            code,
            args,
        });
    }

    fn cell(&self, column: Column) -> &str {
        self.rows.cell(self.row, column)
    }

    fn compare(&mut self, entry: &Entry, out: &mut Row) {
        if !self.row.is_whole {
            return self.wrong(None, "CELLS", Vec::new());
        }
        let saved = self.form.saved(entry.proposal.id);
        let made_from = self.version();
        let submit = self.submit();
        let text = self.text(submit);
        out.version = saved.version;
        out.cells = cells(self.rows, &saved.text, &text);
        let submits = submit && (!saved.is_submitted || saved.is_awaited);
        let is_changed = !out.cells.is_empty();
        // A review that counts is changed by submitting it again, and never back into a draft.
        if saved.is_submitted && is_changed && !submit && self.problems.is_empty() {
            self.wrong(Some(Column::Submit), "ALREADY_SUBMITTED", Vec::new());
        }
        if (is_changed || submits) && !self.form.is_open_for(&saved) {
            self.wrong(None, "JUDGING_NOT_OPEN", Vec::new());
        } else if (is_changed || submits) && self.form.is_drawn {
            self.wrong(None, "LOTTERY_DRAWN", Vec::new());
        }
        out.submits = submits || (saved.is_submitted && submit);
        out.change = if !self.problems.is_empty() {
            Change::Refused
        } else if !is_changed && !submits {
            Change::Unchanged
        } else if is_changed && made_from != Some(saved.version) {
            Change::Stale
        } else {
            Change::Saved
        };
        out.review = review(&self.form.judge.key, entry, &saved, text);
    }

    /// The version that the row was made from.
    fn version(&mut self) -> Option<i32> {
        let typed = self.cell(Column::Version).trim();
        let found = typed.parse().ok().filter(|version| *version >= 0);
        if found.is_none() {
            let value = ("value", short(typed));
            self.wrong(Some(Column::Version), "VERSION", vec![value]);
        }
        found
    }

    fn submit(&mut self) -> bool {
        let typed = self.cell(Column::Submit).trim();
        match typed.to_lowercase().as_str() {
            "yes" | "y" | "true" => true,
            "no" | "n" | "false" | "" => false,
            _ => {
                let value = ("value", short(typed));
                self.wrong(Some(Column::Submit), "NOT_YES_OR_NO", vec![value]);
                false
            }
        }
    }

    /// What the row says.
    fn text(&mut self, whole: bool) -> Text {
        let criteria = self.form.criteria.iter().enumerate();
        let mut scores = Vec::new();
        for (index, criterion) in criteria {
            let highest = scoring::highest(criterion);
            let level = self.level(index, highest, whole);
            let required = whole && criterion.comment_required;
            scores.push(Line {
                criterion: criterion.id,
                level,
                comment: self.words(Column::Why(index), required),
            });
        }
        Text {
            scores,
            comment: self.words(Column::Comment, false),
            applicant_comment: self.words(Column::ApplicantComment, false),
            private_notes: self.words(Column::PrivateNotes, false),
        }
    }

    fn level(&mut self, index: usize, highest: i32, whole: bool) -> Option<i32> {
        let column = Column::Level(index);
        let typed = self.cell(column).trim();
        let highest = ("highest", highest.to_string());
        if typed.is_empty() {
            if whole {
                self.wrong(Some(column), "LEVEL_MISSING", vec![highest]);
            }
            return None;
        }
        let value = ("value", short(typed));
        match typed.parse::<i32>() {
            Ok(level) if (0..=scoring::highest(&self.form.criteria[index])).contains(&level) => {
                Some(level)
            }
            Ok(_) => {
                self.wrong(Some(column), "OUT_OF_RANGE", vec![value, highest]);
                None
            }
            Err(_) => {
                self.wrong(Some(column), "NOT_WHOLE", vec![value, highest]);
                None
            }
        }
    }

    fn words(&mut self, column: Column, required: bool) -> String {
        let mut fields = Fields::default();
        let typed = unguarded(self.cell(column));
        let text = fields.text("", typed, usize::from(required)..=10_000);
        if let Err(crate::Error::Invalid(errors)) = fields.finish() {
            for FieldError { code, args, .. } in errors {
                let code = if code == "REQUIRED" {
                    "COMMENT_MISSING"
                } else {
                    code
                };
                self.wrong(Some(column), code, args);
            }
        }
        text
    }
}

/// What differs from what is saved, column by column.
fn cells(rows: &Rows, saved: &Text, filled: &Text) -> Vec<Cell> {
    let of = |text: &Text, column: Column| match column {
        Column::Level(index) => text
            .scores
            .get(index)
            .and_then(|line| line.level)
            .map(|level| level.to_string())
            .unwrap_or_default(),
        Column::Why(index) => text
            .scores
            .get(index)
            .map(|line| line.comment.clone())
            .unwrap_or_default(),
        Column::Comment => text.comment.clone(),
        Column::ApplicantComment => text.applicant_comment.clone(),
        Column::PrivateNotes => text.private_notes.clone(),
        Column::Reference | Column::Title | Column::Version | Column::Submit => String::new(),
    };
    let columns = rows.columns.iter().map(|(column, name)| Cell {
        column: name.clone(),
        saved: of(saved, *column),
        filled: of(filled, *column),
    });
    columns.filter(|cell| cell.saved != cell.filled).collect()
}

fn review(judge: &str, entry: &Entry, saved: &Saved, text: Text) -> SaveReview {
    let give = |line: Line| GiveScore {
        criterion: line.criterion,
        level: line.level,
        comment: line.comment,
    };
    SaveReview {
        judge: judge.to_owned(),
        proposal: entry.proposal.key.clone(),
        version: saved.version,
        scores: text.scores.into_iter().map(give).collect(),
        comment: text.comment,
        applicant_comment: text.applicant_comment,
        private_notes: text.private_notes,
    }
}

/// As much of a value as a message repeats.
fn short(text: &str) -> String {
    text.chars().take(80).collect()
}
