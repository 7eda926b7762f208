//! Registering a project, saying on which data it stands, and that it is still live.

use async_graphql::{Context, InputObject, Object, Result};
use hub_domain::project::confirm::{self, ConfirmProject};
use hub_domain::project::hide_project::{self, HideProject};
use hub_domain::project::register::{self, RegisterProject};
use hub_domain::project::still_live;
use hub_domain::project::uses::{self, RemoveProjectUse, SaveProjectUse};

use crate::error::{to_graphql, user_errors};
use crate::project::mutation::ProjectPayload;
use crate::project::parts::UseRole;
use crate::request::{change, reader, require_to_change};

/// A project that did not come from a challenge.
#[derive(InputObject)]
pub struct RegisterProjectInput {
    /// What it is called.
    title: String,
    /// What it does, in one sentence.
    summary: String,
    /// Where it runs.
    website: String,
    /// Where its code is, or empty.
    #[graphql(default)]
    repository: String,
    /// Numbers of the datasets that it uses, or the addresses of their pages; at least one.
    datasets: Vec<String>,
    /// Number of the organisation that is behind it, one of your own; you yourself, if none.
    organisation: Option<i64>,
    /// Whether it is another one than those that are known at the same address.
    #[graphql(default)]
    another: bool,
    /// The same id sent again returns the first result.
    request_id: Option<String>,
}

/// What a project uses a dataset for.
#[derive(InputObject)]
pub struct SaveProjectUseInput {
    /// Number of the project.
    project: i64,
    /// Number of the dataset, or the address of its page.
    dataset: String,
    /// What the project would be without it.
    role: UseRole,
    /// What it is used for.
    #[graphql(default)]
    purpose: String,
    /// Address of the file or service that is used; empty for the dataset as a whole.
    #[graphql(default)]
    distribution: String,
    /// Since when, as 2027-03-31; empty for what is known, or today.
    #[graphql(default)]
    since: String,
    /// Version of the project that you had before you.
    version: i32,
}

/// Which dataset a project uses no longer.
#[derive(InputObject)]
pub struct RemoveProjectUseInput {
    /// Number of the project.
    project: i64,
    /// Number of the dataset.
    dataset: i64,
    /// Version of the project that you had before you.
    version: i32,
}

/// Which project is still as its page says.
#[derive(InputObject)]
pub struct ConfirmProjectInput {
    /// Its number.
    project: i64,
}

/// The answer to a mail: yes, it is still live.
#[derive(InputObject)]
pub struct ConfirmStillLiveInput {
    /// The last part of the link in the mail.
    token: String,
}

/// Whether a project is shown.
#[derive(InputObject)]
pub struct HideProjectInput {
    /// Number of the project.
    project: i64,
    /// Whether to hide it, or to show it again.
    hide: bool,
    /// Why it is hidden; its partners read it.
    #[graphql(default)]
    reason: String,
}

/// Registration of projects, and what keeps their pages true.
#[derive(Default)]
pub struct ProjectRegistration;

#[Object]
impl ProjectRegistration {
    /// Registers a project that did not come from a challenge. It is shown at once.
    async fn register_project(
        &self,
        ctx: &Context<'_>,
        input: RegisterProjectInput,
    ) -> Result<ProjectPayload> {
        let input = RegisterProject {
            title: input.title,
            summary: input.summary,
            website: input.website,
            repository: input.repository,
            datasets: input.datasets,
            organisation: input.organisation,
            another: input.another,
            request_id: input.request_id,
        };
        let outcome = change(ctx, input, |c, i| {
            Box::pin(register::register_project(c, i))
        });
        Ok(outcome.await?.into())
    }

    /// Adds a dataset to what a project uses, or changes what is said of one.
    async fn save_project_use(
        &self,
        ctx: &Context<'_>,
        input: SaveProjectUseInput,
    ) -> Result<ProjectPayload> {
        let input = SaveProjectUse {
            project: input.project,
            dataset: input.dataset,
            role: input.role.into(),
            purpose: input.purpose,
            distribution: input.distribution,
            since: input.since,
            version: input.version,
        };
        let outcome = change(ctx, input, |c, i| Box::pin(uses::save_project_use(c, i)));
        Ok(outcome.await?.into())
    }

    /// Takes a dataset from what a project uses.
    async fn remove_project_use(
        &self,
        ctx: &Context<'_>,
        input: RemoveProjectUseInput,
    ) -> Result<ProjectPayload> {
        let input = RemoveProjectUse {
            project: input.project,
            dataset: input.dataset,
            version: input.version,
        };
        let outcome = change(ctx, input, |c, i| Box::pin(uses::remove_project_use(c, i)));
        Ok(outcome.await?.into())
    }

    /// Says that a live project is still as its page says, with all that it uses.
    async fn confirm_project(
        &self,
        ctx: &Context<'_>,
        input: ConfirmProjectInput,
    ) -> Result<ProjectPayload> {
        let input = ConfirmProject {
            project: input.project,
        };
        let outcome = change(ctx, input, |c, i| Box::pin(confirm::confirm_project(c, i)));
        Ok(outcome.await?.into())
    }

    /// Answers a mail: yes, still live. The link in the mail is all that it takes, once.
    async fn confirm_still_live(
        &self,
        ctx: &Context<'_>,
        input: ConfirmStillLiveInput,
    ) -> Result<ProjectPayload> {
        let reader = reader(ctx)?;
        require_to_change(reader)?;
        let outcome = match still_live::confirm_by_link(reader.hub(), &input.token).await {
            Ok(project) => Ok(project),
            Err(error) => Err(user_errors(error).map_err(|error| to_graphql(&error))?),
        };
        Ok(outcome.into())
    }

    /// Hides a project from all but its partners, moderators and staff, or shows it again.
    async fn hide_project(
        &self,
        ctx: &Context<'_>,
        input: HideProjectInput,
    ) -> Result<ProjectPayload> {
        let input = HideProject {
            project: input.project,
            hide: input.hide,
            reason: input.reason,
        };
        let outcome = change(ctx, input, |c, i| {
            Box::pin(hide_project::hide_project(c, i))
        });
        Ok(outcome.await?.into())
    }
}
