//! The open data catalogue.

mod query;
mod types;

pub use query::DatasetQuery;
pub use types::Dataset;
