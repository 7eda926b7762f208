//! Staff find a proposal eligible, or not.

use chrono::TimeDelta;
use hub_entity::challenge::screening;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, IntoActiveModel};
use serde_json::json;

use crate::context::Context;
use crate::error::{Error, Result};
use crate::judging::{access, lots};
use crate::platform::letter::Letter;
use crate::platform::outbox::{self, Recipient};
use crate::policy::{self, proposal::may_screen};
use crate::proposal::locked::{self, Locked, link};
use crate::proposal::screening::{self as screenings, Screening};
use crate::proposal::{Proposal, partners};
use crate::values::Fields;

/// What staff found.
#[derive(Debug, Clone)]
pub struct ScreenProposal {
    /// Key of the proposal.
    pub key: String,
    /// Whether it may take part.
    pub eligible: Option<bool>,
    /// Why, for its partners; needed where it may not.
    pub reason: String,
    /// The version of what was found before; 0 for none.
    pub version: i32,
}

/// Finds a proposal eligible or not, and tells its partners, with the reason and until when they
/// may appeal: for as many days as the challenge says for all. What is found after an appeal stands.
///
/// # Errors
/// `Invalid` on `eligible` or `reason`, or on the whole while it is not the time;
/// `Conflict` when somebody else screened it meanwhile, or its partners appealed.
pub async fn screen_proposal(ctx: &Context, input: ScreenProposal) -> Result<Proposal> {
    let mut fields = Fields::default();
    fields.require(input.eligible.is_some(), "eligible", "REQUIRED");
    let eligible = input.eligible == Some(true);
    let least = if eligible { 0 } else { 10 };
    let reason = fields.text("reason", &input.reason, least..=4_000);
    fields.finish()?;
    let held = locked::lock(ctx, &input.key).await?;
    let tx = ctx.tx().await?;
    let standing = access::standing(tx, ctx.viewer(), held.challenge.id).await?;
    policy::require(ctx.viewer(), may_screen(ctx.viewer(), standing))?;
    if !screenings::is_open(&held.proposal, &held.challenge, held.now) {
        return Err(Error::field("", "SCREEN_NOT_NOW"));
    }
    // What takes part is what the lottery was drawn over.
    lots::require_undrawn(tx, &held.challenge).await?;
    let known = screenings::of(tx, held.proposal.id).await?;
    if known.as_ref().map_or(0, |known| known.version) != input.version {
        return Err(Error::Conflict);
    }
    let appealed = known.as_ref().is_some_and(|k| k.appealed_at.is_some());
    let before = known.as_ref().map(|known| known.eligible);
    let is_new = known.is_none();
    let mut row = match known {
        Some(known) => known.into_active_model(),
        None => screening::ActiveModel {
            proposal_id: Set(held.proposal.id),
            appeal: Set(String::new()),
            ..Default::default()
        },
    };
    let days = TimeDelta::days(i64::from(held.challenge.appeal_days));
    row.eligible = Set(eligible);
    row.reason = Set(reason);
    row.decided_by = Set(ctx.actor()?.id);
    row.decided_at = Set(held.now);
    row.appeal_until = Set((!eligible && !appealed).then(|| held.now + days));
    row.version = Set(input.version + 1);
    let screened = if is_new {
        row.insert(tx).await?
    } else {
        row.update(tx).await?
    };
    tell_partners(ctx, &held, &screened, appealed).await?;
    let details = json!({ "before": before, "eligible": eligible, "after_appeal": appealed });
    held.audit(ctx, "proposal_screened", details).await?;
    Ok(held.proposal)
}

async fn tell_partners(
    ctx: &Context,
    held: &Locked,
    screened: &Screening,
    after_appeal: bool,
) -> Result<()> {
    let letter = Letter::ProposalScreened {
        reference: held.proposal.reference.clone(),
        proposal_title: held.proposal.title.clone(),
        challenge_title: held.challenge.title.clone(),
        eligible: screened.eligible,
        reason: screened.reason.clone(),
        appeal_until: screened.appeal_until,
        after_appeal,
        link: link(ctx, &held.proposal, "/screening"),
    };
    let occasion = format!("screened:{}:{}", held.proposal.id, screened.version);
    for person in partners::people_behind(ctx, &held.partners, &held.challenge).await? {
        outbox::send(ctx, &Recipient::from(&person), &occasion, &letter).await?;
    }
    Ok(())
}
