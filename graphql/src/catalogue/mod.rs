//! The open data catalogue.

mod facets;
mod import;
mod loaders;
mod mutation;
mod query;
mod types;

pub use facets::FacetValue;
pub use import::{ImportMutation, ImportQuery};
pub use loaders::DatasetLoaders;
pub use mutation::DatasetMutation;
pub use query::DatasetQuery;
pub use types::{Dataset, Distribution};
