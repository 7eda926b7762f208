//! A judge accepts or declines.

use hub_entity::challenge::{JudgeState, judge};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter,
};
use serde_json::json;

use crate::account::Person;
use crate::challenge::ChallengeState;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::judging::{Judge, access, read};
use crate::platform::audit;

/// An answer to an appointment.
#[derive(Debug, Clone)]
pub struct AnswerAppointment {
    /// Key of the appointment.
    pub judge: String,
    /// Whether they take part.
    pub accept: bool,
}

/// Accepts or declines. Who accepted can step down while nothing is announced; their reviews
/// count no more.
///
/// # Errors
/// `NotFound` when it is somebody else's appointment.
pub async fn answer_appointment(ctx: &Context, input: AnswerAppointment) -> Result<Judge> {
    let judge = read::acting(ctx, &input.judge).await?;
    answer(ctx, judge, None, input.accept).await
}

/// Answers an appointment that came by an invitation, for the person who holds its link. The use
/// case of invitations has checked the link.
///
/// # Errors
/// `Invalid` when they judge the challenge already.
pub async fn answer_invitation(
    ctx: &Context,
    judge_id: i64,
    person: Option<&Person>,
    accept: bool,
) -> Result<Judge> {
    let tx = ctx.tx().await?;
    let judge = judge::Entity::find_by_id(judge_id)
        .one(tx)
        .await?
        .filter(|judge| judge.state != JudgeState::Removed)
        .ok_or(Error::NotFound)?;
    if let Some(person) = person {
        let twice = judge::Entity::find()
            .filter(judge::Column::ChallengeId.eq(judge.challenge_id))
            .filter(judge::Column::PersonId.eq(person.id))
            .filter(judge::Column::Id.ne(judge.id))
            .one(tx)
            .await?;
        if twice.is_some() {
            return Err(Error::field("", "ALREADY_JUDGE"));
        }
    }
    answer(ctx, judge, person, accept).await
}

async fn answer(
    ctx: &Context,
    judge: Judge,
    person: Option<&Person>,
    accept: bool,
) -> Result<Judge> {
    let tx = ctx.tx().await?;
    let challenge =
        access::locked_challenge(tx, &crate::Viewer::System, judge.challenge_id).await?;
    if challenge.state != ChallengeState::Published {
        return Err(Error::field("", "JUDGES_NOT_NOW"));
    }
    let state = if accept {
        JudgeState::Accepted
    } else {
        JudgeState::Declined
    };
    if judge.state == state && person.is_none() {
        return Ok(judge);
    }
    let mut row = judge.into_active_model();
    row.state = Set(state);
    if let Some(person) = person {
        row.person_id = Set(Some(person.id));
    }
    let judge = row.update(tx).await?;
    let entry = audit::Entry {
        action: if accept {
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
    Ok(judge)
}
