//! What the kept bundle tells everybody: the public report of a selection. Scores of a proposal
//! that was not selected are its partners' alone; see [`own_scores`](super::own_scores).

mod waivers;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use hub_entity::challenge::{ChallengeState, Outcome};

use crate::challenge::Challenge;
use crate::context::Reader;
use crate::error::Result;
use crate::judging::bundle::{self, Bundle, Counts, Criterion, LaterRound};

pub use waivers::Waiver;

/// Fewer scored proposals than this, and a distribution would give single scores away.
const ENOUGH_TO_SHOW: usize = 5;
/// Fewer proposals that were not selected than this, and their ranks could be told from the
/// others' and are not shown at all.
const ENOUGH_UNSUCCESSFUL: usize = 3;
/// Width of a bar of the distribution, in points.
const BAR: usize = 10;

/// A selection, as everybody sees it.
#[derive(Debug, Clone)]
pub struct Report {
    /// When it was written.
    pub written_at: DateTime<Utc>,
    /// How many could be selected.
    pub awards: i32,
    /// Reviews that a proposal needed.
    pub reviews_required: i32,
    /// How many of what.
    pub counts: Counts,
    /// What was scored.
    pub criteria: Vec<Criterion>,
    /// How many were selected, held in reserve and declined.
    pub outcomes: BTreeMap<String, u64>,
    /// Proposals that at least one review counts of.
    pub read: usize,
    /// How many proposals have a mean in each tenth of the scale; none where they are too few.
    pub distribution: Option<Vec<Bar>>,
    /// The ranks that the scores leave open, best first, without names; none where they are so few
    /// that each is easily told whose it is.
    pub rows: Vec<Row>,
    /// Expected rank of the last that would be selected by scores alone.
    pub line: Option<f64>,
    /// Decisions that leave what the scores say, and why.
    pub departures: Vec<Departure>,
    /// Proposals that were selected below the least mean, or with too few reviews, and why.
    pub waivers: Vec<Waiver>,
    /// How many exceptions were made for others. Why is not public.
    pub other_waivers: usize,
    /// The least mean that could be selected without a waiver, where there was one.
    pub minimum_score: Option<i32>,
    /// Later rounds of judging, with what went on to them.
    pub rounds: Vec<LaterRound>,
    /// How far the judges agree: consistency of the means that proposals are ranked by.
    pub consistency: Option<f64>,
    /// Likewise, agreement.
    pub agreement: Option<f64>,
    /// Draws of ranks.
    pub draws: u32,
    /// Seed of the generator.
    pub seed: u64,
}

/// A bar of the distribution.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bar {
    /// Its least mean.
    pub from: usize,
    /// Its greatest.
    pub to: usize,
    /// Proposals.
    pub count: usize,
}

/// A proposal without its name.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Expected rank.
    pub expected_rank: f64,
    /// Ranks with a probability of one half.
    pub middle: (usize, usize),
    /// Ranks with a probability of nine in ten.
    pub likely: (usize, usize),
    /// What was decided.
    pub outcome: Option<String>,
}

/// A decision that leaves what the scores say.
#[derive(Debug, Clone)]
pub struct Departure {
    /// `select`, `reserve` or `decline`.
    pub outcome: String,
    /// Markdown: why.
    pub reason: String,
}

/// The means of a bundle, by entry, from the scores themselves.
pub(super) fn means(bundle: &Bundle) -> BTreeMap<&str, f64> {
    let mut scores: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    for score in &bundle.scores {
        scores.entry(&score.entry).or_default().push(score.score);
    }
    scores
        .into_iter()
        .filter_map(|(entry, scores)| Some((entry, super::scoring::mean(&scores)?)))
        .collect()
}

/// The report of a challenge, once it is announced; none before, and none of a challenge that was
/// announced before bundles were kept.
///
/// # Errors
/// When the database does not answer.
pub async fn of(reader: &Reader, challenge: &Challenge) -> Result<Option<Report>> {
    if challenge.state != ChallengeState::Announced {
        return Ok(None);
    }
    match bundle::kept(reader.db(), challenge.id).await? {
        None => Ok(None),
        Some(bundle) => {
            let waived = waivers::of(reader, challenge, &bundle).await?;
            Ok(Some(report(&bundle, waived)))
        }
    }
}

