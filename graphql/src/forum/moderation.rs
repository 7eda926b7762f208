//! Changes that moderators make, each with a reason that is logged and shown.

use async_graphql::{Context, ID, InputObject, Object, Result};
use hub_domain::forum::moderate::{self, TopicAct};
use hub_domain::forum::report;

use crate::error::Graphql;
use crate::forum::mutation::{PostPayload, ReportPayload, TopicPayload};
use crate::id::number;
use crate::request::change;

/// Which topic, and why.
#[derive(InputObject)]
pub struct ModerateTopicInput {
    /// Number of the topic.
    topic: i64,
    /// Why; it is logged, and shown to those whom it concerns.
    reason: String,
}

/// Which post, and why.
#[derive(InputObject)]
pub struct ModeratePostInput {
    /// Number of the topic.
    topic: i64,
    /// Number of the post in it.
    post: i32,
    /// Why; it is logged, and shown to its author.
    reason: String,
}

/// What is made of a report.
#[derive(InputObject)]
pub struct ResolveReportInput {
    /// Global id of the report.
    report: ID,
    /// Whether the post is hidden; otherwise it stays.
    hide: bool,
    /// Why; it is logged, and shown to the author of a post that is hidden.
    reason: String,
}

async fn topic(
    ctx: &Context<'_>,
    input: ModerateTopicInput,
    act: TopicAct,
) -> Result<TopicPayload> {
    let input = (input.topic, input.reason);
    let outcome = change(ctx, input, move |c, (topic, reason)| {
        Box::pin(async move { moderate::moderate_topic(c, topic, act, &reason).await })
    });
    Ok(outcome.await?.into())
}

async fn post(ctx: &Context<'_>, input: ModeratePostInput, hide: bool) -> Result<PostPayload> {
    let input = (input.topic, input.post, input.reason);
    let outcome = change(ctx, input, move |c, (topic, post, reason)| {
        Box::pin(async move { moderate::moderate_post(c, topic, post, hide, &reason).await })
    });
    Ok(outcome.await?.into())
}

/// Moderation.
#[derive(Default)]
pub struct ModerationMutation;

#[Object]
impl ModerationMutation {
    /// Closes a topic to replies. Moderators only.
    async fn lock_topic(
        &self,
        ctx: &Context<'_>,
        input: ModerateTopicInput,
    ) -> Result<TopicPayload> {
        topic(ctx, input, TopicAct::Lock).await
    }

    /// Opens a topic to replies again. Moderators only.
    async fn unlock_topic(
        &self,
        ctx: &Context<'_>,
        input: ModerateTopicInput,
    ) -> Result<TopicPayload> {
        topic(ctx, input, TopicAct::Unlock).await
    }

    /// Hides a topic from all but its author and moderators. Moderators only.
    async fn hide_topic(
        &self,
        ctx: &Context<'_>,
        input: ModerateTopicInput,
    ) -> Result<TopicPayload> {
        topic(ctx, input, TopicAct::Hide).await
    }

    /// Shows a hidden topic again. Moderators only.
    async fn restore_topic(
        &self,
        ctx: &Context<'_>,
        input: ModerateTopicInput,
    ) -> Result<TopicPayload> {
        topic(ctx, input, TopicAct::Restore).await
    }

    /// Hides a post from all but its author and moderators. Moderators only.
    async fn hide_post(&self, ctx: &Context<'_>, input: ModeratePostInput) -> Result<PostPayload> {
        post(ctx, input, true).await
    }

    /// Shows a hidden post again. Moderators only.
    async fn restore_post(
        &self,
        ctx: &Context<'_>,
        input: ModeratePostInput,
    ) -> Result<PostPayload> {
        post(ctx, input, false).await
    }

    /// Deals with all open reports of a post. Moderators only.
    async fn resolve_report(
        &self,
        ctx: &Context<'_>,
        input: ResolveReportInput,
    ) -> Result<ReportPayload> {
        let id = number("Report", &input.report).graphql()?;
        let input = (id, input.hide, input.reason);
        let outcome = change(ctx, input, |c, (id, hide, reason)| {
            Box::pin(async move { report::resolve_report(c, id, hide, &reason).await })
        });
        Ok(outcome.await?.into())
    }
}
