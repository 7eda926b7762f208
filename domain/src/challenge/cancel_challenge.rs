//! Calling a challenge off.

use hub_entity::challenge::{ChallengeState, ProposalState, challenge, proposal};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;

use crate::challenge::{Challenge, concerned, read};
use crate::context::Context;
use crate::error::Result;
use crate::judging::access;
use crate::platform::audit;
use crate::platform::letter::{Letter, News};
use crate::platform::outbox::{self, Recipient};
use crate::policy;
use crate::proposal::partners;
use crate::values::Fields;

/// What is called off, and why.
#[derive(Debug, Clone)]
pub struct CancelChallenge {
    /// Which challenge.
    pub number: i64,
    /// The reason, which is public.
    pub reason: String,
}

/// Calls a challenge off before it is announced, and tells everybody who works on a proposal. A
/// draft that was never published stays hidden.
///
/// # Errors
/// `Invalid` on `reason`; `Forbidden`.
pub async fn cancel_challenge(ctx: &Context, input: CancelChallenge) -> Result<Challenge> {
    let mut fields = Fields::default();
    let reason = fields.text("reason", &input.reason, 3..=2000);
    let known = read::lock(ctx, input.number).await?;
    let standing = access::standing(ctx.tx().await?, ctx.viewer(), known.id).await?;
    let allowed = policy::challenge::may_cancel(ctx.viewer(), &known, standing, ctx.now());
    policy::require(ctx.viewer(), allowed)?;
    fields.finish()?;
    let row = challenge::ActiveModel {
        id: Set(known.id),
        state: Set(ChallengeState::Cancelled),
        cancelled_reason: Set(reason),
        version: Set(known.version + 1),
        updated_at: Set(ctx.now()),
        ..Default::default()
    };
    let saved = row.update(ctx.tx().await?).await?;
    tell_partners(ctx, &saved).await?;
    let public_url = &ctx.hub().settings().public_url;
    let letter = |_| Letter::ChallengeCancelled {
        challenge_title: saved.title.clone(),
        proposal_title: String::new(),
        reason: saved.cancelled_reason.clone(),
        link: format!("{public_url}{}", read::path(&saved)),
    };
    let occasion = format!("challenge-cancelled:{}", saved.id);
    concerned::tell_judges(ctx, &saved, &occasion, letter).await?;
    concerned::tell_news(ctx, &saved, News::Cancelled).await?;
    let entry = audit::Entry {
        action: "challenge_cancelled",
        object_kind: "challenge",
        object_id: saved.id,
        challenge_id: Some(saved.id),
        details: json!({ "reason": saved.cancelled_reason }),
    };
    audit::record(ctx, entry).await?;
    Ok(saved)
}

async fn tell_partners(ctx: &Context, challenge: &Challenge) -> Result<()> {
    let proposals = proposal::Entity::find()
        .filter(proposal::Column::ChallengeId.eq(challenge.id))
        .filter(proposal::Column::State.is_in([ProposalState::Draft, ProposalState::Submitted]))
        .all(ctx.tx().await?)
        .await?;
    let mut teams = partners::teams(ctx, challenge, &proposals).await?;
    let public_url = &ctx.hub().settings().public_url;
    for proposal in proposals {
        let letter = Letter::ChallengeCancelled {
            challenge_title: challenge.title.clone(),
            proposal_title: proposal.title.clone(),
            reason: challenge.cancelled_reason.clone(),
            link: format!("{public_url}{}", read::path(challenge)),
        };
        let occasion = format!("challenge-cancelled:{}:{}", challenge.id, proposal.id);
        for person in teams.remove(&proposal.id).unwrap_or_default().people {
            outbox::send(ctx, &Recipient::from(&person), &occasion, &letter).await?;
        }
    }
    Ok(())
}
