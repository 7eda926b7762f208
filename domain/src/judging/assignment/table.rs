//! Reading a panel from a table with the columns `judge`, `entry`, `affinity` and, where there
//! are any, `conflict` for conflicts of interest and `fixed` for pairs that stay as they are. Other
//! columns are ignored.

use std::collections::HashMap;

use csv::{ReaderBuilder, StringRecord, Trim};

use super::panel::{Entry, Judge, Pair, Panel, Standing};

/// Why a table cannot be read. The sentence `assignment-file-CODE` explains it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileError {
    /// The line, from 1.
    pub line: u64,
    /// Stable code.
    pub code: &'static str,
    /// Arguments of the sentence.
    pub args: Vec<(&'static str, String)>,
}

impl FileError {
    fn new(line: u64, code: &'static str) -> Self {
        Self {
            line,
            code,
            args: Vec::new(),
        }
    }

    fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((name, value.to_string()));
        self
    }
}

/// What of a table is read.
struct Columns {
    judge: usize,
    entry: usize,
    affinity: usize,
    conflict: Option<usize>,
    fixed: Option<usize>,
}

/// Reads a panel from a table. Each entry is read `reviews` times, and each judge has the same
/// least and most load.
///
/// # Errors
/// The first line that is wrong.
pub fn read_csv(
    bytes: &[u8],
    reviews: usize,
    least: usize,
    most: Option<usize>,
) -> Result<Panel, FileError> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let mut reader = ReaderBuilder::new()
        .flexible(true)
        .trim(Trim::All)
        .from_reader(bytes);
    let headers = reader.headers().map_err(|error| unreadable(&error))?;
    let columns = columns(headers)?;
    let mut panel = Panel::default();
    let mut judges: HashMap<String, usize> = HashMap::new();
    let mut entries: HashMap<String, usize> = HashMap::new();
    let mut seen: HashMap<(usize, usize), u64> = HashMap::new();
    for record in reader.records() {
        let record = record.map_err(|error| unreadable(&error))?;
        let line = record.position().map_or(0, |at| line(bytes, at));
        // A line of spaces, as spreadsheets leave below a table.
        if record.iter().all(str::is_empty) {
            continue;
        }
        let judge = name(&record, columns.judge, "judge", line)?;
        let entry = name(&record, columns.entry, "entry", line)?;
        let standing = standing(&record, &columns);
        let affinity = affinity(&record, &columns, standing, line)?;
        let judge_at = *judges.entry(judge.to_owned()).or_insert_with(|| {
            panel.judges.push(Judge {
                name: judge.to_owned(),
                least,
                most,
            });
            panel.judges.len() - 1
        });
        let entry_at = *entries.entry(entry.to_owned()).or_insert_with(|| {
            panel.entries.push(Entry {
                name: entry.to_owned(),
                reviews,
            });
            panel.entries.len() - 1
        });
        if let Some(first) = seen.insert((judge_at, entry_at), line) {
            return Err(FileError::new(line, "SAME_PAIR")
                .with("judge", judge)
                .with("entry", entry)
                .with("first", first));
        }
        panel.pairs.push(Pair {
            judge: judge_at,
            entry: entry_at,
            affinity,
            standing,
        });
    }
    if panel.pairs.is_empty() {
        return Err(FileError::new(1, "NO_ROWS"));
    }
    Ok(panel)
}

/// The line that a record begins in. The reader's own count stands before any empty lines that it
/// skipped.
pub(in crate::judging) fn line(bytes: &[u8], at: &csv::Position) -> u64 {
    let from = usize::try_from(at.byte()).unwrap_or(usize::MAX);
    let skipped = bytes.get(from..).unwrap_or_default().iter();
    let skipped = skipped.take_while(|byte| matches!(byte, b'\r' | b'\n'));
    skipped.fold(at.line(), |line, byte| line + u64::from(*byte == b'\n'))
}

fn columns(headers: &StringRecord) -> Result<Columns, FileError> {
    let find = |name: &'static str| {
        let mut places = headers
            .iter()
            .enumerate()
            .filter(|(_, header)| header.eq_ignore_ascii_case(name))
            .map(|(place, _)| place);
        let first = places.next();
        match places.next() {
            Some(_) => Err(FileError::new(1, "COLUMN_TWICE").with("column", name)),
            None => Ok(first),
        }
    };
    let need = |name: &'static str| {
        find(name)?.ok_or_else(|| FileError::new(1, "NO_COLUMN").with("column", name))
    };
    Ok(Columns {
        judge: need("judge")?,
        entry: need("entry")?,
        affinity: need("affinity")?,
        conflict: find("conflict")?,
        fixed: find("fixed")?,
    })
}

fn name<'r>(
    record: &'r StringRecord,
    column: usize,
    called: &'static str,
    line: u64,
) -> Result<&'r str, FileError> {
    match record.get(column) {
        Some(name) if !name.is_empty() => Ok(name),
        _ => Err(FileError::new(line, "EMPTY").with("column", called)),
    }
}

