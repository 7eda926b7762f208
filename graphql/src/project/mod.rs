//! Projects.

mod query;
mod types;

pub use query::ProjectQuery;
pub use types::Project;
