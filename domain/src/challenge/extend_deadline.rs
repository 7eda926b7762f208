//! Moving a deadline: only later, and only before it passes.

use chrono::{DateTime, Utc};
use hub_entity::challenge::challenge;
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::json;

use crate::challenge::content::Times;
use crate::challenge::{Challenge, local_time, read, schedule};
use crate::context::Context;
use crate::error::{FieldError, Result};
use crate::judging::access;
use crate::platform::audit;
use crate::policy;
use crate::values::Fields;

/// The new deadlines, in local time of the challenge's zone. An empty one stays as it is.
#[derive(Debug, Clone, Default)]
pub struct ExtendDeadline {
    /// Which challenge.
    pub number: i64,
    /// When proposals are due.
    pub closes_at: String,
    /// When judging begins.
    pub judging_opens_at: String,
    /// When reviews are due.
    pub judging_closes_at: String,
}

/// Extends deadlines. Reminders of the old ones become void, and new ones are due.
///
/// # Errors
/// `Invalid` by field; `Forbidden`.
pub async fn extend_deadline(ctx: &Context, input: ExtendDeadline) -> Result<Challenge> {
    let known = read::lock(ctx, input.number).await?;
    // Read once the row is locked: who waited for it past the deadline is too late.
    let now = ctx.hub().clock().now();
    let standing = access::standing(ctx.tx().await?, ctx.viewer(), known.id).await?;
    let allowed = policy::challenge::may_extend(ctx.viewer(), &known, standing, now);
    policy::require(ctx.viewer(), allowed)?;
    let before = Times::of(&known);
    let mut fields = Fields::default();
    let zone = fields.take(local_time::zone("", &known.zone));
    let mut later = |field: &str, text: &str, old: Option<DateTime<Utc>>| {
        let typed = zone.map(|zone| local_time::parse(field, text, zone));
        match typed.and_then(|typed| fields.take(typed)).flatten() {
            Some(new) if Some(new) != old => {
                let passed = old.is_some_and(|old| old <= now);
                fields.require(!passed, field, "DEADLINE_PASSED");
                let later = old.is_none_or(|old| new > old);
                fields.require(later, field, "ONLY_LATER");
                Some(new)
            }
            _ => old,
        }
    };
    let after = Times {
        opens: before.opens,
        closes: later("closesAt", &input.closes_at, before.closes),
        judging_opens: later(
            "judgingOpensAt",
            &input.judging_opens_at,
            before.judging_opens,
        ),
        judging_closes: later(
            "judgingClosesAt",
            &input.judging_closes_at,
            before.judging_closes,
        ),
    };
    if fields.is_clean() {
        after.check_order(&mut fields, "");
    }
    if fields.is_clean() && after == before {
        fields.push(FieldError::new("closesAt", "ONLY_LATER"));
    }
    fields.finish()?;
    let row = challenge::ActiveModel {
        id: Set(known.id),
        closes_at: Set(after.closes),
        judging_opens_at: Set(after.judging_opens),
        judging_closes_at: Set(after.judging_closes),
        version: Set(known.version + 1),
        updated_at: Set(ctx.now()),
        ..Default::default()
    };
    let saved = row.update(ctx.tx().await?).await?;
    schedule::enqueue(ctx, &saved).await?;
    let entry = audit::Entry {
        action: "challenge_deadline_extended",
        object_kind: "challenge",
        object_id: saved.id,
        challenge_id: Some(saved.id),
        details: json!({
            "before": [before.closes, before.judging_opens, before.judging_closes],
            "after": [after.closes, after.judging_opens, after.judging_closes],
        }),
    };
    audit::record(ctx, entry).await?;
    Ok(saved)
}
