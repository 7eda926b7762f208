//! Who reads what: the assignment of proposals to judges.
//!
//! Maximise Σ a_ij x_ij, where x_ij says whether judge j reads entry i and a_ij is how well they
//! suit each other, so that each entry is read k_i times, each judge reads between the least and
//! the most that they can, and nobody reads what they have a conflict of interest with. The matrix
//! of these conditions is totally unimodular, so a minimum-cost flow gives whole numbers: source →
//! judge by unit edges whose cost grows with the load, judge → entry with capacity 1 and the cost
//! −round(10⁶ a_ij), entry → sink with capacity k_i ([`flow`]).
//!
//! - Costs are compared in order ([`cost`]): least loads, then affinity, then even loads, then a
//!   lot drawn from the seed. The lot makes the best assignment unique, so that any correct solver
//!   finds the same; entries and judges are put in the order of their names first, so that the
//!   order of the input changes nothing.
//! - What cannot be done is explained by name, from the minimum cut ([`shortage`]).
//! - Scores can only be compared within one connected part of the graph of judges and entries, so
//!   its parts are joined by swaps, else by extra reviews, or it is said why not ([`bridge`]).
//! - What one change by hand would do is said before it is made ([`effect`]).
//!
//! Sources: Taylor 2008; Charlin & Zemel 2013.

mod bridge;
mod cost;
mod effect;
mod flow;
mod graph;
mod lot;
mod panel;
mod shortage;
mod solve;
mod table;
#[cfg(test)]
mod tests;

pub use bridge::{Parted, Repair};
pub use effect::{Change, Effect, effect, parts};
pub use graph::Component;
pub use panel::{Entry, Flaw, Judge, Pair, Panel, Standing};
pub use shortage::Shortage;
pub use solve::{Assignment, Outcome, Scheme, Settings, assign, everyone};
pub(in crate::judging) use table::line as line_of;
pub use table::{FileError, read_csv};
