//! Challenges: calls of a programme, and data challenges of a council.

pub mod amend_rules;
pub mod amendment;
pub mod cancel_challenge;
pub mod complete;
pub(crate) mod concerned;
pub mod content;
pub mod create_challenge;
pub mod criteria;
pub mod desk;
pub mod edit_challenge;
pub mod eligibility;
pub mod extend_deadline;
pub mod follow_challenge;
pub mod form;
mod index;
pub mod list;
pub mod local_time;
pub mod move_challenge;
pub mod publish_challenge;
pub mod questions;
pub mod read;
pub mod remind;
pub mod request_edits;
pub mod rounds;
pub mod schedule;
pub mod status;
pub mod submit_for_review;
pub mod template;
pub mod tie_break;
pub mod transition;

pub use criteria::{Criterion, level_texts};
pub use hub_entity::challenge::{ChallengeKind, ChallengeState, QuestionState};
pub use read::Challenge;
pub use status::{Status, status};
