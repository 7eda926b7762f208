//! What was worked out, as it is written to files: rounded to the millionth, by id.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::rank::{Entry, Ranking, Variances};
use super::rounded;

/// A ranking, as it is written down.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Outcome {
    /// Sizes of the groups that can be compared: one, or there would be no ranking.
    pub components: Vec<usize>,
    /// What the variances were estimated as.
    pub reml: Reml,
    /// The entries by id.
    pub entries: BTreeMap<String, EntryOutcome>,
    /// The judges by id.
    pub judges: BTreeMap<String, JudgeOutcome>,
    /// Expected rank of the last entry that would be selected.
    pub line: Option<f64>,
}

/// What the variances were estimated as; null where they could not be.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Reml {
    /// The least value of the criterion.
    pub criterion: Option<f64>,
    /// Mean of all.
    pub mu: Option<f64>,
    /// Between entries.
    pub var_entry: Option<f64>,
    /// Between judges.
    pub var_judge: Option<f64>,
    /// What neither explains.
    pub var_resid: Option<f64>,
}

/// What was worked out of one entry.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EntryOutcome {
    /// Mean of its scores.
    pub raw_mean: f64,
    /// Calibrated mean.
    pub predicted: Option<f64>,
    /// Its standard deviation.
    pub sd: Option<f64>,
    /// Expected rank.
    pub expected_rank: Option<f64>,
    /// What draws say; left out where none were made.
    #[serde(flatten)]
    pub drawn: Option<DrawnOutcome>,
}

/// What draws say of one entry; null where they could not say.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DrawnOutcome {
    /// The share of draws in which it was among those to be selected.
    pub p_selected: Option<f64>,
    /// The ranks of the middle half of the draws.
    pub rank_interval_50: Option<(usize, usize)>,
    /// The same for nine in ten.
    pub rank_interval_90: Option<(usize, usize)>,
}

/// What was worked out of one judge.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct JudgeOutcome {
    /// Scores given.
    pub n: usize,
    /// What was taken out of them.
    pub effect: Option<f64>,
}

impl Outcome {
    /// What is written of a ranking.
    pub fn of(ranking: &Ranking) -> Self {
        let drawn = ranking.question.draws > 0;
        let entry = |entry: &Entry| (entry.id.clone(), EntryOutcome::of(entry, drawn));
        Self {
            components: vec![ranking.component.size()],
            reml: ranking.variances.map(Reml::from).unwrap_or_default(),
            entries: ranking.entries.iter().map(entry).collect(),
            judges: ranking
                .judges
                .iter()
                .map(|judge| {
                    let outcome = JudgeOutcome {
                        n: judge.severity.scores,
                        effect: judge.effect.map(rounded),
                    };
                    (judge.id.clone(), outcome)
                })
                .collect(),
            line: ranking.line.map(rounded),
        }
    }

    /// Names the figures of another outcome that are not these. Two figures are the same when they
    /// differ by no more than a millionth, because linear algebra differs in the last bits between
    /// processors, and a last bit can tip a rounding.
    pub fn differences(&self, other: &Self) -> Vec<String> {
        let mut found = Vec::new();
        if self.components != other.components {
            found.push("components".to_owned());
        }
        let reml = [
            ("criterion", self.reml.criterion, other.reml.criterion),
            ("mu", self.reml.mu, other.reml.mu),
            ("var_entry", self.reml.var_entry, other.reml.var_entry),
            ("var_judge", self.reml.var_judge, other.reml.var_judge),
            ("var_resid", self.reml.var_resid, other.reml.var_resid),
        ];
        for (name, own, others) in reml {
            if !same(own, others) {
                found.push(format!("reml.{name}"));
            }
        }
        if !same(self.line, other.line) {
            found.push("line".to_owned());
        }
        for id in self.entries.keys().chain(other.entries.keys()) {
            let (own, others) = (self.entries.get(id), other.entries.get(id));
            let alike = own.zip(others).is_some_and(|(own, other)| own.is(other));
            let name = format!("entries.{id}");
            if !alike && !found.contains(&name) {
                found.push(name);
            }
        }
        for id in self.judges.keys().chain(other.judges.keys()) {
            let (own, others) = (self.judges.get(id), other.judges.get(id));
            let alike = own
                .zip(others)
                .is_some_and(|(own, other)| own.n == other.n && same(own.effect, other.effect));
            let name = format!("judges.{id}");
            if !alike && !found.contains(&name) {
                found.push(name);
            }
        }
        found
    }
}

impl From<Variances> for Reml {
    fn from(found: Variances) -> Self {
        Self {
            criterion: found.criterion.map(rounded),
            mu: Some(rounded(found.mean)),
            var_entry: Some(rounded(found.entry)),
            var_judge: Some(rounded(found.judge)),
            var_resid: Some(rounded(found.chance)),
        }
    }
}

impl EntryOutcome {
    fn of(entry: &Entry, drawn: bool) -> Self {
        Self {
            raw_mean: rounded(entry.raw_mean),
            predicted: entry.calibrated.map(|c| rounded(c.predicted)),
            sd: entry.calibrated.map(|c| rounded(c.sd)),
            expected_rank: entry.expected_rank.map(rounded),
            drawn: drawn.then(|| DrawnOutcome {
                p_selected: entry.drawn.map(|d| rounded(d.selected)),
                rank_interval_50: entry.drawn.map(|d| d.half),
                rank_interval_90: entry.drawn.map(|d| d.ninety),
            }),
        }
    }

    fn is(&self, other: &Self) -> bool {
        let figures = |entry: &Self| {
            let chance = entry.drawn.as_ref().and_then(|d| d.p_selected);
            [
                Some(entry.raw_mean),
                entry.predicted,
                entry.sd,
                entry.expected_rank,
                chance,
            ]
        };
        let ranks = |entry: &Self| {
            let drawn = entry.drawn.as_ref();
            drawn.map(|d| (d.rank_interval_50, d.rank_interval_90))
        };
        let alike = figures(self)
            .into_iter()
            .zip(figures(other))
            .all(|(own, other)| same(own, other));
        alike && ranks(self) == ranks(other)
    }
}

fn same(own: Option<f64>, other: Option<f64>) -> bool {
    match (own, other) {
        (None, None) => true,
        (Some(own), Some(other)) => (own - other).abs() < 1.5e-6,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Question, Table, rank};
    use super::*;

    fn table(last: f64) -> Table {
        let scores = [
            ("a", "x", 70.0),
            ("a", "y", 62.0),
            ("b", "x", 50.0),
            ("b", "y", 45.0),
            ("c", "x", 90.0),
            ("c", "y", last),
        ];
        Table::new(scores).unwrap()
    }

    fn outcome(last: f64) -> Outcome {
        let question = Question {
            awards: 1,
            draws: 20_000,
            seed: 7,
        };
        Outcome::of(&rank(&table(last), question).unwrap())
    }

    #[test]
    fn what_is_written_reads_back_and_differs_from_another() {
        let own = outcome(80.0);
        let text = serde_json::to_string(&own).unwrap();
        let read: Outcome = serde_json::from_str(&text).unwrap();
        assert_eq!(own, read);
        assert!(own.differences(&outcome(80.0)).is_empty());
        let found = own.differences(&outcome(81.0));
        assert!(found.contains(&"entries.c".to_owned()), "{found:?}");
        let mut short = own.clone();
        short.judges.remove("x");
        assert_eq!(own.differences(&short), ["judges.x"]);
    }
}
