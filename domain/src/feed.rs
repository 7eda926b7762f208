//! What is new, as feeds tell it to everybody.

use chrono::{DateTime, Utc};
use hub_entity::catalogue::{DatasetStatus, dataset};
use hub_entity::challenge::{ChallengeState, challenge};
use hub_entity::forum::{TopicScope, post, topic};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::account::people;
use crate::context::{Reader, Viewer};
use crate::error::Result;
use crate::forum::{post as posts, topic as topics};
use crate::values::excerpt;
use crate::{catalogue, challenge as challenges};

/// Entries of a feed.
const LENGTH: u64 = 30;

/// The kind of an entry that tells of a decision; its title is that of the challenge.
pub const DECISION: &str = "decision";

/// One thing that is new.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its kind and number, which its permanent id is made of.
    pub kind: &'static str,
    /// See `kind`.
    pub number: i64,
    /// Its title.
    pub title: String,
    /// Its address.
    pub path: String,
    /// Plain text.
    pub summary: String,
    /// Who wrote it, where a person did.
    pub author: Option<String>,
    /// When it was published.
    pub published: DateTime<Utc>,
    /// When it last changed.
    pub updated: DateTime<Utc>,
}

/// The topics with the latest activity, of one community or of all. Feeds are public, so they show
/// what a visitor sees, whoever asks.
///
/// # Errors
/// When the database does not answer.
pub async fn topics(reader: &Reader, community: Option<i64>) -> Result<Vec<Entry>> {
    let mut select = topics::visible_to(&Viewer::Visitor)
        .order_by_desc(topic::Column::LastPostAt)
        .order_by_desc(topic::Column::Id)
        .limit(LENGTH);
    if let Some(community) = community {
        select = select
            .filter(topic::Column::Scope.eq(TopicScope::Community))
            .filter(topic::Column::ScopeId.eq(community));
    }
    let rows = select.all(reader.db()).await?;
    let ids: Vec<i64> = rows.iter().map(|topic| topic.id).collect();
    let first = posts::visible_to(&Viewer::Visitor)
        .filter(post::Column::TopicId.is_in(ids))
        .filter(post::Column::Number.eq(1))
        .all(reader.db())
        .await?;
    let authors: Vec<i64> = rows.iter().map(|topic| topic.author_id).collect();
    let authors = people::by_ids(reader.db(), &authors).await?;
    Ok(rows
        .into_iter()
        .map(|topic| Entry {
            kind: "topic",
            number: topic.id,
            path: topics::path(&topic),
            summary: first
                .iter()
                .find(|post| post.topic_id == topic.id)
                .map(|post| excerpt(&post.body, 600))
                .unwrap_or_default(),
            author: authors
                .iter()
                .find(|person| person.id == topic.author_id)
                .filter(|person| person.deleted_at.is_none())
                .map(|person| person.name.clone()),
            title: topic.title,
            published: topic.created_at,
            updated: topic.last_post_at,
        })
        .collect())
}

/// The challenges that were published last, and the decisions that were announced last.
///
/// # Errors
/// When the database does not answer.
pub async fn challenges(reader: &Reader) -> Result<Vec<Entry>> {
    let mut entries = published(reader).await?;
    entries.extend(decisions(reader).await?);
    entries.sort_by_key(|entry| std::cmp::Reverse((entry.published, entry.number)));
    entries.truncate(usize::try_from(LENGTH).unwrap_or(usize::MAX));
    Ok(entries)
}

/// Decisions as entries of their own, so that a reader of feeds shows them as something new.
async fn decisions(reader: &Reader) -> Result<Vec<Entry>> {
    let rows = challenges::read::visible_to(&Viewer::Visitor)
        .filter(challenge::Column::State.eq(ChallengeState::Announced))
        .filter(challenge::Column::AnnouncedAt.is_not_null())
        .order_by_desc(challenge::Column::AnnouncedAt)
        .order_by_desc(challenge::Column::Id)
        .limit(LENGTH)
        .all(reader.db())
        .await?;
    let entry = |row: challenge::Model| {
        let at = row.announced_at?;
        Some(Entry {
            kind: DECISION,
            number: row.id,
            path: challenges::read::path(&row),
            title: row.title,
            summary: excerpt(&row.announcement, 600),
            author: None,
            published: at,
            updated: at,
        })
    };
    Ok(rows.into_iter().filter_map(entry).collect())
}

async fn published(reader: &Reader) -> Result<Vec<Entry>> {
    let rows = challenges::read::visible_to(&Viewer::Visitor)
        .filter(challenge::Column::PublishedAt.is_not_null())
        .order_by_desc(challenge::Column::PublishedAt)
        .order_by_desc(challenge::Column::Id)
        .limit(LENGTH)
        .all(reader.db())
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| Entry {
            kind: "challenge",
            number: row.id,
            path: challenges::read::path(&row),
            title: row.title,
            summary: excerpt(&row.summary, 600),
            author: None,
            published: row.published_at.unwrap_or(row.created_at),
            updated: row.updated_at,
        })
        .collect())
}

/// The datasets that were added last.
///
/// # Errors
/// When the database does not answer.
pub async fn datasets(reader: &Reader) -> Result<Vec<Entry>> {
    let rows = catalogue::read::visible_to(&Viewer::Visitor)
        .filter(dataset::Column::Status.eq(DatasetStatus::Published))
        .order_by_desc(dataset::Column::Id)
        .limit(LENGTH)
        .all(reader.db())
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| Entry {
            kind: "dataset",
            number: row.id,
            path: catalogue::read::path(&row),
            title: row.title,
            summary: excerpt(&row.description, 600),
            author: None,
            published: row.created_at,
            updated: row.updated_at,
        })
        .collect())
}
