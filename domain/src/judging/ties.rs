//! Which of several proposals with equal scores comes first: the ladder of rules that the
//! challenge declared before it opened. What the rules before a lottery leave equal stays equal
//! until it is drawn.

use std::cmp::Ordering;
use std::collections::HashMap;

use sea_orm::ConnectionTrait;

use crate::challenge::tie_break::Rung;
use crate::error::Result;
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

/// What the rules ask of something that has a place in an order.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tied<'a> {
    /// Its place; equal values share one.
    pub(super) place: Option<u32>,
    /// How many reviews count of it.
    pub(super) reviews: u32,
    /// Its place in the draw, once there was one.
    pub(super) drawn: Option<u32>,
    /// Its mean level on each criterion, by name.
    pub(super) levels: Option<&'a HashMap<String, f64>>,
}

/// Where one stands once ties are broken.
#[derive(Debug, Clone)]
pub(super) struct Settled {
    /// Where it stood before.
    pub(super) at: usize,
    /// Its place.
    pub(super) place: Option<u32>,
    /// The rule that told it from others with equal scores.
    pub(super) tie: Option<Rung>,
}

/// Breaks the ties among those that stand in their order: those that share a place get places of
/// their own as far as the rules tell them apart, and each says which rule it was.
pub(super) fn broken(tied: &[Tied<'_>], ladder: &[Rung]) -> Vec<Settled> {
    let mut all: Vec<Settled> = Vec::with_capacity(tied.len());
    let mut run: Vec<usize> = Vec::new();
    for (at, one) in tied.iter().enumerate() {
        let same = run
            .last()
            .is_none_or(|last| one.place.is_some() && tied[*last].place == one.place);
        if !same {
            all.extend(settled(std::mem::take(&mut run), tied, ladder));
        }
        run.push(at);
    }
    all.extend(settled(run, tied, ladder));
    all
}

/// Those that share a place, the first of them first.
fn settled(mut run: Vec<usize>, tied: &[Tied<'_>], ladder: &[Rung]) -> Vec<Settled> {
    let first = run.first().and_then(|at| tied[*at].place);
    if first.is_some() {
        // Stable, so that what stays equal keeps the order that it came in.
        run.sort_by(|a, b| compare(&tied[*a], &tied[*b], ladder).0);
    }
    let alone = |at: usize| Settled {
        at,
        place: first,
        tie: None,
    };
    let mut all: Vec<Settled> = run.into_iter().map(alone).collect();
    let Some(first) = first else {
        return all;
    };
    let mut place = first;
    for (at, ahead) in (1..all.len()).zip(first..) {
        let (one, other) = (&tied[all[at - 1].at], &tied[all[at].at]);
        let (order, rung) = compare(one, other, ladder);
        if order != Ordering::Equal {
            place = ahead + 1;
            if all[at - 1].tie.is_none() {
                all[at - 1].tie = rung.cloned();
            }
            all[at].tie = rung.cloned();
        }
        all[at].place = Some(place);
    }
    all
}

/// Which comes first, and by which rule.
fn compare<'a>(a: &Tied<'_>, b: &Tied<'_>, ladder: &'a [Rung]) -> (Ordering, Option<&'a Rung>) {
    for rung in ladder {
        let order = match rung {
            // Rounded, because means of the same levels may differ in the last digit.
            Rung::Criterion(name) => {
                let mean = |one: &Tied<'_>| {
                    let level = one.levels.and_then(|own| own.get(name).copied());
                    crate::judging::calibration::rounded(level.unwrap_or(-1.0))
                };
                mean(b).total_cmp(&mean(a))
            }
            Rung::Reviews => b.reviews.cmp(&a.reviews),
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
