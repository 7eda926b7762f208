//! Staff announce the decision: the challenge says who was selected and why, every applicant has a
//! letter, and each selected proposal becomes a project. All of it, or nothing.

use hub_entity::challenge::{ChallengeState, Outcome, ProposalState};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, IntoActiveModel};
use serde_json::json;

use crate::challenge::{Challenge, Status, concerned, status, transition};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::judging::{Decision, access, announcement, bundle, letters, read};
use crate::platform::audit;
use crate::platform::letter::News;
use crate::policy;
use crate::project::begin;
use crate::proposal::Proposal;
use crate::values::Fields;

/// What is announced.
#[derive(Debug, Clone)]
pub struct AnnounceDecision {
    /// Number of the challenge.
    pub challenge: i64,
    /// Markdown: why these were selected.
    pub announcement: String,
    /// Version of the challenge that they had before them.
    pub version: i32,
}

/// Announces the decision on a challenge.
///
/// # Errors
/// `Invalid` while reviews, decisions or feedback are missing, and when it was announced before;
/// nothing is sent then.
pub async fn announce_decision(ctx: &Context, input: AnnounceDecision) -> Result<Challenge> {
    let mut fields = Fields::default();
    let text = fields.text("announcement", &input.announcement, 1..=20_000);
    let tx = ctx.tx().await?;
    let challenge = access::locked_challenge(tx, ctx.viewer(), input.challenge).await?;
    let standing = access::standing(tx, ctx.viewer(), challenge.id).await?;
    policy::require(
        ctx.viewer(),
        policy::judging::may_decide(ctx.viewer(), standing),
    )?;
    if challenge.state == ChallengeState::Announced {
        return Err(Error::field("", "ALREADY_ANNOUNCED"));
    }
    let from = status(&challenge, ctx.now());
    if transition::find(from, Status::Announced).is_none() {
        return Err(Error::field("", "DECIDE_NOT_NOW"));
    }
    let prepared = announcement::prepare(tx, &challenge, ctx.now()).await?;
    for missing in prepared.missing {
        fields.push(missing);
    }
    fields.finish()?;
    if challenge.version != input.version {
        return Err(Error::Conflict);
    }
    // Before the rows change: what the decision was made on.
    bundle::keep(ctx, &challenge).await?;
    let challenge = close(ctx, challenge, text).await?;
    let proposals: Vec<Proposal> = prepared
        .letters
        .iter()
        .map(|l| l.ranked.proposal.clone())
        .collect();
    let contents = read::submitted(tx, &proposals).await?;
    for entry in &prepared.letters {
        let proposal = &entry.ranked.proposal;
        let Some(decision) = &entry.ranked.decision else {
            return Err(Error::internal(
                "a proposal is announced without a decision",
            ));
        };
        settle(ctx, proposal, decision).await?;
        let project = match contents.get(&proposal.id) {
            Some(content) if decision.outcome == Outcome::Select => {
                Some(begin::from_proposal(ctx, &challenge, proposal, content).await?)
            }
            _ => None,
        };
        letters::send(ctx, &challenge, entry, decision, project.as_ref()).await?;
    }
    concerned::tell_news(ctx, &challenge, News::Announced).await?;
    Ok(challenge)
}

async fn close(ctx: &Context, challenge: Challenge, text: String) -> Result<Challenge> {
    let version = challenge.version + 1;
    let mut row = challenge.into_active_model();
    row.state = Set(ChallengeState::Announced);
    row.announced_at = Set(Some(ctx.now()));
    row.announcement = Set(text);
    row.version = Set(version);
    row.updated_at = Set(ctx.now());
    let challenge = row.update(ctx.tx().await?).await?;
    let entry = audit::Entry {
        action: "decision_announced",
        object_kind: "challenge",
        object_id: challenge.id,
        challenge_id: Some(challenge.id),
        details: json!({}),
    };
    audit::record(ctx, entry).await?;
    Ok(challenge)
}

async fn settle(ctx: &Context, proposal: &Proposal, decision: &Decision) -> Result<()> {
    let (state, action) = match decision.outcome {
        Outcome::Select => (ProposalState::Selected, "proposal_selected"),
        Outcome::Reserve => (ProposalState::Reserve, "proposal_reserved"),
        Outcome::Decline => (ProposalState::NotSelected, "proposal_not_selected"),
    };
    let mut row = proposal.clone().into_active_model();
    row.state = Set(state);
    row.updated_at = Set(ctx.now());
    row.update(ctx.tx().await?).await?;
    let entry = audit::Entry {
        action,
        object_kind: "proposal",
        object_id: proposal.id,
        challenge_id: Some(proposal.challenge_id),
        details: json!({ "reserve_rank": decision.reserve_rank }),
    };
    audit::record(ctx, entry).await
}
