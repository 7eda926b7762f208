//! What the clock does to an offer: a reminder before it lapses, and its end.

use chrono::{DateTime, Utc};
use hub_entity::challenge::{OfferState, offer, proposal};
use sea_orm::EntityTrait;

use crate::challenge::Challenge;
use crate::context::Context;
use crate::error::Result;
use crate::judging::offer::{self as offers, Offer, settle};
use crate::platform::letter::Letter;
use crate::proposal::Proposal;
use crate::proposal::locked::link;

/// Reminds the people of a proposal that its offer waits for an answer.
///
/// # Errors
/// When the database does not answer.
pub async fn remind(ctx: &Context, offer_id: i64, answer_by: DateTime<Utc>) -> Result<()> {
    let Some((challenge, offer, proposal)) = open(ctx, offer_id, answer_by).await? else {
        return Ok(());
    };
    if ctx.now() >= answer_by {
        return Ok(());
    }
    let letter = Letter::OfferReminder {
        zone: challenge.zone.clone(),
        extended: false,
        reference: proposal.reference.clone(),
        proposal_title: settle::title(ctx, &proposal).await?,
        challenge_title: challenge.title.clone(),
        answer_by,
        link: link(ctx, &proposal, "/decision"),
    };
    let occasion = format!("offer-reminder:{}:{}", offer.id, answer_by.timestamp());
    settle::tell(ctx, &proposal, &occasion, &letter).await
}

/// Ends an offer that nobody answered, and offers the award to the next in reserve.
///
/// # Errors
/// When the database does not answer.
pub async fn lapse(ctx: &Context, offer_id: i64, answer_by: DateTime<Utc>) -> Result<()> {
    let Some((challenge, offer, proposal)) = open(ctx, offer_id, answer_by).await? else {
        return Ok(());
    };
    if ctx.now() < answer_by {
        return Ok(());
    }
    settle::settle(
        ctx,
        &challenge,
        proposal,
        offer,
        OfferState::Lapsed,
        String::new(),
    )
    .await?;
    Ok(())
}

/// The offer with its challenge locked, unless it was answered or its time moved meanwhile.
async fn open(
    ctx: &Context,
    offer_id: i64,
    answer_by: DateTime<Utc>,
) -> Result<Option<(Challenge, Offer, Proposal)>> {
    let tx = ctx.tx().await?;
    let Some(known) = offer::Entity::find_by_id(offer_id).one(tx).await? else {
        return Ok(None);
    };
    let challenge = offers::locked(ctx, known.challenge_id).await?;
    let current = offer::Entity::find_by_id(offer_id).one(tx).await?;
    let proposal = proposal::Entity::find_by_id(known.proposal_id)
        .one(tx)
        .await?;
    Ok(current
        .filter(|offer| offer.state == OfferState::Open && offer.answer_by == answer_by)
        .zip(proposal)
        .map(|(offer, proposal)| (challenge, offer, proposal)))
}
