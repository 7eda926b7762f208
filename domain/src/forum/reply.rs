//! Replying.

use hub_entity::forum::{FollowReason, post, topic};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait};

use crate::context::Context;
use crate::error::{Error, Result};
use crate::forum::{Post, Topic, counters, follow, preview, topic as topics};
use crate::platform::event::{self, Happening};
use crate::platform::{limit, repeat};
use crate::policy;
use crate::values::render;

/// What somebody answers.
#[derive(Debug, Clone)]
pub struct Reply {
    /// Number of the topic.
    pub topic: i64,
    /// Markdown.
    pub body: String,
    /// Makes a repeated request harmless.
    pub request_id: Option<String>,
}

/// Adds a reply, lets its author follow the topic unless they chose not to, and tells those who
/// follow it.
///
/// # Errors
/// `Invalid` on `body`, or for the whole form when the topic is locked; `NotFound`;
/// `Unauthenticated`; `Forbidden` before the address is confirmed; `RateLimited`.
pub async fn reply(ctx: &Context, input: Reply) -> Result<(Topic, Post)> {
    let body = preview::body(&input.body)?;
    let html = render(&body);
    policy::require(ctx.viewer(), policy::forum::may_write_replies(ctx.viewer()))?;
    let author = ctx.actor()?.id;
    limit::POST.take(ctx.hub(), &author.to_string()).await?;

    let tx = ctx.tx().await?;
    let topic = topics::lock(ctx, input.topic).await?;
    let request = input.request_id.as_deref();
    if let Some(id) = repeat::find(ctx, "reply", request).await? {
        let post = post::Entity::find_by_id(id).one(tx).await?;
        return Ok((topic, post.ok_or(Error::NotFound)?));
    }
    if !policy::forum::takes_replies(&topic) {
        return Err(Error::field("", "TOPIC_LOCKED"));
    }
    let number = topic.highest_post_number + 1;
    let post = post::ActiveModel {
        topic_id: Set(topic.id),
        number: Set(number),
        author_id: Set(author),
        body: Set(body),
        html: Set(html),
        version: Set(1),
        created_at: Set(ctx.now()),
        edited_at: Set(None),
        deleted_at: Set(None),
        hidden_at: Set(None),
        hidden_reason: Set(String::new()),
        ..Default::default()
    }
    .insert(tx)
    .await?;
    let row = topic::ActiveModel {
        id: Set(topic.id),
        highest_post_number: Set(number),
        post_count: Set(topic.post_count + 1),
        last_post_at: Set(ctx.now()),
        last_post_by: Set(author),
        ..Default::default()
    };
    let topic = row.update(tx).await?;
    repeat::remember(ctx, "reply", request, post.id).await?;
    follow::ensure(ctx, topic.id, author, FollowReason::Replied, number).await?;
    counters::index(ctx, &topic).await?;
    let happening = Happening::PostCreated {
        topic_id: topic.id,
        post_id: post.id,
    };
    event::record(ctx, &happening).await?;
    Ok((topic, post))
}
