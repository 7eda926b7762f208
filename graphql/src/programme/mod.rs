//! Programmes.

mod mutation;
mod query;
mod types;

pub use mutation::ProgrammeMutation;
pub use query::ProgrammeQuery;
pub use types::Programme;
