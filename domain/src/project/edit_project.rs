//! Partners keep their project's page true.

use hub_entity::project::ProjectState;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, IntoActiveModel};
use serde_json::json;

use crate::context::Context;
use crate::error::{Error, Result};
use crate::platform::audit;
use crate::policy;
use crate::project::register::address_key;
use crate::project::{Project, read, story};
use crate::values::{Fields, slug};

/// What a project's page says.
#[derive(Debug, Clone)]
pub struct EditProject {
    /// Number of the project.
    pub project: i64,
    /// What it is called.
    pub title: String,
    /// Markdown: what it does, and for whom.
    pub summary: String,
    /// Markdown: what it changes locally.
    pub impact: String,
    /// Where it stands.
    pub state: ProjectState,
    /// Why it stopped.
    pub state_reason: String,
    /// Where it runs, or empty.
    pub website: String,
    /// Where its code is, or empty.
    pub repository: String,
    /// Under which licence its code is, as SPDX names it, or empty.
    pub licence: String,
    /// Version that they had before them.
    pub version: i32,
}

/// Edits a project.
///
/// # Errors
/// `Forbidden` to all but its partners' people and staff; `Invalid`, as when it stopped without a
/// reason; `Conflict` when somebody else edited it meanwhile.
pub async fn edit_project(ctx: &Context, input: EditProject) -> Result<Project> {
    let mut fields = Fields::default();
    let title = fields.line("title", &input.title, 3..=150);
    let summary = fields.text("summary", &input.summary, 1..=20_000);
    let impact = fields.text("impact", &input.impact, 0..=20_000);
    let website = fields.web_address("website", &input.website, false);
    let repository = fields.web_address("repository", &input.repository, false);
    let licence = fields.line("licence", &input.licence, 0..=100);
    let stopped = input.state == ProjectState::Stopped;
    let mut reason = fields.text(
        "stateReason",
        &input.state_reason,
        usize::from(stopped)..=2000,
    );
    if !stopped {
        reason.clear();
    }
    let project = read::locked(ctx, input.project).await?;
    let part = read::part(ctx.tx().await?, ctx.viewer(), project.id).await?;
    let allowed = policy::project::may_edit(ctx.viewer(), part);
    policy::require(ctx.viewer(), allowed)?;
    fields.finish()?;
    if project.version != input.version {
        return Err(Error::Conflict);
    }
    let before = project.state;
    let renamed = project.title != title;
    let live = input.state == ProjectState::Live;
    let mut row = project.into_active_model();
    row.slug = Set(slug(&title));
    row.title = Set(title);
    row.summary = Set(summary);
    row.impact = Set(impact);
    row.state = Set(input.state);
    row.state_reason = Set(reason);
    row.address_key = Set(address_key(&website));
    row.website = Set(website);
    row.repository = Set(repository);
    row.licence = Set(licence);
    // Who speaks for it and looks its page through says that it is so; staff do not speak for it.
    if live && part.partner {
        row.confirmed_at = Set(Some(ctx.now()));
        row.confirmed_by = Set(ctx.viewer().id());
    }
    row.version = Set(input.version + 1);
    row.updated_at = Set(ctx.now());
    let project = row.update(ctx.tx().await?).await?;
    read::index(ctx, &project).await?;
    if renamed {
        // Stories are found by the name of their project, too.
        story::index_all(ctx, &project).await?;
    }
    if before != project.state {
        let entry = audit::Entry {
            action: "project_state_changed",
            object_kind: "project",
            object_id: project.id,
            challenge_id: project.challenge_id,
            details: json!({
                "before": sea_orm::ActiveEnum::to_value(&before),
                "after": sea_orm::ActiveEnum::to_value(&project.state),
                "reason": project.state_reason,
            }),
        };
        audit::record(ctx, entry).await?;
    }
    Ok(project)
}
