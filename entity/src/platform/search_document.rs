//! What search looks through.

use sea_orm::entity::prelude::*;

/// What search looks through.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "search_document")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Kind of object.
    #[sea_orm(column_type = "Text")]
    pub kind: String,
    /// Number of that.
    pub object_id: i64,
    /// Who may find it: `public`, or a key such as `proposal:7`.
    #[sea_orm(column_type = "Text")]
    pub visibility: String,
    /// What it is called.
    #[sea_orm(column_type = "Text")]
    pub title: String,
    /// Everything else.
    #[sea_orm(column_type = "Text")]
    pub body: String,
    /// Its address.
    #[sea_orm(column_type = "Text")]
    pub path: String,
    /// When it was last indexed.
    pub updated_at: DateTimeUtc,
}

/// Queries name their joins where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
