//! The forum: topics, posts and moderation.

mod moderation;
mod mutation;
mod query;
mod report;
mod types;

pub use moderation::ModerationMutation;
pub use mutation::ForumMutation;
pub use query::ForumQuery;
pub use report::Report;
pub use types::{Category, Post, Topic};
