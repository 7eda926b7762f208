//! Withdrawing a proposal.

use hub_entity::challenge::{ChallengeState, ProposalState, proposal};
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::json;

use crate::challenge::status::{is_past_close, takes_until};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::judging::tell_left;
use crate::platform::letter::Letter;
use crate::platform::outbox::{self, Recipient};
use crate::platform::search_index;
use crate::policy::{self, proposal::may_lead};
use crate::proposal::locked::{self, Locked, link};
use crate::proposal::tell_staff::tell_staff;
use crate::proposal::{Proposal, partners, seen};
use crate::values::Fields;

/// Why a proposal is taken back.
#[derive(Debug, Clone)]
pub struct WithdrawProposal {
    /// Which proposal.
    pub key: String,
    /// Why; the partners and programme staff read it.
    pub reason: String,
}

/// Takes a proposal back: it is not judged. Until the challenge closes it can be submitted again.
///
/// # Errors
/// `Invalid` on `reason`, or on the whole when the decision was announced.
pub async fn withdraw_proposal(ctx: &Context, input: WithdrawProposal) -> Result<Proposal> {
    let mut fields = Fields::default();
    let reason = fields.text("reason", &input.reason, 3..=1_000);
    fields.finish()?;
    let held = locked::lock(ctx, &input.key).await?;
    policy::require(ctx.viewer(), may_lead(ctx.viewer(), held.standing))?;
    if held.proposal.state == ProposalState::Withdrawn {
        return Ok(held.proposal);
    }
    let waits = [ProposalState::Draft, ProposalState::Submitted].contains(&held.proposal.state);
    if !waits || held.challenge.state == ChallengeState::Announced {
        return Err(Error::field("", "PROPOSAL_DECIDED"));
    }
    let row = proposal::ActiveModel {
        id: Set(held.proposal.id),
        state: Set(ProposalState::Withdrawn),
        withdrawn_reason: Set(reason.clone()),
        withdrawn_at: Set(Some(held.now)),
        updated_at: Set(held.now),
        ..Default::default()
    };
    let withdrawn = row.update(ctx.tx().await?).await?;
    search_index::remove(ctx, "proposal", withdrawn.id).await?;
    tell_partners(ctx, &held, &reason).await?;
    if is_past_close(&held.challenge, held.now) && withdrawn.submitted_version > 0 {
        tell_left::tell_left(ctx, &held.challenge, &withdrawn).await?;
        tell_staff_of(ctx, &held, &reason).await?;
    }
    held.audit(ctx, "proposal_withdrawn", json!({ "reason": reason }))
        .await?;
    Ok(withdrawn)
}

async fn tell_partners(ctx: &Context, held: &Locked, reason: &str) -> Result<()> {
    let letter = Letter::ProposalWithdrawn {
        person: ctx.actor()?.name.clone(),
        reference: held.proposal.reference.clone(),
        proposal_title: held.proposal.title.clone(),
        challenge_title: held.challenge.title.clone(),
        reason: reason.to_owned(),
        // Only while it can be submitted again.
        closes: takes_until(&held.challenge, held.now),
        zone: held.challenge.zone.clone(),
        link: link(ctx, &held.proposal, ""),
    };
    let occasion = format!(
        "withdrawn:{}:{}",
        held.proposal.id,
        held.now.timestamp_millis()
    );
    for person in partners::people_behind(ctx, &held.partners, &held.challenge).await? {
        outbox::send(ctx, &Recipient::from(&person), &occasion, &letter).await?;
    }
    Ok(())
}

/// Tells the staff who read it by now, as the form promises, by the title that was handed in.
async fn tell_staff_of(ctx: &Context, held: &Locked, reason: &str) -> Result<()> {
    let letter = Letter::ProposalLeft {
        person: ctx.actor()?.name.clone(),
        disqualified: false,
        reference: held.proposal.reference.clone(),
        proposal_title: seen::handed_in_title(ctx.tx().await?, &held.proposal).await?,
        challenge_title: held.challenge.title.clone(),
        reason: reason.to_owned(),
        next: None,
        link: link(ctx, &held.proposal, ""),
    };
    let occasion = format!("left:{}", held.proposal.id);
    let what = (occasion.as_str(), &letter);
    tell_staff(ctx, &held.challenge, &held.proposal, what).await
}
