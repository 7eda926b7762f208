//! State of one limit: the generic cell rate algorithm.

use sea_orm::entity::prelude::*;

/// State of one limit: the generic cell rate algorithm.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "rate_limit")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Name of the limit, address and account.
    #[sea_orm(column_type = "Text")]
    pub bucket: String,
    /// Theoretical arrival time in milliseconds since 1970.
    pub arrival: i64,
}

/// Queries name their joins where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
