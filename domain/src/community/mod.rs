//! Communities of practice.

pub mod create_community;
pub mod edit_community;
pub mod membership;
pub mod read;
pub mod set_facilitator;

pub use hub_entity::community::CommunityRole;
pub use read::Community;
