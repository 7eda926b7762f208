//! An offer is taken back when its proposal is disqualified.

use hub_entity::challenge::{OfferState, offer};
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::json;

use crate::challenge::Challenge;
use crate::context::Context;
use crate::error::Result;
use crate::judging::offer::{self as offers, make};

/// Takes back the open offer to a proposal, and offers its award to the next in reserve; whether
/// there was one. Callers hold the challenge and tell whom it concerns.
pub(crate) async fn take_back(
    ctx: &Context,
    challenge: &Challenge,
    proposal_id: i64,
    reason: &str,
) -> Result<bool> {
    let tx = ctx.tx().await?;
    let now = ctx.hub().clock().now();
    let offer = offers::waiting(tx, proposal_id, now, "").await?;
    let row = offer::ActiveModel {
        id: Set(offer.id),
        state: Set(OfferState::TakenBack),
        answered_by: Set(ctx.viewer().id()),
        answered_at: Set(Some(now)),
        reason: Set(reason.to_owned()),
        ..Default::default()
    };
    let offer = row.update(tx).await?;
    let details = json!({ "answer_by": offer.answer_by });
    offers::audit(ctx, &offer, "offer_taken_back", details).await?;
    Ok(make::to_next_reserve(ctx, challenge).await?.is_some())
}
