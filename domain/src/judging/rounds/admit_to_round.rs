//! Staff take on one more proposal to the round that is judged, such as one whose appeal was upheld.

use hub_entity::challenge::{challenge, round_entry};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter,
};
use serde_json::json;

use crate::challenge::{Challenge, Status, rounds as declared, status};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::judging::rounds::{open_round, settled, tell};
use crate::judging::{access, lots, ranking};
use crate::platform::audit;
use crate::policy;
use crate::values::Fields;

/// What is taken on, and why.
#[derive(Debug, Clone)]
pub struct AdmitToRound {
    /// Key of the proposal.
    pub proposal: String,
    /// Why.
    pub reason: String,
}

/// Takes a proposal on that did not reach the round, while that is judged. Judges who read it are
/// told.
///
/// # Errors
/// `NotFound` to all but staff who may see scores; `Invalid` on `reason`, outside judging, and for
/// what reached the round.
pub async fn admit_to_round(ctx: &Context, input: AdmitToRound) -> Result<Challenge> {
    let mut fields = Fields::default();
    let reason = fields.text("reason", &input.reason, 3..=2000);
    let tx = ctx.tx().await?;
    let proposal = ranking::handed_in_by_key(tx, &input.proposal).await?;
    let challenge = access::locked_challenge(tx, ctx.viewer(), proposal.challenge_id).await?;
    let standing = access::standing(tx, ctx.viewer(), challenge.id).await?;
    if !policy::judging::may_see_scores(ctx.viewer(), standing) {
        return Err(Error::NotFound);
    }
    let allowed = policy::judging::may_decide(ctx.viewer(), standing);
    policy::require(ctx.viewer(), allowed)?;
    fields.finish()?;
    let now = ctx.hub().clock().now();
    let settled = settled(tx, challenge.id).await?;
    let round = settled
        .into_iter()
        .find(|row| row.number == challenge.round);
    let rule = declared::rule(&challenge, challenge.round);
    let (Some(round), Some(rule)) = (round, rule) else {
        return Err(Error::field("", "ROUND_IS_FIRST"));
    };
    if proposal.round >= challenge.round {
        return Err(Error::field("proposal", "ROUND_REACHED"));
    }
    if status(&challenge, now) != Status::Judging {
        return Err(Error::field("", "ROUND_ADMIT_LATE"));
    }
    if lots::is_drawn(tx, &challenge).await? {
        return Err(Error::field("", "LOTTERY_DRAWN"));
    }
    let known = round_entry::Entity::find()
        .filter(round_entry::Column::RoundId.eq(round.id))
        .filter(round_entry::Column::ProposalId.eq(proposal.id))
        .one(tx)
        .await?;
    let is_new = known.is_none();
    let mut row =
        known
            .map(IntoActiveModel::into_active_model)
            .unwrap_or(round_entry::ActiveModel {
                round_id: Set(round.id),
                proposal_id: Set(proposal.id),
                suggested: Set(false),
                ..Default::default()
            });
    row.goes_on = Set(true);
    row.reason = Set(reason.clone());
    if is_new {
        row.insert(tx).await?;
    } else {
        row.update(tx).await?;
    }
    open_round::reach(ctx, &proposal, round.number, &rule).await?;
    let row = challenge::ActiveModel {
        id: Set(challenge.id),
        version: Set(challenge.version + 1),
        updated_at: Set(now),
        ..Default::default()
    };
    let challenge = row.update(tx).await?;
    let entry = audit::Entry {
        action: "proposal_admitted_to_round",
        object_kind: "proposal",
        object_id: proposal.id,
        challenge_id: Some(challenge.id),
        details: json!({ "round": round.number, "reason": reason }),
    };
    audit::record(ctx, entry).await?;
    tell::round_opened(ctx, &challenge, &round, &rule).await?;
    Ok(challenge)
}
