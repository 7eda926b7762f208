//! Reads of this area.

use async_graphql::{Context, InputObject, Object, Result, SimpleObject};
use hub_domain::forum::{self, TopicScope, category, scope, topic, unsubscribe};
use hub_domain::page::Page;
use hub_domain::{catalogue, challenge, community, policy, project};

use crate::connection::{List, list};
use crate::error::{Graphql, optional};
use crate::forum::report::Report;
use crate::forum::types::{Category, Topic};
use crate::request::{loaders, reader};

/// What topics belong to: at most one of these.
#[derive(InputObject, Default, Clone)]
pub struct TopicSubject {
    /// Number of a community.
    pub community: Option<i64>,
    /// Number of a challenge.
    pub challenge: Option<i64>,
    /// Number of a dataset.
    pub dataset: Option<i64>,
    /// Number of a project.
    pub project: Option<i64>,
}

impl From<TopicSubject> for scope::Target {
    fn from(subject: TopicSubject) -> Self {
        Self {
            community: subject.community,
            challenge: subject.challenge,
            dataset: subject.dataset,
            project: subject.project,
        }
    }
}

/// What topics belong to, by name.
#[derive(SimpleObject)]
pub struct SubjectName {
    /// What it is called.
    pub title: String,
    /// Address of its page.
    pub path: String,
}

/// What a link in a mail would end.
#[derive(SimpleObject)]
pub struct MailSubscription {
    /// The topic that it is about; null for none, and if not everybody may see it.
    pub topic: Option<Topic>,
    /// The challenge that it is about; null for none, and if not everybody may see it.
    pub challenge: Option<SubjectName>,
    /// Whether there is mail about it at all.
    pub following: bool,
}

/// The forum.
#[derive(Default)]
pub struct ForumQuery;

#[Object]
impl ForumQuery {
    /// The shelves of the forum.
    async fn categories(&self, ctx: &Context<'_>) -> Result<Vec<Category>> {
        let rows = category::list(reader(ctx)?.db()).await.graphql()?;
        Ok(rows.into_iter().map(Category).collect())
    }

    /// One shelf of the forum.
    async fn category(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Last part of its address.")] slug: String,
    ) -> Result<Category> {
        let row = category::by_slug(reader(ctx)?.db(), &slug).await;
        row.graphql().map(Category)
    }

    /// The topic with this number.
    async fn topic(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Number, as in its address.")] number: i64,
    ) -> Result<Topic> {
        let reader = reader(ctx)?;
        let row = topic::by_number(reader.db(), reader.viewer(), number).await;
        row.graphql().map(Topic)
    }

    /// Topics by their latest activity, newest first.
    async fn topics(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only on this shelf.")] category: Option<String>,
        #[graphql(desc = "Only those that belong to this.")] subject: Option<TopicSubject>,
        #[graphql(desc = "How many, 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "Cursor after which to begin.")] after: Option<String>,
    ) -> Result<List<Topic>> {
        let page = Page::parse(first, after.as_deref()).graphql()?;
        let reader = reader(ctx)?;
        let category = match category {
            Some(slug) => Some(category::by_slug(reader.db(), &slug).await.graphql()?.id),
            None => None,
        };
        let target: scope::Target = subject.unwrap_or_default().into();
        let (scope, number) = target.one().graphql()?;
        let filter = topic::Filter {
            category,
            scope: number.map(|number| (scope, number)),
            followed: false,
        };
        let slice = topic::list(reader, &filter, &page).await.graphql()?;
        Ok(list(slice, page.after.is_some(), Topic))
    }

    /// What topics of a subject belong to, by name; null for no subject, and for one that the
    /// viewer may not see.
    async fn topic_subject(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The subject.")] of: TopicSubject,
    ) -> Result<Option<SubjectName>> {
        let loaders = loaders(ctx)?;
        let target: scope::Target = of.into();
        let named = match target.one().graphql()? {
            (TopicScope::Community, Some(id)) => loaders
                .community(id)
                .await
                .map(|row| (community::read::path(&row), row.name)),
            (TopicScope::Challenge, Some(id)) => loaders
                .challenge(id)
                .await
                .map(|row| (challenge::read::path(&row), row.title)),
            (TopicScope::Dataset, Some(id)) => loaders
                .dataset(id)
                .await
                .map(|row| (catalogue::read::path(&row), row.title)),
            (TopicScope::Project, Some(id)) => loaders
                .project(id)
                .await
                .map(|row| (project::read::path(&row), row.title)),
            _ => return Ok(None),
        };
        Ok(optional(named)?.map(|(path, title)| SubjectName { title, path }))
    }

    /// The topics that the viewer follows, by their latest activity; none for a visitor.
    async fn followed_topics(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many, 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "Cursor after which to begin.")] after: Option<String>,
    ) -> Result<List<Topic>> {
        let page = Page::parse(first, after.as_deref()).graphql()?;
        let filter = topic::Filter {
            followed: true,
            ..topic::Filter::default()
        };
        let slice = topic::list(reader(ctx)?, &filter, &page).await.graphql()?;
        Ok(list(slice, page.after.is_some(), Topic))
    }

    /// Whether the viewer may begin a topic.
    async fn may_create_topic(&self, ctx: &Context<'_>) -> Result<bool> {
        Ok(policy::forum::may_begin_topic(reader(ctx)?.viewer()))
    }

    /// Open reports, oldest first. Moderators only.
    async fn reports(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many, 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "Cursor after which to begin.")] after: Option<String>,
    ) -> Result<List<Report>> {
        let page = Page::parse(first, after.as_deref()).graphql()?;
        let slice = forum::report::open(reader(ctx)?, &page).await.graphql()?;
        Ok(list(slice, page.after.is_some(), Report))
    }

    /// What a link in a mail would end. Holding the link is enough.
    async fn mail_subscription(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Last part of the link.")] token: String,
    ) -> Result<MailSubscription> {
        let found = unsubscribe::subscription(reader(ctx)?, &token).await;
        let found = found.graphql()?;
        Ok(MailSubscription {
            topic: found.topic.map(Topic),
            challenge: found.challenge.map(|row| SubjectName {
                path: challenge::read::path(&row),
                title: row.title,
            }),
            following: found.following,
        })
    }
}
