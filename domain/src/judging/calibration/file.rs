//! Scores from a spreadsheet: a file of comma-separated values whose columns are told by their names.

use std::str;

use csv::{ByteRecord, ReaderBuilder};

use super::scores::{Table, Unusable};

/// What is wrong with a file, and on which line; lines count from 1.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{kind} on line {line}")]
pub struct Problem {
    /// The line.
    pub line: u64,
    /// What is wrong with it.
    pub kind: ProblemKind,
}

/// What is wrong with a line.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProblemKind {
    /// The file has no first line that names columns.
    #[error("no columns are named")]
    NoHeader,
    /// No column has this name.
    #[error("no column {0}")]
    NoColumn(&'static str),
    /// Two columns have this name.
    #[error("two columns {0}")]
    TwoColumns(&'static str),
    /// There are no lines below the first.
    #[error("no rows")]
    NoRows,
    /// The line is not text in UTF-8.
    #[error("no text")]
    NoText,
    /// A cell that is needed is empty, or the line ends before it.
    #[error("nothing in column {0}")]
    Missing(&'static str),
    /// A cell is no number.
    #[error("{value} in column {column}")]
    NoNumber {
        /// The column.
        column: &'static str,
        /// What the cell holds.
        value: String,
    },
    /// A number is too large to be meant.
    #[error("a number that is too large")]
    TooLarge,
    /// A judge scores an entry a second time.
    #[error("a second score of {entry} by {judge}, after line {first}")]
    Repeated {
        /// The line of the first score.
        first: u64,
        /// The entry.
        entry: String,
        /// The judge.
        judge: String,
    },
}

/// One row: the cells of the columns that were asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row<const N: usize> {
    /// Its line in the file.
    pub line: u64,
    /// Its cells, without space around them.
    pub cells: [String; N],
}

/// Reads some columns, in any order; others are ignored.
///
/// # Errors
/// The first thing that is wrong, with its line. An empty cell is not; what it means is the
/// caller's to say.
pub fn rows<const N: usize>(
    bytes: &[u8],
    columns: [&'static str; N],
) -> Result<Vec<Row<N>>, Problem> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(bytes);
    let mut record = ByteRecord::new();
    let mut read = |record: &mut ByteRecord| -> Result<Option<u64>, Problem> {
        // Reading from memory, only a field beyond all measure could fail.
        let more = reader.read_byte_record(record).map_err(|error| Problem {
            line: error.position().map_or(1, csv::Position::line),
            kind: ProblemKind::NoText,
        })?;
        // The position is that of the reader before it passed over empty lines.
        let from = record.position().map_or(0, csv::Position::byte);
        let from = usize::try_from(from).unwrap_or(usize::MAX).min(bytes.len());
        let blank = bytes[from..]
            .iter()
            .take_while(|b| matches!(b, b'\n' | b'\r'));
        let start = from + blank.count();
        Ok(more.then_some(start as u64))
    };
    let mut lines = Lines::of(bytes);
    let Some(start) = read(&mut record)? else {
        return Err(Problem {
            line: 1,
            kind: ProblemKind::NoHeader,
        });
    };
    let line = lines.at(start);
    let mut places = [0; N];
    for (place, name) in places.iter_mut().zip(columns) {
        let mut found = (0..record.len()).filter(|at| {
            str::from_utf8(&record[*at]).is_ok_and(|cell| cell.trim().eq_ignore_ascii_case(name))
        });
        let kind = match (found.next(), found.next()) {
            (Some(only), None) => {
                *place = only;
                continue;
            }
            (None, _) => ProblemKind::NoColumn(name),
            (Some(_), Some(_)) => ProblemKind::TwoColumns(name),
        };
        return Err(Problem { line, kind });
    }
    let mut rows = Vec::new();
    while let Some(start) = read(&mut record)? {
        let line = lines.at(start);
        let mut cells = [const { String::new() }; N];
        for (cell, place) in cells.iter_mut().zip(places) {
            let bytes = record.get(place).unwrap_or_default();
            let text = str::from_utf8(bytes).map_err(|_| Problem {
                line,
                kind: ProblemKind::NoText,
            })?;
            text.trim().clone_into(cell);
        }
        rows.push(Row { line, cells });
    }
    Ok(rows)
}

/// Reads the columns `entry`, `judge` and `score`.
///
/// # Errors
/// The first thing that is wrong, with its line.
pub fn scores(bytes: &[u8]) -> Result<Table, Problem> {
    const COLUMNS: [&str; 3] = ["entry", "judge", "score"];
    let rows = rows(bytes, COLUMNS)?;
    let mut scores = Vec::with_capacity(rows.len());
    for Row { line, cells } in &rows {
        let problem = |kind| Problem { line: *line, kind };
        if let Some(at) = cells.iter().position(String::is_empty) {
            return Err(problem(ProblemKind::Missing(COLUMNS[at])));
        }
        let [entry, judge, score] = cells;
        let score: f64 = score
            .parse()
            .ok()
            .filter(|s: &f64| s.is_finite())
            .ok_or_else(|| {
                problem(ProblemKind::NoNumber {
                    column: "score",
                    value: score.clone(),
                })
            })?;
        scores.push((entry.as_str(), judge.as_str(), score));
    }
    Table::new(scores.iter().copied()).map_err(|unusable| match unusable {
        Unusable::Empty => Problem {
            line: 1,
            kind: ProblemKind::NoRows,
        },
        Unusable::OutOfRange { place } => Problem {
            line: rows[place].line,
            kind: ProblemKind::TooLarge,
        },
        Unusable::Repeated { place, first } => Problem {
            line: rows[place].line,
            kind: ProblemKind::Repeated {
                first: rows[first].line,
                entry: scores[place].0.to_owned(),
                judge: scores[place].1.to_owned(),
            },
        },
    })
}

/// Turns places in the file, each after the one before it, into lines.
struct Lines<'b> {
    bytes: &'b [u8],
    at: usize,
    line: u64,
}

