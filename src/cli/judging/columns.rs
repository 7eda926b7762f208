//! Columns that stand below one another in a terminal.

use std::fmt::Write as _;

/// Rows of text, of which the first names the columns.
pub struct Columns {
    rows: Vec<Vec<String>>,
    /// Columns that hold words, which begin at the left; numbers end at the right.
    words: &'static [usize],
}

impl Columns {
    /// Begins with the columns' names.
    pub fn new(names: Vec<String>, words: &'static [usize]) -> Self {
        Self {
            rows: vec![names],
            words,
        }
    }

    /// Adds a row.
    pub fn row(&mut self, cells: Vec<String>) {
        self.rows.push(cells);
    }
}

impl std::fmt::Display for Columns {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let width = |at: usize| {
            let cells = self.rows.iter().filter_map(|row| row.get(at));
            cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
        };
        let columns = self.rows.first().map_or(0, Vec::len);
        let widths: Vec<usize> = (0..columns).map(width).collect();
        for row in &self.rows {
            let mut line = String::new();
            for (at, (cell, width)) in row.iter().zip(&widths).enumerate() {
                if self.words.contains(&at) {
                    write!(line, "{cell:<width$}  ")?;
                } else {
                    write!(line, "{cell:>width$}  ")?;
                }
            }
            writeln!(f, "{}", line.trim_end())?;
        }
        Ok(())
    }
}

/// A number with so many decimals, or a dash where there is none.
pub fn number(value: Option<f64>, decimals: usize) -> String {
    let Some(value) = value else {
        return "–".to_owned();
    };
    let text = format!("{value:.decimals$}");
    // What is rounded to nothing has no sign.
    match text.strip_prefix('-') {
        Some(rest) if rest.chars().all(|c| matches!(c, '0' | '.')) => rest.to_owned(),
        _ => text,
    }
}

/// A whole number with commas between thousands.
pub fn grouped(value: u32) -> String {
    let digits = value.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_begin_and_numbers_end_together() {
        let mut columns = Columns::new(vec!["Who".into(), "How many".into()], &[0]);
        columns.row(vec!["Åsa".into(), "7".into()]);
        columns.row(vec!["Bartholomew".into(), "12".into()]);
        let text = columns.to_string();
        assert_eq!(
            text,
            "Who          How many\nÅsa                 7\nBartholomew        12\n"
        );
        assert_eq!(number(Some(-0.004), 2), "0.00");
        assert_eq!(number(Some(-1.5), 1), "-1.5");
        assert_eq!(number(None, 1), "–");
        assert_eq!(
            [7, 999, 1000, 1_234_567].map(grouped),
            ["7", "999", "1,000", "1,234,567"]
        );
    }
}
