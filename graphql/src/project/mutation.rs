//! Changes of this area.

use async_graphql::{Context, InputObject, Object, Result};
use hub_domain::project::delete_update::{self, DeleteUpdate};
use hub_domain::project::edit_project::{self, EditProject};
use hub_domain::project::post_update::{self, PostUpdate};

use crate::payload;
use crate::project::parts::ProjectUpdate;
use crate::project::types::{Project, ProjectState};
use crate::request::change;

/// What a project's page says.
#[derive(InputObject)]
pub struct EditProjectInput {
    /// Number of the project.
    project: i64,
    /// What it is called.
    title: String,
    /// What it does, and for whom, as Markdown.
    summary: String,
    /// What it changes locally, as Markdown.
    #[graphql(default)]
    impact: String,
    /// Where it stands.
    state: ProjectState,
    /// Why it stopped.
    #[graphql(default)]
    state_reason: String,
    /// Where it runs, or empty.
    #[graphql(default)]
    website: String,
    /// Where its code is, or empty.
    #[graphql(default)]
    repository: String,
    /// Under which licence its code is, as SPDX names it, or empty.
    #[graphql(default)]
    licence: String,
    /// Version that you had before you.
    version: i32,
}

/// News of a project.
#[derive(InputObject)]
pub struct PostUpdateInput {
    /// Number of the project.
    project: i64,
    /// Headline.
    title: String,
    /// What is new, as Markdown.
    body: String,
    /// The same id sent again returns the first result.
    request_id: Option<String>,
}

/// Which news to take down.
#[derive(InputObject)]
pub struct DeleteUpdateInput {
    /// Its number.
    update: i64,
}

payload! {
    /// A project that was edited.
    ProjectPayload {
        /// The project.
        project: Project
    }
}

payload! {
    /// News of a project.
    ProjectUpdatePayload {
        /// The news.
        update: ProjectUpdate
    }
}

/// Projects.
#[derive(Default)]
pub struct ProjectMutation;

#[Object]
impl ProjectMutation {
    /// Edits a project's page.
    async fn edit_project(
        &self,
        ctx: &Context<'_>,
        input: EditProjectInput,
    ) -> Result<ProjectPayload> {
        let input = EditProject {
            project: input.project,
            title: input.title,
            summary: input.summary,
            impact: input.impact,
            state: input.state.into(),
            state_reason: input.state_reason,
            website: input.website,
            repository: input.repository,
            licence: input.licence,
            version: input.version,
        };
        let outcome = change(ctx, input, |c, i| {
            Box::pin(edit_project::edit_project(c, i))
        });
        Ok(outcome.await?.into())
    }

    /// Posts news of a project.
    async fn post_update(
        &self,
        ctx: &Context<'_>,
        input: PostUpdateInput,
    ) -> Result<ProjectUpdatePayload> {
        let input = PostUpdate {
            project: input.project,
            title: input.title,
            body: input.body,
            request_id: input.request_id,
        };
        let outcome = change(ctx, input, |c, i| Box::pin(post_update::post_update(c, i)));
        Ok(outcome.await?.into())
    }

    /// Takes news of a project down.
    async fn delete_update(
        &self,
        ctx: &Context<'_>,
        input: DeleteUpdateInput,
    ) -> Result<ProjectUpdatePayload> {
        let input = DeleteUpdate {
            update: input.update,
        };
        let outcome = change(ctx, input, |c, i| {
            Box::pin(delete_update::delete_update(c, i))
        });
        Ok(outcome.await?.into())
    }
}