impl<'b> Lines<'b> {
    fn of(bytes: &'b [u8]) -> Self {
        Self {
            bytes,
            at: 0,
            line: 1,
        }
    }

    fn at(&mut self, place: u64) -> u64 {
        let place = usize::try_from(place)
            .unwrap_or(usize::MAX)
            .min(self.bytes.len());
        let passed = &self.bytes[self.at.min(place)..place];
        // A line ends with a line feed, or with a carriage return that none follows.
        let mut ended = 0;
        for (at, byte) in passed.iter().enumerate() {
            let next = passed.get(at + 1);
            ended += u64::from(*byte == b'\n' || (*byte == b'\r' && next != Some(&b'\n')));
        }
        self.line += ended;
        self.at = place;
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(text: &str) -> (u64, ProblemKind) {
        let problem = scores(text.as_bytes()).unwrap_err();
        (problem.line, problem.kind)
    }

    #[test]
    fn columns_are_found_by_name_and_others_ignored() {
        let text =
            "\u{feff}Score,note, judge ,entry\r\n1.5,\"two\r\nlines\",x, a \r\n\r\n2,,y,a\r\n";
        let table = scores(text.as_bytes()).unwrap();
        assert_eq!(table.entries(), ["a"]);
        assert_eq!(table.judges(), ["x", "y"]);
        assert_eq!(table.raw_means(), [1.75]);
    }

    #[test]
    fn mistakes_name_their_line() {
        assert_eq!(wrong(""), (1, ProblemKind::NoHeader));
        assert_eq!(
            wrong("entry,judge\na,x\n"),
            (1, ProblemKind::NoColumn("score"))
        );
        assert_eq!(
            wrong("entry,judge,score,score\n"),
            (1, ProblemKind::TwoColumns("score"))
        );
        assert_eq!(wrong("entry,judge,score\n"), (1, ProblemKind::NoRows));
        // Empty lines and lines inside of quotes count.
        let text = "entry,judge,score,note\na,x,1,\"one\ntwo\"\n\n\nb,x,,\n";
        assert_eq!(wrong(text), (6, ProblemKind::Missing("score")));
        assert_eq!(
            wrong("entry,judge,score\na,x\n"),
            (2, ProblemKind::Missing("score"))
        );
        let number = |value: &str| ProblemKind::NoNumber {
            column: "score",
            value: value.to_owned(),
        };
        assert_eq!(
            wrong("entry,judge,score\r\na,x,1\r\nb,x,ten\r\n"),
            (3, number("ten"))
        );
        assert_eq!(
            wrong("entry,judge,score\ra,x,1\rb,x,NaN\r"),
            (3, number("NaN"))
        );
        assert_eq!(
            wrong("entry,judge,score\na,x,1e12\n"),
            (2, ProblemKind::TooLarge)
        );
        let repeated = ProblemKind::Repeated {
            first: 2,
            entry: "a".to_owned(),
            judge: "x".to_owned(),
        };
        assert_eq!(
            wrong("entry,judge,score\na,x,1\nb,x,1\na,x,2\n"),
            (4, repeated)
        );
        let problem = scores(b"entry,judge,score\n\xff,x,1\n").unwrap_err();
        assert_eq!((problem.line, problem.kind), (2, ProblemKind::NoText));
    }
}
