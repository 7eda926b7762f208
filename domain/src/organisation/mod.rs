//! Organisations and who speaks for them.

pub mod gss;
pub mod import;
pub mod read;

pub use hub_entity::organisation::{
    MembershipState, OrganisationKind, OrganisationRole, Verification,
};
pub use read::Organisation;
