//! Places that become free: a conflict is found, or a judge leaves.

use hub_entity::challenge::{AssignmentOrigin, assignment};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter,
};
use serde_json::json;

use crate::context::Context;
use crate::error::Result;
use crate::judging::Judge;
use crate::judging::assigned::{Assignment, situation, tell};
use crate::platform::audit;

/// Why a place became free.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Why {
    /// A conflict of interest with this proposal.
    Conflict(i64),
    /// The judge stepped down, or was removed.
    Left,
}

/// Frees the places of a judge, and tells staff which proposals lack a reader now. Where
/// everybody reads everything there is nothing to free.
pub(crate) async fn free(ctx: &Context, judge: &Judge, why: Why) -> Result<()> {
    let tx = ctx.tx().await?;
    let standing = situation::standing_of(tx, &[judge.id]).await?;
    let mut freed = Vec::new();
    for row in standing {
        let reason = match why {
            Why::Conflict(proposal) if row.proposal_id != proposal => continue,
            Why::Conflict(_) => "conflict",
            Why::Left => "judge",
        };
        let mut row = row.into_active_model();
        row.removed_at = Set(Some(ctx.now()));
        row.removed_by = Set(ctx.viewer().id());
        row.removed_reason = Set(reason.to_owned());
        let row = row.update(tx).await?;
        note(ctx, judge, &row, "assignment_freed").await?;
        freed.push(row);
    }
    let Some(last) = freed.last() else {
        return Ok(());
    };
    let proposals: Vec<i64> = freed.iter().map(|row| row.proposal_id).collect();
    let occasion = format!("assignment-short:{}", last.id);
    tell::staff(ctx, judge, &proposals, &occasion).await
}

/// Gives a judge back what a conflict took, because staff found that there is none.
pub(crate) async fn restore(ctx: &Context, judge: &Judge, proposal_id: i64) -> Result<()> {
    let tx = ctx.tx().await?;
    let rows = assignment::Entity::find()
        .filter(assignment::Column::JudgeId.eq(judge.id))
        .filter(assignment::Column::ProposalId.eq(proposal_id))
        .all(tx)
        .await?;
    let stands = rows.iter().any(|row| row.removed_at.is_none());
    let last = rows.iter().max_by_key(|row| row.id);
    let Some(last) = last.filter(|row| !stands && row.removed_reason == "conflict") else {
        return Ok(());
    };
    let row = assignment::ActiveModel {
        judge_id: Set(judge.id),
        proposal_id: Set(proposal_id),
        origin: Set(AssignmentOrigin::Hand),
        run_id: Set(last.run_id),
        assigned_by: Set(ctx.viewer().id()),
        assigned_at: Set(ctx.now()),
        removed_reason: Set(String::new()),
        ..Default::default()
    };
    let row = row.insert(tx).await?;
    note(ctx, judge, &row, "assignment_restored").await
}

async fn note(ctx: &Context, judge: &Judge, row: &Assignment, action: &str) -> Result<()> {
    let entry = audit::Entry {
        action,
        object_kind: "assignment",
        object_id: row.id,
        challenge_id: Some(judge.challenge_id),
        details: json!({ "judge": row.judge_id, "proposal": row.proposal_id }),
    };
    audit::record(ctx, entry).await
}
