//! Reports: what members find wrong with a post, and what moderators made of it.

use hub_entity::forum::{ReportReason, ReportState, post, report, topic};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use serde_json::json;

use crate::context::{Context, Reader};
use crate::error::{Error, Result};
use crate::forum::{moderate, post as posts};
use crate::page::{Page, Slice};
use crate::platform::{audit, limit};
use crate::policy;
use crate::values::Fields;

/// A member's report.
pub type Report = report::Model;

/// What somebody finds wrong.
#[derive(Debug, Clone)]
pub struct ReportPost {
    /// Number of the topic.
    pub topic: i64,
    /// Number of the post in it.
    pub post: i32,
    /// What kind of thing is wrong.
    pub reason: ReportReason,
    /// In their words.
    pub note: String,
}

/// Reports a post to the moderators. A second report by the same person replaces the first,
/// until it was dealt with.
///
/// # Errors
/// `Invalid` on `note`, or when it was dealt with; `NotFound`; `Forbidden` on one's own post.
pub async fn report_post(ctx: &Context, input: ReportPost) -> Result<Report> {
    let mut fields = Fields::default();
    let least = if input.reason == ReportReason::Other {
        5
    } else {
        0
    };
    let note = fields.text("note", &input.note, least..=2000);
    fields.finish()?;
    let reporter = ctx.actor()?.id;
    limit::POST.take(ctx.hub(), &reporter.to_string()).await?;

    let (_, post) = posts::lock(ctx, input.topic, input.post).await?;
    let allowed = policy::forum::may_report_post(ctx.viewer(), &post);
    policy::require(ctx.viewer(), allowed)?;
    let tx = ctx.tx().await?;
    let earlier = report::Entity::find()
        .filter(report::Column::PostId.eq(post.id))
        .filter(report::Column::ReporterId.eq(reporter))
        .one(tx)
        .await?;
    if let Some(earlier) = earlier {
        if earlier.state != ReportState::Open {
            return Err(Error::field("", "ALREADY_REPORTED"));
        }
        let row = report::ActiveModel {
            id: Set(earlier.id),
            reason: Set(input.reason),
            note: Set(note),
            ..Default::default()
        };
        return Ok(row.update(tx).await?);
    }
    let row = report::ActiveModel {
        post_id: Set(post.id),
        reporter_id: Set(reporter),
        reason: Set(input.reason),
        note: Set(note),
        state: Set(ReportState::Open),
        resolved_by: Set(None),
        resolution: Set(String::new()),
        created_at: Set(ctx.now()),
        resolved_at: Set(None),
        ..Default::default()
    };
    Ok(row.insert(tx).await?)
}

/// Deals with a report: hides the post, or leaves it. All open reports of the post are dealt
/// with by it.
///
/// # Errors
/// `Invalid` on `reason`; `NotFound`; `Forbidden` unless a moderator asks.
pub async fn resolve_report(ctx: &Context, id: i64, hide: bool, reason: &str) -> Result<Report> {
    let reason = moderate::reason_of(reason)?;
    policy::require(ctx.viewer(), policy::forum::may_moderate(ctx.viewer()))?;
    let tx = ctx.tx().await?;
    let report = report::Entity::find_by_id(id).one(tx).await?;
    let report = report.ok_or(Error::NotFound)?;
    let post = post::Entity::find_by_id(report.post_id).one(tx).await?;
    let post = post.ok_or(Error::NotFound)?;
    let topic = topic::Entity::find_by_id(post.topic_id)
        .lock_exclusive()
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    // What its author deleted meanwhile is gone, and there is nothing left to hide.
    if hide && post.deleted_at.is_none() {
        moderate::set_hidden(ctx, topic, post, true, &reason).await?;
    }
    let state = if hide {
        ReportState::Upheld
    } else {
        ReportState::Dismissed
    };
    let change = report::ActiveModel {
        state: Set(state),
        resolved_by: Set(ctx.viewer().id()),
        resolution: Set(reason.clone()),
        resolved_at: Set(Some(ctx.now())),
        ..Default::default()
    };
    report::Entity::update_many()
        .set(change)
        .filter(report::Column::PostId.eq(report.post_id))
        .filter(report::Column::State.eq(ReportState::Open))
        .exec(tx)
        .await?;
    let entry = audit::Entry {
        action: if hide {
            "report_upheld"
        } else {
            "report_dismissed"
        },
        object_kind: "post",
        object_id: report.post_id,
        challenge_id: None,
        details: json!({ "report": report.id, "reason": reason }),
    };
    audit::record(ctx, entry).await?;
    let report = report::Entity::find_by_id(id).one(tx).await?;
    report.ok_or(Error::NotFound)
}

/// Open reports, oldest first: the moderators' queue.
///
/// # Errors
/// `Forbidden` unless a moderator asks; `Invalid` on `after`.
pub async fn open(reader: &Reader, page: &Page) -> Result<Slice<Report>> {
    let viewer = reader.viewer();
    policy::require_to_read(viewer, policy::forum::may_moderate(viewer))?;
    let mut select = report::Entity::find()
        .filter(report::Column::State.eq(ReportState::Open))
        .order_by_asc(report::Column::Id);
    if let Some([id]) = page.key::<1>()? {
        let id: i64 = id
            .parse()
            .map_err(|_| Error::field("after", "BAD_CURSOR"))?;
        select = select.filter(report::Column::Id.gt(id));
    }
    let rows = select.limit(page.first + 1).all(reader.db()).await?;
    Ok(Slice::cut(rows, page, |row| vec![row.id.to_string()]))
}
