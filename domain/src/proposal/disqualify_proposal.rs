//! Staff take out a proposal that broke the rules.

use chrono::{DateTime, Utc};
use hub_entity::challenge::{ChallengeState, OfferState, ProposalState, proposal};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter,
    QuerySelect,
};
use serde_json::json;

use crate::challenge::{Challenge, status};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::judging::offer::{self, take_back};
use crate::judging::{access, tell_left};
use crate::platform::audit;
use crate::platform::letter::Letter;
use crate::platform::outbox::{self, Recipient};
use crate::policy::{self, judging::may_disqualify};
use crate::proposal::locked::link;
use crate::proposal::tell_staff::tell_staff;
use crate::proposal::{Proposal, people, read, screening, seen};
use crate::values::Fields;

/// Why a proposal is taken out.
#[derive(Debug, Clone)]
pub struct DisqualifyProposal {
    /// Key of the proposal.
    pub key: String,
    /// Which rule it broke, and how that is known; its partners and programme staff read it.
    pub reason: String,
}

/// Takes a proposal out for good: before the decision it is neither judged nor decided on; after it
/// an award that is still offered goes to the next in reserve. Also once a lottery was drawn, as a
/// conflict of interest is declared then: who broke the rules is not to win by it.
///
/// # Errors
/// `Invalid` on `reason`, or on the whole when it is not the time, or when its project has begun;
/// `Forbidden` for those who do not decide.
pub async fn disqualify_proposal(ctx: &Context, input: DisqualifyProposal) -> Result<Proposal> {
    let mut fields = Fields::default();
    let reason = fields.text("reason", &input.reason, 10..=4_000);
    fields.finish()?;
    let tx = ctx.tx().await?;
    let known = read::visible(ctx.viewer(), ctx.now())
        .filter(proposal::Column::Key.eq(&input.key))
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    let challenge = access::locked_challenge(tx, ctx.viewer(), known.challenge_id).await?;
    let standing = access::standing(tx, ctx.viewer(), challenge.id).await?;
    policy::require(ctx.viewer(), may_disqualify(ctx.viewer(), standing))?;
    let before = proposal::Entity::find_by_id(known.id)
        .lock_exclusive()
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    let now = ctx.hub().clock().now();
    if let Some(code) = refused(tx, &before, &challenge, now).await? {
        return Err(Error::field("", code));
    }
    let row = proposal::ActiveModel {
        id: Set(before.id),
        state: Set(ProposalState::Disqualified),
        disqualified_from: Set(Some(before.state)),
        disqualified_reason: Set(reason.clone()),
        disqualified_at: Set(Some(now)),
        updated_at: Set(now),
        ..Default::default()
    };
    let after = row.update(tx).await?;
    let entry = audit::Entry {
        action: "proposal_disqualified",
        object_kind: "proposal",
        object_id: after.id,
        challenge_id: Some(challenge.id),
        // The audit is public in part: the reason stays between the partners and staff.
        details: json!({ "from": sea_orm::ActiveEnum::to_value(&before.state) }),
    };
    audit::record(ctx, entry).await?;
    tell(ctx, &challenge, &before, &reason).await?;
    if before.state == ProposalState::Selected {
        take_back::take_back(ctx, &challenge, after.id, &reason).await?;
    }
    tell_left::tell_left(ctx, &challenge, &after).await?;
    Ok(after)
}

/// The code of what keeps a proposal from being disqualified at this instant; none if nothing does.
///
/// # Errors
/// When the database does not answer.
pub async fn refused(
    db: &impl ConnectionTrait,
    row: &Proposal,
    challenge: &Challenge,
    now: DateTime<Utc>,
) -> Result<Option<&'static str>> {
    let announced = challenge.state == ChallengeState::Announced;
    let judged = challenge.state == ChallengeState::Published
        && status(challenge, now).is_past_close()
        && row.submitted_version > 0;
    Ok(match row.state {
        ProposalState::Submitted if judged => None,
        ProposalState::Reserve if announced => None,
        ProposalState::Selected if announced => {
            let offer = offer::of(db, row.id).await?;
            match offer.map(|offer| offer::state(&offer, now)) {
                Some(OfferState::Open) => None,
                // Without an offer its project began with the announcement.
                None | Some(OfferState::Accepted) => Some("DISQUALIFY_BEGUN"),
                Some(_) => Some("DISQUALIFY_NOT_NOW"),
            }
        }
        ProposalState::OfferAccepted => Some("DISQUALIFY_BEGUN"),
        ProposalState::Disqualified => Some("DISQUALIFIED_ALREADY"),
        _ => Some("DISQUALIFY_NOT_NOW"),
    })
}

/// Tells its people, and the staff who answer for it.
async fn tell(ctx: &Context, challenge: &Challenge, before: &Proposal, reason: &str) -> Result<()> {
    let tx = ctx.tx().await?;
    let submitted = seen::submitted_of(tx, &[before.id])
        .await?
        .remove(&before.id);
    let title = submitted.map_or_else(|| before.title.clone(), |content| content.title);
    let letter = Letter::ProposalDisqualified {
        from: sea_orm::ActiveEnum::to_value(&before.state),
        reference: before.reference.clone(),
        proposal_title: title.clone(),
        challenge_title: challenge.title.clone(),
        reason: reason.to_owned(),
        link: link(ctx, before, ""),
    };
    let occasion = format!("disqualified:{}", before.id);
    for person in people::of(tx, before.id).await? {
        outbox::send(ctx, &Recipient::from(&person), &occasion, &letter).await?;
    }
    let letter = Letter::ProposalLeft {
        person: ctx.actor()?.name.clone(),
        disqualified: true,
        reference: before.reference.clone(),
        proposal_title: title,
        challenge_title: challenge.title.clone(),
        reason: reason.to_owned(),
        link: link(ctx, before, ""),
    };
    let screened = screening::of(tx, before.id).await?;
    let screener = screened.map(|found| found.decided_by);
    let occasion = format!("left:{}", before.id);
    tell_staff(ctx, challenge, screener, &occasion, &letter).await
}
