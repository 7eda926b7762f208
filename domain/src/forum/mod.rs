//! The forum: topics, posts and those who follow them.

pub mod category;
pub mod create_topic;
pub mod delete_post;
pub mod edit_post;
pub mod follow;
pub mod moderate;
pub mod notify;
pub mod post;
pub mod preview;
pub mod reply;
pub mod report;
pub mod scope;
pub mod topic;
pub mod unsubscribe;

mod counters;

pub use hub_entity::forum::{FollowReason, ReportReason, ReportState, TopicScope};
pub use post::Post;
pub use topic::Topic;
