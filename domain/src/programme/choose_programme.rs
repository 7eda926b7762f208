//! Which programme a challenge belongs to.

use hub_entity::challenge::challenge;
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::json;

use crate::challenge::{Challenge, read as challenges};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::judging::access;
use crate::platform::audit;
use crate::policy;
use crate::programme::{Programme, read};

/// Which challenge goes where.
#[derive(Debug, Clone)]
pub struct ChooseProgramme {
    /// Number of the challenge.
    pub challenge: i64,
    /// Number of the programme; none takes it out of the one that it is in.
    pub programme: Option<i64>,
}

/// Puts a challenge into a programme, or takes it out. Its own rules stay as they are: only a new
/// challenge starts with its programme's. From the opening to the announcement it stays where it
/// is, because those who apply read the programme's rules as well.
///
/// # Errors
/// `Invalid` on `programme`; `Forbidden` for all but staff who run both and compete in nothing of it.
pub async fn choose_programme(ctx: &Context, input: ChooseProgramme) -> Result<Challenge> {
    let known = challenges::lock(ctx, input.challenge).await?;
    let tx = ctx.tx().await?;
    let standing = access::standing(tx, ctx.viewer(), known.id).await?;
    // Read once the row is locked: a choice that waited for it past the opening is too late.
    let now = ctx.hub().clock().now();
    let allowed = policy::challenge::may_choose_programme(ctx.viewer(), &known, standing, now);
    policy::require(ctx.viewer(), allowed)?;
    if let Some(number) = input.programme {
        offered(ctx, number).await?;
    }
    if known.programme_id == input.programme {
        return Ok(known);
    }
    // A programme's own staff neither give a challenge away nor take one from another.
    policy::require(ctx.viewer(), ctx.viewer().runs(input.programme))?;
    let row = challenge::ActiveModel {
        id: Set(known.id),
        programme_id: Set(input.programme),
        ..Default::default()
    };
    let saved = row.update(tx).await?;
    let entry = audit::Entry {
        action: "challenge_programme_chosen",
        object_kind: "challenge",
        object_id: saved.id,
        challenge_id: Some(saved.id),
        details: json!({ "before": known.programme_id, "after": saved.programme_id }),
    };
    audit::record(ctx, entry).await?;
    Ok(saved)
}

/// A programme that somebody chose.
pub(crate) async fn offered(ctx: &Context, number: i64) -> Result<Programme> {
    match read::by_number(ctx.tx().await?, number).await {
        Err(Error::NotFound) => Err(Error::field("programme", "NOT_A_CHOICE")),
        outcome => outcome,
    }
}
