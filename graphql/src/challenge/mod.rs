//! Challenges.

mod desk;
mod input;
mod mutation;
mod query;
mod questions;
mod rules;
mod timeline;
mod types;

pub use mutation::{ChallengeMutation, ChallengePayload};
pub use query::ChallengeQuery;
pub use questions::QuestionMutation;
pub use rules::TieBreak;
pub use types::{Challenge, ChallengeKind, ChallengeStatus};
