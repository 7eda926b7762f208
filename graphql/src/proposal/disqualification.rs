//! Proposals that were taken out.

use async_graphql::{InputObject, SimpleObject};
use chrono::{DateTime, Utc};
use hub_domain::proposal;
use hub_domain::proposal::disqualify_proposal::DisqualifyProposal;

use crate::proposal::enums::ProposalState;

/// That a proposal was taken out, and why; for its partners, and for staff without a part in the
/// challenge.
#[derive(SimpleObject)]
pub struct ProposalDisqualification {
    /// Which rule it broke, and how that is known.
    reason: String,
    /// When it was taken out.
    at: DateTime<Utc>,
    /// Where it stood then.
    from: ProposalState,
}

/// That a proposal was taken out, if it was. Callers have asked who may know.
pub fn of(row: &proposal::Proposal) -> Option<ProposalDisqualification> {
    Some(ProposalDisqualification {
        reason: row.disqualified_reason.clone(),
        at: row.disqualified_at?,
        from: row.disqualified_from?.into(),
    })
}

/// Why a proposal is taken out.
#[derive(InputObject)]
pub struct DisqualifyProposalInput {
    /// Key of the proposal.
    key: String,
    /// Which rule it broke, and how that is known; its partners and programme staff read it.
    reason: String,
}

impl From<DisqualifyProposalInput> for DisqualifyProposal {
    fn from(input: DisqualifyProposalInput) -> Self {
        Self {
            key: input.key,
            reason: input.reason,
        }
    }
}
