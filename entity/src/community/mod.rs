//! Communities of practice.

#[expect(
    clippy::module_inception,
    reason = "a table may be called as its area is"
)]
pub mod community;
pub mod community_member;

mod kinds;
pub use kinds::*;
