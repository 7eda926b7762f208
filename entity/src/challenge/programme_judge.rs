//! Somebody in a programme's pool of judges.

use sea_orm::entity::prelude::*;

/// Somebody in a programme's pool of judges; each challenge appoints them anew.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "programme_judge")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Which programme.
    pub programme_id: i64,
    /// Who.
    pub person_id: i64,
    /// By whom they were added.
    pub added_by: i64,
    /// When.
    pub created_at: DateTimeUtc,
}

/// Queries name their joins where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
