//! Projects: what is built, and on which data.

pub mod read;

pub use hub_entity::project::ProjectState;
pub use read::Project;
