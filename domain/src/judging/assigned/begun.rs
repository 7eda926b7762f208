//! What a judge began to read stays theirs when a challenge is no longer read by everybody.

use hub_entity::challenge::{AssignmentOrigin, JudgeState, assignment, judge, review};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder,
};

use crate::context::Context;
use crate::error::Result;
use crate::judging::assigned::situation;
use crate::judging::{conflict_rule, desk};

/// Assigns everybody the reviews of these proposals that they began, where nothing does so yet:
/// they go on with them, and what they submitted counts as before. Gives how many that were.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn keep(ctx: &Context, challenge_id: i64, proposals: &[i64]) -> Result<usize> {
    let tx = ctx.tx().await?;
    let judges: Vec<i64> = judge::Entity::find()
        .filter(judge::Column::ChallengeId.eq(challenge_id))
        .filter(judge::Column::State.eq(JudgeState::Accepted))
        .filter(judge::Column::ConflictsDeclaredAt.is_not_null())
        .all(tx)
        .await?
        .into_iter()
        .map(|judge| judge.id)
        .collect();
    let free = desk::matching(tx, &judges, conflict_rule::conflict_free()).await?;
    let standing = situation::standing_of(tx, &judges).await?;
    let begun = review::Entity::find()
        .filter(review::Column::JudgeId.is_in(judges))
        .filter(review::Column::ProposalId.is_in(proposals.iter().copied()))
        .order_by_asc(review::Column::JudgeId)
        .order_by_asc(review::Column::ProposalId)
        .all(tx)
        .await?;
    let mut kept = 0;
    for review in begun {
        let pair = (review.judge_id, review.proposal_id);
        let stands = standing
            .iter()
            .any(|row| (row.judge_id, row.proposal_id) == pair);
        if stands || !free.contains(&pair) {
            continue;
        }
        let row = assignment::ActiveModel {
            judge_id: Set(pair.0),
            proposal_id: Set(pair.1),
            origin: Set(AssignmentOrigin::Rule),
            run_id: Set(None),
            assigned_by: Set(ctx.viewer().id()),
            assigned_at: Set(ctx.now()),
            removed_reason: Set(String::new()),
            ..Default::default()
        };
        row.insert(tx).await?;
        kept += 1;
    }
    Ok(kept)
}
