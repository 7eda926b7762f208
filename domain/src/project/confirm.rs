//! Somebody says that a project's page is true: still live, and still on this data.

use hub_entity::project::project_dataset;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter,
};
use serde_json::json;

use crate::context::Context;
use crate::error::{Error, Result};
use crate::platform::audit;
use crate::policy;
use crate::project::{Project, ProjectState, read};

/// Which project is still as its page says.
#[derive(Debug, Clone)]
pub struct ConfirmProject {
    /// Its number.
    pub project: i64,
}

/// Confirms a live project with all that it uses.
///
/// # Errors
/// `Forbidden` to all but its partners' people; `Invalid` unless it is live.
pub async fn confirm_project(ctx: &Context, input: ConfirmProject) -> Result<Project> {
    let project = read::locked(ctx, input.project).await?;
    let partner = read::is_partner(ctx.tx().await?, ctx.viewer(), project.id).await?;
    let allowed = policy::project::may_confirm(ctx.viewer(), partner);
    policy::require(ctx.viewer(), allowed)?;
    if project.state != ProjectState::Live {
        return Err(Error::field("project", "PROJECT_NOT_LIVE"));
    }
    let by = ctx.actor()?.id;
    write(ctx, project, by, "page").await
}

/// Notes who confirmed a project that is locked, and by which way.
pub(super) async fn write(ctx: &Context, project: Project, by: i64, way: &str) -> Result<Project> {
    let tx = ctx.tx().await?;
    let mut row = project.into_active_model();
    row.confirmed_at = Set(Some(ctx.now()));
    row.confirmed_by = Set(Some(by));
    let project = row.update(tx).await?;
    let uses = project_dataset::ActiveModel {
        confirmed_at: Set(Some(ctx.now())),
        confirmed_by: Set(Some(by)),
        ..Default::default()
    };
    project_dataset::Entity::update_many()
        .set(uses)
        .filter(project_dataset::Column::ProjectId.eq(project.id))
        .exec(tx)
        .await?;
    let entry = audit::Entry {
        action: "project_confirmed",
        object_kind: "project",
        object_id: project.id,
        challenge_id: project.challenge_id,
        details: json!({ "person": by, "by": way }),
    };
    audit::record(ctx, entry).await?;
    Ok(project)
}
