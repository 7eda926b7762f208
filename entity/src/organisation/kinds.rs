//! The enumerations of this area, kept as text in the database.

use sea_orm::entity::prelude::*;

/// Kept as text; see the variants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum OrganisationKind {
    /// A local authority.
    #[sea_orm(string_value = "council")]
    Council,
    /// A developers' firm, collective or sole trader.
    #[sea_orm(string_value = "developer")]
    Developer,
    /// A body that runs programmes.
    #[sea_orm(string_value = "programme_body")]
    ProgrammeBody,
    /// Another publisher of data.
    #[sea_orm(string_value = "publisher")]
    Publisher,
}

/// Kept as text; see the variants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum OrganisationRole {
    /// Approves members and edits the page.
    #[sea_orm(string_value = "owner")]
    Owner,
    /// Acts in its name.
    #[sea_orm(string_value = "officer")]
    Officer,
}

/// Kept as text; see the variants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum MembershipState {
    /// Waiting for approval.
    #[sea_orm(string_value = "requested")]
    Requested,
    /// Settled.
    #[sea_orm(string_value = "active")]
    Active,
    /// Refused.
    #[sea_orm(string_value = "declined")]
    Declined,
    /// Ended by the member or an owner.
    #[sea_orm(string_value = "left")]
    Left,
}

/// Kept as text; see the variants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum Verification {
    /// Not yet verified.
    #[sea_orm(string_value = "none")]
    None,
    /// By the domain of a confirmed address.
    #[sea_orm(string_value = "email_domain")]
    EmailDomain,
    /// By an owner or administrator.
    #[sea_orm(string_value = "approval")]
    Approval,
    /// Created the organisation.
    #[sea_orm(string_value = "founder")]
    Founder,
}
