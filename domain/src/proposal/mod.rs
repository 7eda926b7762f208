//! Partnerships and what they propose.

pub mod add_partner;
pub mod answer_partnership;
pub mod appeal_screening;
pub mod attach_file;
pub mod attachment;
pub mod blind;
pub mod choices;
pub mod content;
pub mod diff;
pub mod disqualify_proposal;
pub mod draft;
pub mod edit_proposal;
pub mod eligibility;
pub mod file_kind;
pub mod history;
pub(crate) mod locked;
pub mod merge;
pub mod partners;
pub mod people;
pub mod read;
mod reference;
pub mod remove_partner;
pub mod revive_proposal;
pub mod roles;
pub mod screen_proposal;
pub mod screening;
pub mod screening_desk;
pub mod sections;
pub mod seen;
pub mod set_person_role;
pub mod stage;
pub mod start_proposal;
pub mod submit_proposal;
pub mod tasks;
pub mod tell_changes;
mod tell_staff;
pub mod versions;
pub mod withdraw_proposal;

pub use content::Content;
pub use hub_entity::challenge::{Consent, PartnerRole, PersonRole, ProposalState};
pub use read::Proposal;
pub use seen::{Seen, content_for};
pub use tasks::missing;

/// A partner of a proposal.
pub type Partner = hub_entity::challenge::partner::Model;
