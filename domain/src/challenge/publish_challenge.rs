//! Publication, from which on the clock opens and closes.

use hub_entity::challenge::{ChallengeState, challenge};
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::json;

use crate::challenge::{Challenge, complete, criteria, index, read, request_edits, schedule};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::platform::audit;
use crate::platform::letter::Letter;
use crate::policy;

/// Publishes a challenge: everybody sees it, it opens and closes by the clock, and reminders are
/// due a week and a day before its deadlines.
///
/// # Errors
/// `Invalid` with what is missing; `Forbidden`.
pub async fn publish_challenge(ctx: &Context, number: i64) -> Result<Challenge> {
    let known = read::lock(ctx, number).await?;
    let allowed = policy::challenge::may_publish(ctx.viewer(), &known, ctx.now());
    policy::require(ctx.viewer(), allowed)?;
    let tx = ctx.tx().await?;
    let gaps = complete::gaps(&known, &criteria::of(tx, known.id).await?, ctx.now());
    if !gaps.is_empty() {
        return Err(Error::Invalid(complete::errors(gaps)));
    }
    let row = challenge::ActiveModel {
        id: Set(known.id),
        state: Set(ChallengeState::Published),
        published_at: Set(Some(ctx.now())),
        version: Set(known.version + 1),
        updated_at: Set(ctx.now()),
        ..Default::default()
    };
    let saved = row.update(tx).await?;
    schedule::enqueue(ctx, &saved).await?;
    index::put(ctx, &saved).await?;
    let entry = audit::Entry {
        action: "challenge_published",
        object_kind: "challenge",
        object_id: saved.id,
        challenge_id: Some(saved.id),
        details: json!({
            "opens_at": saved.opens_at,
            "closes_at": saved.closes_at,
            "awards": saved.awards,
        }),
    };
    audit::record(ctx, entry).await?;
    let letter = Letter::ChallengePublished {
        challenge_title: saved.title.clone(),
        opens: saved.opens_at.unwrap_or(ctx.now()),
        closes: saved.closes_at.unwrap_or(ctx.now()),
        zone: saved.zone.clone(),
        link: format!("{}{}", ctx.hub().settings().public_url, read::path(&saved)),
    };
    request_edits::tell_author(ctx, &saved, "published", &letter).await?;
    Ok(saved)
}
