//! Changes that members make.

use async_graphql::{Context, InputObject, Object, Result, SimpleObject};
use hub_domain::forum::{
    create_topic, delete_post, edit_post, follow, preview, reply, report, unsubscribe,
};
use hub_domain::policy;

use crate::error::{Graphql, UserError, to_graphql, user_errors};
use crate::forum::report::{Report, ReportReason};
use crate::forum::types::{Post, Topic};
use crate::payload;
use crate::request::{change, reader, require_to_change};
use crate::scalars::Html;

/// A new topic.
#[derive(InputObject)]
pub struct CreateTopicInput {
    /// What it is about, 5 to 150 characters.
    title: String,
    /// The first post, as Markdown.
    body: String,
    /// Address of the shelf, such as `questions`.
    category: String,
    /// Number of a community that it belongs to.
    community: Option<i64>,
    /// Number of a challenge that it belongs to.
    challenge: Option<i64>,
    /// Number of a dataset that it belongs to.
    dataset: Option<i64>,
    /// Number of a project that it belongs to.
    project: Option<i64>,
    /// Makes a repeated request harmless.
    request_id: Option<String>,
}

/// A reply.
#[derive(InputObject)]
pub struct ReplyInput {
    /// Number of the topic.
    topic: i64,
    /// Markdown.
    body: String,
    /// Makes a repeated request harmless.
    request_id: Option<String>,
}

/// What a post is to say from now on.
#[derive(InputObject)]
pub struct EditPostInput {
    /// Number of the topic.
    topic: i64,
    /// Number of the post in it.
    post: i32,
    /// The version that was edited.
    version: i32,
    /// Markdown.
    body: String,
}

/// Which post.
#[derive(InputObject)]
pub struct PostInput {
    /// Number of the topic.
    topic: i64,
    /// Number of the post in it.
    post: i32,
}

/// What is wrong with a post.
#[derive(InputObject)]
pub struct ReportPostInput {
    /// Number of the topic.
    topic: i64,
    /// Number of the post in it.
    post: i32,
    /// What kind of thing.
    reason: ReportReason,
    /// In your words; needed where the reason is another one.
    note: String,
}

/// Which topic.
#[derive(InputObject)]
pub struct TopicInput {
    /// Number of the topic.
    topic: i64,
}

/// What a post would say.
#[derive(InputObject)]
pub struct PreviewPostInput {
    /// Markdown.
    body: String,
}

/// A link in a mail.
#[derive(InputObject)]
pub struct UnsubscribeInput {
    /// Last part of the link.
    token: String,
}

payload! {
    /// A topic that changed.
    TopicPayload {
        /// The topic.
        topic: Topic
    }
}

payload! {
    /// A post that changed.
    PostPayload {
        /// The post.
        post: Post
    }
}

payload! {
    /// A report that was made.
    ReportPayload {
        /// The report; what it is about is shown to moderators.
        report: Report
    }
}

/// What a post would look like.
#[derive(SimpleObject)]
pub struct PreviewPayload {
    /// As it would be shown.
    pub html: Option<Html>,
    /// What is wrong with the input; empty when it could be shown.
    pub user_errors: Vec<UserError>,
}

/// Whether mail was ended.
#[derive(SimpleObject)]
pub struct UnsubscribePayload {
    /// Whether it was done.
    pub done: bool,
    /// Always empty: a link is right or is not found.
    pub user_errors: Vec<UserError>,
}

/// The forum.
#[derive(Default)]
pub struct ForumMutation;

#[Object]
impl ForumMutation {
    /// Begins a topic; its author follows it.
    async fn create_topic(
        &self,
        ctx: &Context<'_>,
        input: CreateTopicInput,
    ) -> Result<TopicPayload> {
        let input = create_topic::CreateTopic {
            title: input.title,
            body: input.body,
            category: input.category,
            target: hub_domain::forum::scope::Target {
                community: input.community,
                challenge: input.challenge,
                dataset: input.dataset,
                project: input.project,
            },
            request_id: input.request_id,
        };
        let outcome = change(ctx, input, |c, i| {
            Box::pin(create_topic::create_topic(c, i))
        });
        Ok(outcome.await?.into())
    }

