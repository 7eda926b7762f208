//! Staff take a judge off a challenge.

use hub_entity::account::InvitationPurpose;
use hub_entity::challenge::{JudgeState, judge};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter,
};
use serde_json::json;

use crate::account::invite;
use crate::challenge::ChallengeState;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::judging::assigned::slots::{self, Why};
use crate::judging::{Judge, access, lots};
use crate::platform::audit;
use crate::policy;

/// Which judge to remove.
#[derive(Debug, Clone)]
pub struct RemoveJudge {
    /// Key of the appointment.
    pub judge: String,
}

/// Removes a judge: what they can read ends at once, and their reviews count no more. The reviews
/// are kept, and the removal is audited.
///
/// # Errors
/// `NotFound` to all but staff; `Invalid` once the decision is announced.
pub async fn remove_judge(ctx: &Context, input: RemoveJudge) -> Result<Judge> {
    let tx = ctx.tx().await?;
    let judge = judge::Entity::find()
        .filter(judge::Column::Key.eq(&input.judge))
        .one(tx)
        .await?
        .filter(|_| ctx.viewer().runs_any())
        .ok_or(Error::NotFound)?;
    let challenge = access::locked_challenge(tx, ctx.viewer(), judge.challenge_id).await?;
    let standing = access::standing(tx, ctx.viewer(), challenge.id).await?;
    if !standing.runs {
        return Err(Error::NotFound);
    }
    policy::require(
        ctx.viewer(),
        policy::judging::may_appoint(ctx.viewer(), standing),
    )?;
    if challenge.state != ChallengeState::Published {
        return Err(Error::field("", "JUDGES_NOT_NOW"));
    }
    if judge.state == JudgeState::Removed {
        return Ok(judge);
    }
    lots::require_undrawn(tx, &challenge).await?;
    let before = judge.state;
    invite::withdraw(ctx, InvitationPurpose::Judge, judge.id).await?;
    let mut row = judge.into_active_model();
    row.state = Set(JudgeState::Removed);
    let judge = row.update(tx).await?;
    let entry = audit::Entry {
        action: "judge_removed",
        object_kind: "judge",
        object_id: judge.id,
        challenge_id: Some(challenge.id),
        details: json!({ "before": sea_orm::ActiveEnum::to_value(&before) }),
    };
    audit::record(ctx, entry).await?;
    slots::free(ctx, &judge, Why::Left).await?;
    Ok(judge)
}
