//! Challenges.

mod desk;
mod input;
mod mutation;
mod query;
mod rules;
mod types;

pub use mutation::ChallengeMutation;
pub use query::ChallengeQuery;
pub use rules::TieBreak;
pub use types::{Challenge, ChallengeKind, ChallengeStatus};
