//! Partnerships and what they propose.

mod choices;
mod disqualification;
mod enums;
mod form;
mod input;
mod mutation;
mod parts;
mod query;
mod screening;
mod types;
mod versions;

pub(crate) use choices::{own, own_list};
pub use enums::{PartnerRole, ProposalSection};
pub use mutation::ProposalMutation;
pub use parts::{
    ProposalAnswer, ProposalBudgetLine, ProposalBudgetShare, ProposalContent, ProposalDataset,
    ProposalFile, ProposalMilestone, ProposalPartner,
};
pub use query::ProposalQuery;
pub use types::Proposal;
