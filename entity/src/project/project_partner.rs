//! A party to a project.

use sea_orm::entity::prelude::*;

use crate::challenge::PartnerRole;

/// A party to a project.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "project_partner")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Which project.
    pub project_id: i64,
    /// Its part in it.
    pub role: PartnerRole,
    /// The organisation, if it is one.
    pub organisation_id: Option<i64>,
    /// The person, if it is one.
    pub person_id: Option<i64>,
}

/// Queries name their joins where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
