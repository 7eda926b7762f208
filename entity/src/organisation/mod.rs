//! Organisations and who speaks for them.

pub mod organisation;
pub mod organisation_member;

mod kinds;
pub use kinds::*;
