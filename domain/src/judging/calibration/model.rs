//! The mixed model at given ratios of its variances.
//!
//! A score is `μ + u + b + e`: the mean, what sets the entry apart, what sets the judge apart, and
//! chance. With `ψ = σ²/σ²_e` the scores' covariance is `σ²_e·H`, where
//! `H = I + ψ_u ZuZuᵀ + ψ_b ZbZbᵀ`. The larger of the two groups is *absorbed*: given the other one
//! its members are independent, so its part of `H` is inverted by a division each, and what remains
//! to be factored is a matrix of the *kept* group alone, `S = I + ψ_k (N − Zᵀ W Z)`. Nothing is
//! divided by `ψ`, so that `ψ = 0` is as good as any other value.

use nalgebra::DMatrix;

use super::dense::Factor;
use super::design::{Design, Larger};

/// Ratios of the variances of entries and of judges to that of chance.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ratios {
    /// Of entries.
    pub entry: f64,
    /// Of judges.
    pub judge: f64,
}

/// The factor of `S`, which is diagonal where one of the ratios is 0.
#[derive(Debug)]
pub enum Kept {
    /// Its diagonal.
    Diagonal(Vec<f64>),
    /// Its factor.
    Dense(Factor),
}

impl Kept {
    fn solve(&self, vector: &mut [f64]) {
        match self {
            Self::Diagonal(diagonal) => {
                for (value, d) in vector.iter_mut().zip(diagonal) {
                    *value /= d;
                }
            }
            Self::Dense(factor) => factor.solve(vector),
        }
    }

    fn log_determinant(&self) -> f64 {
        match self {
            Self::Diagonal(diagonal) => diagonal.iter().map(|d| libm::log(*d)).sum(),
            Self::Dense(factor) => factor.log_determinant(),
        }
    }

    /// The inverse of `S`.
    pub fn inverse(&self) -> DMatrix<f64> {
        match self {
            Self::Diagonal(diagonal) => {
                let n = diagonal.len();
                DMatrix::from_fn(n, n, |i, j| if i == j { 1.0 / diagonal[i] } else { 0.0 })
            }
            Self::Dense(factor) => factor.inverse(),
        }
    }

    /// Turns independent draws into draws whose covariance is the inverse of `S`.
    pub fn spread(&self, draws: &mut [f64]) {
        match self {
            Self::Diagonal(diagonal) => {
                for (value, d) in draws.iter_mut().zip(diagonal) {
                    *value /= d.sqrt();
                }
            }
            Self::Dense(factor) => factor.solve_transposed(draws),
        }
    }
}

/// The model at one pair of ratios, solved for the mean.
#[derive(Debug)]
pub struct Solved<'d> {
    design: &'d Design,
    /// Ratios of the absorbed and the kept group.
    pub ratios: (f64, f64),
    /// Per member of the absorbed group `ψ/(1 + ψk)`: what is left of its variance, in units of
    /// that of chance, once its `k` scores are known.
    pub weights: Vec<f64>,
    /// The factor of `S`.
    pub kept: Kept,
    /// `H⁻¹1`.
    ones: Vec<f64>,
    /// `1ᵀH⁻¹1`: how well the mean is known.
    pub precision: f64,
    /// The estimated mean, in the design's units.
    pub mean: f64,
    /// `Py`: the scores less all that the model explains.
    pub residuals: Vec<f64>,
    /// `yᵀPy`: the penalised sum of squares.
    pub squares: f64,
    /// The profiled REML criterion, for scores as they were given.
    pub criterion: f64,
}

impl<'d> Solved<'d> {
    /// Solves; none where the factor fails, which only ratios beyond reason bring about.
    pub fn at(design: &'d Design, ratios: Ratios) -> Option<Self> {
        let (absorbed, kept_ratio) = design.split(ratios.entry, ratios.judge);
        let sizes = |i: usize| design.partners(i).len() as f64;
        let weights: Vec<f64> = (0..design.absorbed())
            .map(|i| absorbed / (1.0 + absorbed * sizes(i)))
            .collect();
        let kept = factor(design, &weights, kept_ratio)?;
        let mut solved = Self {
            design,
            ratios: (absorbed, kept_ratio),
            weights,
            kept,
            ones: Vec::new(),
            precision: 0.0,
            mean: 0.0,
            residuals: Vec::new(),
            squares: 0.0,
            criterion: 0.0,
        };
        let n = design.size() as f64;
        solved.ones = solved.whiten(&vec![1.0; design.size()]);
        solved.precision = solved.ones.iter().sum();
        solved.mean = dot(&solved.ones, &design.scores) / solved.precision;
        solved.residuals = solved.project(&design.scores);
        solved.squares = dot(&solved.residuals, &design.scores);
        let determinants: f64 = (0..design.absorbed())
            .map(|i| libm::log1p(absorbed * sizes(i)))
            .sum::<f64>()
            + solved.kept.log_determinant()
            + libm::log(solved.precision);
        let variance = solved.squares / (n - 1.0) * design.unit * design.unit;
        let free = n - 1.0;
        let spread = 1.0 + libm::log(2.0 * std::f64::consts::PI * variance);
        solved.criterion = determinants + free * spread;
        (solved.squares > 0.0 && solved.criterion.is_finite()).then_some(solved)
    }

