//! Whom the rule of the next round takes on: the first in the scores, as many as it says, and
//! everybody else who may yet win.

use crate::challenge::Challenge;
use crate::challenge::rounds::Round;
use crate::context::Reader;
use crate::error::{Error, Result};
use crate::judging::calibrated::{self, Entry};
use crate::judging::rounds;
use crate::judging::sealed::{self, Sealed, SealedKind};
use crate::policy::judging::{Standing, may_see_scores};

/// The probability of an award from which on a proposal goes on, whatever its place.
pub const CHANCE: f64 = 0.02;

/// The next round, with everything that can go on to it.
#[derive(Debug, Clone)]
pub struct Proposed {
    /// Its number.
    pub number: i32,
    /// What was declared of it.
    pub rule: Round,
    /// What was handed in and reached the round before, in the order of the scores.
    pub candidates: Vec<Candidate>,
    /// What keeps staff from beginning it now, by its code.
    pub why_not: Option<&'static str>,
}

/// A proposal that can go on.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// The proposal, with its place.
    pub entry: Entry,
    /// Whether the rule takes it on.
    pub suggested: bool,
}

/// The next round of a challenge, for staff who may see scores; none where there is none to come.
///
/// # Errors
/// `NotFound` for everybody else.
pub async fn of(
    reader: &Reader,
    challenge: &Challenge,
    standing: Standing,
) -> Result<Option<Proposed>> {
    if !may_see_scores(reader.viewer(), standing) {
        return Err(Error::NotFound);
    }
    let db = reader.db();
    let Some((number, rule)) = rounds::next(db, challenge).await? else {
        return Ok(None);
    };
    let sealed = Sealed::of_challenge(SealedKind::Ranking, challenge.id);
    sealed::view(reader, sealed).await?;
    Ok(Some(Proposed {
        candidates: candidates(db, challenge, &rule).await?,
        why_not: rounds::why_not(db, challenge, reader.now()).await?,
        number,
        rule,
    }))
}

/// What can go on, and whether the rule takes it on. Callers have asked who may see it.
pub(crate) async fn candidates(
    db: &impl sea_orm::ConnectionTrait,
    challenge: &Challenge,
    rule: &Round,
) -> Result<Vec<Candidate>> {
    let calibration = calibrated::all(db, challenge).await?;
    let entries = calibration.entries.into_iter().filter(|entry| entry.is_in);
    Ok(entries
        .map(|entry| Candidate {
            suggested: is_suggested(&entry, rule),
            entry,
        })
        .collect())
}

fn is_suggested(entry: &Entry, rule: &Round) -> bool {
    let among_first = entry
        .place
        .is_some_and(|place| i64::from(place) <= i64::from(rule.goes_on));
    let drawn = entry.found.as_ref().and_then(|found| found.drawn);
    among_first || drawn.is_some_and(|drawn| drawn.selected > CHANCE)
}
