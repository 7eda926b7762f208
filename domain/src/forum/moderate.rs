//! Moderation: hiding, locking and restoring, each with a reason that is logged and shown.

use chrono::{DateTime, Utc};
use hub_entity::forum::{post, topic};
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::json;

use crate::context::Context;
use crate::error::{Error, Result};
use crate::forum::{Post, Topic, counters, post as posts, topic as topics};
use crate::platform::audit;
use crate::policy;
use crate::values::Fields;

/// What a moderator does to a topic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TopicAct {
    /// Takes no more replies.
    Lock,
    /// Takes replies again.
    Unlock,
    /// Is seen by its author and moderators alone.
    Hide,
    /// Is seen by everybody again.
    Restore,
}

impl TopicAct {
    fn action(self) -> &'static str {
        match self {
            Self::Lock => "topic_locked",
            Self::Unlock => "topic_unlocked",
            Self::Hide => "topic_hidden",
            Self::Restore => "topic_restored",
        }
    }

    /// Whether the topic is in the state already.
    fn is_done(self, topic: &Topic) -> bool {
        match self {
            Self::Lock => topic.locked_at.is_some(),
            Self::Unlock => topic.locked_at.is_none(),
            Self::Hide => topic.hidden_at.is_some(),
            Self::Restore => topic.hidden_at.is_none(),
        }
    }
}

/// The reason that a moderator gives: required, because it is shown.
pub(super) fn reason_of(text: &str) -> Result<String> {
    let mut fields = Fields::default();
    let reason = fields.text("reason", text, 5..=500);
    fields.finish()?;
    Ok(reason)
}

/// Does something to a topic, or nothing if that was done before.
///
/// # Errors
/// `Invalid` on `reason`; `NotFound`; `Forbidden` unless a moderator asks.
pub async fn moderate_topic(
    ctx: &Context,
    number: i64,
    act: TopicAct,
    reason: &str,
) -> Result<Topic> {
    let reason = reason_of(reason)?;
    let topic = topics::lock(ctx, number).await?;
    policy::require(ctx.viewer(), policy::forum::may_moderate(ctx.viewer()))?;
    if act.is_done(&topic) {
        return Ok(topic);
    }
    let since: Option<DateTime<Utc>> = Some(ctx.now());
    let mut row = topic::ActiveModel {
        id: Set(topic.id),
        ..Default::default()
    };
    match act {
        TopicAct::Lock => {
            row.locked_at = Set(since);
            row.locked_reason = Set(reason.clone());
        }
        TopicAct::Unlock => {
            row.locked_at = Set(None);
            row.locked_reason = Set(String::new());
        }
        TopicAct::Hide => {
            row.hidden_at = Set(since);
            row.hidden_reason = Set(reason.clone());
        }
        TopicAct::Restore => {
            row.hidden_at = Set(None);
            row.hidden_reason = Set(String::new());
        }
    }
    let topic = row.update(ctx.tx().await?).await?;
    counters::recount_community(ctx, &topic).await?;
    counters::index(ctx, &topic).await?;
    let entry = audit::Entry {
        action: act.action(),
        object_kind: "topic",
        object_id: topic.id,
        challenge_id: None,
        details: json!({ "reason": reason, "author": topic.author_id }),
    };
    audit::record(ctx, entry).await?;
    Ok(topic)
}

/// Hides a post, or restores it; does nothing if that was done before.
///
/// # Errors
/// `Invalid` on `reason`; `NotFound`; `Forbidden` unless a moderator asks.
pub async fn moderate_post(
    ctx: &Context,
    topic: i64,
    number: i32,
    hide: bool,
    reason: &str,
) -> Result<(Topic, Post)> {
    let reason = reason_of(reason)?;
    let (topic, post) = posts::lock(ctx, topic, number).await?;
    policy::require(ctx.viewer(), policy::forum::may_moderate(ctx.viewer()))?;
    set_hidden(ctx, topic, post, hide, &reason).await
}

/// Hides or restores a post whose topic is locked against other changes.
pub(super) async fn set_hidden(
    ctx: &Context,
    topic: Topic,
    post: Post,
    hide: bool,
    reason: &str,
) -> Result<(Topic, Post)> {
    if post.hidden_at.is_some() == hide {
        return Ok((topic, post));
    }
    if post.deleted_at.is_some() {
        return Err(Error::NotFound);
    }
    let row = post::ActiveModel {
        id: Set(post.id),
        hidden_at: Set(hide.then(|| ctx.now())),
        hidden_reason: Set(if hide {
            reason.to_owned()
        } else {
            String::new()
        }),
        ..Default::default()
    };
    let post = row.update(ctx.tx().await?).await?;
    let topic = counters::recount(ctx, &topic).await?;
    counters::index(ctx, &topic).await?;
    let entry = audit::Entry {
        action: if hide { "post_hidden" } else { "post_restored" },
        object_kind: "post",
        object_id: post.id,
        challenge_id: None,
        details: json!({
            "topic": topic.id, "number": post.number,
            "author": post.author_id, "reason": reason,
        }),
    };
    audit::record(ctx, entry).await?;
    Ok((topic, post))
}
