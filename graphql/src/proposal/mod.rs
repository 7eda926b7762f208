//! Partnerships and what they propose.

mod query;
mod types;

pub use query::ProposalQuery;
pub use types::Proposal;
