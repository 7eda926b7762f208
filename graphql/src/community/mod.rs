//! Communities of practice.

mod query;
mod types;

pub use query::CommunityQuery;
pub use types::Community;
