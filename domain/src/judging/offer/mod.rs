//! Offers of an award. Where a challenge wants its awards accepted, a selected proposal has an
//! offer once it is announced; its lead accepts or declines it by a date, and what is declined or
//! lapses goes to the next in reserve. The project begins when the offer is accepted.
//!
//! Everything here locks the challenge first, so that two answers, or an answer and the clock,
//! come one after the other, and no more awards are given than there are.

pub mod answer;
pub mod clock;
pub mod extend;
pub mod list;
pub(crate) mod make;
mod settle;
pub(crate) mod take_back;

use chrono::{DateTime, Utc};
pub use hub_entity::challenge::OfferState;
use hub_entity::challenge::{Outcome, challenge, offer};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::challenge::Challenge;
use crate::context::Context;
use crate::error::{Error, Result};

/// An award that is offered to a selected proposal.
pub type Offer = hub_entity::challenge::offer::Model;

/// Where an offer stands at this instant: that its time is over is computed, and noted afterwards.
pub fn state(offer: &Offer, now: DateTime<Utc>) -> OfferState {
    match offer.state {
        OfferState::Open if offer.answer_by <= now => OfferState::Lapsed,
        other => other,
    }
}

/// The offer to a proposal if it waits for an answer; otherwise `field` says why there is none to
/// change.
async fn waiting(
    db: &impl ConnectionTrait,
    proposal_id: i64,
    now: DateTime<Utc>,
    field: &str,
) -> Result<Offer> {
    let offer = of(db, proposal_id).await?;
    let offer = offer.ok_or_else(|| Error::field(field, "NO_OFFER"))?;
    match state(&offer, now) {
        OfferState::Open => Ok(offer),
        OfferState::Lapsed => Err(Error::field(field, "OFFER_LAPSED")),
        OfferState::Accepted | OfferState::Declined => Err(Error::field(field, "OFFER_ANSWERED")),
        OfferState::TakenBack => Err(Error::field(field, "OFFER_TAKEN_BACK")),
    }
}

/// Whether a decision can come to an award without another one: it selects, or it holds in reserve
/// what moves up by itself.
pub(crate) fn can_be_awarded(challenge: &Challenge, outcome: Outcome) -> bool {
    match outcome {
        Outcome::Select => true,
        Outcome::Reserve => challenge.offer_days.is_some(),
        Outcome::Decline => false,
    }
}

/// The offer to a proposal, if there is one. Callers have asked who may see it.
pub(crate) async fn of(db: &impl ConnectionTrait, proposal_id: i64) -> Result<Option<Offer>> {
    Ok(offer::Entity::find()
        .filter(offer::Column::ProposalId.eq(proposal_id))
        .one(db)
        .await?)
}

/// The offers of a challenge, in the order in which they were made.
pub(crate) async fn of_challenge(
    db: &impl ConnectionTrait,
    challenge_id: i64,
) -> Result<Vec<Offer>> {
    Ok(offer::Entity::find()
        .filter(offer::Column::ChallengeId.eq(challenge_id))
        .order_by_asc(offer::Column::Id)
        .all(db)
        .await?)
}

/// The challenge of an offer, locked as the root of what is changed.
async fn locked(ctx: &Context, challenge_id: i64) -> Result<Challenge> {
    challenge::Entity::find_by_id(challenge_id)
        .lock_exclusive()
        .one(ctx.tx().await?)
        .await?
        .ok_or(Error::NotFound)
}

/// The audit row of what happened to an offer.
async fn audit(
    ctx: &Context,
    offer: &Offer,
    action: &str,
    details: serde_json::Value,
) -> Result<()> {
    let entry = crate::platform::audit::Entry {
        action,
        object_kind: "proposal",
        object_id: offer.proposal_id,
        challenge_id: Some(offer.challenge_id),
        details,
    };
    crate::platform::audit::record(ctx, entry).await
}
