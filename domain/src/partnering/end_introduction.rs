//! Taking back what one asked for, and ending what the two write to each other.

use hub_entity::challenge::{IntroductionState, introduction};
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::json;

use crate::context::Context;
use crate::error::{Error, Result};
use crate::partnering::Introduction;
use crate::partnering::ask_introduction::note;
use crate::partnering::seat::{self, Part};
use crate::policy;

/// Takes back an introduction that waits, or ends one: nobody can write any more. Nobody is told by
/// mail; its page says so.
///
/// # Errors
/// `NotFound` for everybody who does not read it; `Forbidden` to moderators; `INTRODUCTION_OVER`.
pub async fn end_introduction(ctx: &Context, key: &str) -> Result<Introduction> {
    let seat = seat::locked(ctx, key).await?;
    policy::require(ctx.viewer(), seat.part != Part::Moderator)?;
    if !seat.can_end() {
        return Err(Error::field("", "INTRODUCTION_OVER"));
    }
    let taken_back = seat.state() == IntroductionState::Asked;
    let row = introduction::ActiveModel {
        id: Set(seat.introduction.id),
        state: Set(if taken_back {
            IntroductionState::Withdrawn
        } else {
            IntroductionState::Ended
        }),
        ..Default::default()
    };
    let saved = row.update(ctx.tx().await?).await?;
    let action = if taken_back {
        "introduction_withdrawn"
    } else {
        "introduction_ended"
    };
    note(ctx, action, &saved, json!({})).await?;
    Ok(saved)
}