fn report(bundle: &Bundle, (waivers, other_waivers): (Vec<Waiver>, usize)) -> Report {
    let mut outcomes = BTreeMap::new();
    for decided in &bundle.decisions {
        *outcomes.entry(decided.outcome.clone()).or_default() += 1;
    }
    let rows = rows(bundle);
    let means = means(bundle);
    let awards = usize::try_from(bundle.challenge.awards).unwrap_or(0);
    Report {
        written_at: bundle.written_at,
        awards: bundle.challenge.awards,
        reviews_required: bundle.challenge.reviews_required,
        counts: bundle.counts.clone(),
        criteria: bundle.challenge.criteria.clone(),
        outcomes,
        read: means.len(),
        distribution: distribution(
            &means.values().copied().collect::<Vec<_>>(),
            unsuccessful(bundle, &means),
        ),
        line: rows
            .get(awards.saturating_sub(1))
            .filter(|_| awards < rows.len())
            .map(|row| row.expected_rank),
        rows,
        departures: bundle
            .decisions
            .iter()
            .filter_map(|decided| {
                Some(Departure {
                    outcome: decided.outcome.clone(),
                    reason: decided.departure.clone()?,
                })
            })
            .collect(),
        waivers,
        other_waivers,
        minimum_score: bundle.challenge.minimum_score,
        rounds: bundle.rounds.clone(),
        consistency: bundle.agreement.icc_ck,
        agreement: bundle.agreement.icc_ak,
        draws: bundle.challenge.draws,
        seed: bundle.challenge.seed,
    }
}

fn rows(bundle: &Bundle) -> Vec<Row> {
    let outcome = |id: &str| {
        let decided = bundle.decisions.iter().find(|decided| decided.entry == id);
        decided.map(|decided| decided.outcome.clone())
    };
    let entries = bundle.ranking.iter().flat_map(|ranking| &ranking.entries);
    let mut rows: Vec<Row> = entries
        .filter_map(|(id, entry)| {
            let drawn = entry.drawn.as_ref()?;
            Some(Row {
                expected_rank: entry.expected_rank?,
                middle: drawn.rank_interval_50?,
                likely: drawn.rank_interval_90?,
                outcome: outcome(id),
            })
        })
        .collect();
    rows.sort_by(|a, b| a.expected_rank.total_cmp(&b.expected_rank));
    guarded(rows)
}

/// Leaves out what gives scores of single applicants away.
fn guarded(rows: Vec<Row>) -> Vec<Row> {
    if rows.len() < ENOUGH_TO_SHOW {
        return Vec::new();
    }
    let select: String = sea_orm::ActiveEnum::to_value(&Outcome::Select);
    let others = rows
        .iter()
        .filter(|row| row.outcome.as_ref() != Some(&select))
        .count();
    // In order of rank, the last of few would be known without its outcome, too.
    if (1..ENOUGH_UNSUCCESSFUL).contains(&others) {
        return Vec::new();
    }
    rows
}

/// The entries that were selected.
pub(super) fn selected(bundle: &Bundle) -> BTreeSet<&str> {
    let select: String = sea_orm::ActiveEnum::to_value(&Outcome::Select);
    let decisions = bundle.decisions.iter();
    decisions
        .filter(|decided| decided.outcome == select)
        .map(|decided| decided.entry.as_str())
        .collect()
}

/// How many of those that have a mean were not selected.
fn unsuccessful(bundle: &Bundle, means: &BTreeMap<&str, f64>) -> usize {
    let chosen = selected(bundle);
    means
        .keys()
        .filter(|entry| !chosen.contains(*entry))
        .count()
}

/// Leaves out what gives scores of single applicants away: those who were selected know in which
/// range their means lie, so that few others stand apart.
fn distribution(means: &[f64], unsuccessful: usize) -> Option<Vec<Bar>> {
    if means.len() < ENOUGH_TO_SHOW || (1..ENOUGH_UNSUCCESSFUL).contains(&unsuccessful) {
        return None;
    }
    let bars = (0..100 / BAR).map(|at| {
        let (from, to) = (at * BAR, (at + 1) * BAR);
        let inside = |mean: &&f64| {
            let least = f64::from(u32::try_from(from).unwrap_or(0));
            let most = f64::from(u32::try_from(to).unwrap_or(100));
            **mean >= least && (**mean < most || to == 100)
        };
        Bar {
            from,
            to,
            count: means.iter().filter(inside).count(),
        }
    });
    Some(bars.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(outcome: &str) -> Row {
        Row {
            expected_rank: 1.0,
            middle: (1, 2),
            likely: (1, 3),
            outcome: Some(outcome.to_owned()),
        }
    }

    #[test]
    fn few_ranks_are_not_shown_and_none_where_few_lost() {
        assert_eq!(guarded(vec![row("select"), row("decline")]), []);
        let told = |losers: usize| {
            let mut rows = vec![row("select"); 5 - losers];
            rows.extend(vec![row("decline"); losers]);
            !guarded(rows).is_empty()
        };
        assert!(told(0) && !told(1) && !told(2) && told(3));
    }

    #[test]
    fn few_scores_are_not_shown_as_a_distribution() {
        assert_eq!(distribution(&[10.0, 20.0, 30.0, 40.0], 4), None);
        let means = [0.0, 9.9, 10.0, 99.0, 100.0];
        assert_eq!([1, 2].map(|lost| distribution(&means, lost)), [None, None]);
        assert!(distribution(&means, 0).is_some());
        let bars = distribution(&means, 3).unwrap();
        let counts: Vec<usize> = bars.iter().map(|bar| bar.count).collect();
        assert_eq!(counts, [2, 1, 0, 0, 0, 0, 0, 0, 0, 2]);
    }
}
