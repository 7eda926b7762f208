//! Looking for a partner on a challenge, and introductions.

mod input;
mod introduction;
mod mutation;
mod notices;

pub use introduction::{Introduction, ReportedIntroduction, introduction, reported};
pub use mutation::PartneringMutation;
pub use notices::PartnerSearch;
