//! Organisations and who speaks for them.

#[expect(
    clippy::module_inception,
    reason = "a table may be called as its area is"
)]
pub mod organisation;
pub mod organisation_member;

mod kinds;
pub use kinds::*;
