//! How well judges know the fields of proposals, in their own judgement. They say it while they
//! declare conflicts, and proposals are shared out by it.

use std::collections::HashMap;

use hub_entity::challenge::{ExpertiseLevel, expertise};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel,
    QueryFilter,
};

use crate::context::Context;
use crate::error::Result;
use crate::judging::Judge;

/// How well a judge and a proposal suit each other. Who said nothing counts for less than who
/// knows something, and for more than who says that they do not.
pub fn affinity(level: Option<ExpertiseLevel>) -> f64 {
    match level {
        Some(ExpertiseLevel::Well) => 1.0,
        Some(ExpertiseLevel::Somewhat) => 0.5,
        None => 0.25,
        Some(ExpertiseLevel::Not) => 0.0,
    }
}

/// What judges said, by judge and proposal.
pub(crate) async fn of(
    db: &impl ConnectionTrait,
    judge_ids: &[i64],
) -> Result<HashMap<(i64, i64), ExpertiseLevel>> {
    let rows = expertise::Entity::find()
        .filter(expertise::Column::JudgeId.is_in(judge_ids.iter().copied()))
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| ((row.judge_id, row.proposal_id), row.level))
        .collect())
}

/// Keeps what a judge, whose row is locked, says of proposals.
pub(crate) async fn keep(
    ctx: &Context,
    judge: &Judge,
    said: &[(i64, ExpertiseLevel)],
) -> Result<()> {
    if said.is_empty() {
        return Ok(());
    }
    let tx = ctx.tx().await?;
    let known = expertise::Entity::find()
        .filter(expertise::Column::JudgeId.eq(judge.id))
        .all(tx)
        .await?;
    for (proposal_id, level) in said {
        let before = known.iter().find(|row| row.proposal_id == *proposal_id);
        if before.is_some_and(|row| row.level == *level) {
            continue;
        }
        let mut row = before.cloned().map_or_else(
            || expertise::ActiveModel {
                judge_id: Set(judge.id),
                proposal_id: Set(*proposal_id),
                ..Default::default()
            },
            IntoActiveModel::into_active_model,
        );
        row.level = Set(*level);
        row.said_at = Set(ctx.now());
        row.save(tx).await?;
    }
    Ok(())
}
