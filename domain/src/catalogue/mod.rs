//! The open data catalogue.

pub mod format;
pub mod frequency;
pub mod import;
pub mod licence;
pub mod read;

pub use hub_entity::catalogue::DatasetStatus;
pub use read::Dataset;
