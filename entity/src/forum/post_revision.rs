//! What a post said before an edit.

use sea_orm::entity::prelude::*;

/// What a post said before an edit.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "post_revision")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Which post.
    pub post_id: i64,
    /// The version that this was.
    pub version: i32,
    /// Markdown.
    #[sea_orm(column_type = "Text")]
    pub body: String,
    /// When it was replaced.
    pub replaced_at: DateTimeUtc,
    /// By whom.
    pub replaced_by: i64,
}

/// Queries name their joins where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
