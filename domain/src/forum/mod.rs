//! The forum: topics, posts and those who follow them.

pub mod notify;
pub mod topic;