/// Anything but a plain no is a conflict: the kind of it may be written there, and a word that is
/// not understood must not let somebody read what they should not.
fn standing(record: &StringRecord, columns: &Columns) -> Standing {
    let none = ["", "0", "false", "no", "n", "f", "none"];
    let says = |column: Option<usize>| {
        let text = column.and_then(|column| record.get(column));
        text.is_some_and(|text| !none.iter().any(|no| text.eq_ignore_ascii_case(no)))
    };
    if says(columns.conflict) {
        Standing::Conflict
    } else if says(columns.fixed) {
        Standing::Fixed
    } else {
        Standing::Free
    }
}

fn affinity(
    record: &StringRecord,
    columns: &Columns,
    standing: Standing,
    line: u64,
) -> Result<f64, FileError> {
    let text = record.get(columns.affinity).unwrap_or_default();
    if text.is_empty() {
        // Nobody weighs a pair that may not be.
        return match standing {
            Standing::Conflict => Ok(0.0),
            _ => Err(FileError::new(line, "EMPTY").with("column", "affinity")),
        };
    }
    match text.parse::<f64>() {
        Ok(number) if number.abs() <= super::panel::MOST_AFFINITY => Ok(number),
        Ok(number) if number.is_finite() => {
            Err(FileError::new(line, "TOO_LARGE").with("value", text))
        }
        _ => Err(FileError::new(line, "NO_NUMBER").with("value", text)),
    }
}

fn unreadable(error: &csv::Error) -> FileError {
    let line = error.position().map_or(1, csv::Position::line);
    match error.kind() {
        csv::ErrorKind::Utf8 { .. } => FileError::new(line, "NOT_UTF8"),
        _ => FileError::new(line, "NOT_CSV").with("why", error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Panel, FileError> {
        read_csv(text.as_bytes(), 3, 1, Some(9))
    }

    #[track_caller]
    fn refused(text: &str, line: u64, code: &str) {
        let error = read(text).unwrap_err();
        assert_eq!((error.line, error.code), (line, code), "{error:?}");
    }

    #[test]
    fn columns_are_found_by_name_and_others_ignored() {
        let panel = read(
            "\u{feff}Note, ENTRY ,judge,affinity,conflict\n\
             x, P1 ,Ada,0.5,\n\
             ,,,,\n\
             x,P2,Ada,,employer\n\
             x,P1,\"Bo, Jr\",1e-3,no\n",
        )
        .unwrap();
        let judges: Vec<_> = panel.judges.iter().map(|j| j.name.as_str()).collect();
        assert_eq!(judges, ["Ada", "Bo, Jr"]);
        assert_eq!(panel.entries.len(), 2);
        assert_eq!(panel.entries[0].reviews, 3);
        assert_eq!((panel.judges[1].least, panel.judges[1].most), (1, Some(9)));
        let standings: Vec<_> = panel.pairs.iter().map(|p| p.standing).collect();
        let expected = [Standing::Free, Standing::Conflict, Standing::Free];
        assert_eq!(standings, expected);
        assert!((panel.pairs[2].affinity - 0.001).abs() < 1e-12);
    }

    #[test]
    fn a_conflict_says_more_than_that_a_pair_is_fixed() {
        let panel =
            read("judge,entry,affinity,conflict,fixed\nA,1,1,,yes\nA,2,1,yes,yes\nA,3,1,no,\n")
                .unwrap();
        let standings: Vec<_> = panel.pairs.iter().map(|p| p.standing).collect();
        let expected = [Standing::Fixed, Standing::Conflict, Standing::Free];
        assert_eq!(standings, expected);
    }

    #[test]
    fn what_is_wrong_is_named_with_its_line() {
        refused("judge,entry\nA,1\n", 1, "NO_COLUMN");
        refused("judge,entry,affinity,judge\n", 1, "COLUMN_TWICE");
        refused("judge,entry,affinity\n", 1, "NO_ROWS");
        refused("judge,entry,affinity\nA,1,0.5\n\nB,,0.5\n", 4, "EMPTY");
        refused("judge,entry,affinity\nA,1,0.5\nB,1\n", 3, "EMPTY");
        refused("judge,entry,affinity\nA,1,high\n", 2, "NO_NUMBER");
        refused("judge,entry,affinity\nA,1,NaN\n", 2, "NO_NUMBER");
        refused("judge,entry,affinity\nA,1,2000000\n", 2, "TOO_LARGE");
        refused("judge,entry,affinity\nA,1,1\nA,1,1\n", 3, "SAME_PAIR");
        let latin = read_csv(b"judge,entry,affinity\nA,1,1\nJos\xe9,1,1\n", 1, 0, None);
        assert_eq!(latin.unwrap_err(), FileError::new(3, "NOT_UTF8"));
        refused("", 1, "NO_COLUMN");
    }
}
