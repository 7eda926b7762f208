//! A council hands its challenge in.

use hub_entity::challenge::{ChallengeState, challenge};
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::json;

use crate::challenge::{Challenge, complete, criteria, read, status};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::platform::audit;
use crate::policy;

/// Hands a draft in for staff to publish.
///
/// # Errors
/// `Invalid` with what is missing; `Forbidden`.
pub async fn submit_for_review(ctx: &Context, number: i64) -> Result<Challenge> {
    let known = read::lock(ctx, number).await?;
    let allowed = policy::challenge::may_submit_for_review(ctx.viewer(), &known, ctx.now());
    policy::require(ctx.viewer(), allowed)?;
    let tx = ctx.tx().await?;
    let gaps = complete::gaps(&known, &criteria::of(tx, known.id).await?, ctx.now());
    if !gaps.is_empty() {
        return Err(Error::Invalid(complete::errors(gaps)));
    }
    let row = challenge::ActiveModel {
        id: Set(known.id),
        state: Set(ChallengeState::InReview),
        version: Set(known.version + 1),
        updated_at: Set(ctx.now()),
        ..Default::default()
    };
    let saved = row.update(tx).await?;
    let entry = audit::Entry {
        action: "challenge_handed_in",
        object_kind: "challenge",
        object_id: saved.id,
        challenge_id: Some(saved.id),
        details: json!({ "from": status(&known, ctx.now()).name(), "to": "in_review" }),
    };
    audit::record(ctx, entry).await?;
    Ok(saved)
}
