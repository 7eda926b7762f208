//! Risks: what may go wrong in a project, as its partners and programme staff see it. Nobody else
//! does, so that they can be named.

use hub_entity::project::{Likelihood, project_risk};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel,
    PaginatorTrait, QueryFilter, QueryOrder,
};
use serde_json::json;

use crate::context::Context;
use crate::error::{Error, FieldError, Result};
use crate::platform::audit;
use crate::policy;
use crate::project::{Project, read};
use crate::values::Fields;

/// A risk.
pub type Risk = project_risk::Model;

/// Most open risks of one project.
const MOST: u64 = 100;

/// The open risks of a project, in the order in which they were named.
///
/// # Errors
/// When the database does not answer.
pub async fn of(db: &impl ConnectionTrait, project_id: i64) -> Result<Vec<Risk>> {
    Ok(project_risk::Entity::find()
        .filter(project_risk::Column::ProjectId.eq(project_id))
        .filter(project_risk::Column::ClosedAt.is_null())
        .order_by_asc(project_risk::Column::Id)
        .all(db)
        .await?)
}

/// What may go wrong.
#[derive(Debug, Clone)]
pub struct NameRisk {
    /// Number of the project.
    pub project: i64,
    /// What may happen, and what is done against it.
    pub text: String,
    /// How likely it is.
    pub likelihood: Likelihood,
    /// Who looks after it.
    pub owner: String,
}

/// Names a risk.
///
/// # Errors
/// `Forbidden` to all but the partners' people and staff; `Invalid`.
pub async fn name_risk(ctx: &Context, input: NameRisk) -> Result<Risk> {
    let mut fields = Fields::default();
    let text = fields.text("text", &input.text, 3..=2_000);
    let owner = fields.line("owner", &input.owner, 2..=100);
    let project = to_follow(ctx, input.project).await?;
    fields.finish()?;
    let tx = ctx.tx().await?;
    let open = project_risk::Entity::find()
        .filter(project_risk::Column::ProjectId.eq(project.id))
        .filter(project_risk::Column::ClosedAt.is_null())
        .count(tx)
        .await?;
    if open >= MOST {
        return Err(FieldError::new("text", "TOO_MANY").with("max", MOST).into());
    }
    let row = project_risk::ActiveModel {
        project_id: Set(project.id),
        text: Set(text),
        likelihood: Set(input.likelihood),
        owner: Set(owner),
        version: Set(1),
        created_at: Set(ctx.now()),
        ..Default::default()
    };
    let risk = row.insert(tx).await?;
    record(ctx, &project, &risk, "project_risk_named").await?;
    Ok(risk)
}

/// Which risk is over.
#[derive(Debug, Clone)]
pub struct CloseRisk {
    /// Its number.
    pub risk: i64,
}

/// Says that a risk is over; the row stays.
///
/// # Errors
/// `NotFound` when there is none; `Forbidden` to all but the partners' people and staff.
pub async fn close_risk(ctx: &Context, input: CloseRisk) -> Result<Risk> {
    if ctx.viewer().id().is_none() {
        return Err(Error::Unauthenticated);
    }
    let tx = ctx.tx().await?;
    let find = || project_risk::Entity::find_by_id(input.risk).one(tx);
    let known = find().await?.ok_or(Error::NotFound)?;
    let project = match to_follow(ctx, known.project_id).await {
        // That there is a risk is theirs to know.
        Err(Error::Forbidden) => Err(Error::NotFound),
        other => other,
    }?;
    let risk = find().await?.filter(|risk| risk.closed_at.is_none());
    let mut row = risk.ok_or(Error::NotFound)?.into_active_model();
    row.closed_at = Set(Some(ctx.now()));
    let risk = row.update(tx).await?;
    record(ctx, &project, &risk, "project_risk_closed").await?;
    Ok(risk)
}

async fn to_follow(ctx: &Context, number: i64) -> Result<Project> {
    let project = read::locked(ctx, number).await?;
    let part = read::part(ctx.tx().await?, ctx.viewer(), project.id).await?;
    let allowed = policy::project::may_follow_delivery(ctx.viewer(), part);
    policy::require(ctx.viewer(), allowed)?;
    Ok(project)
}

async fn record(ctx: &Context, project: &Project, risk: &Risk, action: &str) -> Result<()> {
    let entry = audit::Entry {
        action,
        object_kind: "project",
        object_id: project.id,
        challenge_id: project.challenge_id,
        details: json!({ "risk": risk.id }),
    };
    audit::record(ctx, entry).await
}
