//! Types of this area.

use async_graphql::dataloader::DataLoader;
use async_graphql::{Context, Enum, ID, Object, Result, SimpleObject};
use chrono::{DateTime, Utc};
use hub_domain::account::{self, api_token, session};
use hub_domain::{Error, context, policy};

use crate::account::memberships::Memberships;
use crate::account::own::{ApiToken, Session};
use crate::error::Graphql;
use crate::id::global;
use crate::loaders::unwrap;
use crate::organisation::Organisation;
use crate::request::{loaders, reader};
use crate::scalars::Html;

/// What a person may do on the whole site.
#[derive(Enum, Copy, Clone, Eq, PartialEq)]
#[graphql(remote = "hub_domain::account::SiteRole")]
pub enum SiteRole {
    /// Everybody with an account.
    Member,
    /// Runs programmes: publishes challenges, appoints judges, decides.
    Staff,
    /// Hides, locks and restores posts.
    Moderator,
    /// Everything staff and moderators may, and the site itself.
    Administrator,
}

/// What the viewer may do with an account.
#[derive(SimpleObject)]
pub struct PersonViewerCan {
    /// Edit the profile.
    pub edit: bool,
    /// Give it another role on the site.
    pub grant_role: bool,
    /// Suspend it, or let it back in.
    pub suspend: bool,
}

/// A person with an account.
pub struct Person(pub account::Person);

impl From<account::Person> for Person {
    fn from(person: account::Person) -> Self {
        Self(person)
    }
}

/// A person with an account.
#[Object]
impl Person {
    /// Global id.
    pub async fn id(&self) -> ID {
        global("Person", self.0.id)
    }
    /// Unique handle, never reused.
    async fn handle(&self) -> &str {
        &self.0.handle
    }
    /// The name that others see.
    async fn name(&self) -> &str {
        &self.0.name
    }
    /// One or two letters that stand for the name in pictures.
    async fn initials(&self) -> String {
        initials(&self.0.name)
    }
    /// Address of the profile.
    async fn path(&self) -> String {
        format!("/people/{}", self.0.handle)
    }
    /// Role at work, in the person's own words.
    async fn job_title(&self) -> &str {
        &self.0.job_title
    }
    /// About the person, as Markdown.
    async fn about(&self) -> &str {
        &self.0.about
    }
    /// About the person, as HTML.
    async fn about_html(&self) -> Html {
        Html::markdown(&self.0.about)
    }
    /// Skills, as short words.
    async fn skills(&self) -> Vec<String> {
        let skills = self.0.skills.as_array().into_iter().flatten();
        skills
            .filter_map(|skill| skill.as_str().map(ToOwned::to_owned))
            .collect()
    }
    /// Organisations that the person acts for.
    async fn organisations(&self, ctx: &Context<'_>) -> Result<Vec<Organisation>> {
        let memberships = ctx.data::<DataLoader<Memberships>>()?;
        let ids = memberships
            .load_one(self.0.id)
            .await
            .map_err(unwrap)
            .graphql()?
            .unwrap_or_default();
        let found = loaders(ctx)?.organisations.load_many(ids.clone()).await;
        let found = found.map_err(unwrap).graphql()?;
        Ok(ids
            .iter()
            .filter_map(|id| found.get(id).cloned().map(Organisation))
            .collect())
    }
    /// The address; null to all but the person and administrators.
    async fn email(&self, ctx: &Context<'_>) -> Result<Option<&str>> {
        let viewer = reader(ctx)?.viewer();
        let shown = policy::account::may_see_address(viewer, self.0.id);
        Ok(shown.then_some(self.0.email.as_str()))
    }
    /// Whether sign-in is refused; null to all but the person and administrators.
    async fn suspended(&self, ctx: &Context<'_>) -> Result<Option<bool>> {
        let viewer = reader(ctx)?.viewer();
        let shown = policy::account::may_see_address(viewer, self.0.id);
        Ok(shown.then_some(self.0.suspended_at.is_some()))
    }
    /// Whether the address was confirmed; null to all but the person and administrators.
    async fn confirmed(&self, ctx: &Context<'_>) -> Result<Option<bool>> {
        let viewer = reader(ctx)?.viewer();
        let shown = policy::account::may_see_address(viewer, self.0.id);
        Ok(shown.then_some(self.0.email_confirmed_at.is_some()))
    }
    /// When the account was made.
    async fn joined_at(&self) -> DateTime<Utc> {
        self.0.created_at
    }
    /// What the viewer may do with the account.
    async fn viewer_can(&self, ctx: &Context<'_>) -> Result<PersonViewerCan> {
        let viewer = reader(ctx)?.viewer();
        Ok(PersonViewerCan {
            edit: policy::account::may_edit(viewer, self.0.id),
            grant_role: policy::account::may_grant_roles(viewer),
            suspend: policy::account::may_suspend(viewer, self.0.id),
        })
    }
    /// Role on the site.
    async fn site_role(&self) -> SiteRole {
        self.0.site_role.into()
    }
    /// Whether this is a demonstration account: nobody real.
    async fn demo(&self) -> bool {
        self.0.demo
    }
}

