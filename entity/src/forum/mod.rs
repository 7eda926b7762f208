//! Topics and posts.

pub mod category;
pub mod post;
pub mod post_revision;
pub mod report;
pub mod topic;
pub mod topic_follow;

mod kinds;
pub use kinds::*;
