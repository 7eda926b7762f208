//! People, sessions and sign-in.

mod invitation;
mod memberships;
mod mutation;
mod own;
mod own_mutation;
mod query;
mod types;

pub use invitation::{InvitationMutation, InvitationPurpose, InvitationQuery};
pub(crate) use memberships::Memberships;
pub use mutation::{AccountMutation, Done, PersonPayload};
pub use own::{ApiScope, ApiToken, Session};
pub use own_mutation::OwnAccountMutation;
pub use query::AccountQuery;
pub use types::{Person, SiteRole, Viewer};
