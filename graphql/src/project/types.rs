//! Types of this area.

use async_graphql::{Context, Enum, ID, Object, Result, SimpleObject};
use chrono::{DateTime, Utc};
use hub_domain::page::Page;
use hub_domain::policy::project as policy;
use hub_domain::project::{self, impact, read, story};

use crate::account::Person;
use crate::challenge::Challenge;
use crate::connection::{self, List};
use crate::error::{Graphql, optional};
use crate::id::global;
use crate::project::delivery::{Delivered, Delivery};
use crate::project::impact::{Measure, ProjectStory};
use crate::project::parts::{ProjectDataset, ProjectPartner, ProjectUpdate};
use crate::request::{loaders, reader};
use crate::scalars::Html;

/// Where a project stands.
#[derive(Enum, Copy, Clone, Eq, PartialEq)]
#[graphql(remote = "hub_domain::project::ProjectState")]
pub enum ProjectState {
    /// Being built.
    InDelivery,
    /// In use.
    Live,
    /// Done as promised.
    Completed,
    /// Ended early.
    Stopped,
}

/// Where a project came from.
#[derive(Enum, Copy, Clone, Eq, PartialEq)]
#[graphql(remote = "hub_domain::project::list::Origin")]
pub enum ProjectOrigin {
    /// It was selected in a challenge.
    Challenge,
    /// Its makers registered it.
    Registered,
}

/// What the viewer may do with a project.
#[derive(SimpleObject)]
pub struct ProjectCan {
    /// Edit its page.
    edit: bool,
    /// Post news.
    post_update: bool,
    /// Take down any news.
    delete_updates: bool,
    /// Say that a live one is still as its page says.
    confirm: bool,
    /// Hide it, or show it again.
    hide: bool,
    /// Say whom it reaches and what it has changed.
    report_impact: bool,
    /// See how it delivers.
    follow_delivery: bool,
}

/// A service being built or running.
pub struct Project(pub project::Project);

impl From<project::Project> for Project {
    fn from(row: project::Project) -> Self {
        Self(row)
    }
}

