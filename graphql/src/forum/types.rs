//! Types of this area.

use async_graphql::{Context, ID, Object, Result, SimpleObject};
use chrono::{DateTime, Utc};
use hub_domain::forum::{self, TopicScope, post, topic};
use hub_domain::policy::forum as policy;

use crate::account::Person;
use crate::catalogue::Dataset;
use crate::challenge::Challenge;
use crate::community::Community;
use crate::error::{Graphql, optional};
use crate::id::global;
use crate::project::Project;
use crate::request::{loaders, reader};
use crate::scalars::Html;

/// A shelf of the forum.
pub struct Category(pub forum::category::Category);

/// A shelf of the forum.
#[Object]
impl Category {
    /// Global id.
    pub async fn id(&self) -> ID {
        global("Category", self.0.id)
    }
    /// Last part of its address.
    async fn slug(&self) -> &str {
        &self.0.slug
    }
    /// What it is called.
    async fn name(&self) -> &str {
        &self.0.name
    }
    /// What belongs there.
    async fn description(&self) -> &str {
        &self.0.description
    }
    /// Address of its page.
    async fn path(&self) -> String {
        format!("/forum/categories/{}", self.0.slug)
    }
}

/// What the viewer may do with a topic.
#[derive(SimpleObject)]
pub struct TopicCan {
    /// Reply.
    pub reply: bool,
    /// Follow it, or stop.
    pub follow: bool,
    /// Lock and unlock it.
    pub lock: bool,
    /// Hide and restore it.
    pub hide: bool,
}

/// A conversation.
pub struct Topic(pub forum::Topic);

impl From<forum::Topic> for Topic {
    fn from(row: forum::Topic) -> Self {
        Self(row)
    }
}

impl Topic {
    fn scoped(&self, scope: TopicScope) -> Option<i64> {
        self.0.scope_id.filter(|_| self.0.scope == scope)
    }
}

/// A conversation.
#[Object]
impl Topic {
    /// Global id.
    pub async fn id(&self) -> ID {
        global("Topic", self.0.id)
    }
    /// Number, which decides its address.
    async fn number(&self) -> i64 {
        self.0.id
    }
    /// Address of its page.
    async fn path(&self) -> String {
        topic::path(&self.0)
    }
    /// What it is about.
    async fn title(&self) -> &str {
        &self.0.title
    }
    /// Who began it; null if they have left the hub.
    async fn author(&self, ctx: &Context<'_>) -> Result<Option<Person>> {
        person(ctx, self.0.author_id).await
    }
    /// Its shelf.
    async fn category(&self, ctx: &Context<'_>) -> Result<Category> {
        let row = loaders(ctx)?.category(self.0.category_id).await;
        row.graphql().map(Category)
    }
    /// The community that it belongs to.
    async fn community(&self, ctx: &Context<'_>) -> Result<Option<Community>> {
        let Some(id) = self.scoped(TopicScope::Community) else {
            return Ok(None);
        };
        Ok(optional(loaders(ctx)?.community(id).await)?.map(Into::into))
    }
    /// The challenge that it belongs to.
    async fn challenge(&self, ctx: &Context<'_>) -> Result<Option<Challenge>> {
        let Some(id) = self.scoped(TopicScope::Challenge) else {
            return Ok(None);
        };
        Ok(optional(loaders(ctx)?.challenge(id).await)?.map(Into::into))
    }
    /// The dataset that it belongs to.
    async fn dataset(&self, ctx: &Context<'_>) -> Result<Option<Dataset>> {
        let Some(id) = self.scoped(TopicScope::Dataset) else {
            return Ok(None);
        };
        Ok(optional(loaders(ctx)?.dataset(id).await)?.map(Into::into))
    }
    /// The project that it belongs to.
    async fn project(&self, ctx: &Context<'_>) -> Result<Option<Project>> {
        let Some(id) = self.scoped(TopicScope::Project) else {
            return Ok(None);
        };
        Ok(optional(loaders(ctx)?.project(id).await)?.map(Into::into))
    }
    /// How many of its posts everybody may read.
    async fn post_count(&self) -> i32 {
        self.0.post_count
    }
    /// How many replies that makes.
    async fn reply_count(&self) -> i32 {
        (self.0.post_count - 1).max(0)
    }
    /// When it was begun.
    async fn created_at(&self) -> DateTime<Utc> {
        self.0.created_at
    }
    /// When it was last answered.
    async fn last_post_at(&self) -> DateTime<Utc> {
        self.0.last_post_at
    }
    /// By whom; null if they have left the hub.
    async fn last_post_by(&self, ctx: &Context<'_>) -> Result<Option<Person>> {
        person(ctx, self.0.last_post_by).await
    }
    /// Whether it takes no replies.
    async fn locked(&self) -> bool {
        self.0.locked_at.is_some()
    }
    /// Why it takes none.
    async fn locked_reason(&self) -> Option<&str> {
        self.0.locked_at.map(|_| self.0.locked_reason.as_str())
    }
    /// Whether moderators hide it: only they and its author see it.
    async fn hidden(&self) -> bool {
        self.0.hidden_at.is_some()
    }
    /// Why they hide it; for its author and moderators.
    async fn hidden_reason(&self, ctx: &Context<'_>) -> Result<Option<&str>> {
        let told = policy::may_read_topic_reason(reader(ctx)?.viewer(), &self.0);
        let told = told && self.0.hidden_at.is_some();
        Ok(told.then_some(self.0.hidden_reason.as_str()))
    }
    /// How many pages its posts fill.
    async fn page_count(&self) -> i32 {
        post::pages(&self.0)
    }
    /// One page of its posts, in order; also those whose words are withheld, because the
    /// numbering shows that they were there.
    async fn posts(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Number of the page, from 1.", default = 1)] page: i32,
    ) -> Result<Vec<Post>> {
        let posts = post::page(reader(ctx)?, &self.0, page).await.graphql()?;
        let turn = |post| Post::new(self.0.clone(), post);
        Ok(posts.into_iter().map(turn).collect())
    }
    /// One of its posts.
    async fn post(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Number of the post in the topic.")] number: i32,
    ) -> Result<Post> {
        let post = post::by_number(reader(ctx)?.db(), &self.0, number).await;
        Ok(Post::new(self.0.clone(), post.graphql()?))
    }
    /// Whether the viewer follows it, so that replies are mailed to them.
    async fn viewer_follows(&self, ctx: &Context<'_>) -> Result<bool> {
        let follow = optional(loaders(ctx)?.follow(self.0.id).await)?;
        Ok(follow.is_some_and(|follow| follow.following))
    }
    /// What the viewer may do with it.
    async fn viewer_can(&self, ctx: &Context<'_>) -> Result<TopicCan> {
        let viewer = reader(ctx)?.viewer();
        Ok(TopicCan {
            reply: policy::may_reply(viewer, &self.0),
            follow: policy::may_follow(viewer),
            lock: policy::may_moderate(viewer),
            hide: policy::may_moderate(viewer),
        })
    }
}

