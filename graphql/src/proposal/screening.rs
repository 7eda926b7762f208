//! Whether proposals may take part, as staff found.

use async_graphql::{Context, Object, Result};
use chrono::{DateTime, Utc};
use hub_domain::challenge::Challenge as ChallengeRow;
use hub_domain::proposal::{self, screening};

use crate::challenge::Challenge;
use crate::proposal::types::Proposal;
use crate::request::reader;

/// What staff found about a proposal when they looked whether it may take part.
pub struct ProposalScreening {
    /// The row.
    pub row: screening::Screening,
    /// Whether the viewer works on the proposal.
    pub works: bool,
}

/// What staff found about a proposal when they looked whether it may take part; for its partners,
/// and for staff without a part in the challenge.
#[Object]
impl ProposalScreening {
    /// Whether it may take part.
    async fn eligible(&self) -> bool {
        self.row.eligible
    }
    /// Why.
    async fn reason(&self) -> &str {
        &self.row.reason
    }
    /// When that was found.
    async fn decided_at(&self) -> DateTime<Utc> {
        self.row.decided_at
    }
    /// Until when its partners may appeal; null if they cannot.
    async fn appeal_until(&self) -> Option<DateTime<Utc>> {
        self.row.appeal_until
    }
    /// What its partners say against it; empty if they did not appeal.
    async fn appeal(&self) -> &str {
        &self.row.appeal
    }
    /// When they appealed.
    async fn appealed_at(&self) -> Option<DateTime<Utc>> {
        self.row.appealed_at
    }
    /// Grows with each change.
    async fn version(&self) -> i32 {
        self.row.version
    }
    /// Whether the viewer may appeal now.
    async fn can_appeal(&self, ctx: &Context<'_>) -> Result<bool> {
        Ok(self.works && screening::can_appeal(&self.row, reader(ctx)?.now()))
    }
}

/// The proposals of a challenge that staff look at, whether each may take part.
pub struct ScreeningDesk {
    /// The challenge.
    pub challenge: ChallengeRow,
    /// What was handed in.
    pub proposals: Vec<proposal::Proposal>,
}

/// The proposals of a challenge that staff look at, whether each may take part.
#[Object]
impl ScreeningDesk {
    /// The challenge.
    async fn challenge(&self) -> Challenge {
        Challenge(self.challenge.clone())
    }
    /// What was handed in, in the order in which it was started.
    async fn proposals(&self) -> Vec<Proposal> {
        self.proposals.iter().cloned().map(Into::into).collect()
    }
}
