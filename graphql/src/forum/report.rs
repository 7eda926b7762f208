//! Reports, as moderators see them.

use async_graphql::{Context, Enum, ID, Object, Result};
use chrono::{DateTime, Utc};
use hub_domain::forum;

use crate::account::Person;
use crate::error::{Graphql, optional};
use crate::forum::types::{Post, person};
use crate::id::global;
use crate::request::loaders;

/// What is wrong with a post.
#[derive(Enum, Copy, Clone, Eq, PartialEq)]
#[graphql(remote = "hub_domain::forum::ReportReason")]
pub enum ReportReason {
    /// Advertising.
    Spam,
    /// Attacks or harasses somebody.
    Abuse,
    /// Shows personal data.
    PersonalData,
    /// Does not belong here.
    OffTopic,
    /// Something else.
    Other,
}

/// What became of a report.
#[derive(Enum, Copy, Clone, Eq, PartialEq)]
#[graphql(remote = "hub_domain::forum::ReportState")]
pub enum ReportState {
    /// Waiting.
    Open,
    /// The post was hidden.
    Upheld,
    /// The post stays.
    Dismissed,
}

/// A member's report of a post; for moderators.
pub struct Report(pub forum::report::Report);

impl From<forum::report::Report> for Report {
    fn from(row: forum::report::Report) -> Self {
        Self(row)
    }
}

/// A member's report of a post; for moderators.
#[Object]
impl Report {
    /// Global id.
    async fn id(&self) -> ID {
        global("Report", self.0.id)
    }
    /// What is wrong.
    async fn reason(&self) -> ReportReason {
        self.0.reason.into()
    }
    /// The same in the reporter's words.
    async fn note(&self) -> &str {
        &self.0.note
    }
    /// What became of it.
    async fn state(&self) -> ReportState {
        self.0.state.into()
    }
    /// When it was made.
    async fn created_at(&self) -> DateTime<Utc> {
        self.0.created_at
    }
    /// By whom; null if they have left the hub.
    async fn reporter(&self, ctx: &Context<'_>) -> Result<Option<Person>> {
        person(ctx, self.0.reporter_id).await
    }
    /// Which post; null for everybody but moderators.
    async fn post(&self, ctx: &Context<'_>) -> Result<Option<Post>> {
        let Some(post) = optional(loaders(ctx)?.post(self.0.post_id).await)? else {
            return Ok(None);
        };
        let topic = loaders(ctx)?.topic(post.topic_id).await.graphql()?;
        Ok(Some(Post::new(topic, post)))
    }
}
