//! That somebody asked to be told about a challenge.

use sea_orm::entity::prelude::*;

/// That somebody asked to be told about a challenge.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "challenge_follow")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Which challenge.
    pub challenge_id: i64,
    /// Who.
    pub person_id: i64,
    /// Since when.
    pub created_at: DateTimeUtc,
}

/// Queries name their joins where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
