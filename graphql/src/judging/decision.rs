//! Decisions, for staff and for applicants.

use async_graphql::{Context, Object, Result, SimpleObject};
use chrono::{DateTime, Utc};
use hub_domain::judging::{self, read};
use hub_domain::proposal;

use crate::challenge::Challenge;
use crate::error::Graphql;
use crate::judging::enums::Outcome;
use crate::judging::offer::{self, Offer};
use crate::judging::own_scores::{OwnScores, own_scores};
use crate::request::{loaders, reader};
use crate::scalars::Html;

/// What staff decided about a proposal.
pub struct Decision(pub judging::Decision);

impl From<judging::Decision> for Decision {
    fn from(row: judging::Decision) -> Self {
        Self(row)
    }
}

/// What staff decided about a proposal. Applicants see it once it is announced.
#[Object]
impl Decision {
    /// What was decided.
    async fn outcome(&self) -> Outcome {
        self.0.outcome.into()
    }
    /// Place on the reserve list.
    async fn reserve_rank(&self) -> Option<i32> {
        self.0.reserve_rank
    }
    /// Why, as Markdown; public once a selected proposal is announced.
    async fn reason(&self) -> &str {
        &self.0.reason
    }
    /// For the applicant, as Markdown.
    async fn feedback(&self) -> &str {
        &self.0.feedback
    }
    /// Why it is selected although its mean is below the challenge's least, or empty.
    async fn waiver(&self) -> &str {
        &self.0.waiver
    }
    /// Grows with each change; send it along when you decide.
    async fn version(&self) -> i32 {
        self.0.version
    }
    /// When it was last changed.
    async fn updated_at(&self) -> DateTime<Utc> {
        self.0.updated_at
    }
    /// The challenge.
    async fn challenge(&self, ctx: &Context<'_>) -> Result<Challenge> {
        let proposal = loaders(ctx)?.proposal(self.0.proposal_id).await.graphql()?;
        let row = loaders(ctx)?.challenge(proposal.challenge_id).await;
        row.graphql().map(Challenge)
    }
}

/// A decision, as those see it whom it concerns.
#[derive(SimpleObject)]
pub struct AnnouncedDecision {
    /// What was decided.
    outcome: Outcome,
    /// Place on the reserve list.
    reserve_rank: Option<i32>,
    /// What the judges said.
    feedback_html: Html,
    /// The proposal's own scores; null where nobody scored it, or they were not kept.
    scores: Option<OwnScores>,
    /// The award that it is offered; null where it is not, or needs no acceptance.
    offer: Option<Offer>,
}

/// The decision on a proposal, for its partners, once it is announced.
///
/// # Errors
/// When the database does not answer.
pub async fn announced(
    ctx: &Context<'_>,
    proposal: &proposal::Proposal,
) -> Result<Option<AnnouncedDecision>> {
    let decision = read::announced_decision(reader(ctx)?, proposal)
        .await
        .graphql()?;
    let Some(row) = decision else { return Ok(None) };
    Ok(Some(AnnouncedDecision {
        outcome: row.outcome.into(),
        reserve_rank: row.reserve_rank,
        feedback_html: Html::markdown(&row.feedback),
        scores: own_scores(ctx, proposal).await?,
        offer: offer::of(ctx, proposal).await?,
    }))
}
