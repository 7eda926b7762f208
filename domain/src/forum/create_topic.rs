//! Beginning a topic.

use hub_entity::forum::{FollowReason, TopicScope, post, topic};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait};

use crate::context::Context;
use crate::error::{Error, FieldError, Result};
use crate::forum::preview::LONGEST;
use crate::forum::scope::{self, Target};
use crate::forum::{Topic, category, counters, follow};
use crate::platform::{limit, repeat};
use crate::policy;
use crate::values::{Fields, render, slug};

/// What somebody would like to talk about.
#[derive(Debug, Clone)]
pub struct CreateTopic {
    /// What it is about.
    pub title: String,
    /// The first post, as Markdown.
    pub body: String,
    /// Address of the shelf, such as `questions`.
    pub category: String,
    /// What it belongs to.
    pub target: Target,
    /// Makes a repeated request harmless.
    pub request_id: Option<String>,
}

/// Begins a topic with its first post, and lets its author follow it.
///
/// # Errors
/// `Invalid` on `title`, `body`, `category`, or on what it is to belong to; `Unauthenticated`;
/// `Forbidden` before the address is confirmed; `RateLimited`.
pub async fn create_topic(ctx: &Context, input: CreateTopic) -> Result<Topic> {
    let mut fields = Fields::default();
    let title = fields.line("title", &input.title, 5..=150);
    let body = fields.text("body", &input.body, 2..=LONGEST);
    let category = fields.line("category", &input.category, 1..=100);
    fields.finish()?;
    let (scope, scope_id) = input.target.one()?;
    let html = render(&body);
    policy::require(ctx.viewer(), policy::forum::may_begin_topic(ctx.viewer()))?;
    let author = ctx.actor()?.id;
    limit::POST.take(ctx.hub(), &author.to_string()).await?;

    let tx = ctx.tx().await?;
    let request = input.request_id.as_deref();
    if let Some(id) = repeat::find(ctx, "createTopic", request).await? {
        let topic = topic::Entity::find_by_id(id).one(tx).await?;
        return topic.ok_or(Error::NotFound);
    }
    let category = match category::by_slug(tx, &category).await {
        Err(Error::NotFound) => return Err(FieldError::new("category", "NOT_A_CHOICE").into()),
        other => other?,
    };
    scope::check(ctx, scope, scope_id).await?;
    let topic = insert(ctx, author, title, category.id, scope, scope_id).await?;
    post::ActiveModel {
        topic_id: Set(topic.id),
        number: Set(1),
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
    repeat::remember(ctx, "createTopic", request, topic.id).await?;
    follow::ensure(ctx, topic.id, author, FollowReason::Author, 1).await?;
    counters::recount_community(ctx, &topic).await?;
    counters::index(ctx, &topic).await?;
    Ok(topic)
}

async fn insert(
    ctx: &Context,
    author: i64,
    title: String,
    category: i64,
    scope: TopicScope,
    scope_id: Option<i64>,
) -> Result<Topic> {
    let row = topic::ActiveModel {
        slug: Set(slug(&title)),
        title: Set(title),
        author_id: Set(author),
        category_id: Set(category),
        scope: Set(scope),
        scope_id: Set(scope_id),
        post_count: Set(1),
        highest_post_number: Set(1),
        last_post_at: Set(ctx.now()),
        last_post_by: Set(author),
        locked_at: Set(None),
        locked_reason: Set(String::new()),
        hidden_at: Set(None),
        hidden_reason: Set(String::new()),
        created_at: Set(ctx.now()),
        ..Default::default()
    };
    Ok(row.insert(ctx.tx().await?).await?)
}
