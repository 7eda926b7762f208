//! What a project consists of: its partners, the data that it uses, its news.

use async_graphql::{Context, Enum, ID, Object, Result};
use chrono::{DateTime, Utc};
use hub_domain::project;

use crate::account::Person;
use crate::catalogue::{Dataset, DatasetLoaders, Distribution};
use crate::error::{Graphql, optional};
use crate::id::global;
use crate::loaders::unwrap;
use crate::organisation::Organisation;
use crate::project::types::Project;
use crate::proposal::PartnerRole;
use crate::request::loaders;
use crate::scalars::Html;

/// What a project would be without a dataset.
#[derive(Enum, Copy, Clone, Eq, PartialEq)]
#[graphql(remote = "hub_domain::project::UseRole")]
pub enum UseRole {
    /// It does not work without the data.
    Essential,
    /// The data makes it better.
    Supporting,
    /// It makes the data.
    Produced,
}

/// A party to a project: an organisation or a person.
pub struct ProjectPartner(pub project::Partner);

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
pub struct ProjectDataset(pub project::DatasetUse);

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
    /// Number of the dataset.
    async fn number(&self) -> i64 {
        self.0.dataset_id
    }
    /// Since when.
    async fn since(&self) -> DateTime<Utc> {
        self.0.since
    }
    /// What the project would be without it.
    async fn role(&self) -> UseRole {
        self.0.role.into()
    }
    /// Address of the file or service that is used; empty for the dataset as a whole.
    async fn distribution_url(&self) -> &str {
        &self.0.distribution_url
    }
    /// The file or service that is used; null for the dataset as a whole, and when the dataset has
    /// it no longer.
    async fn distribution(&self, ctx: &Context<'_>) -> Result<Option<Distribution>> {
        if self.0.distribution_url.is_empty() {
            return Ok(None);
        }
        // What may not be seen of a dataset is not told by way of a project either.
        if optional(loaders(ctx)?.dataset(self.0.dataset_id).await)?.is_none() {
            return Ok(None);
        }
        let files = ctx
            .data::<DatasetLoaders>()?
            .distributions
            .load_one(self.0.dataset_id);
        let files = files.await.map_err(unwrap).graphql()?.unwrap_or_default();
        let used = files
            .into_iter()
            .find(|file| file.url == self.0.distribution_url);
        Ok(used.map(Distribution::from))
    }
    /// When its partners last said that it is so, or null.
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
}

/// News from a project.
pub struct ProjectUpdate(pub project::Update);

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
