//! Communities of practice.

mod mutation;
mod query;
mod types;

pub use mutation::CommunityMutation;
pub use query::CommunityQuery;
pub use types::{Community, CommunityMember, CommunityRole};
