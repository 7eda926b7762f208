//! What the kept bundle tells applicants of their own scores, once the decision is announced: what
//! judges gave, what was taken out of it and why, and how far it is from what was selected.

use std::collections::{BTreeMap, BTreeSet};

use crate::context::Reader;
use crate::error::Result;
use crate::judging::bundle::{self, Bundle, Criterion, LaterRound, Score};
use crate::judging::calibrated::pseudonym;
use crate::judging::report::{means, selected};
use crate::judging::scoring::mean;
use crate::proposal::Proposal;

/// The least difference between judges that is worth a sentence, in points.
const WORTH_SAYING: f64 = 0.05;

/// The least and the greatest of something, among the proposals that were selected.
pub type Range = (f64, f64);

/// What an applicant learns of their own scores.
#[derive(Debug, Clone)]
pub struct Own {
    /// Reviews that count.
    pub reviews: usize,
    /// Mean from 0 to 100.
    pub mean: f64,
    /// What the mean is made of.
    pub criteria: Vec<OwnCriterion>,
    /// What was taken out of the mean before proposals were ranked; none where judges were alike,
    /// or read the same.
    pub adjusted: Option<Adjusted>,
    /// The ranks between which it lies with a probability of nine in ten.
    pub likely: Option<(usize, usize)>,
    /// How many proposals were scored; of those that reached the last round, how many did.
    pub scored: usize,
    /// The means of those that were selected.
    pub selected: Option<Range>,
    /// The first later round that it did not go on to, if there is one.
    pub stopped_before: Option<LaterRound>,
    /// Markdown: why the decision leaves what the scores say, where it does.
    pub departure: Option<String>,
}

/// A criterion of one's own scores.
#[derive(Debug, Clone)]
pub struct OwnCriterion {
    /// The criterion.
    pub criterion: Criterion,
    /// Mean of the levels that judges gave.
    pub level: Option<f64>,
    /// The same of those that were selected.
    pub selected: Option<Range>,
}

/// What was taken out of a mean before proposals were ranked.
#[derive(Debug, Clone, Copy)]
pub struct Adjusted {
    /// How many points more than the panel those judges give who read it, on average; below 0
    /// where they are strict.
    pub judges: f64,
    /// What it comes to without that, drawn towards the mean of all the more, the fewer reviews
    /// there are.
    pub calibrated: f64,
    /// The same of those that were selected.
    pub selected: Option<Range>,
}

/// A proposal's own scores, once announced. Callers have asked whether the viewer is its partner.
///
/// # Errors
/// When the database does not answer.
pub async fn own(reader: &Reader, proposal: &Proposal) -> Result<Option<Own>> {
    let kept = bundle::kept(reader.db(), proposal.challenge_id).await?;
    Ok(kept.and_then(|bundle| of(&bundle, &pseudonym("entry", &proposal.key))))
}

fn of(bundle: &Bundle, id: &str) -> Option<Own> {
    let means = means(bundle);
    let own_mean = means.get(id).copied()?;
    let chosen = selected(bundle);
    let levels = levels(bundle);
    let at = |entry: &str, criterion: usize| levels.get(&(entry, criterion)).copied();
    let criteria = bundle.challenge.criteria.iter().enumerate();
    let entry = bundle.ranking.as_ref().and_then(|all| all.entries.get(id));
    let decided = bundle.decisions.iter().find(|row| row.entry == id);
    Some(Own {
        reviews: scores_of(bundle, id).count(),
        mean: own_mean,
        criteria: criteria
            .map(|(index, criterion)| OwnCriterion {
                criterion: criterion.clone(),
                level: at(id, index),
                selected: range(chosen.iter().filter_map(|entry| at(entry, index))),
            })
            .collect(),
        adjusted: adjusted(bundle, id, &chosen),
        likely: entry.and_then(|entry| entry.drawn.as_ref()?.rank_interval_90),
        scored: bundle
            .finalists
            .as_ref()
            .filter(|names| names.contains(id))
            .map_or(means.len(), BTreeSet::len),
        selected: range(chosen.iter().filter_map(|entry| means.get(entry).copied())),
        stopped_before: stopped_before(&bundle.rounds, bundle.finalists.as_ref(), id),
        departure: decided.and_then(|decided| decided.departure.clone()),
    })
}

fn scores_of<'a>(bundle: &'a Bundle, id: &'a str) -> impl Iterator<Item = &'a Score> {
    bundle.scores.iter().filter(move |score| score.entry == id)
}

/// The mean level of each entry on each criterion.
fn levels(bundle: &Bundle) -> BTreeMap<(&str, usize), f64> {
    let mut all: BTreeMap<(&str, usize), Vec<f64>> = BTreeMap::new();
    for score in &bundle.scores {
        for (index, level) in score.levels.iter().enumerate() {
            if let Some(level) = level {
                let own = all.entry((&score.entry, index)).or_default();
                own.push(f64::from(*level));
            }
        }
    }
    let means = all.into_iter();
    means
        .filter_map(|(at, levels)| Some((at, mean(&levels)?)))
        .collect()
}

fn range(values: impl Iterator<Item = f64>) -> Option<Range> {
    values.fold(None, |range, value| match range {
        None => Some((value, value)),
        Some((least, most)) => Some((value.min(least), value.max(most))),
    })
}

fn adjusted(bundle: &Bundle, id: &str, chosen: &BTreeSet<&str>) -> Option<Adjusted> {
    let ranking = bundle.ranking.as_ref()?;
    let mut effects: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    for score in &bundle.scores {
        let effect = ranking.judges.get(&score.judge)?.effect?;
        effects.entry(&score.entry).or_default().push(effect);
    }
    let judges = mean(effects.get(id)?)?;
    // Where all were read by the same judges, the same is taken out of all, and nothing moves.
    let ranked = ranking.entries.keys();
    let (least, most) = range(ranked.filter_map(|id| mean(effects.get(id.as_str())?)))?;
    if most - least < WORTH_SAYING {
        return None;
    }
    let calibrated = |id: &str| ranking.entries.get(id)?.predicted;
    Some(Adjusted {
        judges,
        calibrated: calibrated(id)?,
        selected: range(chosen.iter().filter_map(|entry| calibrated(entry))),
    })
}

/// The first later round that an entry did not go on to; none where it was taken on later and
/// reached the last.
fn stopped_before(
    rounds: &[LaterRound],
    finalists: Option<&BTreeSet<String>>,
    id: &str,
) -> Option<LaterRound> {
    if finalists.is_some_and(|names| names.contains(id)) {
        return None;
    }
    rounds.iter().find(|round| round.stopped(id)).cloned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judging::bundle::WentOn;

    #[test]
    fn who_was_taken_on_later_was_stopped_nowhere() {
        let round = |number, entries: &[(&str, bool)]| LaterRound {
            number,
            name: format!("Round {number}"),
            goes_on: 1,
            held: true,
            reason: String::new(),
            entries: entries
                .iter()
                .map(|(entry, goes_on)| WentOn {
                    entry: (*entry).to_owned(),
                    place: None,
                    suggested: *goes_on,
                    goes_on: *goes_on,
                    reason: String::new(),
                })
                .collect(),
        };
        let rounds = [
            round(2, &[("a", true), ("b", false), ("c", false)]),
            round(3, &[("a", true), ("b", true)]),
        ];
        let finalists = ["a", "b"].map(str::to_owned).into();
        let stopped = |id| stopped_before(&rounds, Some(&finalists), id).map(|round| round.number);
        assert_eq!(
            [stopped("a"), stopped("b"), stopped("c")],
            [None, None, Some(2)]
        );
    }
}
