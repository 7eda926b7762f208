//! Services that are built, and what they are built on.

#[expect(
    clippy::module_inception,
    reason = "a table may be called as its area is"
)]
pub mod project;
pub mod project_dataset;
pub mod project_measure;
pub mod project_milestone;
pub mod project_partner;
pub mod project_reading;
pub mod project_risk;
pub mod project_story;
pub mod project_update;

mod kinds;
pub use kinds::*;
