//! Moderators hide a project that should not be shown, and show it again.

use sea_orm::{ActiveModelTrait, ActiveValue::Set, IntoActiveModel};
use serde_json::json;

use crate::context::Context;
use crate::error::Result;
use crate::platform::{audit, search_index};
use crate::policy;
use crate::project::{Project, read, story};
use crate::values::Fields;

/// Whether a project is shown.
#[derive(Debug, Clone)]
pub struct HideProject {
    /// Number of the project.
    pub project: i64,
    /// Whether to hide it, or to show it again.
    pub hide: bool,
    /// Why; its partners read it.
    pub reason: String,
}

/// Hides a project from all but its partners, moderators and staff, or shows it again.
///
/// # Errors
/// `Forbidden` to all but moderators; `Invalid` without a reason.
pub async fn hide_project(ctx: &Context, input: HideProject) -> Result<Project> {
    let mut fields = Fields::default();
    let reason = fields.text("reason", &input.reason, usize::from(input.hide)..=2000);
    let project = read::locked(ctx, input.project).await?;
    policy::require(ctx.viewer(), policy::project::may_hide(ctx.viewer()))?;
    fields.finish()?;
    if project.hidden_at.is_some() == input.hide {
        return Ok(project);
    }
    let mut row = project.into_active_model();
    row.hidden_at = Set(input.hide.then(|| ctx.now()));
    row.hidden_reason = Set(if input.hide {
        reason.clone()
    } else {
        String::new()
    });
    let project = row.update(ctx.tx().await?).await?;
    if input.hide {
        search_index::remove(ctx, "project", project.id).await?;
    } else {
        read::index(ctx, &project).await?;
    }
    story::index_all(ctx, &project).await?;
    let entry = audit::Entry {
        action: if input.hide {
            "project_hidden"
        } else {
            "project_shown"
        },
        object_kind: "project",
        object_id: project.id,
        challenge_id: project.challenge_id,
        details: json!({ "reason": reason }),
    };
    audit::record(ctx, entry).await?;
    Ok(project)
}
