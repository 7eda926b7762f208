//! Intraclass correlations (Shrout & Fleiss 1979; McGraw & Wong 1996).

use super::super::Note;
use super::super::components::components;
use super::super::design::Design;
use super::super::reml;
use super::super::scores::{Table, mean};

/// Intraclass correlations: of a single score, and of the mean of an entry's scores.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Icc {
    /// One score, each entry read by judges of its own: ICC(1,1).
    pub one: Option<f64>,
    /// One score, agreement: ICC(A,1).
    pub agreement: Option<f64>,
    /// One score, consistency: ICC(C,1).
    pub consistency: Option<f64>,
    /// The mean, each entry read by judges of its own: ICC(1,k).
    pub one_mean: Option<f64>,
    /// The mean, agreement: ICC(A,k).
    pub agreement_mean: Option<f64>,
    /// The mean, consistency: ICC(C,k).
    pub consistency_mean: Option<f64>,
    /// What they were computed from.
    pub basis: Basis,
}

/// What intraclass correlations were computed from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Basis {
    /// Mean squares of a table in which every judge scored every entry.
    MeanSquares,
    /// Variances by REML, because the table has gaps: agreement alone, and for the mean of as many
    /// scores as an entry has (the harmonic mean of their numbers).
    Variances {
        /// Scores of an entry.
        scores: f64,
    },
    /// Nothing: they could not be computed.
    Nothing,
}

const NONE: Icc = Icc {
    one: None,
    agreement: None,
    consistency: None,
    one_mean: None,
    agreement_mean: None,
    consistency_mean: None,
    basis: Basis::Nothing,
};

/// Computes what can be computed, and notes what cannot.
pub fn of(table: &Table, notes: &mut Vec<Note>) -> Icc {
    if table.entries().len() < 2 || table.judges().len() < 2 {
        notes.push(Note::TooFew);
        return NONE;
    }
    if table.is_constant() {
        notes.push(Note::AllEqual);
        return NONE;
    }
    if table.is_complete() {
        let icc = by_mean_squares(table);
        if icc.agreement.is_none() || icc.consistency_mean.is_none() || icc.one_mean.is_none() {
            notes.push(Note::NoVariation);
        }
        return icc;
    }
    if components(table).len() > 1 {
        notes.push(Note::Disconnected);
        return NONE;
    }
    notes.push(Note::Gaps);
    by_variances(table).unwrap_or(NONE)
}

fn by_mean_squares(table: &Table) -> Icc {
    let (n, k) = (table.entries().len() as f64, table.judges().len() as f64);
    let grand = mean(table.cells());
    let rows = table.raw_means();
    let mut columns = vec![0.0; table.judges().len()];
    for cell in table.cells() {
        columns[cell.judge] += cell.score / n;
    }
    let spread = |means: &[f64]| means.iter().map(|m| (m - grand).powi(2)).sum::<f64>();
    let (between, across) = (k * spread(&rows), n * spread(&columns));
    let (mut within, mut left) = (0.0, 0.0);
    for cell in table.cells() {
        within += (cell.score - rows[cell.entry]).powi(2);
        left += (cell.score - rows[cell.entry] - columns[cell.judge] + grand).powi(2);
    }
    let rows = between / (n - 1.0);
    let columns = across / (k - 1.0);
    let within = within / (n * (k - 1.0));
    let left = left / ((n - 1.0) * (k - 1.0));
    // Relative to all that varies: what is less is rounding.
    let least = 1e-12 * (rows + columns + within);
    let ratio = |part: f64, whole: f64| (whole.abs() > least).then(|| part / whole);
    Icc {
        one: ratio(rows - within, rows + (k - 1.0) * within),
        agreement: ratio(
            rows - left,
            rows + (k - 1.0) * left + k / n * (columns - left),
        ),
        consistency: ratio(rows - left, rows + (k - 1.0) * left),
        one_mean: ratio(rows - within, rows),
        agreement_mean: ratio(rows - left, rows + (columns - left) / n),
        consistency_mean: ratio(rows - left, rows),
        basis: Basis::MeanSquares,
    }
}

fn by_variances(table: &Table) -> Option<Icc> {
    let design = Design::of(table);
    let ratios = reml::minimise(&design)?.ratios;
    let counts = table.by_entry().map(|cells| 1.0 / cells.len() as f64);
    let scores = table.entries().len() as f64 / counts.sum::<f64>();
    let (entry, error) = (ratios.entry, ratios.judge + 1.0);
    Some(Icc {
        agreement: Some(entry / (entry + error)),
        agreement_mean: Some(entry / (entry + error / scores)),
        basis: Basis::Variances { scores },
        ..NONE
    })
}
