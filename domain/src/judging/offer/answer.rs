//! The lead of a selected proposal accepts the award that it is offered, or declines it.

use hub_entity::challenge::{Consent, OfferState, proposal};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::context::Context;
use crate::error::{Error, Result};
use crate::judging::offer::{self as offers, settle};
use crate::policy::{self, proposal::may_answer_offer};
use crate::proposal::{Proposal, read, seen};
use crate::values::Fields;

/// An answer.
#[derive(Debug, Clone)]
pub struct AnswerOffer {
    /// Key of the proposal.
    pub proposal: String,
    /// Whether the award is accepted.
    pub accept: Option<bool>,
    /// Why not, for programme staff and the other partners; needed where it is declined.
    pub reason: String,
}

/// Answers an offer, once. Where it is accepted the project begins; where it is declined the next
/// in reserve is offered the award.
///
/// # Errors
/// `Invalid` by field, when it was answered before, and when its time is over; `Forbidden` for
/// partners who do not lead.
pub async fn answer_offer(ctx: &Context, input: AnswerOffer) -> Result<Proposal> {
    let mut fields = Fields::default();
    fields.require(input.accept.is_some(), "accept", "REQUIRED");
    let least = if input.accept == Some(false) { 3 } else { 0 };
    let reason = fields.text("reason", &input.reason, least..=2000);
    fields.finish()?;
    let tx = ctx.tx().await?;
    let known = read::visible(ctx.viewer(), ctx.now())
        .filter(proposal::Column::Key.eq(&input.proposal))
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    let challenge = offers::locked(ctx, known.challenge_id).await?;
    let partners = seen::partners_of(tx, &[known.id])
        .await?
        .remove(&known.id)
        .unwrap_or_default();
    policy::require(ctx.viewer(), may_answer_offer(ctx.viewer(), &partners))?;
    // Read once the challenge is locked: whoever answered first, or the clock, was before.
    let now = ctx.hub().clock().now();
    let offer = offers::waiting(tx, known.id, now, "").await?;
    let accepts = input.accept == Some(true);
    if accepts && partners.iter().any(|p| p.consent == Consent::Withdrawn) {
        return Err(Error::field("accept", "OFFER_LACKS_CONSENT"));
    }
    let current = proposal::Entity::find_by_id(known.id)
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    let (outcome, reason) = if accepts {
        (OfferState::Accepted, String::new())
    } else {
        (OfferState::Declined, reason)
    };
    settle::settle(ctx, &challenge, current, offer, outcome, reason).await
}
