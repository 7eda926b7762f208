//! People, sessions and sign-in.

mod mutation;
mod query;
mod types;

pub use mutation::AccountMutation;
pub use query::AccountQuery;
pub use types::{Person, SiteRole, Viewer};
