//! Staff go without a round that was declared, with a reason that becomes public.

use hub_entity::challenge::judging_round;
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::json;

use crate::challenge::Challenge;
use crate::context::Context;
use crate::error::Result;
use crate::judging::rounds::open_round;
use crate::platform::audit;
use crate::values::Fields;

/// Which round is left out, and why.
#[derive(Debug, Clone)]
pub struct LeaveOutRound {
    /// Number of the challenge.
    pub challenge: i64,
    /// Number of the round.
    pub round: i32,
    /// Why.
    pub reason: String,
}

/// Goes without the next round, where the scores need none.
///
/// # Errors
/// As for [`open_round`](open_round::open_round).
pub async fn leave_out_round(ctx: &Context, input: LeaveOutRound) -> Result<Challenge> {
    let mut fields = Fields::default();
    let reason = fields.text("reason", &input.reason, 3..=2000);
    let (challenge, rule) = open_round::held(ctx, input.challenge, input.round).await?;
    fields.finish()?;
    let row = judging_round::ActiveModel {
        challenge_id: Set(challenge.id),
        number: Set(input.round),
        held: Set(false),
        due_at: Set(None),
        reason: Set(reason.clone()),
        basis: Set(None),
        settled_by: Set(ctx.actor()?.id),
        settled_at: Set(ctx.now()),
        ..Default::default()
    };
    row.insert(ctx.tx().await?).await?;
    let entry = audit::Entry {
        action: "judging_round_left_out",
        object_kind: "challenge",
        object_id: challenge.id,
        challenge_id: Some(challenge.id),
        details: json!({ "round": input.round, "name": rule.name, "reason": reason }),
    };
    audit::record(ctx, entry).await?;
    Ok(challenge)
}
