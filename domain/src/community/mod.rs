//! Communities of practice.

pub mod read;

pub use hub_entity::community::CommunityRole;
pub use read::Community;
