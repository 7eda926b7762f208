//! Moving a deadline: only later, and only before it passes.

use chrono::{DateTime, Utc};
use hub_entity::challenge::challenge;
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::json;

use crate::challenge::content::Times;
use crate::challenge::status::lock_after;
use crate::challenge::{Challenge, amendment, concerned, local_time, read, schedule};
use crate::context::Context;
use crate::error::{FieldError, Result};
use crate::judging::{access, appoint_judge};
use crate::platform::audit;
use crate::platform::letter::{Letter, News};
use crate::policy;
use crate::proposal::partners;
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
    /// Why, which is public and goes to everybody concerned.
    pub reason: String,
}

/// Extends deadlines, and tells everybody who works on a proposal, and the judges where dates of
/// theirs move. Reminders of the old ones become void, and new ones are due.
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
    let reason = fields.text("reason", &input.reason, 3..=2000);
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
        after.check_grace(&mut fields, "", known.grace_minutes);
    }
    if fields.is_clean() && after == before {
        fields.push(FieldError::new("closesAt", "ONLY_LATER"));
    }
    fields.finish()?;
    let row = challenge::ActiveModel {
        id: Set(known.id),
        closes_at: Set(after.closes),
        locks_at: Set(lock_after(after.closes, known.grace_minutes)),
        judging_opens_at: Set(after.judging_opens),
        judging_closes_at: Set(after.judging_closes),
        version: Set(known.version + 1),
        updated_at: Set(ctx.now()),
        ..Default::default()
    };
    let saved = row.update(ctx.tx().await?).await?;
    schedule::enqueue(ctx, &saved).await?;
    partners::keep_invitations(ctx, &saved).await?;
    appoint_judge::keep_invitations(ctx, &saved).await?;
    let entry = audit::Entry {
        action: amendment::EXTENDED,
        object_kind: "challenge",
        object_id: saved.id,
        challenge_id: Some(saved.id),
        details: json!({
            "reason": &reason,
            "before": [before.closes, before.judging_opens, before.judging_closes],
            "after": [after.closes, after.judging_opens, after.judging_closes],
        }),
    };
    audit::record(ctx, entry).await?;
    tell(ctx, &saved, (before, after), &reason).await?;
    Ok(saved)
}

/// Tells everybody whom moved dates concern, with the reason, where one was asked for.
pub(super) async fn tell(
    ctx: &Context,
    challenge: &Challenge,
    (before, after): (Times, Times),
    reason: &str,
) -> Result<()> {
    let moved = |old: Option<DateTime<Utc>>, new: Option<DateTime<Utc>>| new.filter(|_| new != old);
    let letter = |link| Letter::DeadlineExtended {
        challenge_title: challenge.title.clone(),
        zone: challenge.zone.clone(),
        reason: reason.to_owned(),
        closes: moved(before.closes, after.closes),
        opens: moved(before.judging_opens, after.judging_opens),
        due: moved(before.judging_closes, after.judging_closes),
        link,
    };
    let occasion = format!("extended:{}:{}", challenge.id, challenge.version);
    concerned::tell_partners(ctx, challenge, &occasion, letter).await?;
    concerned::tell_news(ctx, challenge, News::Extended).await?;
    let theirs = |times: Times| (times.judging_opens, times.judging_closes);
    if theirs(before) != theirs(after) {
        concerned::tell_judges(ctx, challenge, &occasion, letter).await?;
    }
    Ok(())
}
