//! Planning what a project does by when, once it runs: further milestones, and other days for those
//! that nothing shows yet. What was promised for an award is moved by programme staff alone.

use chrono::NaiveDate;
use chrono_tz::Europe::London;
use hub_entity::project::{MilestoneState, NotedState, Payment, project_milestone};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, IntoActiveModel};
use serde_json::json;

use crate::context::Context;
use crate::error::{Error, FieldError, Result};
use crate::platform::audit;
use crate::platform::letter::Letter;
use crate::policy::{self, project::Part};
use crate::project::milestone::{self, Milestone};
use crate::project::{Project, ProjectState, read};
use crate::values::Fields;

/// Milestones that one project can have.
const MOST: usize = 100;

/// A further milestone.
#[derive(Debug, Clone)]
pub struct AddMilestone {
    /// Number of the project.
    pub project: i64,
    /// What will be done.
    pub title: String,
    /// By when, as `2027-03-31`.
    pub due_on: String,
}

/// Adds a milestone to a project that runs, and tells its partners. One that is planned for the same
/// day already is the one.
///
/// # Errors
/// `NotFound` to those who may not follow the delivery, `Forbidden` to those who may not plan it;
/// `Invalid` on `title` or `dueOn`, or on the whole once the project is over.
pub async fn add_milestone(ctx: &Context, input: AddMilestone) -> Result<Milestone> {
    let mut fields = Fields::default();
    let title = fields.line("title", &input.title, 3..=200);
    let due_on = day(ctx, &mut fields, &input.due_on);
    if ctx.viewer().id().is_none() {
        return Err(Error::Unauthenticated);
    }
    let tx = ctx.tx().await?;
    let project = read::locked(ctx, input.project).await?;
    let part = read::part(tx, ctx.viewer(), project.id).await?;
    if !policy::project::may_follow_delivery(ctx.viewer(), part) {
        return Err(Error::NotFound);
    }
    require_plan(ctx, &project, part)?;
    let known = milestone::of(tx, project.id).await?;
    if known.len() >= MOST {
        fields.push(FieldError::new("title", "TOO_MANY").with("max", MOST));
    }
    fields.finish()?;
    // A form that is sent twice adds one.
    let same = |one: &&Milestone| {
        one.state == MilestoneState::Planned && one.title == title && one.due_on == due_on
    };
    if let Some(same) = known.iter().find(same) {
        return Ok(same.clone());
    }
    let last = known.iter().map(|milestone| milestone.position).max();
    let row = project_milestone::ActiveModel {
        project_id: Set(project.id),
        position: Set(last.unwrap_or(0) + 1),
        title: Set(title),
        due_on: Set(due_on),
        state: Set(MilestoneState::Planned),
        noted: Set(NotedState::Planned),
        evidence: Set(String::new()),
        evidenced_at: Set(None),
        evidenced_by: Set(None),
        reason: Set(String::new()),
        decided_at: Set(None),
        decided_by: Set(None),
        payment: Set(Payment::None),
        amount_pence: Set(0),
        version: Set(1),
        created_at: Set(ctx.now()),
        ..Default::default()
    };
    let added = row.insert(tx).await?;
    planned(ctx, &project, &added, None, "").await?;
    Ok(added)
}

/// Another day for a milestone.
#[derive(Debug, Clone)]
pub struct MoveMilestone {
    /// Number of the milestone.
    pub milestone: i64,
    /// By when it will be done, as `2027-03-31`.
    pub due_on: String,
    /// Why; its partners read it.
    pub reason: String,
    /// Version that they had before them.
    pub version: i32,
}

/// Moves a milestone that nothing shows yet to another day, and tells its partners.
///
/// # Errors
/// `NotFound` to those who may not follow the delivery, `Forbidden` to those who may not plan it;
/// `Invalid` on `dueOn` or `reason`, or on the whole once there is evidence or the project is over;
/// `Conflict`.
pub async fn move_milestone(ctx: &Context, input: MoveMilestone) -> Result<Milestone> {
    let mut fields = Fields::default();
    let due_on = day(ctx, &mut fields, &input.due_on);
    let reason = fields.text("reason", &input.reason, 3..=2_000);
    let (project, known, part) = milestone::locked(ctx, input.milestone).await?;
    require_plan(ctx, &project, part)?;
    fields.require(due_on != known.due_on, "dueOn", "SAME_DAY");
    fields.finish()?;
    if known.version != input.version {
        return Err(Error::Conflict);
    }
    if known.state != MilestoneState::Planned {
        return Err(Error::field("", "MILESTONE_EVIDENCED"));
    }
    let before = known.due_on.clone();
    let mut row = known.into_active_model();
    row.due_on = Set(due_on);
    // The clock tells of the new day again.
    row.noted = Set(NotedState::Planned);
    row.version = Set(input.version + 1);
    let moved = row.update(ctx.tx().await?).await?;
    planned(ctx, &project, &moved, Some(&before), &reason).await?;
    Ok(moved)
}

/// Whether the viewer may plan milestones of a project now.
pub fn may_plan(viewer: &crate::Viewer, project: &Project, part: Part) -> bool {
    runs(project)
        && policy::project::may_plan_milestones(viewer, part, project.challenge_id.is_some())
}

fn runs(project: &Project) -> bool {
    matches!(project.state, ProjectState::InDelivery | ProjectState::Live)
}

fn require_plan(ctx: &Context, project: &Project, part: Part) -> Result<()> {
    let is_awarded = project.challenge_id.is_some();
    let allowed = policy::project::may_plan_milestones(ctx.viewer(), part, is_awarded);
    policy::require(ctx.viewer(), allowed)?;
    if runs(project) {
        return Ok(());
    }
    Err(Error::field("", "PROJECT_OVER"))
}

/// A day from today on, as `2027-03-31`: days are ordered as texts.
fn day(ctx: &Context, fields: &mut Fields, typed: &str) -> String {
    let today = ctx.now().with_timezone(&London).date_naive();
    let Ok(day) = NaiveDate::parse_from_str(typed.trim(), "%Y-%m-%d") else {
        fields.push(FieldError::new("dueOn", "NOT_A_DATE"));
        return String::new();
    };
    fields.require(day >= today, "dueOn", "DAY_PASSED");
    day.format("%Y-%m-%d").to_string()
}

/// Writes the audit row, and tells the partners.
async fn planned(
    ctx: &Context,
    project: &Project,
    milestone: &Milestone,
    before: Option<&str>,
    reason: &str,
) -> Result<()> {
    let entry = audit::Entry {
        action: match before {
            Some(_) => "milestone_moved",
            None => "milestone_added",
        },
        object_kind: "project",
        object_id: project.id,
        challenge_id: project.challenge_id,
        details: json!({
            "milestone": milestone.id,
            "before": before,
            "due_on": milestone.due_on,
            "reason": reason,
        }),
    };
    audit::record(ctx, entry).await?;
    let by = NaiveDate::parse_from_str(&milestone.due_on, "%Y-%m-%d");
    let letter = Letter::MilestonePlanned {
        project_title: project.title.clone(),
        milestone_title: milestone.title.clone(),
        moved: before.is_some(),
        by: by.map_or_else(
            |_| milestone.due_on.clone(),
            |day| day.format("%-d %B %Y").to_string(),
        ),
        reason: reason.to_owned(),
        link: milestone::link(ctx, project),
    };
    let occasion = format!("milestone-planned:{}:{}", milestone.id, milestone.version);
    milestone::tell(ctx, project, &occasion, &letter).await
}