fn initials(name: &str) -> String {
    let mut words = name
        .split_whitespace()
        .filter_map(|word| word.chars().find(|c| c.is_alphanumeric()));
    let first = words.next();
    let last = words.next_back();
    first
        .into_iter()
        .chain(last)
        .flat_map(char::to_uppercase)
        .collect()
}

/// Who is looking.
pub struct Viewer(pub context::Viewer);

/// Who is looking: a visitor, or somebody who is signed in.
#[Object]
impl Viewer {
    /// The person, or null for a visitor.
    async fn person(&self, ctx: &Context<'_>) -> Result<Option<Person>> {
        match self.0.id() {
            None => Ok(None),
            Some(_) => self.me(ctx).await.map(|p| Some(Person(p))),
        }
    }
    /// The viewer's address; an error for a visitor.
    async fn email(&self, ctx: &Context<'_>) -> Result<String> {
        Ok(self.me(ctx).await?.email)
    }
    /// Whether replies in followed topics are mailed; an error for a visitor.
    async fn mail_replies(&self, ctx: &Context<'_>) -> Result<bool> {
        Ok(self.me(ctx).await?.mail_replies)
    }
    /// The version of the viewer's profile, as an edit sends it back; an error for a visitor.
    async fn profile_version(&self, ctx: &Context<'_>) -> Result<i32> {
        Ok(self.me(ctx).await?.version)
    }
    /// The viewer's sessions, the last used first; an error for a visitor.
    async fn sessions(&self, ctx: &Context<'_>) -> Result<Vec<Session>> {
        let reader = reader(ctx)?;
        let asks = reader.caller().session;
        let rows = session::sessions(reader).await.graphql()?;
        Ok(rows
            .into_iter()
            .map(|row| Session {
                current: asks == Some(row.id),
                row,
            })
            .collect())
    }
    /// The viewer's tokens that work, newest first; an error for a visitor.
    async fn api_tokens(&self, ctx: &Context<'_>) -> Result<Vec<ApiToken>> {
        let rows = api_token::api_tokens(reader(ctx)?).await.graphql()?;
        Ok(rows.into_iter().map(ApiToken).collect())
    }
    /// Whether the address was confirmed; nothing that others see works before.
    async fn confirmed(&self) -> bool {
        self.0.actor().is_some_and(|actor| actor.confirmed)
    }
    /// Proposals that they are a partner of, those that were edited last first.
    async fn proposals(
        &self,
        ctx: &async_graphql::Context<'_>,
        #[graphql(desc = "How many, 1 to 100; 20 if not given.")] first: Option<i32>,
        #[graphql(desc = "Cursor after which to begin.")] after: Option<String>,
    ) -> async_graphql::Result<crate::connection::List<crate::proposal::Proposal>> {
        crate::proposal::own_list(ctx, first, after).await
    }
    /// Appointments as a judge that stand, the newest first.
    async fn judging(
        &self,
        ctx: &async_graphql::Context<'_>,
    ) -> async_graphql::Result<Vec<crate::judging::Judge>> {
        crate::judging::mine(ctx).await
    }
    /// Whether they run a programme: all of them as the site's staff, or one on whose own staff they
    /// are.
    async fn runs_programmes(&self) -> bool {
        self.0.runs_any()
    }
    /// Whether they are on the site's staff, and run all programmes.
    async fn is_staff(&self) -> bool {
        self.0.is_staff()
    }
    /// Whether they moderate.
    async fn is_moderator(&self) -> bool {
        self.0.is_moderator()
    }
    /// Whether they administer the site.
    async fn is_administrator(&self) -> bool {
        self.0.is_administrator()
    }
}

impl Viewer {
    async fn me(&self, ctx: &Context<'_>) -> Result<account::Person> {
        let id = self.0.id().ok_or(Error::Unauthenticated).graphql()?;
        // Every page shows who is signed in, and whoever recognised them has read the row.
        if let Some(person) = &reader(ctx)?.caller().person
            && person.id == id
        {
            return Ok(account::Person::clone(person));
        }
        loaders(ctx)?.person(id).await.graphql()
    }
}
