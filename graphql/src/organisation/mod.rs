//! Organisations.

mod query;
mod types;

pub use query::OrganisationQuery;
pub use types::Organisation;
