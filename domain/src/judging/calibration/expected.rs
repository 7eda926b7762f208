//! Expected ranks, exactly.
//!
//! The rank of an entry is one more than the number of entries above it, so its expectation is one
//! more than the sum of the probabilities that each other entry is above it; and those are normal.

use super::blup::Posterior;
use super::{normal, parallel};

/// Rows of the triangle of pairs that are added up together. Parts are added in their order whoever
/// finished first, so that the sums are the same for any number of processors.
const PARTS: usize = 64;

/// The expected rank of each entry among those at these places, in their order; 1 is the best.
pub fn ranks(posterior: &Posterior<'_>, places: &[usize]) -> Vec<f64> {
    let m = places.len();
    if posterior.entries_alike {
        return vec![f64::midpoint(1.0, m as f64); m];
    }
    // Apart from the mean, which entries share: subtracting it from itself would leave rounding.
    let variances: Vec<f64> = (posterior.variances().iter().enumerate())
        .map(|(i, v)| v - posterior.through_mean(i).powi(2))
        .collect();
    let parts = PARTS.min(m.max(1));
    let mut sums: Vec<Vec<f64>> = vec![Vec::new(); parts];
    parallel::each(sums.iter_mut().enumerate().collect(), |(part, sum)| {
        *sum = above(posterior, &variances, places, (part..m).step_by(parts));
    });
    let mut ranks = vec![1.0; m];
    for part in sums {
        for (rank, sum) in ranks.iter_mut().zip(part) {
            *rank += sum;
        }
    }
    ranks
}

/// For some entries, and all that come after them, how many of those are above each.
fn above(
    posterior: &Posterior<'_>,
    variances: &[f64],
    places: &[usize],
    rows: impl Iterator<Item = usize>,
) -> Vec<f64> {
    let values = &posterior.entries;
    let mut sums = vec![0.0; places.len()];
    let (mut row, mut shared) = (Vec::new(), Vec::new());
    for at in rows {
        let i = places[at];
        posterior.apart_from_mean(i, i + 1, &mut row, &mut shared);
        let mean = posterior.through_mean(i);
        for (other_at, k) in (at + 1..).zip(&places[at + 1..]) {
            let shared = shared[k - i - 1];
            let mean = mean - posterior.through_mean(*k);
            let variance = (variances[i] + variances[*k] - 2.0 * shared + mean * mean).max(0.0);
            let other = beats(values[*k] - values[i], variance);
            sums[at] += other;
            sums[other_at] += 1.0 - other;
        }
    }
    sums
}

/// The probability that what lies `difference` higher, give or take, is indeed higher.
fn beats(difference: f64, variance: f64) -> f64 {
    if variance > 0.0 {
        return normal::below(difference / variance.sqrt());
    }
    match difference {
        d if d > 0.0 => 1.0,
        d if d < 0.0 => 0.0,
        _ => 0.5,
    }
}
