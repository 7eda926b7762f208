//! Deleting one's own post. Its number stays taken, and the page says that its author deleted it.

use hub_entity::forum::post;
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::json;

use crate::context::Context;
use crate::error::Result;
use crate::forum::{Topic, counters, post as posts};
use crate::platform::audit;
use crate::policy;

/// Deletes a post of the viewer's own.
///
/// # Errors
/// `NotFound`, also when it was deleted before; `Forbidden` when somebody else wrote it.
pub async fn delete_post(ctx: &Context, topic: i64, number: i32) -> Result<Topic> {
    let (topic, post) = posts::lock(ctx, topic, number).await?;
    let allowed = policy::forum::may_delete_post(ctx.viewer(), &post);
    policy::require(ctx.viewer(), allowed)?;
    post::ActiveModel {
        id: Set(post.id),
        deleted_at: Set(Some(ctx.now())),
        ..Default::default()
    }
    .update(ctx.tx().await?)
    .await?;
    let topic = counters::recount(ctx, &topic).await?;
    counters::index(ctx, &topic).await?;
    let entry = audit::Entry {
        action: "post_deleted",
        object_kind: "post",
        object_id: post.id,
        challenge_id: None,
        details: json!({ "topic": topic.id, "number": post.number }),
    };
    audit::record(ctx, entry).await?;
    Ok(topic)
}
