//! The rows of an uploaded sheet, as they were typed.

use csv::{ByteRecord, ReaderBuilder, StringRecord};

use super::sheet::{Column, columns};
use crate::error::FieldError;
use crate::judging::Criterion;
use crate::judging::assignment::line_of;

/// How many rows are read.
const MOST_ROWS: usize = 2_000;

/// The rows of a sheet.
#[derive(Debug)]
pub(super) struct Rows {
    /// The columns in the order of the sheet as it is downloaded, with their names.
    pub columns: Vec<(Column, String)>,
    /// The rows that hold something.
    pub rows: Vec<Row>,
}

/// A row as it was typed.
#[derive(Debug)]
pub(super) struct Row {
    /// The line that it begins in; the header is line 1.
    pub line: u64,
    /// Its cells, in the order of [`Rows::columns`].
    pub cells: Vec<String>,
    /// Whether it has as many cells as the header.
    pub is_whole: bool,
}

impl Rows {
    /// What stands in a column of a row.
    pub fn cell<'r>(&self, row: &'r Row, column: Column) -> &'r str {
        let place = self.columns.iter().position(|(c, _)| *c == column);
        place
            .and_then(|place| row.cells.get(place))
            .map_or("", String::as_str)
    }

    /// The name of a column.
    pub fn name(&self, column: Column) -> &str {
        let found = self.columns.iter().find(|(c, _)| *c == column);
        found.map_or("", |(_, name)| name.as_str())
    }
}

/// Reads a sheet. Columns are recognised by their names, in any order; others are passed over.
pub(super) fn read(text: &str, criteria: &[Criterion]) -> Result<Rows, FieldError> {
    let columns = columns(criteria);
    let delimiter = delimiter(text, &columns);
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut records = reader.byte_records().filter_map(Result::ok);
    let header = records.next().map(strings).unwrap_or_default();
    let places = places(&header, &columns)?;
    let mut rows = Vec::new();
    for record in records {
        let line = record
            .position()
            .map_or(0, |at| line_of(text.as_bytes(), at));
        let record = strings(record);
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if rows.len() == MOST_ROWS {
            return Err(FieldError::new("base64", "SHEET_TOO_MANY_ROWS").with("max", MOST_ROWS));
        }
        let beyond = record.iter().skip(header.len());
        rows.push(Row {
            line,
            is_whole: record.len() >= header.len() && beyond.into_iter().all(str::is_empty),
            cells: places
                .iter()
                .map(|place| record.get(*place).unwrap_or_default().to_owned())
                .collect(),
        });
    }
    if rows.is_empty() {
        return Err(FieldError::new("base64", "SHEET_NO_ROWS"));
    }
    Ok(Rows { columns, rows })
}

fn strings(record: ByteRecord) -> StringRecord {
    StringRecord::from_byte_record_lossy(record)
}

/// The separator by which most columns are recognised: spreadsheets write commas, semicolons or
/// tabs, as the country goes, and names of criteria may hold any of them.
fn delimiter(text: &str, columns: &[(Column, String)]) -> u8 {
    let known = |delimiter: &u8| {
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .delimiter(*delimiter)
            .from_reader(text.as_bytes());
        let header = reader.records().next().and_then(Result::ok);
        let header = header.unwrap_or_default();
        header
            .iter()
            .filter(|name| columns.iter().any(|(_, column)| is_same(name, column)))
            .count()
    };
    // Of equals the last wins, which is the comma.
    [b'\t', b';', b',']
        .into_iter()
        .max_by_key(known)
        .unwrap_or(b',')
}

/// Where each column stands.
fn places(header: &StringRecord, columns: &[(Column, String)]) -> Result<Vec<usize>, FieldError> {
    let mut places = Vec::with_capacity(columns.len());
    let mut missing = Vec::new();
    for (_, column) in columns {
        let mut found = (0..)
            .zip(header)
            .filter(|(_, name)| is_same(name, column))
            .map(|(place, _)| place);
        match (found.next(), found.next()) {
            (Some(_), Some(_)) => {
                return Err(FieldError::new("base64", "SHEET_TWO_COLUMNS").with("column", column));
            }
            (Some(place), None) => places.push(place),
            (None, _) => missing.push(format!("“{column}”")),
        }
    }
    if missing.is_empty() {
        return Ok(places);
    }
    let columns = missing.join(", ");
    Err(FieldError::new("base64", "SHEET_COLUMNS").with("columns", columns))
}

/// Whether a header names a column: without a look at capitals, at spaces, and at the dash, which
/// some programs turn into another.
fn is_same(name: &str, column: &str) -> bool {
    let plain = |text: &str| {
        let text = super::sheet::unguarded(text).replace(['–', '—', '?'], "-");
        let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
        words.join(" ")
    };
    plain(name) == plain(column)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn criteria() -> Vec<Criterion> {
        vec![Criterion {
            id: 1,
            challenge_id: 1,
            position: 0,
            name: "Impact; or change".to_owned(),
            description: String::new(),
            weight: 100,
            levels: json!(["None", "Some", "Much"]),
            comment_required: true,
        }]
    }

    const HEADER: &str = "Reference,Title,Version,1. Impact; or change (0–2),\
        1. Impact; or change: comment,Comment to the panel,Comment to the applicant,\
        Private notes,Submit (yes/no)";

    #[test]
    fn rows_know_their_lines_whatever_separates_them() {
        let text = format!("{HEADER}\r\n\r\nA,T,0,1,\"two\r\nlines\",,,,no\r\nB,T,0,,,,,,no\r\n");
        let rows = read(&text, &criteria()).unwrap();
        let lines: Vec<_> = rows.rows.iter().map(|row| row.line).collect();
        assert_eq!(lines, [3, 5]);
        assert_eq!(rows.cell(&rows.rows[0], Column::Why(0)), "two\r\nlines");
        let semicolons = "reference;TITLE;version;\"1. Impact; or change (0-2)\";\
            \"1. Impact; or change: comment\";Comment to the panel;Comment to the applicant;\
            Private notes;Submit (yes/no)\nA;T;0;2;a, b;;;;yes\nB;T;0\nC;T;0;1;;;;;no;more\n";
        let rows = read(semicolons, &criteria()).unwrap();
        assert_eq!(rows.cell(&rows.rows[0], Column::Level(0)), "2");
        assert_eq!(rows.cell(&rows.rows[0], Column::Why(0)), "a, b");
        let whole: Vec<_> = rows.rows.iter().map(|row| row.is_whole).collect();
        assert_eq!(whole, [true, false, false]);
    }

    #[test]
    fn a_file_without_the_columns_or_rows_is_refused() {
        let code = |text: &str| read(text, &criteria()).unwrap_err().code;
        assert_eq!(code("a,b\n1,2\n"), "SHEET_COLUMNS");
        assert_eq!(code(HEADER), "SHEET_NO_ROWS");
        assert_eq!(code(&format!("{HEADER},Title\n")), "SHEET_TWO_COLUMNS");
    }
}
