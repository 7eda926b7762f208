//! Staff hand a challenge back to be improved.

use hub_entity::challenge::{ChallengeState, challenge};
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::json;

use crate::challenge::{Challenge, read, remind};
use crate::context::Context;
use crate::error::Result;
use crate::platform::audit;
use crate::platform::letter::Letter;
use crate::platform::outbox::{self, Recipient};
use crate::policy;
use crate::values::Fields;

/// The audit's word for it, by which the note is found again.
pub(crate) const ACTION: &str = "challenge_edits_requested";

/// What staff say.
#[derive(Debug, Clone)]
pub struct RequestEdits {
    /// Which challenge.
    pub number: i64,
    /// What should change.
    pub note: String,
}

/// Hands a challenge that waits for publication back, with a note of what should change, which goes
/// to its author by mail.
///
/// # Errors
/// `Invalid` on `note`; `Forbidden`.
pub async fn request_edits(ctx: &Context, input: RequestEdits) -> Result<Challenge> {
    let mut fields = Fields::default();
    let note = fields.text("note", &input.note, 3..=2000);
    let known = read::lock(ctx, input.number).await?;
    let allowed = policy::challenge::may_request_edits(ctx.viewer(), &known, ctx.now());
    policy::require(ctx.viewer(), allowed)?;
    fields.finish()?;
    let row = challenge::ActiveModel {
        id: Set(known.id),
        state: Set(ChallengeState::EditsRequested),
        version: Set(known.version + 1),
        updated_at: Set(ctx.now()),
        ..Default::default()
    };
    let saved = row.update(ctx.tx().await?).await?;
    let entry = audit::Entry {
        action: ACTION,
        object_kind: "challenge",
        object_id: saved.id,
        challenge_id: Some(saved.id),
        details: json!({ "from": "in_review", "to": "edits_requested", "note": &note }),
    };
    audit::record(ctx, entry).await?;
    let letter = Letter::ChallengeReturned {
        challenge_title: saved.title.clone(),
        note,
        link: read::manage_link(ctx, &saved),
    };
    tell_author(ctx, &saved, "returned", &letter).await?;
    Ok(saved)
}

/// Writes to who drafted a challenge, unless they did it themselves.
pub(super) async fn tell_author(
    ctx: &Context,
    challenge: &Challenge,
    what: &str,
    letter: &Letter,
) -> Result<()> {
    if ctx.viewer().id() == Some(challenge.created_by) {
        return Ok(());
    }
    let occasion = format!("challenge-{what}:{}:{}", challenge.id, challenge.version);
    for author in remind::people(ctx, vec![challenge.created_by]).await? {
        outbox::send(ctx, &Recipient::from(&author), &occasion, letter).await?;
    }
    Ok(())
}
