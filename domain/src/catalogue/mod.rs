//! The open data catalogue.

pub mod format;
pub mod frequency;
pub mod import;
pub mod import_listing;
mod index;
pub mod licence;
pub mod list;
pub mod read;
pub mod save;
pub mod upload;
pub mod uses;
pub mod withdraw;

pub use hub_entity::catalogue::DatasetStatus;
pub use list::recent;
pub use read::Dataset;

/// A form in which a dataset can be had.
pub type Distribution = hub_entity::catalogue::distribution::Model;
