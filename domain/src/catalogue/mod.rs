//! The open data catalogue.

pub mod read;

pub use hub_entity::catalogue::DatasetStatus;
pub use read::Dataset;
