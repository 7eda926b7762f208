//! Staff give more time to answer an offer, before its time is over.

use chrono::TimeDelta;
use hub_entity::challenge::{offer, proposal};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;

use crate::challenge::{Challenge, local_time};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::judging::access;
use crate::judging::offer::{self as offers, make, settle};
use crate::platform::letter::Letter;
use crate::policy;
use crate::proposal::locked::link;
use crate::values::Fields;

/// The longest extension, from now.
const MOST: TimeDelta = TimeDelta::days(180);

/// More time.
#[derive(Debug, Clone)]
pub struct ExtendOffer {
    /// Key of the proposal.
    pub proposal: String,
    /// Local time in the challenge's zone until which it can be answered.
    pub until: String,
}

/// Extends an offer, and tells the people of the proposal.
///
/// # Errors
/// `Invalid` on `proposal` when its offer is settled or there is none, and on `until` when that is
/// no later time; `NotFound` and `Forbidden` for those who do not decide.
pub async fn extend_offer(ctx: &Context, input: ExtendOffer) -> Result<Challenge> {
    let tx = ctx.tx().await?;
    let proposal = proposal::Entity::find()
        .filter(proposal::Column::Key.eq(&input.proposal))
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    let standing = access::standing(tx, ctx.viewer(), proposal.challenge_id).await?;
    if !policy::judging::may_see_scores(ctx.viewer(), standing) {
        return Err(Error::NotFound);
    }
    policy::require(
        ctx.viewer(),
        policy::judging::may_decide(ctx.viewer(), standing),
    )?;
    let challenge = offers::locked(ctx, proposal.challenge_id).await?;
    let now = ctx.hub().clock().now();
    let offer = offers::waiting(tx, proposal.id, now, "proposal").await?;
    let mut fields = Fields::default();
    let zone = fields.take(local_time::zone("", &challenge.zone));
    let until = zone.and_then(|zone| {
        let typed = local_time::parse("until", &input.until, zone);
        fields.take(typed).flatten()
    });
    match until {
        Some(until) => {
            fields.require(until > offer.answer_by, "until", "ONLY_LATER");
            fields.require(until <= now + MOST, "until", "TOO_FAR_AHEAD");
        }
        None if fields.is_clean() => fields.require(false, "until", "REQUIRED"),
        None => {}
    }
    fields.finish()?;
    let row = offer::ActiveModel {
        id: Set(offer.id),
        answer_by: Set(until.unwrap_or(offer.answer_by)),
        ..Default::default()
    };
    let saved = row.update(tx).await?;
    make::schedule(ctx, &saved).await?;
    let details = json!({ "before": offer.answer_by, "after": saved.answer_by });
    offers::audit(ctx, &saved, "offer_extended", details).await?;
    let letter = Letter::OfferReminder {
        zone: challenge.zone.clone(),
        extended: true,
        reference: proposal.reference.clone(),
        proposal_title: settle::title(ctx, &proposal).await?,
        challenge_title: challenge.title.clone(),
        answer_by: saved.answer_by,
        link: link(ctx, &proposal, "/decision"),
    };
    let occasion = format!(
        "offer-extended:{}:{}",
        saved.id,
        saved.answer_by.timestamp()
    );
    settle::tell(ctx, &proposal, &occasion, &letter).await?;
    Ok(challenge)
}
