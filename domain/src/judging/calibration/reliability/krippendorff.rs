//! Krippendorff's α: one less the disagreement that was observed, over the disagreement to be
//! expected if scores had fallen to entries by chance. Gaps do no harm; an entry with one score says
//! nothing.

use super::super::scores::Table;
use super::super::{Note, rounded};
use super::kendall::middle_ranks;

/// α by how two scores are taken to differ.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Alpha {
    /// Equal or not.
    pub nominal: Option<f64>,
    /// By how many scores lie between them.
    pub ordinal: Option<f64>,
    /// By their difference.
    pub interval: Option<f64>,
    /// By their difference in proportion to their sum.
    pub ratio: Option<f64>,
}

/// Computes what can be computed, and notes what cannot.
pub fn of(table: &Table, notes: &mut Vec<Note>) -> Alpha {
    // Scores of entries that have at least two, one entry after the other, and where each ends.
    let (mut scores, mut ends) = (Vec::new(), Vec::new());
    for cells in table.by_entry().filter(|cells| cells.len() > 1) {
        scores.extend(cells.iter().map(|c| rounded(c.score)));
        ends.push(scores.len());
    }
    if scores.is_empty() {
        notes.push(Note::NoPairs);
        return Alpha::default();
    }
    let paired = Paired { scores, ends };
    let alpha = Alpha {
        nominal: paired.nominal(),
        ordinal: paired.interval(&middle_ranks(&paired.scores).0),
        interval: paired.interval(&paired.scores),
        ratio: paired.ratio(),
    };
    if alpha.interval.is_none() {
        if !notes.contains(&Note::AllEqual) {
            notes.push(Note::NoVariation);
        }
    } else if alpha.ratio.is_none() {
        notes.push(Note::Negative);
    }
    alpha
}

struct Paired {
    scores: Vec<f64>,
    ends: Vec<usize>,
}

impl Paired {
    /// Adds up a disagreement over entries, each divided by the number of a score's partners.
    fn observed(&self, values: &[f64], disagreement: impl Fn(&[f64]) -> f64) -> f64 {
        let mut from = 0;
        let mut sum = 0.0;
        for to in &self.ends {
            let own = &values[from..*to];
            sum += disagreement(own) / (own.len() as f64 - 1.0);
            from = *to;
        }
        sum
    }

    fn alpha(&self, observed: f64, expected: f64) -> Option<f64> {
        let n = self.scores.len() as f64;
        (expected > 0.0).then(|| 1.0 - observed * (n - 1.0) / expected)
    }

    fn nominal(&self) -> Option<f64> {
        let differing = |values: &[f64]| {
            let n = values.len() as f64;
            let tied = middle_ranks(values).1;
            n * n - tied.iter().map(|t| t * t).sum::<f64>()
        };
        let observed = self.observed(&self.scores, differing);
        self.alpha(observed, differing(&self.scores))
    }

    /// Squares of differences between all pairs are squares around the mean, times their number.
    fn interval(&self, values: &[f64]) -> Option<f64> {
        let squares = |values: &[f64]| {
            let n = values.len() as f64;
            let mean = values.iter().sum::<f64>() / n;
            let least = 1e-24 * mean * mean;
            let sum: f64 = values.iter().map(|v| (v - mean).powi(2)).sum();
            if sum <= least * n { 0.0 } else { 2.0 * n * sum }
        };
        self.alpha(self.observed(values, squares), squares(values))
    }

    /// None where a score is negative: then proportions mean nothing.
    fn ratio(&self) -> Option<f64> {
        if self.scores.iter().any(|s| *s < 0.0) {
            return None;
        }
        let difference = |a: f64, b: f64| {
            let sum = a + b;
            if sum > 0.0 {
                ((a - b) / sum).powi(2)
            } else {
                0.0
            }
        };
        let observed = self.observed(&self.scores, |values| {
            let pairs = values.iter().enumerate();
            pairs
                .map(|(at, a)| {
                    let after = values[at + 1..].iter();
                    2.0 * after.map(|b| difference(*a, *b)).sum::<f64>()
                })
                .sum()
        });
        let mut sorted = self.scores.clone();
        sorted.sort_by(f64::total_cmp);
        let distinct: Vec<(f64, f64)> = sorted
            .chunk_by(|a, b| a.total_cmp(b).is_eq())
            .map(|group| (group[0], group.len() as f64))
            .collect();
        let mut expected = 0.0;
        for (at, (a, many)) in distinct.iter().enumerate() {
            let after = distinct[at + 1..].iter();
            expected += 2.0 * many * after.map(|(b, n)| n * difference(*a, *b)).sum::<f64>();
        }
        self.alpha(observed, expected)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of Krippendorff's "Computing Krippendorff's Alpha-Reliability" (2011), section C:
    /// four observers, twelve units, with gaps.
    fn published() -> Table {
        let observers = [
            "1 2 3 3 2 1 4 1 2 . . .",
            "1 2 3 3 2 2 4 1 2 5 . 3",
            ". 3 3 3 2 3 4 2 2 5 1 .",
            "1 2 3 3 2 4 4 1 2 5 1 .",
        ];
        let scores = observers.iter().zip('a'..).flat_map(|(line, judge)| {
            let cells = line.split(' ').zip(1..).filter(|(cell, _)| *cell != ".");
            cells.map(move |(cell, unit)| {
                (unit.to_string(), judge.to_string(), cell.parse().unwrap())
            })
        });
        Table::new(scores).unwrap()
    }

    #[test]
    fn krippendorffs_own_example() {
        let mut notes = Vec::new();
        let alpha = of(&published(), &mut notes);
        let near = |value: Option<f64>, wanted: f64| (value.unwrap() - wanted).abs() < 5e-4;
        assert!(near(alpha.nominal, 0.743), "{alpha:?}");
        assert!(near(alpha.ordinal, 0.815), "{alpha:?}");
        assert!(near(alpha.interval, 0.849), "{alpha:?}");
        assert!(near(alpha.ratio, 0.797), "{alpha:?}");
        assert!(notes.is_empty());
    }

    #[test]
    fn what_cannot_be_computed_is_noted() {
        let mut notes = Vec::new();
        let single = Table::new([("a", "x", 1.0), ("b", "x", 2.0)]).unwrap();
        assert_eq!(of(&single, &mut notes), Alpha::default());
        assert_eq!(notes, [Note::NoPairs]);
        notes.clear();
        let negative = Table::new([
            ("a", "x", -1.0),
            ("a", "y", 1.0),
            ("b", "x", 2.0),
            ("b", "y", 2.0),
        ]);
        let alpha = of(&negative.unwrap(), &mut notes);
        assert!(alpha.ratio.is_none() && alpha.interval.is_some());
        assert_eq!(notes, [Note::Negative]);
        notes.clear();
        let same = Table::new([("a", "x", 3.0), ("a", "y", 3.0), ("b", "x", 4.0)]).unwrap();
        assert_eq!(of(&same, &mut notes), Alpha::default());
        assert_eq!(notes, [Note::NoVariation]);
    }
}
