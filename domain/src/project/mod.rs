//! Projects: what is built, and on which data.

pub mod begin;
pub mod confirm;
pub mod delete_update;
pub mod edit_project;
pub mod edit_story;
pub mod hide_project;
pub mod impact;
pub mod ledger;
pub mod list;
pub mod measure;
pub mod milestone;
pub mod people;
pub mod plan_milestone;
pub mod post_update;
pub mod read;
pub mod reading;
pub mod register;
pub mod risk;
pub mod still_live;
pub mod story;
pub mod uses;

pub use hub_entity::project::{Better, Likelihood, Payment, ProjectState, UseRole};
pub use read::Project;
/// News from a project.
pub type Update = hub_entity::project::project_update::Model;
/// A dataset that a project uses.
pub type DatasetUse = hub_entity::project::project_dataset::Model;
/// A party to a project.
pub type Partner = hub_entity::project::project_partner::Model;
