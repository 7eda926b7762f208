//! Moderation: between the day on which reviews are due and the decision, staff see where judges
//! disagree, the panel discusses a proposal, and a review is reopened where it should be looked at
//! again.
//!
//! Who takes part in a discussion is asked in one place, [`panel`], for pages, posts and mails
//! alike. A review that was reopened stays submitted, and counts as it was, until its judge submits
//! it again: as with proposals, the last submitted version is the valid one.

pub mod disagreement;
pub mod discussion;
pub mod own;
pub mod panel;
pub mod post;
pub mod reopen;

/// What somebody on a panel said about a proposal.
pub type Post = hub_entity::challenge::panel_post::Model;
/// That staff reopened a review.
pub type Reopening = hub_entity::challenge::reopening::Model;