/// Somebody by their row's number; null if they have left the hub.
pub(super) async fn person(ctx: &Context<'_>, id: i64) -> Result<Option<Person>> {
    let person = optional(loaders(ctx)?.person(id).await)?;
    Ok(person.filter(|p| p.deleted_at.is_none()).map(Person))
}

/// What the viewer may do with a post.
#[derive(SimpleObject)]
pub struct PostCan {
    /// Edit it.
    pub edit: bool,
    /// Delete it.
    pub delete: bool,
    /// Report it to the moderators.
    pub report: bool,
    /// Hide it.
    pub hide: bool,
    /// Restore it.
    pub restore: bool,
}

/// A contribution to a topic.
pub struct Post {
    topic: forum::Topic,
    row: forum::Post,
}

impl Post {
    /// A post and the topic that it stands in.
    pub fn new(topic: forum::Topic, row: forum::Post) -> Self {
        Self { topic, row }
    }

    fn may_read(&self, ctx: &Context<'_>) -> Result<bool> {
        Ok(policy::may_read_post(reader(ctx)?.viewer(), &self.row))
    }
}

impl From<(forum::Topic, forum::Post)> for Post {
    fn from((topic, row): (forum::Topic, forum::Post)) -> Self {
        Self { topic, row }
    }
}

/// A contribution to a topic.
#[Object]
impl Post {
    /// Global id.
    pub async fn id(&self) -> ID {
        global("Post", self.row.id)
    }
    /// Permanent number in the topic, from 1.
    async fn number(&self) -> i32 {
        self.row.number
    }
    /// Address of its place in the topic.
    async fn path(&self) -> String {
        post::path(&self.topic, self.row.number)
    }
    /// The topic.
    async fn topic(&self) -> Topic {
        Topic(self.topic.clone())
    }
    /// Who wrote it; null if they have left the hub, or if its words are withheld.
    async fn author(&self, ctx: &Context<'_>) -> Result<Option<Person>> {
        if !self.may_read(ctx)? {
            return Ok(None);
        }
        person(ctx, self.row.author_id).await
    }
    /// Whether the viewer may read what it says.
    async fn readable(&self, ctx: &Context<'_>) -> Result<bool> {
        self.may_read(ctx)
    }
    /// What it says, as Markdown; null where its words are withheld.
    async fn body(&self, ctx: &Context<'_>) -> Result<Option<&str>> {
        Ok(self.may_read(ctx)?.then_some(self.row.body.as_str()))
    }
    /// What it says, as HTML; null where its words are withheld.
    async fn body_html(&self, ctx: &Context<'_>) -> Result<Option<Html>> {
        Ok(self.may_read(ctx)?.then(|| Html(self.row.html.clone())))
    }
    /// When it was written.
    async fn created_at(&self) -> DateTime<Utc> {
        self.row.created_at
    }
    /// When it was last edited.
    async fn edited_at(&self) -> Option<DateTime<Utc>> {
        self.row.edited_at
    }
    /// Whether its author deleted it.
    async fn deleted(&self) -> bool {
        self.row.deleted_at.is_some()
    }
    /// Whether moderators hide it.
    async fn hidden(&self) -> bool {
        self.row.hidden_at.is_some()
    }
    /// Why they hide it; for its author and moderators.
    async fn hidden_reason(&self, ctx: &Context<'_>) -> Result<Option<&str>> {
        let told = policy::may_read_post_reason(reader(ctx)?.viewer(), &self.row);
        let told = told && self.row.hidden_at.is_some();
        Ok(told.then_some(self.row.hidden_reason.as_str()))
    }
    /// Grows with each edit; send it back when you save one.
    async fn version(&self) -> i32 {
        self.row.version
    }
    /// What the viewer may do with it.
    async fn viewer_can(&self, ctx: &Context<'_>) -> Result<PostCan> {
        let viewer = reader(ctx)?.viewer();
        let moderate = policy::may_moderate(viewer) && self.row.deleted_at.is_none();
        let hidden = self.row.hidden_at.is_some();
        Ok(PostCan {
            edit: policy::may_edit_post(viewer, &self.topic, &self.row),
            delete: policy::may_delete_post(viewer, &self.row),
            report: policy::may_report_post(viewer, &self.row),
            hide: moderate && !hidden,
            restore: moderate && hidden,
        })
    }
}
