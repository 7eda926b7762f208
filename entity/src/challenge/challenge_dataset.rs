//! A dataset on offer in a challenge.

use sea_orm::entity::prelude::*;

/// A dataset on offer in a challenge.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "challenge_dataset")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Which challenge.
    pub challenge_id: i64,
    /// Which dataset.
    pub dataset_id: i64,
    /// Order of display.
    pub position: i32,
}

/// Queries name their joins where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
