//! The model with the covariance of all scores written out, as textbooks have it.

use nalgebra::{DMatrix, DVector};

use crate::judging::calibration::model::Ratios;
use crate::judging::calibration::normal;
use crate::judging::calibration::scores::Table;

/// What the textbook's formulas give.
pub struct Naive {
    pub criterion: f64,
    pub chance: f64,
    pub mean: f64,
    pub values: DVector<f64>,
    pub judges: DVector<f64>,
    pub covariance: DMatrix<f64>,
}

impl Naive {
    pub fn at(table: &Table, ratios: Ratios) -> Self {
        let cells = table.cells();
        let count = cells.len();
        let (entries, judges) = (table.entries().len(), table.judges().len());
        let y = DVector::from_iterator(count, cells.iter().map(|c| c.score));
        let zu = DMatrix::from_fn(count, entries, |r, i| {
            f64::from(u8::from(cells[r].entry == i))
        });
        let zb = DMatrix::from_fn(count, judges, |r, j| {
            f64::from(u8::from(cells[r].judge == j))
        });
        let x = DVector::from_element(count, 1.0);
        let h = DMatrix::identity(count, count)
            + &zu * zu.transpose() * ratios.entry
            + &zb * zb.transpose() * ratios.judge;
        let inverse = h.clone().try_inverse().unwrap();
        let precision = (x.transpose() * &inverse * &x)[0];
        let mean = (x.transpose() * &inverse * &y)[0] / precision;
        let residual = &y - &x * mean;
        let squares = (residual.transpose() * &inverse * &residual)[0];
        let free = count as f64 - 1.0;
        let chance = squares / free;
        let determinant: f64 = h.cholesky().unwrap().l().diagonal().map(f64::ln).sum() * 2.0;
        let criterion = determinant
            + precision.ln()
            + free * (1.0 + (2.0 * std::f64::consts::PI * squares / free).ln());
        let p = &inverse - &inverse * &x * x.transpose() * &inverse / precision;
        // v = μ + u: its error is that of the mean, that of u, and what they share.
        let ones = DVector::from_element(entries, 1.0);
        let own = (DMatrix::identity(entries, entries) - zu.transpose() * &p * &zu * ratios.entry)
            * ratios.entry;
        let shared = zu.transpose() * &inverse * &x * ratios.entry / precision;
        let covariance = (own + &ones * ones.transpose() / precision
            - &shared * ones.transpose()
            - &ones * shared.transpose())
            * chance;
        Self {
            criterion,
            chance,
            mean,
            values: &ones * mean + zu.transpose() * &inverse * &residual * ratios.entry,
            judges: zb.transpose() * &inverse * &residual * ratios.judge,
            covariance,
        }
    }

    pub fn expected_rank(&self, i: usize) -> f64 {
        let all: Vec<usize> = (0..self.values.len()).collect();
        self.expected_rank_among(i, &all)
    }

    pub fn expected_rank_among(&self, i: usize, among: &[usize]) -> f64 {
        let c = &self.covariance;
        let others = among.iter().copied().filter(|k| *k != i);
        1.0 + others
            .map(|k| {
                let variance = c[(i, i)] + c[(k, k)] - 2.0 * c[(i, k)];
                normal::below((self.values[k] - self.values[i]) / variance.sqrt())
            })
            .sum::<f64>()
    }
}
