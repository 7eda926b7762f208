//! Judging and decisions.

mod announcement;
mod assignment;
mod assignment_input;
mod calibration;
mod challenge;
mod conflict;
mod decision;
mod embargo;
mod enums;
mod input;
mod judge;
pub mod lottery;
mod moderation;
mod mutation;
mod offer;
mod offline;
mod own_scores;
mod query;
mod report;
mod review;
pub mod rounds;
mod sealed;
pub mod words;

pub use challenge::{ChallengeJudging, SelectedProject, selected};
pub use decision::{AnnouncedDecision, Decision, announced};
pub use enums::{JudgeState, Outcome};
pub use judge::{Judge, mine};
pub use moderation::PanelMutation;
pub use mutation::JudgingMutation;
pub use offline::OfflineMutation;
pub use query::JudgingQuery;
pub use report::SelectionReport;
pub use review::{Review, ScoreCard};
