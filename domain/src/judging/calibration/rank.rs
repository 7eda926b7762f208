//! The calibrated ranking of a table of scores, with all that explains it.

use std::collections::BTreeSet;

use super::blup::Posterior;
use super::components::{Component, components};
use super::design::Design;
use super::draws::{self, Drawn};
use super::near_tie::{self, Standing};
use super::scores::Table;
use super::severity::{Severity, severities};
use super::{Note, expected, reml, rounded};

/// What is asked of the scores.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question {
    /// How many entries are to be selected.
    pub awards: usize,
    /// How many draws to make; with 0, what needs them is left out.
    pub draws: u32,
    /// The seed of the draws.
    pub seed: u64,
}

impl Question {
    /// How many draws are made unless somebody asks for others: 20,000, and more where entries are
    /// few and draws cheap, up to 100,000.
    pub fn usual_draws(entries: usize) -> u32 {
        let affordable = 20_000_000 / entries.max(1);
        u32::try_from(affordable)
            .unwrap_or(u32::MAX)
            .clamp(20_000, 100_000)
    }
}

/// What the variances were estimated as.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Variances {
    /// The least REML criterion; none where it has no least value.
    pub criterion: Option<f64>,
    /// The mean of all entries.
    pub mean: f64,
    /// Its standard error.
    pub mean_sd: f64,
    /// Between entries.
    pub entry: f64,
    /// Between judges.
    pub judge: f64,
    /// Chance.
    pub chance: f64,
}

/// What calibration makes of one entry.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Calibrated {
    /// The mean of its scores, once the judges' effects are taken out of them.
    pub adjusted: f64,
    /// The weight of that in the predicted value; the rest is the mean of all entries. The fewer
    /// scores, the smaller.
    pub weight: f64,
    /// The predicted value.
    pub predicted: f64,
    /// Its standard deviation.
    pub sd: f64,
}

/// One entry.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Its id.
    pub id: String,
    /// Whether it can still be selected; what cannot has no rank.
    pub is_in: bool,
    /// How many scores it has.
    pub scores: usize,
    /// Their mean.
    pub raw_mean: f64,
    /// What calibration makes of it; none where the variances cannot be told apart.
    pub calibrated: Option<Calibrated>,
    /// The rank to be expected; 1 is the best.
    pub expected_rank: Option<f64>,
    /// What the draws say, if there were any.
    pub drawn: Option<Drawn>,
    /// Where it stands towards the line, if there were draws.
    pub standing: Option<Standing>,
}

/// One judge.
#[derive(Debug, Clone, PartialEq)]
pub struct Judge {
    /// The judge's id.
    pub id: String,
    /// What the scores themselves show.
    pub severity: Severity,
    /// What was taken out of each of the judge's scores: how far above the panel they mark.
    pub effect: Option<f64>,
}

/// The ranking.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranking {
    /// How many scores it rests on.
    pub scores: usize,
    /// What was asked.
    pub question: Question,
    /// The component that all entries and judges are in.
    pub component: Component,
    /// The variances; none where they cannot be told apart.
    pub variances: Option<Variances>,
    /// The entries, sorted by id.
    pub entries: Vec<Entry>,
    /// The judges, sorted by id.
    pub judges: Vec<Judge>,
    /// Places among the entries that can be selected, the best first: by expected rank, or by raw mean where there is
    /// none; ties by id.
    pub order: Vec<usize>,
    /// The expected rank at which the line is drawn.
    pub line: Option<f64>,
    /// What has to be said beside it.
    pub notes: Vec<Note>,
}

/// The entries fall into groups that share no judge, and cannot be ranked across them.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the scores fall into {} groups that share nothing", .0.len())]
pub struct Apart(pub Vec<Component>);

/// Ranks a table's entries.
///
/// # Errors
/// When they fall into groups that share no judge.
pub fn rank(table: &Table, question: Question) -> Result<Ranking, Apart> {
    rank_among(table, question, None)
}

/// Ranks those of a table's entries that can still be selected, by id, and no others: they alone
/// have ranks, and the line is theirs. The scores of all entries go into the model. Who went on was
/// chosen by scores that are in it, so that likelihood needs nothing else to be right (missing at
/// random; Rubin 1976), and what judges showed of their severity is not lost.
///
/// # Errors
/// As for [`rank`].
pub fn rank_among(
    table: &Table,
    question: Question,
    among: Option<&BTreeSet<String>>,
) -> Result<Ranking, Apart> {
    let mut parts = components(table);
    if parts.len() > 1 {
        return Err(Apart(parts));
    }
    let component = parts.pop().unwrap_or(Component {
        entries: Vec::new(),
        judges: Vec::new(),
    });
    let mut ranking = uncalibrated(table, question, component);
    if let Some(among) = among {
        for entry in &mut ranking.entries {
            entry.is_in = among.contains(&entry.id);
        }
    }
    let (m, q) = (table.entries().len(), table.judges().len());
    if m == 1 || q == 1 {
        ranking.notes.push(match (m, q) {
            (1, 1) => Note::OneScore,
            (1, _) => Note::OneEntry,
            _ => Note::OneJudge,
        });
        if m == 1 {
            ranking.alone();
        }
    } else if table.is_constant() {
        ranking.notes.push(Note::AllEqual);
        ranking.constant();
    } else {
        let design = Design::of(table);
        match reml::minimise(&design) {
            Some(optimum) => ranking.calibrate(table, &design, optimum),
            None => ranking.notes.push(Note::NoFit),
        }
    }
    ranking.finish(table);
    Ok(ranking)
}

