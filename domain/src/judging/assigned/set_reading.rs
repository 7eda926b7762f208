//! Staff choose whether everybody reads everything, or what they are assigned.

use hub_entity::challenge::{AssignmentOrigin, ReadingMode, assignment, challenge};
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::json;

use crate::challenge::Challenge;
use crate::context::Context;
use crate::error::Result;
use crate::judging::assigned::{Situation, assign_judges, situation};
use crate::platform::audit;

/// How a challenge is to be read.
#[derive(Debug, Clone)]
pub struct SetReading {
    /// Number of the challenge.
    pub challenge: i64,
    /// How.
    pub reading: ReadingMode,
}

/// Chooses how a challenge is read. Until proposals are shared out, judges of one that is read as
/// assigned keep the reviews that they began, and read nothing else.
///
/// # Errors
/// As for sharing out.
pub async fn set_reading(ctx: &Context, input: SetReading) -> Result<Challenge> {
    let known = assign_judges::locked(ctx, input.challenge).await?;
    if known.reading == input.reading {
        return Ok(known);
    }
    let tx = ctx.tx().await?;
    let mut kept = 0;
    if input.reading == ReadingMode::Assigned {
        let situation = situation::load(tx, &known).await?;
        kept = keep_begun(ctx, &situation).await?;
    }
    let row = challenge::ActiveModel {
        id: Set(known.id),
        reading: Set(input.reading),
        ..Default::default()
    };
    let challenge = row.update(tx).await?;
    let entry = audit::Entry {
        action: "reading_chosen",
        object_kind: "challenge",
        object_id: challenge.id,
        challenge_id: Some(challenge.id),
        details: json!({
            "before": sea_orm::ActiveEnum::to_value(&known.reading),
            "reading": sea_orm::ActiveEnum::to_value(&challenge.reading),
            "kept": kept,
        }),
    };
    audit::record(ctx, entry).await?;
    Ok(challenge)
}

/// Whoever began a review goes on with it.
async fn keep_begun(ctx: &Context, situation: &Situation) -> Result<usize> {
    let mut kept = 0;
    for judge in &situation.judges {
        for proposal in &situation.proposals {
            let begun = situation.review(judge.id, proposal.id).is_some();
            let known = situation.stands(judge.id, proposal.id).is_some();
            if !begun || known || !situation.is_free(judge.id, proposal.id) {
                continue;
            }
            let row = assignment::ActiveModel {
                judge_id: Set(judge.id),
                proposal_id: Set(proposal.id),
                origin: Set(AssignmentOrigin::Rule),
                run_id: Set(None),
                assigned_by: Set(ctx.viewer().id()),
                assigned_at: Set(ctx.now()),
                removed_reason: Set(String::new()),
                ..Default::default()
            };
            row.insert(ctx.tx().await?).await?;
            kept += 1;
        }
    }
    Ok(kept)
}
