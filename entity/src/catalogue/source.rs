//! Where harvested records come from.

use sea_orm::entity::prelude::*;

/// Where harvested records come from.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "source")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Name or address of the portal or inventory.
    #[sea_orm(column_type = "Text")]
    pub name: String,
    /// `ckan` or `inventory`.
    #[sea_orm(column_type = "Text")]
    pub format: String,
    /// First import.
    pub created_at: DateTimeUtc,
    /// Latest import.
    pub imported_at: DateTimeUtc,
}

/// Queries name their joins where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
