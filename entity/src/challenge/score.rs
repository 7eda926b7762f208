//! A level given to one criterion.

use sea_orm::entity::prelude::*;

/// A level given to one criterion.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "score")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// In which review.
    pub review_id: i64,
    /// For which criterion.
    pub criterion_id: i64,
    /// The level, or none yet.
    pub level: Option<i32>,
    /// Why.
    #[sea_orm(column_type = "Text")]
    pub comment: String,
}

/// Queries name their joins where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