    /// What it was solved for.
    pub fn design(&self) -> &'d Design {
        self.design
    }

    /// `H⁻¹v`.
    fn whiten(&self, vector: &[f64]) -> Vec<f64> {
        let mut out = self.absorb(vector);
        let (_, kept_ratio) = self.ratios;
        if kept_ratio > 0.0 {
            let (_, mut effects) = self.design.sums(&out);
            self.kept.solve(&mut effects);
            let spread: Vec<f64> = self.design.kept.iter().map(|k| effects[*k]).collect();
            for (value, part) in out.iter_mut().zip(self.absorb(&spread)) {
                *value -= kept_ratio * part;
            }
        }
        out
    }

    /// The same for the absorbed group alone.
    fn absorb(&self, vector: &[f64]) -> Vec<f64> {
        let mut out = vector.to_vec();
        for (span, weight) in self.design.starts.windows(2).zip(&self.weights) {
            let own = &mut out[span[0]..span[1]];
            let part = weight * own.iter().sum::<f64>();
            for value in own {
                *value -= part;
            }
        }
        out
    }

    /// `Pv`: `H⁻¹v`, less the mean.
    pub fn project(&self, vector: &[f64]) -> Vec<f64> {
        let mut out = self.whiten(vector);
        let mean = out.iter().sum::<f64>() / self.precision;
        for (value, one) in out.iter_mut().zip(&self.ones) {
            *value -= mean * one;
        }
        out
    }

    /// `N H_a⁻¹ 1`: for each member of the kept group, how much the mean weighs in its scores.
    pub fn kept_ones(&self) -> Vec<f64> {
        let ones = self.absorb(&vec![1.0; self.design.size()]);
        self.design.sums(&ones).1
    }

    /// Solves for `S`.
    pub fn solve_kept(&self, vector: &mut [f64]) {
        self.kept.solve(vector);
    }

    /// Slope of the criterion in the two ratios (entries, judges), and how it bends: the average
    /// information, which needs no further inverse.
    pub fn slope(&self) -> ([f64; 2], [[f64; 2]; 2]) {
        let design = self.design;
        let (_, kept_ratio) = self.ratios;
        let inverse = self.kept.inverse();
        let shares: Vec<f64> = (0..design.absorbed())
            .map(|i| quadratic(&inverse, design.partners(i)))
            .collect();
        // Traces of ZᵀH⁻¹Z.
        let mut absorbed = 0.0;
        let mut kept: f64 = design
            .counts
            .iter()
            .enumerate()
            .map(|(j, n)| *n as f64 * inverse[(j, j)])
            .sum();
        for (i, (weight, share)) in self.weights.iter().zip(&shares).enumerate() {
            let k = design.partners(i).len() as f64;
            let left = 1.0 - weight * k;
            absorbed += k * left - kept_ratio * left * left * share;
            kept -= weight * share;
        }
        let free = design.size() as f64 - 1.0;
        let ones = design.sums(&self.ones);
        let effects = design.sums(&self.residuals);
        let sizes = [norm(&effects.0), norm(&effects.1)];
        let slope = [
            absorbed - norm(&ones.0) / self.precision - free * sizes[0] / self.squares,
            kept - norm(&ones.1) / self.precision - free * sizes[1] / self.squares,
        ];
        let over: Vec<f64> = (0..design.absorbed())
            .flat_map(|i| std::iter::repeat_n(effects.0[i], design.partners(i).len()))
            .collect();
        let across: Vec<f64> = design.kept.iter().map(|k| effects.1[*k]).collect();
        let (through, beside) = (self.project(&over), self.project(&across));
        let bend = |f: &[f64], p: &[f64], k: usize, l: usize| {
            free / self.squares * (dot(f, p) - sizes[k] * sizes[l] / self.squares)
        };
        let cross = bend(&over, &beside, 0, 1);
        let bends = [
            [bend(&over, &through, 0, 0), cross],
            [cross, bend(&across, &beside, 1, 1)],
        ];
        match design.larger {
            Larger::Entries => (slope, bends),
            Larger::Judges => (
                [slope[1], slope[0]],
                [[bends[1][1], cross], [cross, bends[0][0]]],
            ),
        }
    }
}

/// Factors `S`.
fn factor(design: &Design, weights: &[f64], kept_ratio: f64) -> Option<Kept> {
    let counts = design.counts.iter().map(|n| *n as f64);
    if kept_ratio == 0.0 || weights.iter().all(|w| *w == 0.0) {
        return Some(Kept::Diagonal(
            counts.map(|n| 1.0 + kept_ratio * n).collect(),
        ));
    }
    let n = design.counts.len();
    let mut matrix = DMatrix::zeros(n, n);
    for (j, count) in counts.enumerate() {
        matrix[(j, j)] = 1.0 + kept_ratio * count;
    }
    for (i, weight) in weights.iter().enumerate() {
        let partners = design.partners(i);
        for (at, column) in partners.iter().enumerate() {
            // Sorted, so that these rows are in the lower triangle.
            for row in &partners[at..] {
                matrix[(*row, *column)] -= kept_ratio * weight;
            }
        }
    }
    Factor::of(matrix).map(Kept::Dense)
}

/// The sum of a matrix over some of its rows and the same columns.
pub fn quadratic(matrix: &DMatrix<f64>, at: &[usize]) -> f64 {
    let mut sum = 0.0;
    for (k, column) in at.iter().enumerate() {
        sum += matrix[(*column, *column)];
        sum += 2.0
            * at[k + 1..]
                .iter()
                .map(|r| matrix[(*r, *column)])
                .sum::<f64>();
    }
    sum
}

/// The sum of products.
pub fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn norm(a: &[f64]) -> f64 {
    dot(a, a)
}
