//! Who belongs to an organisation.

use sea_orm::entity::prelude::*;

use super::MembershipState;
use super::OrganisationRole;
use super::Verification;

/// Who belongs to an organisation.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "organisation_member")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Which organisation.
    pub organisation_id: i64,
    /// Who.
    pub person_id: i64,
    /// What they may do in its name.
    pub role: OrganisationRole,
    /// Whether it is settled.
    pub state: MembershipState,
    /// How it was settled.
    pub verified_by: Verification,
    /// When it was asked for.
    pub created_at: DateTimeUtc,
    /// When it was settled.
    pub decided_at: Option<DateTimeUtc>,
    /// By whom, where a person did.
    pub decided_by: Option<i64>,
    /// Until when they belonged to it the last time that they left, whatever was asked for since.
    pub left_at: Option<DateTimeUtc>,
}

/// Queries name their joins where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
