//! Posts, and who may read them.

use hub_entity::forum::{post, topic};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, Select,
};

use crate::context::{Context, Reader, Viewer};
use crate::error::{Error, Result};
use crate::forum::topic as topics;
use crate::forum::topic::Topic;

/// A post.
pub type Post = post::Model;

/// Posts on one page of a topic. Numbers are permanent, so a post stays on its page for good.
pub const PER_PAGE: i32 = 20;

/// Posts whose words the viewer may read, as [`crate::policy::forum::may_read_post`] says of one:
/// in topics that they may see, not deleted, and not hidden unless they moderate or wrote it.
pub fn visible_to(viewer: &Viewer) -> Select<post::Entity> {
    let topics = topics::visible_to(viewer)
        .select_only()
        .column(topic::Column::Id)
        .into_query();
    let select = post::Entity::find()
        .filter(post::Column::DeletedAt.is_null())
        .filter(post::Column::TopicId.in_subquery(topics));
    if viewer.is_moderator() {
        return select;
    }
    let mut any = Condition::any().add(post::Column::HiddenAt.is_null());
    if let Some(id) = viewer.id() {
        any = any.add(post::Column::AuthorId.eq(id));
    }
    select.filter(any)
}

/// The page of its topic that a post is on.
pub fn page_of(number: i32) -> i32 {
    (number - 1) / PER_PAGE + 1
}

/// How many pages a topic has.
pub fn pages(topic: &Topic) -> i32 {
    page_of(topic.highest_post_number.max(1))
}

/// Address of a post in its topic.
pub fn path(topic: &Topic, number: i32) -> String {
    let page = page_of(number);
    let topic = topics::path(topic);
    if page == 1 {
        format!("{topic}#post-{number}")
    } else {
        format!("{topic}?page={page}#post-{number}")
    }
}

/// One page of a topic that the viewer may see: every post, also those whose words are withheld,
/// because the numbering shows that they were there.
///
/// # Errors
/// `NotFound` when the topic has no such page.
pub async fn page(reader: &Reader, topic: &Topic, page: i32) -> Result<Vec<Post>> {
    if page < 1 || page > pages(topic) {
        return Err(Error::NotFound);
    }
    let first = (page - 1) * PER_PAGE + 1;
    Ok(post::Entity::find()
        .filter(post::Column::TopicId.eq(topic.id))
        .filter(post::Column::Number.between(first, first + PER_PAGE - 1))
        .order_by_asc(post::Column::Number)
        .all(reader.db())
        .await?)
}

/// One post of a topic that the viewer may see; whether its words may be read is another matter.
///
/// # Errors
/// `NotFound` when there is none.
pub async fn by_number(db: &impl ConnectionTrait, topic: &Topic, number: i32) -> Result<Post> {
    post::Entity::find()
        .filter(post::Column::TopicId.eq(topic.id))
        .filter(post::Column::Number.eq(number))
        .one(db)
        .await?
        .ok_or(Error::NotFound)
}

/// A topic and one of its posts for a use case, the topic locked. Words that the viewer may not
/// read are not found.
pub(super) async fn lock(ctx: &Context, topic: i64, number: i32) -> Result<(Topic, Post)> {
    let topic = topics::lock(ctx, topic).await?;
    let post = by_number(ctx.tx().await?, &topic, number).await?;
    if crate::policy::forum::may_read_post(ctx.viewer(), &post) {
        Ok((topic, post))
    } else {
        Err(Error::NotFound)
    }
}

/// Several that the viewer may read, for loaders.
///
/// # Errors
/// When the database does not answer.
pub async fn by_ids(db: &impl ConnectionTrait, viewer: &Viewer, ids: &[i64]) -> Result<Vec<Post>> {
    Ok(visible_to(viewer)
        .filter(post::Column::Id.is_in(ids.iter().copied()))
        .all(db)
        .await?)
}

/// Posts by their rows' numbers whatever they say, for moderators' queue.
///
/// # Errors
/// `Forbidden` unless a moderator asks.
pub async fn for_moderators(reader: &Reader, ids: &[i64]) -> Result<Vec<Post>> {
    if !crate::policy::forum::may_moderate(reader.viewer()) {
        return Ok(Vec::new());
    }
    Ok(post::Entity::find()
        .filter(post::Column::Id.is_in(ids.iter().copied()))
        .all(reader.db())
        .await?)
}
