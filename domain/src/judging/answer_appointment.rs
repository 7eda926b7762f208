//! A judge accepts or declines.

use hub_entity::challenge::JudgeState;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, IntoActiveModel};
use serde_json::json;

use crate::challenge::ChallengeState;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::judging::assigned::slots::{self, Why};
use crate::judging::{Judge, access, read};
use crate::platform::audit;
use crate::values::Fields;

/// An answer to an appointment.
#[derive(Debug, Clone)]
pub struct AnswerAppointment {
    /// Key of the appointment.
    pub judge: String,
    /// Whether they take part.
    pub accept: bool,
    /// Why not, for staff; kept where they decline.
    pub reason: String,
}

/// Accepts or declines. Who accepted can step down while nothing is announced; their reviews
/// count no more.
///
/// # Errors
/// `NotFound` when it is somebody else's appointment.
pub async fn answer_appointment(ctx: &Context, input: AnswerAppointment) -> Result<Judge> {
    let mut fields = Fields::default();
    let reason = fields.text("reason", &input.reason, 0..=1000);
    let judge = read::acting(ctx, &input.judge).await?;
    fields.finish()?;
    let tx = ctx.tx().await?;
    let challenge =
        access::locked_challenge(tx, &crate::Viewer::System, judge.challenge_id).await?;
    if challenge.state != ChallengeState::Published {
        return Err(Error::field("", "JUDGES_NOT_NOW"));
    }
    let state = if input.accept {
        JudgeState::Accepted
    } else {
        JudgeState::Declined
    };
    if judge.state == state {
        return Ok(judge);
    }
    let mut row = judge.into_active_model();
    row.state = Set(state);
    row.declined_reason = Set(if input.accept { String::new() } else { reason });
    let judge = row.update(tx).await?;
    let entry = audit::Entry {
        action: if input.accept {
            "appointment_accepted"
        } else {
            "appointment_declined"
        },
        object_kind: "judge",
        object_id: judge.id,
        challenge_id: Some(judge.challenge_id),
        details: json!({ "person": judge.person_id }),
    };
    audit::record(ctx, entry).await?;
    if !input.accept {
        slots::free(ctx, &judge, Why::Left).await?;
    }
    Ok(judge)
}
