//! Services that are built, and what they are built on.

pub mod project;
pub mod project_dataset;
pub mod project_partner;
pub mod project_update;

mod kinds;
pub use kinds::*;
