//! Whether proposals may take part, as staff found.

use async_graphql::{Context, Enum, Object, Result, SimpleObject};
use chrono::{DateTime, Utc};
use hub_domain::challenge::Challenge as ChallengeRow;
use hub_domain::page::Page;
use hub_domain::proposal::screening;
use hub_domain::proposal::screening_desk::{self, Desk};

use crate::challenge::Challenge;
use crate::connection::{List, list};
use crate::error::Graphql;
use crate::proposal::types::Proposal;
use crate::request::reader;

/// What staff found about a proposal when they looked whether it may take part.
pub struct ProposalScreening {
    /// The row.
    pub row: screening::Screening,
    /// Whether the viewer works on the proposal, and it can still be screened.
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
    /// Whether that waits for an answer.
    async fn appeal_waits(&self) -> bool {
        screening::appeal_waits(&self.row)
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

/// How far staff are with a proposal when they look whether it may take part.
#[derive(Enum, Copy, Clone, Eq, PartialEq)]
#[graphql(remote = "hub_domain::proposal::screening_desk::Part")]
pub enum ScreeningPart {
    /// Nobody has looked at it.
    Waiting,
    /// Its partners have appealed, and nobody has answered.
    Appealed,
    /// It may take part.
    Eligible,
    /// It may not, and no appeal waits.
    Ineligible,
    /// It was withdrawn after the close, or disqualified before the decision.
    Left,
}

/// How many proposals are in one part of a desk.
#[derive(SimpleObject)]
pub struct ScreeningCount {
    /// Which part.
    part: ScreeningPart,
    /// How many.
    count: u64,
}

/// The proposals of a challenge that staff look at, whether each may take part.
pub struct ScreeningDesk {
    /// The challenge.
    pub challenge: ChallengeRow,
    /// Its desk.
    pub desk: Desk,
}

/// The proposals of a challenge that staff look at, whether each may take part; with them what was
/// withdrawn or disqualified since it closed.
#[Object]
impl ScreeningDesk {
    /// The challenge.
    async fn challenge(&self) -> Challenge {
        Challenge(self.challenge.clone())
    }
    /// How many proposals are in each part; those that are empty are left out.
    async fn counts(&self, ctx: &Context<'_>) -> Result<Vec<ScreeningCount>> {
        let counts = self.desk.counts(reader(ctx)?).await.graphql()?;
        let count = |(part, count): (screening_desk::Part, u64)| ScreeningCount {
            part: part.into(),
            count,
        };
        Ok(counts.into_iter().map(count).collect())
    }
    /// What was handed in, in the order in which it was started.
    async fn proposals(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "One part of them.")] part: Option<ScreeningPart>,
        #[graphql(desc = "How many, 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "Cursor after which to begin.")] after: Option<String>,
    ) -> Result<List<Proposal>> {
        let page = Page::parse(first, after.as_deref()).graphql()?;
        let part = part.map(Into::into);
        let slice = self.desk.proposals(reader(ctx)?, part, &page).await;
        Ok(list(slice.graphql()?, page.after.is_some(), Proposal))
    }
}
