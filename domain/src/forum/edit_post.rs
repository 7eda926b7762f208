//! Editing a post; what it said before is kept.

use hub_entity::forum::{post, post_revision};
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::json;

use crate::context::Context;
use crate::error::{Error, Result};
use crate::forum::{Post, Topic, counters, post as posts, preview};
use crate::platform::{audit, limit};
use crate::policy;
use crate::values::render;

/// What a post is to say from now on.
#[derive(Debug, Clone)]
pub struct EditPost {
    /// Number of the topic.
    pub topic: i64,
    /// Number of the post in it.
    pub post: i32,
    /// The version that was edited.
    pub version: i32,
    /// Markdown.
    pub body: String,
}

/// Edits a post.
///
/// # Errors
/// `Invalid` on `body`; `Conflict` when somebody else was faster; `NotFound`; `Forbidden` unless
/// it is one's own, or a moderator asks.
pub async fn edit_post(ctx: &Context, input: EditPost) -> Result<(Topic, Post)> {
    let body = preview::body(&input.body)?;
    let html = render(&body);
    let editor = ctx.actor()?.id;
    limit::POST.take(ctx.hub(), &editor.to_string()).await?;

    let (topic, post) = posts::lock(ctx, input.topic, input.post).await?;
    let allowed = policy::forum::may_edit_post(ctx.viewer(), &topic, &post);
    policy::require(ctx.viewer(), allowed)?;
    if post.version != input.version {
        return Err(Error::Conflict);
    }
    if post.body == body {
        return Ok((topic, post));
    }
    let tx = ctx.tx().await?;
    post_revision::ActiveModel {
        post_id: Set(post.id),
        version: Set(post.version),
        body: Set(post.body.clone()),
        replaced_at: Set(ctx.now()),
        replaced_by: Set(editor),
        ..Default::default()
    }
    .insert(tx)
    .await?;
    let row = post::ActiveModel {
        id: Set(post.id),
        body: Set(body),
        html: Set(html),
        version: Set(post.version + 1),
        edited_at: Set(Some(ctx.now())),
        ..Default::default()
    };
    let author = post.author_id;
    let post = row.update(tx).await?;
    counters::index(ctx, &topic).await?;
    if author != editor {
        let entry = audit::Entry {
            action: "post_edited",
            object_kind: "post",
            object_id: post.id,
            challenge_id: None,
            details: json!({ "topic": topic.id, "number": post.number, "author": author }),
        };
        audit::record(ctx, entry).await?;
    }
    Ok((topic, post))
}
