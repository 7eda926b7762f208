//! Best linear unbiased predictions, and how sure they are.
//!
//! With the variances known, what is known of an entry, `v = μ + u`, is normal around `v̂` with the
//! covariance `C`. `C` has a row and a column for each entry, and two thousand entries would make it
//! four million numbers; but given the mean and the judges, entries are independent. So it is kept
//! as what it is made of, and never written out.

use nalgebra::DMatrix;

use super::design::{Design, Larger};
use super::model::{Solved, quadratic};
use super::reml::Optimum;

/// What is known of entries and judges once the variances are.
#[derive(Debug)]
pub struct Posterior<'d> {
    solved: Solved<'d>,
    /// The estimated mean of all entries.
    pub mean: f64,
    /// How sure that is: its standard deviation.
    pub mean_sd: f64,
    /// The variance of chance.
    pub chance: f64,
    /// The predicted value `v̂` of each entry.
    pub entries: Vec<f64>,
    /// The predicted effect of each judge: how far above the panel they mark.
    pub judges: Vec<f64>,
    /// How much of an error in the mean is left in each entry's value.
    mean_share: Vec<f64>,
    /// The standard deviation that is left to each entry once the mean and the judges are known;
    /// none where there are more judges than entries.
    own_sd: Vec<f64>,
    /// The inverse of the kept group's matrix.
    inverse: DMatrix<f64>,
    /// Whether no entry differs from another.
    pub entries_alike: bool,
}

impl<'d> Posterior<'d> {
    /// Solves the mixed-model equations at the optimum.
    pub fn at(optimum: Optimum<'d>, design: &'d Design) -> Self {
        let Optimum { solved, ratios, .. } = optimum;
        let unit = design.unit;
        let chance = solved.squares / (design.size() as f64 - 1.0) * unit * unit;
        let mean = design.centre + unit * solved.mean;
        let (absorbed, kept) = design.sums(&solved.residuals);
        let (entry_sums, judge_sums) = match design.larger {
            Larger::Entries => (absorbed, kept),
            Larger::Judges => (kept, absorbed),
        };
        let scaled = |sums: Vec<f64>, ratio: f64, from: f64| -> Vec<f64> {
            sums.iter().map(|sum| from + unit * ratio * sum).collect()
        };
        let mut ones = solved.kept_ones();
        solved.solve_kept(&mut ones);
        let (_, kept_ratio) = solved.ratios;
        let mean_share = match design.larger {
            Larger::Entries => (0..design.absorbed())
                .map(|i| {
                    let partners = design.partners(i);
                    let through: f64 = partners.iter().map(|j| ones[*j]).sum();
                    let weight = solved.weights[i];
                    1.0 - weight * partners.len() as f64 + weight * kept_ratio * through
                })
                .collect(),
            Larger::Judges => ones.iter().map(|x| 1.0 - kept_ratio * x).collect(),
        };
        Self {
            mean,
            mean_sd: (chance / solved.precision).sqrt(),
            chance,
            entries: scaled(entry_sums, ratios.entry, mean),
            judges: scaled(judge_sums, ratios.judge, 0.0),
            mean_share,
            own_sd: match design.larger {
                Larger::Entries => solved.weights.iter().map(|w| (chance * w).sqrt()).collect(),
                Larger::Judges => Vec::new(),
            },
            inverse: solved.kept.inverse(),
            entries_alike: ratios.entry == 0.0,
            solved,
        }
    }

    /// The variance of each entry's value.
    pub fn variances(&self) -> Vec<f64> {
        let design = self.design();
        let (_, kept_ratio) = self.solved.ratios;
        let own = |i: usize| match design.larger {
            Larger::Entries => {
                let weight = self.solved.weights[i];
                let through = quadratic(&self.inverse, design.partners(i));
                weight + kept_ratio * weight * weight * through
            }
            Larger::Judges => kept_ratio * self.inverse[(i, i)],
        };
        (0..self.entries.len())
            .map(|i| self.chance * (own(i) + self.mean_share[i].powi(2) / self.solved.precision))
            .collect()
    }

