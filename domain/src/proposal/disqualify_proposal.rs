//! Staff take out a proposal that broke the rules.

use chrono::{DateTime, Utc};
use hub_entity::challenge::{ChallengeState, OfferState, ProposalState, proposal};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter,
    QuerySelect,
};
use serde_json::json;

use crate::account;
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
use crate::proposal::{Proposal, people, read, seen};
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
    let next = if before.state == ProposalState::Selected {
        Some(take_back::take_back(ctx, &challenge, after.id, &reason).await?)
    } else {
        None
    };
    tell(ctx, &challenge, &before, &reason, next).await?;
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

/// Tells its people, and the staff who answer for it. `next` says whether an award that it had been
/// offered was offered to the next in reserve.
async fn tell(
    ctx: &Context,
    challenge: &Challenge,
    before: &Proposal,
    reason: &str,
    next: Option<bool>,
) -> Result<()> {
    let tx = ctx.tx().await?;
    let title = seen::handed_in_title(tx, before).await?;
    let letter = Letter::ProposalDisqualified {
        from: sea_orm::ActiveEnum::to_value(&before.state),
        reference: before.reference.clone(),
        proposal_title: title.clone(),
        challenge_title: challenge.title.clone(),
        reason: reason.to_owned(),
        link: link(ctx, before, ""),
    };
    let occasion = format!("disqualified:{}", before.id);
    let mut people = people::of(tx, before.id).await?;
    if people.is_empty() {
        // Where all partners took back their consent, whoever began it.
        let starter = account::people::by_ids(tx, &[before.created_by]).await?;
        people.extend(starter.into_iter().filter(|p| p.deleted_at.is_none()));
    }
    for person in people {
        outbox::send(ctx, &Recipient::from(&person), &occasion, &letter).await?;
    }
    let letter = Letter::ProposalLeft {
        person: ctx.actor()?.name.clone(),
        disqualified: true,
        reference: before.reference.clone(),
        proposal_title: title,
        challenge_title: challenge.title.clone(),
        reason: reason.to_owned(),
        next,
        link: link(ctx, before, ""),
    };
    let occasion = format!("left:{}", before.id);
    tell_staff(ctx, challenge, before, (occasion.as_str(), &letter)).await
}
