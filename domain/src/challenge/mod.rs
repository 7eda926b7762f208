//! Challenges: calls of a programme, and data challenges of a council.

pub mod read;
pub mod status;

pub use hub_entity::challenge::{ChallengeKind, ChallengeState};
pub use read::Challenge;
pub use status::{Status, status};
