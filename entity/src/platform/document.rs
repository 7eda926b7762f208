//! A page that staff edit.

use sea_orm::entity::prelude::*;

/// A page that staff edit.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "document")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Its address.
    #[sea_orm(column_type = "Text")]
    pub slug: String,
    /// Its title.
    #[sea_orm(column_type = "Text")]
    pub title: String,
    /// Markdown.
    #[sea_orm(column_type = "Text")]
    pub body: String,
    /// Grows with each edit.
    pub version: i32,
    /// Who edited it last; none for the text it shipped with.
    pub updated_by: Option<i64>,
    /// When.
    pub updated_at: DateTimeUtc,
}

/// Queries name their joins where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