/// A service being built or running.
#[Object]
impl Project {
    /// Global id.
    pub async fn id(&self) -> ID {
        global("Project", self.0.id)
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
    async fn title(&self) -> &str {
        &self.0.title
    }
    /// What it does, and for whom, as Markdown.
    async fn summary(&self) -> &str {
        &self.0.summary
    }
    /// What it does, and for whom, as HTML.
    async fn summary_html(&self) -> Html {
        Html::markdown(&self.0.summary)
    }
    /// The first words of the summary as plain text, for lists.
    async fn excerpt(&self) -> String {
        hub_domain::values::excerpt(&self.0.summary, 240)
    }
    /// What it changes locally, as Markdown.
    async fn impact(&self) -> &str {
        &self.0.impact
    }
    /// What it changes locally, as HTML.
    async fn impact_html(&self) -> Html {
        Html::markdown(&self.0.impact)
    }
    /// Who benefits, and how, as Markdown.
    async fn beneficiaries(&self) -> &str {
        &self.0.beneficiaries
    }
    /// Who benefits, and how, as HTML.
    async fn beneficiaries_html(&self) -> Html {
        Html::markdown(&self.0.beneficiaries)
    }
    /// How many people it has reached, as far as its partners know.
    async fn people_reached(&self) -> Option<i64> {
        self.0.people_reached
    }
    /// The figures by which it shows what it has changed.
    async fn measures(&self, ctx: &Context<'_>) -> Result<Vec<Measure>> {
        let rows = impact::of(reader(ctx)?.db(), self.0.id).await;
        Ok(rows.graphql()?.into_iter().map(Measure).collect())
    }
    /// Whom it helped, and how; the newest first.
    async fn stories(&self, ctx: &Context<'_>) -> Result<Vec<ProjectStory>> {
        let rows = story::of(reader(ctx)?.db(), self.0.id).await;
        Ok(rows.graphql()?.into_iter().map(ProjectStory).collect())
    }
    /// One of its stories; null when there is no such one.
    async fn story(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Number of the story.")] number: i64,
    ) -> Result<Option<ProjectStory>> {
        let row = story::one(reader(ctx)?.db(), self.0.id, number).await;
        Ok(optional(row)?.map(ProjectStory))
    }
    /// Where it stands.
    async fn state(&self) -> ProjectState {
        self.0.state.into()
    }
    /// Why it stopped, or empty.
    async fn state_reason(&self) -> &str {
        &self.0.state_reason
    }
    /// The challenge that it came from.
    async fn challenge(&self, ctx: &Context<'_>) -> Result<Option<Challenge>> {
        match self.0.challenge_id {
            None => Ok(None),
            Some(id) => Ok(optional(loaders(ctx)?.challenge(id).await)?.map(Challenge)),
        }
    }
    /// Who is behind it, the lead first.
    async fn partners(&self, ctx: &Context<'_>) -> Result<Vec<ProjectPartner>> {
        let parts = loaders(ctx)?.parts_of_project(self.0.id).await.graphql()?;
        Ok(parts.partners.into_iter().map(ProjectPartner).collect())
    }
    /// The datasets that it uses.
    async fn datasets(&self, ctx: &Context<'_>) -> Result<Vec<ProjectDataset>> {
        let parts = loaders(ctx)?.parts_of_project(self.0.id).await.graphql()?;
        Ok(parts.datasets.into_iter().map(ProjectDataset).collect())
    }
    /// How it delivers; null to all but its partners' people and programme staff.
    async fn delivery(&self, ctx: &Context<'_>) -> Result<Option<Delivery>> {
        Delivery::of(ctx, &self.0).await
    }
    /// The milestones that programme staff accepted.
    async fn delivered(&self, ctx: &Context<'_>) -> Result<Vec<Delivered>> {
        Delivered::of(ctx, self.0.id).await
    }
    /// News, the newest first.
    async fn updates(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many, 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "Cursor after which to begin.")] after: Option<String>,
    ) -> Result<List<ProjectUpdate>> {
        let page = Page::parse(first, after.as_deref()).graphql()?;
        let slice = read::updates(reader(ctx)?.db(), self.0.id, &page).await;
        Ok(connection::list(
            slice.graphql()?,
            page.after.is_some(),
            ProjectUpdate,
        ))
    }
    /// Where it runs, or empty.
    async fn website(&self) -> &str {
        &self.0.website
    }
    /// Where its code is, or empty.
    async fn repository(&self) -> &str {
        &self.0.repository
    }
    /// Under which licence its code is, as SPDX names it, or empty.
    async fn licence(&self) -> &str {
        &self.0.licence
    }
    /// When its partners last said that the page is true, or null.
    async fn confirmed_at(&self) -> Option<DateTime<Utc>> {
        self.0.confirmed_at
    }
    /// Who said so.
    async fn confirmed_by(&self, ctx: &Context<'_>) -> Result<Option<Person>> {
        match self.0.confirmed_by {
            None => Ok(None),
            Some(id) => Ok(optional(loaders(ctx)?.person(id).await)?.map(Person)),
        }
    }
    /// Since when a live one is not confirmed, once its partners were asked and did not answer for
    /// thirty days; null otherwise.
    async fn unconfirmed_since(&self, ctx: &Context<'_>) -> Result<Option<DateTime<Utc>>> {
        let now = reader(ctx)?.now();
        Ok(project::still_live::unconfirmed_since(&self.0, now))
    }
    /// Where it came from.
    async fn origin(&self) -> ProjectOrigin {
        match self.0.challenge_id {
            Some(_) => ProjectOrigin::Challenge,
            None => ProjectOrigin::Registered,
        }
    }
    /// Why a moderator hid it, or null. What is hidden is seen by its partners, moderators and
    /// staff alone.
    async fn hidden_reason(&self) -> Option<&str> {
        self.0.hidden_at.map(|_| self.0.hidden_reason.as_str())
    }
    /// Grows with each edit; send it along when you edit.
    async fn version(&self) -> i32 {
        self.0.version
    }
    /// When it was made.
    async fn created_at(&self) -> DateTime<Utc> {
        self.0.created_at
    }
    /// When it was last changed.
    async fn updated_at(&self) -> DateTime<Utc> {
        self.0.updated_at
    }
    /// What the viewer may do with it.
    async fn viewer_can(&self, ctx: &Context<'_>) -> Result<ProjectCan> {
        let reader = reader(ctx)?;
        let viewer = reader.viewer();
        let part = read::part(reader.db(), viewer, self.0.id).await.graphql()?;
        let partner = part.partner;
        Ok(ProjectCan {
            edit: policy::may_edit(viewer, part),
            post_update: policy::may_post_update(viewer, partner),
            delete_updates: policy::may_delete_update(viewer, partner, 0),
            confirm: self.0.state == project::ProjectState::Live
                && policy::may_confirm(viewer, partner),
            hide: policy::may_hide(viewer),
            report_impact: policy::may_report_impact(viewer, partner),
            follow_delivery: self.0.challenge_id.is_some()
                && policy::may_follow_delivery(viewer, part),
        })
    }
}
