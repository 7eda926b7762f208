//! Who follows a topic, and why.

use hub_entity::forum::{FollowReason, topic_follow};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait,
    QueryFilter,
};

use crate::context::{Context, Reader};
use crate::error::Result;
use crate::forum::{Topic, topic as topics};
use crate::policy;

/// Follows a topic from now on, or stops. What somebody chooses, no rule changes afterwards.
///
/// # Errors
/// `NotFound`; `Unauthenticated` for a visitor.
pub async fn follow_topic(ctx: &Context, number: i64, following: bool) -> Result<Topic> {
    policy::require(ctx.viewer(), policy::forum::may_follow(ctx.viewer()))?;
    let person = ctx.actor()?.id;
    let topic = topics::lock(ctx, number).await?;
    choose(ctx, topic.id, person, following).await?;
    Ok(topic)
}

/// Writes down what somebody chose.
pub(super) async fn choose(ctx: &Context, topic: i64, person: i64, following: bool) -> Result<()> {
    let tx = ctx.tx().await?;
    match row_of(ctx, topic, person).await? {
        Some(row) => {
            topic_follow::ActiveModel {
                id: Set(row.id),
                following: Set(following),
                reason: Set(FollowReason::Chosen),
                updated_at: Set(ctx.now()),
                ..Default::default()
            }
            .update(tx)
            .await?;
        }
        None => insert(ctx, topic, person, following, FollowReason::Chosen, 0).await?,
    }
    Ok(())
}

/// Lets somebody follow a topic by a rule, unless they chose not to, and notes what they have
/// read. A stronger reason is kept.
pub(super) async fn ensure(
    ctx: &Context,
    topic: i64,
    person: i64,
    reason: FollowReason,
    read: i32,
) -> Result<()> {
    let Some(row) = row_of(ctx, topic, person).await? else {
        return insert(ctx, topic, person, true, reason, read).await;
    };
    let mut change = topic_follow::ActiveModel {
        id: Set(row.id),
        last_read_number: Set(row.last_read_number.max(read)),
        updated_at: Set(ctx.now()),
        ..Default::default()
    };
    if row.reason == FollowReason::Read {
        change.following = Set(true);
        change.reason = Set(reason);
    }
    change.update(ctx.tx().await?).await?;
    Ok(())
}

async fn row_of(ctx: &Context, topic: i64, person: i64) -> Result<Option<topic_follow::Model>> {
    Ok(topic_follow::Entity::find()
        .filter(topic_follow::Column::TopicId.eq(topic))
        .filter(topic_follow::Column::PersonId.eq(person))
        .one(ctx.tx().await?)
        .await?)
}

async fn insert(
    ctx: &Context,
    topic: i64,
    person: i64,
    following: bool,
    reason: FollowReason,
    read: i32,
) -> Result<()> {
    topic_follow::ActiveModel {
        topic_id: Set(topic),
        person_id: Set(person),
        following: Set(following),
        reason: Set(reason),
        last_read_number: Set(read),
        updated_at: Set(ctx.now()),
        ..Default::default()
    }
    .insert(ctx.tx().await?)
    .await?;
    Ok(())
}

/// Whether somebody follows a topic.
pub(crate) async fn is_following(
    db: &impl ConnectionTrait,
    topic: i64,
    person: i64,
) -> Result<bool> {
    let count = topic_follow::Entity::find()
        .filter(topic_follow::Column::TopicId.eq(topic))
        .filter(topic_follow::Column::PersonId.eq(person))
        .filter(topic_follow::Column::Following.eq(true))
        .count(db)
        .await?;
    Ok(count > 0)
}

/// What the viewer chose about a topic.
#[derive(Debug, Clone, Copy)]
pub struct Follow {
    /// The topic's number.
    pub id: i64,
    /// Whether they follow it.
    pub following: bool,
}

/// What the viewer chose about each of these topics, for loaders.
///
/// # Errors
/// When the database does not answer.
pub async fn follows(reader: &Reader, topics: &[i64]) -> Result<Vec<Follow>> {
    let Some(person) = reader.viewer().id() else {
        return Ok(Vec::new());
    };
    let rows = topic_follow::Entity::find()
        .filter(topic_follow::Column::PersonId.eq(person))
        .filter(topic_follow::Column::TopicId.is_in(topics.iter().copied()))
        .all(reader.db())
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| Follow {
            id: row.topic_id,
            following: row.following,
        })
        .collect())
}
