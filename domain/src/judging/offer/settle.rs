//! What an answer, or none, comes to: states, the project, the next in reserve, and the mails.

use hub_entity::challenge::{OfferState, ProposalState, decision, offer};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter,
};
use serde_json::json;

use crate::challenge::Challenge;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::judging::offer::{self as offers, Offer, make};
use crate::judging::{access, read};
use crate::platform::letter::Letter;
use crate::platform::outbox::{self, Recipient};
use crate::project::{self, Project, begin};
use crate::proposal::locked::link;
use crate::proposal::{Proposal, people, seen};

/// Writes what became of an open offer and of its proposal. The next in reserve is offered the
/// award where it came to nothing; the project begins where it was accepted.
pub(super) async fn settle(
    ctx: &Context,
    challenge: &Challenge,
    proposal: Proposal,
    offer: Offer,
    outcome: OfferState,
    reason: String,
) -> Result<Proposal> {
    let (state, action) = match outcome {
        OfferState::Accepted => (ProposalState::OfferAccepted, "offer_accepted"),
        OfferState::Declined => (ProposalState::OfferDeclined, "offer_declined"),
        OfferState::Lapsed => (ProposalState::OfferLapsed, "offer_lapsed"),
        OfferState::Open | OfferState::TakenBack => {
            return Err(Error::internal("an offer is settled without an answer"));
        }
    };
    let tx = ctx.tx().await?;
    let row = offer::ActiveModel {
        id: Set(offer.id),
        state: Set(outcome),
        answered_by: Set(ctx.viewer().id()),
        answered_at: Set(Some(ctx.now())),
        reason: Set(reason.clone()),
        ..Default::default()
    };
    let offer = row.update(tx).await?;
    let mut row = proposal.into_active_model();
    row.state = Set(state);
    row.updated_at = Set(ctx.now());
    let proposal = row.update(tx).await?;
    // The audit is public in part: the reason stays between the partners and staff.
    offers::audit(ctx, &offer, action, json!({ "answer_by": offer.answer_by })).await?;
    let (project, next) = if outcome == OfferState::Accepted {
        let mut contents = read::submitted(tx, std::slice::from_ref(&proposal)).await?;
        let content = contents
            .remove(&proposal.id)
            .ok_or_else(|| Error::internal("an offer to what was never submitted"))?;
        let project = begin::from_proposal(ctx, challenge, &proposal, &content).await?;
        (Some(project), None)
    } else {
        (None, make::to_next_reserve(ctx, challenge).await?)
    };
    let told = Told {
        challenge,
        proposal: &proposal,
        offer: &offer,
        reason: &reason,
        project: project.as_ref(),
    };
    told.partners(ctx).await?;
    told.staff(ctx, next.as_ref()).await?;
    Ok(proposal)
}

/// What is told of.
struct Told<'a> {
    challenge: &'a Challenge,
    proposal: &'a Proposal,
    offer: &'a Offer,
    reason: &'a str,
    project: Option<&'a Project>,
}

impl Told<'_> {
    async fn partners(&self, ctx: &Context) -> Result<()> {
        let site = &ctx.hub().settings().public_url;
        let project_link = self
            .project
            .map(|project| format!("{site}{}", project::read::path(project)));
        let letter = Letter::OfferSettled {
            outcome: sea_orm::ActiveEnum::to_value(&self.offer.state),
            reference: self.proposal.reference.clone(),
            proposal_title: title(ctx, self.proposal).await?,
            challenge_title: self.challenge.title.clone(),
            reason: self.reason.to_owned(),
            project_link: project_link.unwrap_or_default(),
            link: link(ctx, self.proposal, "/decision"),
        };
        let occasion = format!("offer-settled:{}", self.offer.id);
        tell(ctx, self.proposal, &occasion, &letter).await
    }

    /// Tells who decided, while they may decide still.
    async fn staff(&self, ctx: &Context, next: Option<&Offer>) -> Result<()> {
        let tx = ctx.tx().await?;
        let decided = decision::Entity::find()
            .filter(decision::Column::ProposalId.eq(self.proposal.id))
            .one(tx)
            .await?;
        let Some(decided) = decided else {
            return Ok(());
        };
        let site = &ctx.hub().settings().public_url;
        let letter = Letter::OfferOutcome {
            outcome: sea_orm::ActiveEnum::to_value(&self.offer.state),
            reference: self.proposal.reference.clone(),
            proposal_title: title(ctx, self.proposal).await?,
            challenge_title: self.challenge.title.clone(),
            reason: self.reason.to_owned(),
            next: next.is_some(),
            link: format!("{site}/challenges/{}/offers", self.challenge.id),
        };
        let occasion = format!("offer-outcome:{}", self.offer.id);
        for person in crate::account::people::by_ids(tx, &[decided.decided_by]).await? {
            if access::may_still_decide(ctx, self.challenge, person.id).await? {
                outbox::send(ctx, &Recipient::from(&person), &occasion, &letter).await?;
            }
        }
        Ok(())
    }
}

/// Tells the people of a reserve that the award is theirs to accept.
pub(super) async fn tell_moved_up(
    ctx: &Context,
    challenge: &Challenge,
    proposal: &Proposal,
    offer: &Offer,
) -> Result<()> {
    let letter = Letter::OfferMade {
        zone: challenge.zone.clone(),
        reference: proposal.reference.clone(),
        proposal_title: title(ctx, proposal).await?,
        challenge_title: challenge.title.clone(),
        answer_by: offer.answer_by,
        link: link(ctx, proposal, "/decision"),
    };
    let occasion = format!("offer-made:{}", offer.id);
    tell(ctx, proposal, &occasion, &letter).await
}

/// Writes to everybody behind a proposal.
pub(super) async fn tell(
    ctx: &Context,
    proposal: &Proposal,
    occasion: &str,
    letter: &Letter,
) -> Result<()> {
    for person in people::of(ctx.tx().await?, proposal.id).await? {
        outbox::send(ctx, &Recipient::from(&person), occasion, letter).await?;
    }
    Ok(())
}

/// Title of what was submitted, which is what was decided on.
pub(super) async fn title(ctx: &Context, proposal: &Proposal) -> Result<String> {
    seen::handed_in_title(ctx.tx().await?, proposal).await
}