    /// The covariances of one entry with the entries from `first` on, less what they share through
    /// the mean.
    ///
    /// `row` is scratch space, so that a loop over entries allocates it once.
    pub fn apart_from_mean(&self, i: usize, first: usize, row: &mut Vec<f64>, out: &mut Vec<f64>) {
        let design = self.design();
        let (_, kept_ratio) = self.solved.ratios;
        let size = self.inverse.nrows();
        let column = |j: usize| &self.inverse.as_slice()[j * size..(j + 1) * size];
        out.clear();
        if design.larger == Larger::Judges {
            let scale = self.chance * kept_ratio;
            out.extend(column(i)[first..].iter().map(|c| scale * c));
            return;
        }
        let weight = self.solved.weights[i];
        row.clear();
        row.resize(size, 0.0);
        for judge in design.partners(i) {
            for (sum, part) in row.iter_mut().zip(column(*judge)) {
                *sum += part;
            }
        }
        let scale = self.chance * kept_ratio * weight;
        for k in first..self.entries.len() {
            let through: f64 = design.partners(k).iter().map(|j| row[*j]).sum();
            out.push(scale * self.solved.weights[k] * through);
        }
        if i >= first {
            out[i - first] += self.chance * weight;
        }
    }

    /// The standard deviation of an error in the mean, as it shows in each entry.
    pub fn through_mean(&self, i: usize) -> f64 {
        self.mean_share[i] * self.mean_sd
    }

    /// How many independent normal values [`Self::deviate`] takes.
    pub fn dimensions(&self) -> usize {
        let own = match self.design().larger {
            Larger::Entries => self.entries.len(),
            Larger::Judges => 0,
        };
        1 + self.inverse.nrows() + own
    }

    /// How far from the predictions all entries may lie together: a draw.
    ///
    /// Of the independent normal values the first is for the mean; then, where there are no more
    /// judges than entries, one for each judge and one for each entry, which is drawn given the mean
    /// and the judges; where there are more judges, one for each entry. `values` is used up.
    pub fn deviate(&self, values: &mut [f64], out: &mut [f64]) {
        let design = self.design();
        let (_, kept_ratio) = self.solved.ratios;
        let size = self.inverse.nrows();
        let (first, others) = values.split_at_mut(1);
        let (kept, own) = others.split_at_mut(size);
        self.solved.kept.spread(kept);
        let spread = (self.chance * kept_ratio).sqrt();
        for (i, value) in out.iter_mut().enumerate() {
            *value = self.through_mean(i) * first[0];
            if design.larger == Larger::Entries {
                let judges: f64 = design.partners(i).iter().map(|j| kept[*j]).sum();
                *value += self.own_sd[i] * own[i] - self.solved.weights[i] * spread * judges;
            } else {
                *value += spread * kept[i];
            }
        }
    }

    /// Each entry's mean once its judges' effects are taken out of its scores, and the weight that
    /// this has in its predicted value, against the mean of all.
    pub fn adjusted(&self) -> Vec<(f64, f64)> {
        let design = self.design();
        let entry_ratio = match design.larger {
            Larger::Entries => self.solved.ratios.0,
            Larger::Judges => self.solved.ratios.1,
        };
        let scores = design.scores();
        let given = |score: f64| design.centre + design.unit * score;
        let mut sums = vec![(0.0, 0.0); self.entries.len()];
        let mut at = 0;
        for i in 0..design.absorbed() {
            for partner in design.partners(i) {
                let (entry, judge) = match design.larger {
                    Larger::Entries => (i, *partner),
                    Larger::Judges => (*partner, i),
                };
                sums[entry].0 += given(scores[at]) - self.judges[judge];
                sums[entry].1 += 1.0;
                at += 1;
            }
        }
        sums.into_iter()
            .map(|(sum, n)| (sum / n, entry_ratio * n / (1.0 + entry_ratio * n)))
            .collect()
    }

    fn design(&self) -> &Design {
        self.solved.design()
    }
}
