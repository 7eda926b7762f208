//! Partnerships and what they propose.

pub mod content;
pub mod people;
pub mod read;

pub use content::Content;
pub use hub_entity::challenge::{Consent, PartnerRole, ProposalState};
pub use read::Proposal;
