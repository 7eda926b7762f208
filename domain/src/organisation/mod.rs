//! Organisations and who speaks for them.

pub mod read;

pub use hub_entity::organisation::{
    MembershipState, OrganisationKind, OrganisationRole, Verification,
};
pub use read::Organisation;
