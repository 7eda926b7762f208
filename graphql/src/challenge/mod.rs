//! Challenges.

mod query;
mod types;

pub use query::ChallengeQuery;
pub use types::Challenge;
