//! What is kept of a topic besides its posts: counts, its latest activity, and what search finds.
//! Each change of what can be seen ends here, in its own transaction, the topic's row locked.

use hub_entity::community::community;
use hub_entity::forum::{TopicScope, post, topic};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect,
};

use crate::context::{Context, Viewer};
use crate::error::Result;
use crate::forum::topic::{Topic, path, visible_to};
use crate::platform::search_index;
use crate::values::plain;

/// Replies of a topic that search looks through, the newest.
const SEARCHED: u64 = 100;
/// Characters of a topic that search looks through.
const SEARCHED_TEXT: usize = 60_000;

/// Counts the topic's visible posts again, and finds its latest one.
pub(super) async fn recount(ctx: &Context, topic: &Topic) -> Result<Topic> {
    let tx = ctx.tx().await?;
    let visible = || {
        post::Entity::find()
            .filter(post::Column::TopicId.eq(topic.id))
            .filter(post::Column::DeletedAt.is_null())
            .filter(post::Column::HiddenAt.is_null())
    };
    let count = visible().count(tx).await?;
    let latest = visible()
        .order_by_desc(post::Column::Number)
        .limit(1)
        .one(tx)
        .await?;
    let (at, by) = latest.map_or((topic.created_at, topic.author_id), |post| {
        (post.created_at, post.author_id)
    });
    let row = topic::ActiveModel {
        id: Set(topic.id),
        post_count: Set(i32::try_from(count).unwrap_or(i32::MAX)),
        last_post_at: Set(at),
        last_post_by: Set(by),
        ..Default::default()
    };
    Ok(row.update(tx).await?)
}

/// Counts the topics of the community that a topic belongs to, if it does.
pub(super) async fn recount_community(ctx: &Context, topic: &Topic) -> Result<()> {
    let (TopicScope::Community, Some(number)) = (topic.scope, topic.scope_id) else {
        return Ok(());
    };
    let tx = ctx.tx().await?;
    // The lock makes two topics of one community count one after the other.
    community::Entity::find_by_id(number)
        .lock_exclusive()
        .one(tx)
        .await?;
    let topics = visible_to(&Viewer::Visitor)
        .filter(topic::Column::Scope.eq(TopicScope::Community))
        .filter(topic::Column::ScopeId.eq(number))
        .count(tx)
        .await?;
    community::ActiveModel {
        id: Set(number),
        topic_count: Set(i32::try_from(topics).unwrap_or(i32::MAX)),
        ..Default::default()
    }
    .update(tx)
    .await?;
    Ok(())
}

/// Keeps what search finds of a topic: its first post and the newest replies.
pub(super) async fn index(ctx: &Context, topic: &Topic) -> Result<()> {
    if topic.hidden_at.is_some() {
        return search_index::remove(ctx, "topic", topic.id).await;
    }
    let tx = ctx.tx().await?;
    let visible = || {
        post::Entity::find()
            .filter(post::Column::TopicId.eq(topic.id))
            .filter(post::Column::DeletedAt.is_null())
            .filter(post::Column::HiddenAt.is_null())
    };
    let first = visible().filter(post::Column::Number.eq(1)).one(tx).await?;
    let replies = visible()
        .filter(post::Column::Number.gt(1))
        .order_by_desc(post::Column::Number)
        .limit(SEARCHED)
        .all(tx)
        .await?;
    let mut body = String::new();
    for post in first.iter().chain(&replies) {
        if body.len() > SEARCHED_TEXT {
            break;
        }
        body.push_str(&plain(&post.body));
        body.push('\n');
    }
    let entry = search_index::Entry {
        kind: "topic",
        object_id: topic.id,
        visibility: "public".into(),
        title: topic.title.clone(),
        body,
        path: path(topic),
    };
    search_index::put(ctx, entry).await
}
