//! Types of this area.

use async_graphql::{Context, Enum, ID, Object, Result, SimpleObject};
use chrono::{DateTime, Utc};
use hub_domain::page::Page;
use hub_domain::policy::project as policy;
use hub_domain::project::{self, read};

use crate::account::Person;
use crate::catalogue::Dataset;
use crate::challenge::Challenge;
use crate::connection::{self, List};
use crate::error::{Graphql, optional};
use crate::id::global;
use crate::organisation::Organisation;
use crate::proposal::PartnerRole;
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

/// A party to a project: an organisation or a person.
pub struct ProjectPartner(project::Partner);

/// A party to a project: an organisation or a person.
#[Object]
impl ProjectPartner {
    /// Its part in it.
    async fn role(&self) -> PartnerRole {
        self.0.role.into()
    }
    /// The organisation, if it is one.
    async fn organisation(&self, ctx: &Context<'_>) -> Result<Option<Organisation>> {
        match self.0.organisation_id {
            None => Ok(None),
            Some(id) => Ok(optional(loaders(ctx)?.organisation(id).await)?.map(Organisation)),
        }
    }
    /// The person, if it is one.
    async fn person(&self, ctx: &Context<'_>) -> Result<Option<Person>> {
        match self.0.person_id {
            None => Ok(None),
            Some(id) => Ok(optional(loaders(ctx)?.person(id).await)?.map(Person)),
        }
    }
}

/// A dataset that a project uses: an edge of the live graph.
pub struct ProjectDataset(project::DatasetUse);

/// A dataset that a project uses.
#[Object]
impl ProjectDataset {
    /// The dataset; null when its publisher withdrew it.
    async fn dataset(&self, ctx: &Context<'_>) -> Result<Option<Dataset>> {
        Ok(optional(loaders(ctx)?.dataset(self.0.dataset_id).await)?.map(Dataset))
    }
    /// What it is used for.
    async fn purpose(&self) -> &str {
        &self.0.purpose
    }
    /// Since when.
    async fn since(&self) -> DateTime<Utc> {
        self.0.since
    }
}

/// News from a project.
pub struct ProjectUpdate(project::Update);

impl From<project::Update> for ProjectUpdate {
    fn from(row: project::Update) -> Self {
        Self(row)
    }
}

/// News from a project.
#[Object]
impl ProjectUpdate {
    /// Global id.
    pub async fn id(&self) -> ID {
        global("ProjectUpdate", self.0.id)
    }
    /// Number, by which it is taken down.
    async fn number(&self) -> i64 {
        self.0.id
    }
    /// Headline.
    async fn title(&self) -> &str {
        &self.0.title
    }
    /// What is new.
    async fn body_html(&self) -> Html {
        Html::markdown(&self.0.body)
    }
    /// By whom.
    async fn author(&self, ctx: &Context<'_>) -> Result<Option<Person>> {
        Ok(optional(loaders(ctx)?.person(self.0.author_id).await)?.map(Person))
    }
    /// When.
    async fn created_at(&self) -> DateTime<Utc> {
        self.0.created_at
    }
    /// Of which project.
    async fn project(&self, ctx: &Context<'_>) -> Result<Project> {
        let row = loaders(ctx)?.project(self.0.project_id).await;
        row.graphql().map(Project)
    }
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
        let partner = read::is_partner(reader.db(), viewer, self.0.id)
            .await
            .graphql()?;
        Ok(ProjectCan {
            edit: policy::may_edit(viewer, partner),
            post_update: policy::may_post_update(viewer, partner),
            delete_updates: policy::may_delete_update(viewer, partner, 0),
        })
    }
}
