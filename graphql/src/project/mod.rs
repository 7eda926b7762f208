//! Projects.

mod mutation;
mod query;
mod types;

pub use mutation::ProjectMutation;
pub use query::ProjectQuery;
pub use types::Project;
