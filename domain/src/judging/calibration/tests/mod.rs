//! The calibration against what was published, and against the same in plain, slow formulas.

mod degenerate;
mod figures;
mod naive;
mod published;
mod slow;

use rand::rngs::ChaCha20Rng;
use rand::{Rng, SeedableRng};

use super::scores::Table;

/// Numbers that repeat.
struct Numbers(ChaCha20Rng);

impl Numbers {
    fn seeded(seed: u8) -> Self {
        Self(ChaCha20Rng::from_seed([seed; 32]))
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.0.next_u64() % limit as u64).unwrap()
    }

    fn normal(&mut self) -> f64 {
        super::normal::from_bits(self.0.next_u64())
    }
}

/// A table with gaps in which everything hangs together.
fn random(numbers: &mut Numbers, m: usize, q: usize, step: f64) -> Table {
    let worth: Vec<f64> = (0..m).map(|_| 8.0 * numbers.normal()).collect();
    let kind: Vec<f64> = (0..q).map(|_| 5.0 * numbers.normal()).collect();
    let mut scores = Vec::new();
    for (i, worth) in worth.iter().enumerate() {
        for (j, kind) in kind.iter().enumerate() {
            // The first judge and the first entry connect all others.
            if i == 0 || j == 0 || numbers.below(3) == 0 {
                let score = 60.0 + worth + kind + 6.0 * numbers.normal();
                let score = (score / step).round() * step;
                scores.push((format!("e{i:02}"), format!("j{j:02}"), score));
            }
        }
    }
    Table::new(scores).unwrap()
}

#[track_caller]
fn close(got: f64, wanted: f64, tolerance: f64) {
    assert!((got - wanted).abs() <= tolerance, "{got} is not {wanted}");
}
