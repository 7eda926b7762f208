//! The columns of a score sheet, and the sheet as it is downloaded.

use csv::{Terminator, WriterBuilder};

use super::form::{Form, Saved};
use crate::context::Reader;
use crate::error::{Error, Result};
use crate::judging::desk::Entry;
use crate::judging::{Criterion, read, review, scoring};

/// What a column holds. The number is that of a criterion, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    /// The reference of the proposal, by which a row is recognised.
    Reference,
    /// Its title, which only tells people which row it is.
    Title,
    /// The version of the review that the row was made from.
    Version,
    /// The level of a criterion.
    Level(usize),
    /// Why.
    Why(usize),
    /// The comment to the panel.
    Comment,
    /// The comment to the applicant.
    ApplicantComment,
    /// Notes that nobody but the judge reads.
    PrivateNotes,
    /// Whether to submit the review.
    Submit,
}

/// The columns of a sheet with their names, in their order. Those of criteria are numbered, so that
/// two criteria of one name stay apart.
pub(super) fn columns(criteria: &[Criterion]) -> Vec<(Column, String)> {
    let mut columns = vec![
        (Column::Reference, "Reference".to_owned()),
        (Column::Title, "Title".to_owned()),
        (Column::Version, "Version".to_owned()),
    ];
    for (index, criterion) in criteria.iter().enumerate() {
        let (number, name) = (index + 1, criterion.name.trim());
        let highest = scoring::highest(criterion);
        columns.push((
            Column::Level(index),
            format!("{number}. {name} (0–{highest})"),
        ));
        columns.push((Column::Why(index), format!("{number}. {name}: comment")));
    }
    columns.push((Column::Comment, "Comment to the panel".to_owned()));
    let applicant = "Comment to the applicant".to_owned();
    columns.push((Column::ApplicantComment, applicant));
    columns.push((Column::PrivateNotes, "Private notes".to_owned()));
    columns.push((Column::Submit, "Submit (yes/no)".to_owned()));
    columns
}

/// A sheet as it is downloaded.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// Number of the challenge.
    pub challenge: i64,
    /// CSV in UTF-8, with a mark at its beginning by which Excel knows that.
    pub text: String,
}

/// The viewer's own score sheet of a challenge that they judge, with what they saved so far.
///
/// # Errors
/// `NotFound` when the appointment is not theirs.
pub async fn download(reader: &Reader, judge: &str) -> Result<Sheet> {
    let db = reader.db();
    let judge = read::own(db, reader.viewer(), judge).await?;
    let challenge = review::challenge_of(db, judge.challenge_id).await?;
    let form = Form::load(db, judge, &challenge, reader.now()).await?;
    let mut csv = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(Vec::new());
    let columns = columns(&form.criteria);
    csv.write_record(columns.iter().map(|(_, name)| guarded(name)))
        .map_err(Error::internal)?;
    for entry in &form.entries {
        let saved = form.saved(entry.proposal.id);
        let cells = columns
            .iter()
            .map(|(column, _)| cell(*column, entry, &saved));
        csv.write_record(cells).map_err(Error::internal)?;
    }
    let bytes = csv.into_inner().map_err(Error::internal)?;
    let text = String::from_utf8(bytes).map_err(Error::internal)?;
    Ok(Sheet {
        challenge: challenge.id,
        text: format!("\u{feff}{text}"),
    })
}

fn cell(column: Column, entry: &Entry, saved: &Saved) -> String {
    match column {
        Column::Reference => entry.proposal.reference.clone(),
        Column::Version => saved.version.to_string(),
        Column::Title => guarded(&entry.title),
        column => typed(column, saved),
    }
}

/// What stands in a column that the judge fills in.
fn typed(column: Column, saved: &Saved) -> String {
    let line = |index: usize| saved.text.scores.get(index);
    match column {
        Column::Reference | Column::Title | Column::Version => String::new(),
        Column::Level(index) => line(index)
            .and_then(|line| line.level)
            .map(|level| level.to_string())
            .unwrap_or_default(),
        Column::Why(index) => line(index)
            .map(|line| guarded(&line.comment))
            .unwrap_or_default(),
        Column::Comment => guarded(&saved.text.comment),
        Column::ApplicantComment => guarded(&saved.text.applicant_comment),
        Column::PrivateNotes => guarded(&saved.text.private_notes),
        Column::Submit => {
            let word = saved.is_submitted && !saved.is_awaited;
            if word { "yes" } else { "no" }.to_owned()
        }
    }
}

/// Whether a spreadsheet would take a text for a formula, once apostrophes before it are gone.
fn is_formula(text: &str) -> bool {
    text.trim_start_matches('\'')
        .starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// A text that no spreadsheet takes for a formula: with an apostrophe before it, where needed.
fn guarded(text: &str) -> String {
    let guard = if is_formula(text) { "'" } else { "" };
    format!("{guard}{text}")
}

/// What a cell held before it was guarded.
pub(super) fn unguarded(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if is_formula(rest) => rest,
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guarded_text_is_no_formula_and_comes_back_as_it_was() {
        for text in ["=1+1", "- a list", "@x", "+", "\tx", "'=1", "''-x"] {
            assert_eq!(guarded(text), format!("'{text}"));
            assert_eq!(unguarded(&guarded(text)), text);
        }
        for text in ["", "plain", "'twas", "1-2", "'", "''"] {
            assert_eq!(guarded(text), text);
            assert_eq!(unguarded(text), text);
        }
    }
}
