//! Communities of practice.

pub mod community;
pub mod community_member;

mod kinds;
pub use kinds::*;
