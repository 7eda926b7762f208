//! Staff give the public value that was named before the challenge opened, and the lottery is drawn.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ConnectionTrait, IntoActiveModel};
use serde_json::json;

use crate::challenge::{Challenge, ChallengeState};
use crate::context::{Context, Reader};
use crate::error::{Error, Result};
use crate::judging::calibrated::pseudonym;
use crate::judging::{access, lots, lottery, progress, read, rounds};
use crate::platform::audit;
use crate::policy::{self, judging::Standing};
use crate::values::Fields;

/// What a lottery is drawn with.
#[derive(Debug, Clone)]
pub struct DrawLottery {
    /// Number of the challenge.
    pub challenge: i64,
    /// The public value.
    pub value: String,
    /// Whether they have compared it with its source: a draw is not repeated.
    pub confirmed: bool,
}

/// Why the lottery of a challenge cannot be drawn at this moment, whoever asks; none where it can.
async fn why_not(
    db: &impl ConnectionTrait,
    challenge: &Challenge,
    now: DateTime<Utc>,
) -> Result<Option<&'static str>> {
    if !lots::is_declared(challenge) {
        return Ok(Some("LOTTERY_NOT_DECLARED"));
    }
    if challenge.state != ChallengeState::Published || challenge.decided_at.is_some() {
        return Ok(Some("LOTTERY_NOT_NOW"));
    }
    if rounds::next(db, challenge).await?.is_some() {
        return Ok(Some("LOTTERY_BEFORE_ROUNDS"));
    }
    // Whoever knew how it falls could make ties that it decides.
    let done =
        access::is_judging_closed(challenge, now) || progress::all_in(db, challenge.id).await?;
    if !done {
        return Ok(Some("LOTTERY_BEFORE_REVIEWS"));
    }
    Ok(lots::is_drawn(db, challenge)
        .await?
        .then_some("LOTTERY_DRAWN"))
}

/// Whether the reader can draw the lottery of a challenge now; what keeps those who may from it is
/// the code beside it.
///
/// # Errors
/// When the database does not answer.
pub async fn may_draw(
    reader: &Reader,
    challenge: &Challenge,
    standing: Standing,
) -> Result<(bool, Option<&'static str>)> {
    if !policy::judging::may_decide(reader.viewer(), standing) {
        return Ok((false, None));
    }
    let why = why_not(reader.db(), challenge, reader.now()).await?;
    Ok((why.is_none(), why))
}

/// Draws the lottery of a challenge, once: from then on no review changes.
///
/// # Errors
/// `Invalid` where none is declared, before the reviews are in, and when it was drawn before;
/// `Forbidden`, and `NotFound` for those who may not see scores.
pub async fn draw_lottery(ctx: &Context, input: DrawLottery) -> Result<Challenge> {
    let mut fields = Fields::default();
    let value = fields.line("value", &input.value, 1..=500);
    fields.require(input.confirmed, "confirmed", "CONFIRM_VALUE");
    let tx = ctx.tx().await?;
    let challenge = access::locked_challenge(tx, ctx.viewer(), input.challenge).await?;
    let standing = access::standing(tx, ctx.viewer(), challenge.id).await?;
    if !policy::judging::may_see_scores(ctx.viewer(), standing) {
        return Err(Error::NotFound);
    }
    let allowed = policy::judging::may_decide(ctx.viewer(), standing);
    policy::require(ctx.viewer(), allowed)?;
    if let Some(code) = why_not(tx, &challenge, ctx.now()).await? {
        return Err(Error::field("", code));
    }
    fields.finish()?;
    // Where no worker came by since it closed.
    lots::commit(ctx, &challenge).await?;
    let kept = lots::kept(tx, challenge.id).await?.ok_or(Error::NotFound)?;
    let entries: Vec<String> = read::handed_in(tx, challenge.id)
        .await?
        .iter()
        .map(|proposal| pseudonym("entry", &proposal.key))
        .collect();
    let secret = lots::secret(&kept)?;
    let draw = lottery::draw(&secret, &value, &entries)
        .map_err(|flaw| Error::internal(format!("{flaw:?}")))?;
    let seed = lottery::to_hex(&draw.seed);
    let entry = audit::Entry {
        action: "lottery_drawn",
        object_kind: "challenge",
        object_id: challenge.id,
        challenge_id: Some(challenge.id),
        details: json!({ "value": &value, "seed": &seed, "entries": entries.len() }),
    };
    let mut row = kept.into_active_model();
    row.public_value = Set(Some(value));
    row.seed = Set(Some(seed));
    row.drawn_order = Set(Some(json!(draw.order)));
    row.drawn_by = Set(ctx.viewer().id());
    row.drawn_at = Set(Some(ctx.now()));
    row.update(tx).await?;
    audit::record(ctx, entry).await?;
    Ok(challenge)
}
