//! Later rounds of judging: who goes on, and who reads what went on.
//!
//! What a challenge declares is in [`challenge::rounds`](crate::challenge::rounds). A round begins
//! when staff say who goes on: those whom its rule [takes on](proposed), unless they give a reason.
//! Judges look again at what they read before, so that a review is of the round in which it was
//! submitted last; until then what they gave before counts. What did not go on cannot be selected.
//! Nobody outside learns of it before the announcement.

pub mod admit_to_round;
pub mod held;
pub mod leave_out_round;
pub mod open_round;
pub mod proposed;
mod tell;

use chrono::{DateTime, Utc};
use hub_entity::challenge::judging_round;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::challenge::rounds::{self, Round};
use crate::challenge::{Challenge, Status, status};
use crate::error::Result;
use crate::judging::{lots, progress};

/// A later round that was held, or that staff went without.
pub type Settled = judging_round::Model;

/// The later rounds that were settled, in their order.
pub(crate) async fn settled(db: &impl ConnectionTrait, challenge_id: i64) -> Result<Vec<Settled>> {
    Ok(judging_round::Entity::find()
        .filter(judging_round::Column::ChallengeId.eq(challenge_id))
        .order_by_asc(judging_round::Column::Number)
        .all(db)
        .await?)
}

/// The next round that the challenge declares and that is neither held nor left out, with its
/// number; none when there is no more to come.
pub(crate) async fn next(
    db: &impl ConnectionTrait,
    challenge: &Challenge,
) -> Result<Option<(i32, Round)>> {
    let declared = rounds::of(challenge);
    if declared.is_empty() {
        return Ok(None);
    }
    let settled = settled(db, challenge.id).await?;
    let mut to_come = (2..).zip(declared);
    Ok(to_come.find(|(number, _)| settled.iter().all(|round| round.number != *number)))
}

/// What keeps staff from settling the next round now, by its code.
pub(crate) async fn why_not(
    db: &impl ConnectionTrait,
    challenge: &Challenge,
    now: DateTime<Utc>,
) -> Result<Option<&'static str>> {
    let code = match status(challenge, now) {
        Status::Moderation => None,
        Status::Judging if progress::all_in(db, challenge.id).await? => None,
        Status::Judging => Some("ROUND_BEFORE_REVIEWS"),
        _ => Some("ROUND_NOT_NOW"),
    };
    if code.is_none() && lots::is_drawn(db, challenge).await? {
        return Ok(Some("LOTTERY_DRAWN"));
    }
    Ok(code)
}
