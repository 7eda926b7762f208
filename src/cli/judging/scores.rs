//! A file of scores, and what is said about it.

use std::path::Path;

use hub_domain::judging::calibration::file::{self, Problem, ProblemKind};
use hub_domain::judging::calibration::{Component, Note, Table};
use hub_locales::{Arg, sentence};

/// How many names of one group are listed; the rest are counted.
const NAMES: usize = 50;

/// Reads the scores.
///
/// # Errors
/// A sentence that names the line.
pub fn read(path: &Path) -> Result<Table, String> {
    let name = path.display().to_string();
    let bytes = std::fs::read(path).map_err(|error| {
        let args = [
            ("file", Arg::from(name.as_str())),
            ("why", Arg::from(error.to_string())),
        ];
        say("statistics-file-unreadable", &args)
    })?;
    file::scores(&bytes).map_err(|problem| {
        let args = [
            ("file", Arg::from(name)),
            ("line", Arg::from(problem.line.to_string())),
            ("problem", Arg::from(explain(&problem))),
        ];
        say("statistics-file-line", &args)
    })
}

fn explain(problem: &Problem) -> String {
    let word = |name: &'static str, value: &str| (name, Arg::from(value));
    let (key, args) = match &problem.kind {
        ProblemKind::NoHeader => ("no-header", vec![]),
        ProblemKind::NoColumn(column) => (
            "no-column",
            vec![
                word("column", column),
                word("columns", "entry, judge, score"),
            ],
        ),
        ProblemKind::TwoColumns(column) => ("two-columns", vec![word("column", column)]),
        ProblemKind::NoRows => ("no-rows", vec![]),
        ProblemKind::NoText => ("no-text", vec![]),
        ProblemKind::Missing(column) => ("missing", vec![word("column", column)]),
        ProblemKind::NoNumber { column, value } => (
            "no-number",
            vec![word("column", column), word("value", value)],
        ),
        ProblemKind::TooLarge => ("too-large", vec![]),
        ProblemKind::Repeated {
            first,
            entry,
            judge,
        } => (
            "repeated",
            vec![
                ("first", Arg::from(first.to_string())),
                word("entry", entry),
                word("judge", judge),
            ],
        ),
    };
    say(&format!("statistics-file-{key}"), &args)
}

/// Why entries cannot be ranked across groups, and who is in each.
pub fn apart(table: &Table, groups: &[Component]) -> String {
    let mut text = say("statistics-apart", &[("count", count(groups.len()))]);
    for (number, group) in (1..).zip(groups) {
        let args = [
            ("number", count(number)),
            ("entries", count(group.entries.len())),
            ("entry_names", names(table.entries(), &group.entries).into()),
            ("judges", count(group.judges.len())),
            ("judge_names", names(table.judges(), &group.judges).into()),
        ];
        text.push('\n');
        text.push_str(&say("statistics-apart-group", &args));
    }
    text
}

/// The ids at these places, as far as one sentence holds them.
pub fn names(ids: &[String], at: &[usize]) -> String {
    let some = at.iter().take(NAMES).map(|i| ids[*i].as_str());
    let listed = some.collect::<Vec<_>>().join(", ");
    match at.len().saturating_sub(NAMES) {
        0 => listed,
        more => say(
            "statistics-names-more",
            &[("names", listed.into()), ("count", count(more))],
        ),
    }
}

/// Notes in sentences; `mean` is the number of scores that means of a table with gaps are taken of.
pub fn notes(notes: &[Note], mean: Option<f64>) -> Vec<String> {
    let sentences = notes.iter().map(|note| match (note, mean) {
        (Note::Gaps, None) => say("statistics-note-gaps-only", &[]),
        (Note::Gaps, Some(mean)) => {
            let mean = format!("{mean:.2}");
            let mean = mean.trim_end_matches('0').trim_end_matches('.').to_owned();
            say("statistics-note-gaps", &[("mean", mean.into())])
        }
        (note, _) => say(&format!("statistics-note-{}", note.code()), &[]),
    });
    sentences.collect()
}

/// A number that plural forms go by.
pub fn count(number: usize) -> Arg {
    Arg::from(number.to_string())
}

/// The sentence with this key.
pub fn say(key: &str, args: &[(&str, Arg)]) -> String {
    sentence(key, args).unwrap_or_else(|| key.to_owned())
}

/// What a number is without the bits in which processors differ.
pub fn clean(value: f64) -> f64 {
    if value.abs() < 1e-12 {
        return 0.0;
    }
    format!("{value:.11e}").parse().unwrap_or(value)
}
