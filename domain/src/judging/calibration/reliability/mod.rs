//! How far judges agree.
//!
//! Agreement and consistency are told apart: a severe judge who orders entries as the others do
//! lowers the first and not the second.

pub mod icc;
pub mod kendall;
pub mod krippendorff;

pub use icc::{Basis, Icc};
pub use krippendorff::Alpha;

use super::Note;
use super::scores::Table;

/// How far the judges of a table agree.
#[derive(Debug, Clone, PartialEq)]
pub struct Reliability {
    /// Intraclass correlations.
    pub icc: Icc,
    /// Krippendorff's α.
    pub krippendorff: Alpha,
    /// Kendall's W, corrected for ties.
    pub kendall_w: Option<f64>,
    /// Why something is missing, and what else has to be said.
    pub notes: Vec<Note>,
}

/// Computes all that the table allows.
pub fn reliability(table: &Table) -> Reliability {
    let mut notes = Vec::new();
    let icc = icc::of(table, &mut notes);
    let krippendorff = krippendorff::of(table, &mut notes);
    let kendall_w = kendall::w(table);
    if kendall_w.is_none() && table.is_complete() && table.judges().len() > 1 {
        notes.push(Note::NoOrder);
    }
    Reliability {
        icc,
        krippendorff,
        kendall_w,
        notes,
    }
}
