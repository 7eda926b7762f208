//! Judging and deciding: judges, conflicts of interest, reviews, the ranking, the decision.
//!
//! Who may read what is said in one place, [`access`]: whether a judge is free of conflicts with a
//! proposal is asked of the database at every access and never remembered, so that joining an
//! organisation takes access away at once.

pub mod access;
pub mod add_conflict;
pub mod announce;
pub mod announcement;
pub mod answer_appointment;
pub mod appoint_judge;
pub mod assigned;
pub mod assignment;
pub mod bundle;
pub mod calibrated;
pub mod calibration;
pub mod conflict;
pub mod conflict_list;
pub mod conflict_rule;
pub mod decide_proposal;
pub mod declare_conflict;
pub mod declare_conflicts;
pub mod denied;
pub mod departures;
pub mod desk;
pub mod draw_lottery;
pub mod embargo;
pub mod expertise;
pub mod letters;
pub mod lots;
pub mod lottery;
pub mod moderation;
pub mod offer;
pub mod offline;
pub mod own_scores;
pub mod progress;
pub mod ranking;
pub mod read;
pub mod remove_judge;
pub mod report;
pub mod review;
pub mod rounds;
pub mod save_review;
pub mod scoring;
pub mod sealed;
pub mod settle_conflict;
pub mod suggest;
pub mod taking_part;
pub(crate) mod tell_left;
mod ties;
pub mod versions;

pub use hub_entity::challenge::{
    AssignmentOrigin, ConflictKind, ConflictOrigin, ExpertiseLevel, JudgeState, Outcome,
    ReadingMode, ReviewState,
};
/// Somebody appointed to score a challenge.
pub type Judge = hub_entity::challenge::judge::Model;
/// A judge's scores of one proposal.
pub type Review = hub_entity::challenge::review::Model;
/// What staff decided about a proposal.
pub type Decision = hub_entity::challenge::decision::Model;
/// What proposals are scored on.
pub type Criterion = hub_entity::challenge::criterion::Model;
