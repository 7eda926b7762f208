//! The enumerations of this area.

use async_graphql::Enum;

/// What an organisation is.
#[derive(Enum, Copy, Clone, Eq, PartialEq, Debug)]
#[graphql(remote = "hub_domain::organisation::OrganisationKind")]
pub enum OrganisationKind {
    /// A local authority.
    Council,
    /// A developers’ firm, collective or sole trader.
    Developer,
    /// A body that runs programmes.
    ProgrammeBody,
    /// Another publisher of data.
    Publisher,
}

/// What a member may do in the organisation’s name.
#[derive(Enum, Copy, Clone, Eq, PartialEq, Debug)]
#[graphql(remote = "hub_domain::organisation::OrganisationRole")]
pub enum OrganisationRole {
    /// Approves members, edits the page and acts in its name.
    Owner,
    /// Acts in its name.
    Officer,
}

/// How far a membership has come.
#[derive(Enum, Copy, Clone, Eq, PartialEq, Debug)]
#[graphql(remote = "hub_domain::organisation::MembershipState")]
pub enum MembershipState {
    /// Waiting for approval.
    Requested,
    /// Settled.
    Active,
    /// Refused.
    Declined,
    /// Ended by the member or an owner.
    Left,
}

/// How a membership was verified.
#[derive(Enum, Copy, Clone, Eq, PartialEq, Debug)]
#[graphql(remote = "hub_domain::organisation::Verification")]
pub enum Verification {
    /// Not yet.
    None,
    /// By the domain of a confirmed address.
    EmailDomain,
    /// By an owner or administrator.
    Approval,
    /// Added the organisation.
    Founder,
}

macro_rules! council_types {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// A kind of council.
        #[derive(Enum, Copy, Clone, Eq, PartialEq, Debug)]
        #[graphql(remote = "hub_domain::organisation::import::councils::CouncilType")]
        pub enum CouncilType { $($(#[$doc])* $name,)* }
    };
}

council_types! {
    /// The lower of two tiers in a county of England.
    NonMetropolitanDistrict,
    /// One tier for everything, in England.
    UnitaryAuthority,
    /// The upper of two tiers in England.
    County,
    /// A district of a large conurbation of England.
    MetropolitanDistrict,
    /// A borough of London.
    LondonBorough,
    /// The City of London.
    CityCorporation,
    /// The Greater London Authority.
    StrategicRegionalAuthority,
    /// Several councils of England together, mostly under a mayor.
    CombinedAuthority,
    /// A council of Scotland.
    ScottishUnitaryAuthority,
    /// A council of Wales.
    WelshUnitaryAuthority,
    /// A council of Northern Ireland.
    NorthernIrishDistrict,
}
