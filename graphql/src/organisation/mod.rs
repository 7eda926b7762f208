//! Organisations.

mod kinds;
mod member;
mod mutation;
mod query;
mod types;

pub use kinds::{CouncilType, MembershipState, OrganisationKind, OrganisationRole, Verification};
pub use member::{Member, OwnMembership};
pub use mutation::OrganisationMutation;
pub use query::OrganisationQuery;
pub use types::Organisation;
