//! Organisations and who speaks for them.

pub mod change_member_role;
pub mod create_organisation;
pub mod decide_membership;
pub mod edit_organisation;
pub mod end_membership;
pub mod gss;
pub mod import;
pub mod import_councils;
pub mod join_organisation;
pub mod list;
pub mod member;
pub mod read;
mod record;

pub use hub_entity::organisation::{
    MembershipState, OrganisationKind, OrganisationRole, Verification,
};
pub use read::Organisation;
pub use record::Profile;

/// All kinds of organisation.
pub const KINDS: [OrganisationKind; 4] = [
    OrganisationKind::Developer,
    OrganisationKind::Council,
    OrganisationKind::ProgrammeBody,
    OrganisationKind::Publisher,
];

/// The kind of that stored code.
pub fn kind_from_code(code: &str) -> Option<OrganisationKind> {
    use sea_orm::ActiveEnum;
    OrganisationKind::try_from_value(&code.to_owned()).ok()
}
