//! Challenges, proposals, judging and decisions.

pub mod assignment;
pub mod assignment_run;
pub mod attachment;
#[expect(
    clippy::module_inception,
    reason = "a table may be called as its area is"
)]
pub mod challenge;
pub mod challenge_dataset;
pub mod challenge_follow;
pub mod conflict;
pub mod criterion;
pub mod decision;
pub mod decision_bundle;
pub mod expertise;
pub mod introduction;
pub mod introduction_message;
pub mod judge;
pub mod judging_round;
pub mod lottery;
pub mod offer;
pub mod panel_post;
pub mod partner;
pub mod partner_notice;
pub mod past_partner;
pub mod planned_announcement;
pub mod programme;
pub mod programme_judge;
pub mod programme_member;
pub mod proposal;
pub mod proposal_draft;
pub mod proposal_version;
pub mod question;
pub mod reopening;
pub mod review;
pub mod review_version;
pub mod round_entry;
pub mod score;
pub mod score_upload;
pub mod screening;
pub mod sealed_view;

mod kinds;
pub use kinds::*;
