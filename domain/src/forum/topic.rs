//! Topics, and who may see them.

use chrono::{DateTime, Utc};
use hub_entity::forum::{TopicScope, topic, topic_follow};
use sea_orm::sea_query::Query;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder,
    QuerySelect, Select,
};

use crate::context::{Context, Reader, Viewer};
use crate::error::{Error, Result};
use crate::page::{Page, Slice};
use crate::values;

/// A topic.
pub type Topic = topic::Model;

/// Topics that the viewer may see. Communities are open, so what counts is moderation: a hidden
/// topic is seen by moderators, and by its author, who is told why. Everything that reads topics
/// goes through this.
pub fn visible_to(viewer: &Viewer) -> Select<topic::Entity> {
    let select = topic::Entity::find();
    if viewer.is_moderator() {
        return select;
    }
    let public = topic::Column::HiddenAt.is_null();
    match viewer.id() {
        None => select.filter(public),
        Some(id) => select.filter(public.or(topic::Column::AuthorId.eq(id))),
    }
}

/// Its address.
pub fn path(topic: &Topic) -> String {
    values::path("forum", topic.id, &topic.slug)
}

/// One topic that the viewer may see.
///
/// # Errors
/// `NotFound` when there is none.
pub async fn by_number(db: &impl ConnectionTrait, viewer: &Viewer, number: i64) -> Result<Topic> {
    let select = visible_to(viewer).filter(topic::Column::Id.eq(number));
    select.one(db).await?.ok_or(Error::NotFound)
}

/// The same for a use case, locked against other changes.
pub(super) async fn lock(ctx: &Context, number: i64) -> Result<Topic> {
    visible_to(ctx.viewer())
        .filter(topic::Column::Id.eq(number))
        .lock_exclusive()
        .one(ctx.tx().await?)
        .await?
        .ok_or(Error::NotFound)
}

/// Several that the viewer may see, for loaders.
///
/// # Errors
/// When the database does not answer.
pub async fn by_ids(db: &impl ConnectionTrait, viewer: &Viewer, ids: &[i64]) -> Result<Vec<Topic>> {
    let select = visible_to(viewer);
    Ok(select
        .filter(topic::Column::Id.is_in(ids.iter().copied()))
        .all(db)
        .await?)
}

/// Which topics are asked for; nothing means all.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// On this shelf.
    pub category: Option<i64>,
    /// Belonging to this.
    pub scope: Option<(TopicScope, i64)>,
    /// Only those that the viewer follows.
    pub followed: bool,
}

/// Topics by their latest activity, newest first.
///
/// # Errors
/// `Invalid` on `after`; when the database does not answer.
pub async fn list(reader: &Reader, filter: &Filter, page: &Page) -> Result<Slice<Topic>> {
    let mut select = visible_to(reader.viewer())
        .order_by_desc(topic::Column::LastPostAt)
        .order_by_desc(topic::Column::Id);
    if let Some(category) = filter.category {
        select = select.filter(topic::Column::CategoryId.eq(category));
    }
    if let Some((scope, number)) = filter.scope {
        select = select
            .filter(topic::Column::Scope.eq(scope))
            .filter(topic::Column::ScopeId.eq(number));
    }
    if filter.followed {
        let followed = Query::select()
            .column(topic_follow::Column::TopicId)
            .from(topic_follow::Entity)
            .and_where(topic_follow::Column::PersonId.eq(reader.viewer().id().unwrap_or(0)))
            .and_where(topic_follow::Column::Following.eq(true))
            .to_owned();
        select = select.filter(topic::Column::Id.in_subquery(followed));
    }
    if let Some((at, id)) = key(page)? {
        select = select.filter(
            Condition::any().add(topic::Column::LastPostAt.lt(at)).add(
                topic::Column::LastPostAt
                    .eq(at)
                    .and(topic::Column::Id.lt(id)),
            ),
        );
    }
    let rows = select.limit(page.first + 1).all(reader.db()).await?;
    Ok(Slice::cut(rows, page, |row| {
        vec![
            row.last_post_at.timestamp_micros().to_string(),
            row.id.to_string(),
        ]
    }))
}

fn key(page: &Page) -> Result<Option<(DateTime<Utc>, i64)>> {
    let Some([at, id]) = page.key::<2>()? else {
        return Ok(None);
    };
    let at = at.parse().ok().and_then(DateTime::from_timestamp_micros);
    match (at, id.parse().ok()) {
        (Some(at), Some(id)) => Ok(Some((at, id))),
        _ => Err(Error::field("after", "BAD_CURSOR")),
    }
}
