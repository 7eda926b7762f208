//! Types of this area.

use async_graphql::{Context, Enum, ID, Object, Result, SimpleObject};
use chrono::{DateTime, Utc};
use hub_domain::community::{self, read};
use hub_domain::page::Page;
use hub_domain::policy;

use crate::account::Person;
use crate::connection::{List, list};
use crate::error::{Graphql, optional};
use crate::id::global;
use crate::request::{loaders, reader};
use crate::scalars::Html;

/// What somebody does in a community.
#[derive(Enum, Copy, Clone, Eq, PartialEq)]
#[graphql(remote = "hub_domain::community::CommunityRole")]
pub enum CommunityRole {
    /// Runs it.
    Facilitator,
    /// Takes part.
    Member,
}

/// People of one practice.
pub struct Community(pub community::Community);

impl From<community::Community> for Community {
    fn from(row: community::Community) -> Self {
        Self(row)
    }
}

/// What the viewer may do in a community.
#[derive(SimpleObject)]
pub struct CommunityCan {
    /// Edit what it says of itself.
    pub edit: bool,
    /// Join it.
    pub join: bool,
    /// Leave it.
    pub leave: bool,
    /// Name its facilitators.
    pub set_facilitator: bool,
    /// Begin a topic in it.
    pub begin_topic: bool,
}

/// People of one practice.
#[Object]
impl Community {
    /// Global id.
    pub async fn id(&self) -> ID {
        global("Community", self.0.id)
    }
    /// Number, which decides its address.
    async fn number(&self) -> i64 {
        self.0.id
    }
    /// Address of its page.
    async fn path(&self) -> String {
        read::path(&self.0)
    }
    /// What it is called.
    async fn name(&self) -> &str {
        &self.0.name
    }
    /// One sentence about it.
    async fn summary(&self) -> &str {
        &self.0.summary
    }
    /// About it, as Markdown.
    async fn about(&self) -> &str {
        &self.0.about
    }
    /// About it, as HTML.
    async fn about_html(&self) -> Html {
        Html::markdown(&self.0.about)
    }
    /// How many belong to it.
    async fn member_count(&self) -> i32 {
        self.0.member_count
    }
    /// How many topics it has that everybody may see.
    async fn topic_count(&self) -> i32 {
        self.0.topic_count
    }
    /// Grows with each edit; send it back when you save one.
    async fn version(&self) -> i32 {
        self.0.version
    }
    /// When it was founded.
    async fn created_at(&self) -> DateTime<Utc> {
        self.0.created_at
    }
    /// Those who belong to it: facilitators first, then by when they joined.
    async fn members(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only those who do this in it.")] role: Option<CommunityRole>,
        #[graphql(desc = "How many, 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "Cursor after which to begin.")] after: Option<String>,
    ) -> Result<List<CommunityMember>> {
        let page = Page::parse(first, after.as_deref()).graphql()?;
        let role = role.map(Into::into);
        let slice = read::members(reader(ctx)?, self.0.id, role, &page).await;
        Ok(list(
            slice.graphql()?,
            page.after.is_some(),
            CommunityMember,
        ))
    }
    /// What the viewer does in it; null if they do not belong.
    async fn viewer_role(&self, ctx: &Context<'_>) -> Result<Option<CommunityRole>> {
        let standing = optional(loaders(ctx)?.standing(self.0.id).await)?;
        Ok(standing.map(|standing| standing.role.into()))
    }
    /// What the viewer may do in it.
    async fn viewer_can(&self, ctx: &Context<'_>) -> Result<CommunityCan> {
        let viewer = reader(ctx)?.viewer();
        let standing = optional(loaders(ctx)?.standing(self.0.id).await)?;
        let belongs = standing.is_some();
        let facilitates = standing.is_some_and(|s| s.role == community::CommunityRole::Facilitator);
        Ok(CommunityCan {
            edit: policy::community::may_edit(viewer),
            join: policy::community::may_join(viewer, belongs),
            leave: policy::community::may_leave(viewer, belongs),
            set_facilitator: policy::community::may_set_facilitator(viewer, facilitates),
            begin_topic: policy::forum::may_begin_topic(viewer),
        })
    }
}

/// Somebody who belongs to a community.
pub struct CommunityMember(pub read::Member);

/// Somebody who belongs to a community.
#[Object]
impl CommunityMember {
    /// Who; null if they have left the hub.
    async fn person(&self, ctx: &Context<'_>) -> Result<Option<Person>> {
        let person = optional(loaders(ctx)?.person(self.0.person_id).await)?;
        Ok(person.filter(|p| p.deleted_at.is_none()).map(Person))
    }
    /// What they do in it.
    async fn role(&self) -> CommunityRole {
        self.0.role.into()
    }
    /// Since when.
    async fn joined_at(&self) -> DateTime<Utc> {
        self.0.joined_at
    }
}
