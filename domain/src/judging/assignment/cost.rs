//! What a step costs: four numbers that are compared from the first to the last.

use std::ops::{Add, Sub};

/// A cost. The first field decides; each later one decides only among equals. Because the fields
/// never mix, no weight can be chosen wrongly between them: even loads never cost affinity, and
/// the lot never costs either.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Cost {
    /// −1 for a review that brings a judge up to the least load.
    pub due: i64,
    /// −round(10⁶ affinity), and what uneven loads cost where that is weighed.
    pub affinity: i64,
    /// n for a judge's n-th review, so that loads are even among equals.
    pub load: i64,
    /// Drawn from the seed, so that chance decides the rest and can be repeated.
    pub lot: i64,
}

impl Add for Cost {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self {
            due: self.due + other.due,
            affinity: self.affinity + other.affinity,
            load: self.load + other.load,
            lot: self.lot + other.lot,
        }
    }
}

impl Sub for Cost {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self {
            due: self.due - other.due,
            affinity: self.affinity - other.affinity,
            load: self.load - other.load,
            lot: self.lot - other.lot,
        }
    }
}

/// An affinity in millionths, as the flow counts it.
#[expect(
    clippy::cast_possible_truncation,
    reason = "the panel's check bounds affinities to a million, so the product fits"
)]
pub(super) fn millionths(affinity: f64) -> i64 {
    (affinity * 1e6).round() as i64
}
