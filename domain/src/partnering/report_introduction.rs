//! Showing an introduction to the moderators, who read none otherwise.

use hub_entity::challenge::{IntroductionState, introduction};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use serde_json::json;

use crate::context::{Context, Reader};
use crate::error::{Error, Result};
use crate::judging::access;
use crate::partnering::Introduction;
use crate::partnering::ask_introduction::note;
use crate::partnering::seat::{self, Part};
use crate::platform::limit;
use crate::policy::{self, partnering::may_settle_reports};
use crate::values::Fields;

/// Reports that are listed at once.
const MOST: u64 = 100;

/// Shows an introduction, with all that was written, to the moderators, once.
///
/// # Errors
/// `Invalid` on `note`, and with `INTRODUCTION_REPORTED`; `NotFound` for everybody who does not read it;
/// `Forbidden` to moderators; `RateLimited`.
pub async fn report_introduction(ctx: &Context, key: &str, why: &str) -> Result<Introduction> {
    let mut fields = Fields::default();
    let why = fields.text("note", why, 5..=2_000);
    let reporter = ctx.actor()?.id;
    limit::POST.take(ctx.hub(), &reporter.to_string()).await?;
    let seat = seat::locked(ctx, key).await?;
    let allowed = seat.part != Part::Moderator && policy::may_take_part(ctx.viewer());
    policy::require(ctx.viewer(), allowed)?;
    if !seat.can_report() {
        return Err(Error::field("", "INTRODUCTION_REPORTED"));
    }
    fields.finish()?;
    let row = introduction::ActiveModel {
        id: Set(seat.introduction.id),
        reported_by: Set(Some(reporter)),
        reported_at: Set(Some(ctx.now())),
        report_note: Set(why),
        ..Default::default()
    };
    let saved = row.update(ctx.tx().await?).await?;
    note(ctx, "introduction_reported", &saved, json!({})).await?;
    Ok(saved)
}

/// Deals with a report: ends the introduction, or leaves it. No moderator reads it afterwards.
///
/// # Errors
/// `Invalid` on `reason`; `NotFound` to all but moderators, and when it is dealt with.
pub async fn settle_report(
    ctx: &Context,
    key: &str,
    end: bool,
    reason: &str,
) -> Result<Introduction> {
    let mut fields = Fields::default();
    let reason = fields.text("reason", reason, 3..=1_000);
    let seat = seat::locked(ctx, key).await?;
    policy::require(ctx.viewer(), seat.part == Part::Moderator)?;
    fields.finish()?;
    let mut row = introduction::ActiveModel {
        id: Set(seat.introduction.id),
        report_settled_at: Set(Some(ctx.now())),
        ..Default::default()
    };
    if end {
        row.state = Set(IntroductionState::Ended);
    }
    let saved = row.update(ctx.tx().await?).await?;
    let action = if end {
        "introduction_report_upheld"
    } else {
        "introduction_report_dismissed"
    };
    note(ctx, action, &saved, json!({ "reason": reason })).await?;
    Ok(saved)
}

/// Introductions that were reported and wait, the longest waiting first, for moderators: at most
/// 100, without those on challenges in which they compete.
///
/// # Errors
/// When the database does not answer.
pub async fn reported(reader: &Reader) -> Result<Vec<Introduction>> {
    let viewer = reader.viewer();
    if !may_settle_reports(viewer, policy::judging::Standing::default()) {
        return Ok(Vec::new());
    }
    let mut rows = introduction::Entity::find()
        .filter(introduction::Column::ReportedAt.is_not_null())
        .filter(introduction::Column::ReportSettledAt.is_null())
        .order_by_asc(introduction::Column::ReportedAt)
        .order_by_asc(introduction::Column::Id)
        .limit(MOST)
        .all(reader.db())
        .await?;
    if rows.is_empty() {
        return Ok(rows);
    }
    let ids: Vec<i64> = rows.iter().map(|row| row.challenge_id).collect();
    let places = access::places(reader.db(), viewer, &ids).await?;
    rows.retain(|row| {
        let place = places.iter().find(|place| place.id == row.challenge_id);
        place.is_some_and(|place| may_settle_reports(viewer, place.standing))
    });
    Ok(rows)
}
