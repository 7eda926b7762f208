//! Which of several proposals with equal scores comes first: the ladder of rules that the
//! challenge declared before it opened. What the rules before a lottery leave equal stays equal
//! until it is drawn.

use std::cmp::Ordering;
use std::collections::HashMap;

use sea_orm::ConnectionTrait;

use crate::challenge::tie_break::Rung;
use crate::error::Result;
use crate::judging::calibrated::Entry;
use crate::judging::{Review, read, review, scoring};

/// Mean level on each criterion, by proposal and name of the criterion.
pub(super) type Levels = HashMap<i64, HashMap<String, f64>>;

/// The mean levels of these reviews; nothing where no rule asks for them.
pub(super) async fn levels(
    db: &impl ConnectionTrait,
    challenge_id: i64,
    reviews: &[Review],
    ladder: &[Rung],
) -> Result<Levels> {
    let asked = |rung: &Rung| matches!(rung, Rung::Criterion(_));
    if !ladder.iter().any(asked) || reviews.is_empty() {
        return Ok(Levels::new());
    }
    let criteria = read::criteria(db, challenge_id).await?;
    let scores = review::scores_of_many(db, reviews).await?;
    let mut given: HashMap<(i64, i64), Vec<f64>> = HashMap::new();
    for review in reviews {
        for score in scores.get(&review.id).into_iter().flatten() {
            let key = (review.proposal_id, score.criterion_id);
            given
                .entry(key)
                .or_default()
                .extend(score.level.map(f64::from));
        }
    }
    let mut levels = Levels::new();
    for ((proposal, criterion), given) in given {
        let name = criteria.iter().find(|known| known.id == criterion);
        if let (Some(known), Some(mean)) = (name, scoring::mean(&given)) {
            let own = levels.entry(proposal).or_default();
            own.insert(known.name.clone(), mean);
        }
    }
    Ok(levels)
}

/// Breaks the ties among entries that stand in their order: those that share a place get places of
/// their own as far as the rules tell them apart, and each says which rule it was.
pub(super) fn broken(entries: Vec<Entry>, ladder: &[Rung], levels: &Levels) -> Vec<Entry> {
    let mut all: Vec<Entry> = Vec::with_capacity(entries.len());
    let mut run: Vec<Entry> = Vec::new();
    for entry in entries {
        let same = run
            .last()
            .is_none_or(|last| last.place.is_some() && last.place == entry.place);
        if !same {
            all.extend(settled(std::mem::take(&mut run), ladder, levels));
        }
        run.push(entry);
    }
    all.extend(settled(run, ladder, levels));
    all
}

/// Entries that share a place, the first of them first.
fn settled(mut run: Vec<Entry>, ladder: &[Rung], levels: &Levels) -> Vec<Entry> {
    let Some(first) = run.first().and_then(|entry| entry.place) else {
        return run;
    };
    // Stable, so that what stays equal keeps the order of the numbers.
    run.sort_by(|a, b| compare(a, b, ladder, levels).0);
    let mut place = first;
    for (at, ahead) in (1..run.len()).zip(first..) {
        let (order, rung) = compare(&run[at - 1], &run[at], ladder, levels);
        if order != Ordering::Equal {
            place = ahead + 1;
            if run[at - 1].tie.is_none() {
                run[at - 1].tie = rung.cloned();
            }
            run[at].tie = rung.cloned();
        }
        run[at].place = Some(place);
    }
    run
}

/// Which comes first, and by which rule.
fn compare<'a>(
    a: &Entry,
    b: &Entry,
    ladder: &'a [Rung],
    levels: &Levels,
) -> (Ordering, Option<&'a Rung>) {
    let level = |entry: &Entry, name: &str| {
        let own = levels.get(&entry.ranked.proposal.id);
        own.and_then(|own| own.get(name).copied()).unwrap_or(-1.0)
    };
    for rung in ladder {
        let order = match rung {
            // Rounded, because means of the same levels may differ in the last digit.
            Rung::Criterion(name) => {
                let mean = |entry: &Entry| crate::judging::calibration::rounded(level(entry, name));
                mean(b).total_cmp(&mean(a))
            }
            Rung::Reviews => b.ranked.reviews.cmp(&a.ranked.reviews),
            // Before the draw, nothing is decided.
            Rung::Lottery => match (a.drawn, b.drawn) {
                (Some(one), Some(other)) => one.cmp(&other),
                _ => Ordering::Equal,
            },
        };
        if order != Ordering::Equal {
            return (order, Some(rung));
        }
    }
    (Ordering::Equal, None)
}
