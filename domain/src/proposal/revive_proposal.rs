//! Bringing back a proposal that was withdrawn.

use hub_entity::challenge::{ProposalState, proposal};
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::json;

use crate::challenge::status::takes_until;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::platform::letter::Letter;
use crate::platform::outbox::{self, Recipient};
use crate::policy::{self, proposal::may_lead};
use crate::proposal::locked::{self, Locked, link};
use crate::proposal::{Proposal, partners, seen, submit_proposal};

/// Which proposal is brought back.
#[derive(Debug, Clone)]
pub struct ReviveProposal {
    /// Which proposal.
    pub key: String,
}

/// Brings a withdrawn proposal back to what it was before, while the challenge is open: what was
/// submitted counts again, and a draft is a draft again. Its partners are told.
///
/// # Errors
/// `Invalid` on the whole when it is not withdrawn, or when the challenge has closed.
pub async fn revive_proposal(ctx: &Context, input: ReviveProposal) -> Result<Proposal> {
    let held = locked::lock(ctx, &input.key).await?;
    policy::require(ctx.viewer(), may_lead(ctx.viewer(), held.standing))?;
    if held.proposal.state != ProposalState::Withdrawn {
        return Err(Error::field("", "PROPOSAL_NOT_WITHDRAWN"));
    }
    held.require_open()?;
    let submitted = held.proposal.submitted_version > 0;
    let row = proposal::ActiveModel {
        id: Set(held.proposal.id),
        state: Set(if submitted {
            ProposalState::Submitted
        } else {
            ProposalState::Draft
        }),
        withdrawn_reason: Set(String::new()),
        withdrawn_at: Set(None),
        updated_at: Set(held.now),
        ..Default::default()
    };
    let tx = ctx.tx().await?;
    let revived = row.update(tx).await?;
    if let Some(content) = seen::submitted_of(tx, &[revived.id])
        .await?
        .get(&revived.id)
    {
        submit_proposal::index(ctx, &revived, content).await?;
    }
    tell_partners(ctx, &held, submitted).await?;
    let details = json!({ "submitted_version": revived.submitted_version });
    held.audit(ctx, "proposal_revived", details).await?;
    Ok(revived)
}

async fn tell_partners(ctx: &Context, held: &Locked, submitted: bool) -> Result<()> {
    let letter = Letter::ProposalRevived {
        person: ctx.actor()?.name.clone(),
        reference: held.proposal.reference.clone(),
        proposal_title: held.proposal.title.clone(),
        challenge_title: held.challenge.title.clone(),
        version: submitted.then_some(held.proposal.submitted_version),
        closes: takes_until(&held.challenge, held.now).unwrap_or(held.now),
        link: link(ctx, &held.proposal, ""),
    };
    let at = held.now.timestamp_millis();
    let occasion = format!("revived:{}:{at}", held.proposal.id);
    for person in partners::people_behind(ctx, &held.partners, &held.challenge).await? {
        outbox::send(ctx, &Recipient::from(&person), &occasion, &letter).await?;
    }
    Ok(())
}