fn uncalibrated(table: &Table, question: Question, component: Component) -> Ranking {
    let entries = table.entries().iter().zip(table.by_entry());
    let judges = table.judges().iter().zip(severities(table));
    Ranking {
        scores: table.cells().len(),
        question,
        component,
        variances: None,
        entries: entries
            .map(|(id, cells)| Entry {
                id: id.clone(),
                is_in: true,
                scores: cells.len(),
                raw_mean: super::scores::mean(cells),
                calibrated: None,
                expected_rank: None,
                drawn: None,
                standing: None,
            })
            .collect(),
        judges: judges
            .map(|(id, severity)| Judge {
                id: id.clone(),
                severity,
                effect: None,
            })
            .collect(),
        order: Vec::new(),
        line: None,
        notes: Vec::new(),
    }
}

impl Ranking {
    /// Places of the entries that can be selected, by id.
    fn places_in(&self) -> Vec<usize> {
        let all = 0..self.entries.len();
        all.filter(|i| self.entries[*i].is_in).collect()
    }

    /// Places of the entries that stand there, the best first; none without draws.
    pub fn standing(&self, standing: Standing) -> Vec<usize> {
        let ordered = self.order.iter().copied();
        ordered
            .filter(|i| self.entries[*i].standing == Some(standing))
            .collect()
    }

    /// How many awards are left to the near ties, once those above the line have theirs. Where
    /// there are as many as near ties, there is nothing to decide.
    pub fn left_to_near_ties(&self) -> usize {
        let above = self.standing(Standing::In).len();
        self.question.awards.saturating_sub(above)
    }

    fn calibrate(&mut self, table: &Table, design: &Design, optimum: reml::Optimum<'_>) {
        let (ratios, unbounded) = (optimum.ratios, optimum.unbounded);
        let criterion = (!unbounded).then_some(optimum.solved.criterion);
        let posterior = Posterior::at(optimum, design);
        self.variances = Some(Variances {
            criterion,
            mean: posterior.mean,
            mean_sd: posterior.mean_sd,
            entry: ratios.entry * posterior.chance,
            judge: ratios.judge * posterior.chance,
            chance: posterior.chance,
        });
        let places = self.places_in();
        let expected = expected::ranks(&posterior, &places);
        let Question {
            awards,
            draws,
            seed,
        } = self.question;
        let mut drawn = draws::drawn(&posterior, &places, awards, draws, seed).into_iter();
        let variances = posterior.variances();
        let adjusted = posterior.adjusted();
        for (i, entry) in self.entries.iter_mut().enumerate() {
            entry.calibrated = Some(Calibrated {
                adjusted: adjusted[i].0,
                weight: adjusted[i].1,
                predicted: posterior.entries[i],
                sd: variances[i].sqrt(),
            });
        }
        for (at, i) in places.into_iter().enumerate() {
            self.entries[i].expected_rank = Some(expected[at]);
            self.entries[i].drawn = drawn.next();
        }
        for (judge, effect) in self.judges.iter_mut().zip(&posterior.judges) {
            judge.effect = Some(*effect);
        }
        if unbounded {
            self.notes.push(Note::NothingLeftToChance);
        } else if table.cells().len() + 1 == table.entries().len() + table.judges().len() {
            self.notes.push(Note::NoRepetition);
        }
        if ratios.entry == 0.0 {
            self.notes.push(Note::EntriesAlike);
        }
        if ratios.judge == 0.0 {
            self.notes.push(Note::JudgesAlike);
        }
    }

    /// All scores are the same: nothing is known to differ.
    fn constant(&mut self) {
        let m = self.places_in().len();
        let mean = self.entries.first().map_or(0.0, |e| e.raw_mean);
        self.variances = Some(Variances {
            criterion: None,
            mean,
            mean_sd: 0.0,
            entry: 0.0,
            judge: 0.0,
            chance: 0.0,
        });
        let drawn =
            (self.question.draws > 0 && m > 0).then(|| draws::alike(m, self.question.awards));
        for entry in &mut self.entries {
            entry.calibrated = Some(Calibrated {
                adjusted: mean,
                weight: 0.0,
                predicted: mean,
                sd: 0.0,
            });
            if entry.is_in {
                entry.expected_rank = Some(f64::midpoint(1.0, m as f64));
                entry.drawn = drawn;
            }
        }
        for judge in &mut self.judges {
            judge.effect = Some(0.0);
        }
    }

    /// One entry is first, whatever else is unknown.
    fn alone(&mut self) {
        let drawn = (self.question.draws > 0).then(|| draws::alike(1, self.question.awards));
        for entry in self.entries.iter_mut().filter(|entry| entry.is_in) {
            entry.expected_rank = Some(1.0);
            entry.drawn = drawn;
        }
    }

    fn finish(&mut self, table: &Table) {
        let key = |i: &usize| {
            let entry = &self.entries[*i];
            rounded(entry.expected_rank.unwrap_or(-entry.raw_mean))
        };
        let mut order = self.places_in();
        // Stable, and ids are sorted: ties stay in the order of ids.
        order.sort_by(|a, b| key(a).total_cmp(&key(b)));
        self.order = order;
        let awards = self.question.awards;
        let expected: Option<Vec<f64>> = self
            .order
            .iter()
            .map(|i| self.entries[*i].expected_rank)
            .collect();
        self.line = expected.and_then(|ranks| near_tie::line(&ranks, awards));
        for entry in &mut self.entries {
            entry.standing = entry.drawn.map(|d| near_tie::standing(d.half, self.line));
        }
        let apart = self.variances.is_some_and(|v| v.entry > 0.0);
        if apart && table.is_complete() {
            self.notes.push(Note::Complete);
        }
        if awards >= self.order.len() {
            self.notes.push(Note::AwardsForAll);
        }
    }
}
