//! What comes when in a challenge.

use async_graphql::{Enum, SimpleObject};
use chrono::{DateTime, Utc};
use hub_domain::challenge;

/// A step in the life of a challenge.
#[derive(Enum, Copy, Clone, Eq, PartialEq)]
pub enum ChallengeStepKind {
    /// It takes proposals from then on.
    Opens,
    /// Proposals are due.
    Closes,
    /// Judges begin.
    JudgingOpens,
    /// Reviews are due.
    JudgingCloses,
    /// The decision is public.
    Announced,
}

/// A step in the life of a challenge.
#[derive(SimpleObject)]
pub struct ChallengeStep {
    /// Which step.
    pub kind: ChallengeStepKind,
    /// When; null while nobody knows.
    pub at: Option<DateTime<Utc>>,
    /// Whether it has come.
    pub done: bool,
    /// Where it lies between the first and the last known step, from 0 to 1; null while fewer than
    /// two are known, or this one is not.
    pub share: Option<f64>,
}

/// The steps, in order.
pub fn steps(row: &challenge::Challenge, now: DateTime<Utc>) -> Vec<ChallengeStep> {
    let step = |(kind, at): (_, Option<DateTime<Utc>>)| ChallengeStep {
        kind,
        at,
        done: at.is_some_and(|at| at <= now),
        share: at.and_then(|at| share(row, at)),
    };
    times(row).into_iter().map(step).collect()
}

fn times(row: &challenge::Challenge) -> [(ChallengeStepKind, Option<DateTime<Utc>>); 5] {
    [
        (ChallengeStepKind::Opens, row.opens_at),
        (ChallengeStepKind::Closes, row.closes_at),
        (ChallengeStepKind::JudgingOpens, row.judging_opens_at),
        (ChallengeStepKind::JudgingCloses, row.judging_closes_at),
        (ChallengeStepKind::Announced, row.announced_at),
    ]
}

/// Where an instant lies between the first and the last known step, from 0 to 1.
pub fn share(row: &challenge::Challenge, at: DateTime<Utc>) -> Option<f64> {
    let known: Vec<_> = times(row).into_iter().filter_map(|(_, at)| at).collect();
    let (first, last) = (known.iter().min()?, known.iter().max()?);
    let whole = (*last - *first).as_seconds_f64();
    let part = (at - *first).as_seconds_f64();
    (whole > 0.0).then(|| (part / whole).clamp(0.0, 1.0))
}
