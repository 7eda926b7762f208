//! Taking a question back, as long as it waits.

use hub_entity::challenge::{QuestionState, question};
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::json;

use crate::challenge::questions::{Question, locked};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::platform::audit;
use crate::policy;

/// Takes one's own question back.
///
/// # Errors
/// `NotFound`; `Forbidden` to all but who asked; `QUESTION_ANSWERED` once it is answered.
pub async fn withdraw_question(ctx: &Context, number: i64) -> Result<Question> {
    if ctx.viewer().id().is_none() {
        return Err(Error::Unauthenticated);
    }
    let (known, challenge, _) = locked(ctx, number).await?;
    policy::require(ctx.viewer(), ctx.viewer().id() == Some(known.asker_id))?;
    if known.state != QuestionState::Asked {
        return Err(Error::field("", "QUESTION_ANSWERED"));
    }
    let row = question::ActiveModel {
        id: Set(known.id),
        state: Set(QuestionState::Withdrawn),
        version: Set(known.version + 1),
        ..Default::default()
    };
    let saved = row.update(ctx.tx().await?).await?;
    let entry = audit::Entry {
        action: "question_withdrawn",
        object_kind: "question",
        object_id: saved.id,
        challenge_id: Some(challenge.id),
        details: json!({}),
    };
    audit::record(ctx, entry).await?;
    Ok(saved)
}
