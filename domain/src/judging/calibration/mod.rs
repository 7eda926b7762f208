//! The statistics of judging: what scores say about entries, and how surely.
//!
//! Nothing here knows of a database, a clock or a person: a [`Table`] of scores goes in, and numbers
//! with what has to be said about them ([`Note`]) come out. Everything can be repeated from the
//! table, the number of awards and a seed.
//!
//! - **[`scores`]** is the table; **[`components`]** says what can be compared with what.
//! - **[`rank()`]** is the calibrated ranking. A score is taken as the mean of all, plus what sets
//!   the entry apart, plus what sets the judge apart, plus chance ([`model`]); how large each part
//!   is in general is estimated by [`reml`], how large it is for each entry and judge by [`blup`].
//!   So a strict judge's scores are raised, but only as far as the panel's other scores bear out,
//!   and a mean of few scores is trusted less than one of many.
//! - **[`expected`]** ranks are exact. The probability of being selected and the intervals of ranks
//!   are counted in [`draws`], which [`sample`] makes; [`near_tie`] says between whom the scores cannot decide.
//! - **[`severity`]** is what the scores themselves show of a judge, to be read beside the effect
//!   that was taken out.
//! - **[`reliability`]** is how far judges agree.
//!
//! Processors differ in the last bits of such sums. So whatever is compared or ordered is
//! [`rounded`] first, and ties go by id.
#![expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "counts of scores and ranks are far below what a float holds exactly"
)]

pub mod blup;
pub mod components;
pub mod dense;
pub mod design;
pub mod draws;
pub mod expected;
pub mod file;
pub mod model;
pub mod near_tie;
pub mod normal;
pub mod note;
pub mod outcome;
pub mod parallel;
pub mod rank;
pub mod reliability;
pub mod reml;
pub mod sample;
pub mod scores;
pub mod severity;

pub use components::{Component, components};
pub use note::Note;
pub use rank::{Apart, Question, Ranking, rank, rank_among};
pub use reliability::{Reliability, reliability};
pub use scores::Table;

/// To the millionth, as everything that is compared or ordered is. Never a negative zero.
pub fn rounded(value: f64) -> f64 {
    (value * 1e6).round() / 1e6 + 0.0
}

#[cfg(test)]
mod tests;
