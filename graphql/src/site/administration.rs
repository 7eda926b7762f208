//! Looking after the site.

use async_graphql::{Context, Object, Result, SimpleObject};
use hub_domain::account::people::{self, PeopleFilter};
use hub_domain::document::read;
use hub_domain::page::Page;
use hub_domain::platform::admin;
use hub_domain::policy;

use crate::account::{Person, SiteRole};
use crate::connection::{List, list};
use crate::error::Graphql;
use crate::request::reader;
use crate::site::documents::Document;
use crate::site::outbox::{Job, Mail, MailState, OutboxMail};

/// Looking after the site.
pub struct Administration;

/// What the viewer may do there.
#[derive(SimpleObject)]
pub struct AdministrationViewerCan {
    /// Edit the site's own pages.
    pub edit_pages: bool,
    /// Read mails, and see what failed.
    pub see_outbox: bool,
    /// Grant roles and suspend accounts.
    pub grant_roles: bool,
    /// Moderate what people write.
    pub moderate: bool,
    /// Run programmes: all as the site's staff, or those on whose own staff they are.
    pub run_programmes: bool,
    /// Run the whole site as its staff: all programmes, organisations, communities and imports.
    pub run_site: bool,
}

/// How much waits and how much was given up.
#[derive(SimpleObject)]
pub struct Queues {
    /// Mails that wait.
    pub mails_waiting: i64,
    /// Mails that were given up.
    pub mails_dead: i64,
    /// Jobs that wait.
    pub jobs_waiting: i64,
    /// Jobs that were given up.
    pub jobs_dead: i64,
}

/// Looking after the site.
#[Object]
impl Administration {
    /// What the viewer may do here.
    async fn viewer_can(&self, ctx: &Context<'_>) -> Result<AdministrationViewerCan> {
        let viewer = reader(ctx)?.viewer();
        Ok(AdministrationViewerCan {
            edit_pages: policy::document::may_edit_pages(viewer),
            see_outbox: policy::admin::may_see_outbox(viewer),
            grant_roles: policy::account::may_grant_roles(viewer),
            moderate: viewer.is_moderator(),
            run_programmes: viewer.runs_any(),
            run_site: viewer.is_staff(),
        })
    }

    /// The site's own pages, for those who edit them.
    async fn documents(&self, ctx: &Context<'_>) -> Result<Vec<Document>> {
        let reader = reader(ctx)?;
        let documents = read::all(reader).await.graphql()?;
        Ok(documents.into_iter().map(Document).collect())
    }

    /// One of the site's own pages, for those who edit them.
    async fn document(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its address without the slash.")] slug: String,
    ) -> Result<Document> {
        let reader = reader(ctx)?;
        let viewer = reader.viewer();
        policy::require_to_read(viewer, policy::document::may_edit_pages(viewer)).graphql()?;
        read::by_slug(reader.db(), &slug)
            .await
            .graphql()
            .map(Document)
    }

    /// Everybody with an account, by name; for administrators.
    async fn people(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Part of a name, handle or address.")] search: Option<String>,
        #[graphql(desc = "A role on the site.")] role: Option<SiteRole>,
        #[graphql(desc = "How many, 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "Where to begin.")] after: Option<String>,
    ) -> Result<List<Person>> {
        let page = Page::parse(first, after.as_deref()).graphql()?;
        let filter = PeopleFilter {
            search,
            role: role.map(Into::into),
        };
        let slice = people::list(reader(ctx)?, &filter, &page).await.graphql()?;
        Ok(list(slice, after.is_some(), Person))
    }

    /// One account; for administrators.
    async fn person(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Handle, with or without capitals.")] handle: String,
    ) -> Result<Person> {
        let reader = reader(ctx)?;
        let viewer = reader.viewer();
        policy::require_to_read(viewer, policy::may_administer(viewer)).graphql()?;
        let found = people::by_handle(reader.db(), &handle).await;
        found.graphql().map(Person)
    }

    /// How much waits and how much was given up; for administrators.
    async fn queues(&self, ctx: &Context<'_>) -> Result<Queues> {
        let counts = admin::overview(reader(ctx)?).await.graphql()?;
        let number = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
        Ok(Queues {
            mails_waiting: number(counts.mails_waiting),
            mails_dead: number(counts.mails_dead),
            jobs_waiting: number(counts.jobs_waiting),
            jobs_dead: number(counts.jobs_dead),
        })
    }

    /// Mails of the whole site, newest first; for administrators.
    async fn mails(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Where they stand.")] state: Option<MailState>,
        #[graphql(desc = "The address that they go to.")] to: Option<String>,
        #[graphql(desc = "How many, 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "Where to begin.")] after: Option<String>,
    ) -> Result<List<OutboxMail>> {
        let page = Page::parse(first, after.as_deref()).graphql()?;
        let state = state.map(Into::into);
        let found = admin::mails(reader(ctx)?, state, to.as_deref(), &page).await;
        Ok(list(found.graphql()?, after.is_some(), OutboxMail))
    }

    /// One mail with its text; for administrators. Every reading is audited.
    async fn mail(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its random key.")] key: String,
    ) -> Result<Mail> {
        admin::read_mail(reader(ctx)?, &key)
            .await
            .graphql()
            .map(Mail)
    }

    /// Jobs that wait, or that were given up, newest first; for administrators.
    async fn jobs(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Those that were given up, rather than those that wait.")] dead: bool,
        #[graphql(desc = "How many, 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "Where to begin.")] after: Option<String>,
    ) -> Result<List<Job>> {
        let page = Page::parse(first, after.as_deref()).graphql()?;
        let slice = admin::jobs(reader(ctx)?, dead, &page).await.graphql()?;
        Ok(list(slice, after.is_some(), Job))
    }
}

/// The way there.
#[derive(Default)]
pub struct AdministrationQuery;

#[Object]
impl AdministrationQuery {
    /// Looking after the site; for staff, a programme's own included, moderators and administrators.
    async fn administration(&self, ctx: &Context<'_>) -> Result<Administration> {
        let viewer = reader(ctx)?.viewer();
        policy::require_to_read(viewer, policy::admin::may_see_overview(viewer)).graphql()?;
        Ok(Administration)
    }
}
