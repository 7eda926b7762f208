//! The last number that a reference had.

use sea_orm::entity::prelude::*;

/// The last number that a reference had, by what references begin with and by year.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "reference_counter")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// What the references begin with.
    #[sea_orm(column_type = "Text")]
    pub prefix: String,
    /// The year in them.
    pub year: i32,
    /// The last number.
    pub last: i32,
}

/// Queries name their joins where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
