//! People of one practice.

use sea_orm::entity::prelude::*;

/// People of one practice.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "community")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Readable part of its address.
    #[sea_orm(column_type = "Text")]
    pub slug: String,
    /// What it is called.
    #[sea_orm(column_type = "Text")]
    pub name: String,
    /// One sentence for lists.
    #[sea_orm(column_type = "Text")]
    pub summary: String,
    /// Markdown.
    #[sea_orm(column_type = "Text")]
    pub about: String,
    /// Active members.
    pub member_count: i32,
    /// Topics that everybody may see.
    pub topic_count: i32,
    /// Grows with each edit.
    pub version: i32,
    /// When it was founded.
    pub created_at: DateTimeUtc,
}

/// Queries name their joins where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
