//! What proposals are scored on.

use sea_orm::entity::prelude::*;

/// What proposals are scored on.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "criterion")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Of which challenge.
    pub challenge_id: i64,
    /// Order of display.
    pub position: i32,
    /// What it is called.
    #[sea_orm(column_type = "Text")]
    pub name: String,
    /// What to look for.
    #[sea_orm(column_type = "Text")]
    pub description: String,
    /// Share of the total, relative to the other weights.
    pub weight: i32,
    /// What each level means, from 0 upwards.
    #[sea_orm(column_type = "Json")]
    pub levels: Json,
    /// Whether judges must say why.
    pub comment_required: bool,
}

/// Queries name their joins where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
