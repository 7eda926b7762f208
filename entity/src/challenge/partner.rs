//! A party to a proposal.

use sea_orm::entity::prelude::*;

use super::Consent;
use super::PartnerRole;
use super::PersonRole;

/// A party to a proposal.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "partner")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Random address.
    #[sea_orm(column_type = "Text")]
    pub key: String,
    /// Of which proposal.
    pub proposal_id: i64,
    /// Its part in it.
    pub role: PartnerRole,
    /// The organisation, if it is one.
    pub organisation_id: Option<i64>,
    /// The person, if it is one.
    pub person_id: Option<i64>,
    /// The address that was invited, while nobody answered.
    #[sea_orm(column_type = "Text", nullable)]
    pub email: Option<String>,
    /// What the people behind it may do, unless it is said of one of them.
    pub people_role: PersonRole,
    /// What is said of some of them: roles by the number of the person.
    #[sea_orm(column_type = "Json")]
    pub people: Json,
    /// Whether it agreed.
    pub consent: Consent,
    /// Who agreed in its name.
    pub consented_by: Option<i64>,
    /// The version of the draft that it agreed to.
    pub consented_version: Option<i32>,
    /// The version of the draft that it was last told of.
    pub told_version: Option<i32>,
    /// When it agreed or declined.
    pub answered_at: Option<DateTimeUtc>,
    /// Who added it.
    pub invited_by: i64,
    /// When.
    pub created_at: DateTimeUtc,
}

/// Queries name their joins where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
