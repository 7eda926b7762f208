//! Staff confirm a conflict of interest, or lift it.

use hub_entity::challenge::{ConflictOrigin, judge, proposal};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
};
use serde_json::json;

use crate::context::Context;
use crate::error::{Error, Result};
use crate::judging::assigned::slots;
use crate::judging::conflict::{self, Conflict};
use crate::judging::{conflict_rule, lots};
use crate::values::Fields;

/// Which conflict to confirm.
#[derive(Debug, Clone)]
pub struct ConfirmConflict {
    /// Key of the appointment.
    pub judge: String,
    /// Key of the proposal.
    pub proposal: String,
}

/// Which conflict to lift, and why.
#[derive(Debug, Clone)]
pub struct LiftConflict {
    /// Key of the appointment.
    pub judge: String,
    /// Key of the proposal.
    pub proposal: String,
    /// Why it is none.
    pub reason: String,
}

/// Confirms a conflict that a judge declared.
///
/// # Errors
/// `NotFound` to all but staff, and where none stands.
pub async fn confirm_conflict(ctx: &Context, input: ConfirmConflict) -> Result<Conflict> {
    let (judge, _, proposal) = conflict::for_staff(ctx, &input.judge, &input.proposal).await?;
    let tx = ctx.tx().await?;
    let known = standing(ctx, judge.id, proposal.id).await?;
    if known.confirmed_at.is_some() {
        return Ok(known);
    }
    let mut row = known.into_active_model();
    row.confirmed_at = Set(Some(ctx.now()));
    row.confirmed_by = Set(ctx.viewer().id());
    let confirmed = row.update(tx).await?;
    let details = json!({ "judge": judge.id, "proposal": proposal.id });
    conflict::note(ctx, &judge, "conflict_confirmed", &confirmed, details).await?;
    Ok(confirmed)
}

/// Lifts a conflict that was declared, or that staff added: the judge may read the proposal again,
/// and what they had written counts again. Never one by rule.
///
/// # Errors
/// `NotFound` to all but staff, and where none stands; `Invalid` without a reason, and where a
/// rule says so.
pub async fn lift_conflict(ctx: &Context, input: LiftConflict) -> Result<Conflict> {
    let mut fields = Fields::default();
    let reason = fields.text("reason", &input.reason, 1..=1000);
    let (judge, challenge, proposal) =
        conflict::for_staff(ctx, &input.judge, &input.proposal).await?;
    fields.finish()?;
    let tx = ctx.tx().await?;
    // It would bring back reviews that the lottery did not know of.
    lots::require_undrawn(tx, &challenge).await?;
    let known = standing(ctx, judge.id, proposal.id).await?;
    let by_rule = !matches!(
        known.origin,
        ConflictOrigin::Declared | ConflictOrigin::Staff
    );
    if by_rule || is_ruled_out(ctx, judge.id, proposal.id).await? {
        return Err(Error::field("reason", "CONFLICT_BY_RULE"));
    }
    let mut row = known.into_active_model();
    row.lifted_at = Set(Some(ctx.now()));
    row.lifted_by = Set(ctx.viewer().id());
    row.lifted_reason = Set(reason.clone());
    let lifted = row.update(tx).await?;
    let details = json!({ "judge": judge.id, "proposal": proposal.id, "reason": reason });
    conflict::note(ctx, &judge, "conflict_lifted", &lifted, details).await?;
    slots::restore(ctx, &judge, proposal.id).await?;
    conflict::tell(ctx, &judge, &challenge, &proposal, true).await?;
    Ok(lifted)
}

async fn standing(ctx: &Context, judge_id: i64, proposal_id: i64) -> Result<Conflict> {
    conflict::find(ctx.tx().await?, judge_id, proposal_id)
        .await?
        .filter(|known| known.lifted_at.is_none())
        .ok_or(Error::NotFound)
}

/// Whether a rule keeps the judge from the proposal, whatever was declared.
async fn is_ruled_out(ctx: &Context, judge_id: i64, proposal_id: i64) -> Result<bool> {
    let mut select = Query::select();
    select
        .expr(Expr::val(1))
        .from(judge::Entity)
        .and_where(Expr::col((judge::Entity, judge::Column::Id)).eq(judge_id))
        .cond_where(conflict_rule::by_rule());
    let found = proposal::Entity::find_by_id(proposal_id)
        .filter(Expr::exists(select))
        .count(ctx.tx().await?)
        .await?;
    Ok(found > 0)
}