    /// Replies in a topic, which its author then follows unless they chose not to.
    async fn reply(&self, ctx: &Context<'_>, input: ReplyInput) -> Result<PostPayload> {
        let input = reply::Reply {
            topic: input.topic,
            body: input.body,
            request_id: input.request_id,
        };
        let outcome = change(ctx, input, |c, i| Box::pin(reply::reply(c, i)));
        Ok(outcome.await?.into())
    }

    /// Edits a post of one's own; moderators edit any. What it said before is kept.
    async fn edit_post(&self, ctx: &Context<'_>, input: EditPostInput) -> Result<PostPayload> {
        let input = edit_post::EditPost {
            topic: input.topic,
            post: input.post,
            version: input.version,
            body: input.body,
        };
        let outcome = change(ctx, input, |c, i| Box::pin(edit_post::edit_post(c, i)));
        Ok(outcome.await?.into())
    }

    /// Deletes a post of one's own.
    async fn delete_post(&self, ctx: &Context<'_>, input: PostInput) -> Result<TopicPayload> {
        let which = (input.topic, input.post);
        let outcome = change(ctx, which, |c, (topic, post)| {
            Box::pin(delete_post::delete_post(c, topic, post))
        });
        Ok(outcome.await?.into())
    }

    /// Reports a post to the moderators.
    async fn report_post(
        &self,
        ctx: &Context<'_>,
        input: ReportPostInput,
    ) -> Result<ReportPayload> {
        let input = report::ReportPost {
            topic: input.topic,
            post: input.post,
            reason: input.reason.into(),
            note: input.note,
        };
        let outcome = change(ctx, input, |c, i| Box::pin(report::report_post(c, i)));
        Ok(outcome.await?.into())
    }

    /// Follows a topic: replies are mailed.
    async fn follow_topic(&self, ctx: &Context<'_>, input: TopicInput) -> Result<TopicPayload> {
        let outcome = change(ctx, input.topic, |c, i| {
            Box::pin(follow::follow_topic(c, i, true))
        });
        Ok(outcome.await?.into())
    }

    /// Stops following a topic.
    async fn unfollow_topic(&self, ctx: &Context<'_>, input: TopicInput) -> Result<TopicPayload> {
        let outcome = change(ctx, input.topic, |c, i| {
            Box::pin(follow::follow_topic(c, i, false))
        });
        Ok(outcome.await?.into())
    }

    /// Shows what a post would look like. It changes nothing.
    async fn preview_post(
        &self,
        ctx: &Context<'_>,
        input: PreviewPostInput,
    ) -> Result<PreviewPayload> {
        let viewer = reader(ctx)?.viewer();
        policy::require(viewer, policy::document::may_preview(viewer)).graphql()?;
        Ok(match preview::preview_post(&input.body) {
            Ok(html) => PreviewPayload {
                html: Some(Html(html)),
                user_errors: Vec::new(),
            },
            Err(error) => PreviewPayload {
                html: None,
                user_errors: user_errors(error).map_err(|error| to_graphql(&error))?,
            },
        })
    }

    /// Ends mail about a topic by the link in that mail. Holding the link is enough.
    async fn unsubscribe(
        &self,
        ctx: &Context<'_>,
        input: UnsubscribeInput,
    ) -> Result<UnsubscribePayload> {
        let reader = reader(ctx)?;
        require_to_change(reader)?;
        let done = unsubscribe::unsubscribe(reader.hub(), &input.token).await;
        done.map_err(|error| to_graphql(&error))?;
        Ok(UnsubscribePayload {
            done: true,
            user_errors: Vec::new(),
        })
    }
}
