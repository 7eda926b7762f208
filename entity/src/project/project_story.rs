//! Whom a project helped, and how.

use sea_orm::entity::prelude::*;

/// Whom a project helped, and how.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "project_story")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Which project.
    pub project_id: i64,
    /// Who published it.
    pub author_id: i64,
    /// Headline.
    #[sea_orm(column_type = "Text")]
    pub title: String,
    /// Markdown.
    #[sea_orm(column_type = "Text")]
    pub body: String,
    /// What somebody says of it, or empty.
    #[sea_orm(column_type = "Text")]
    pub quote: String,
    /// Who says so, or empty.
    #[sea_orm(column_type = "Text")]
    pub quoted: String,
    /// When a partner confirmed that whoever is named agrees to the text as it is.
    pub consented_at: Option<DateTimeUtc>,
    /// When it was published.
    pub created_at: DateTimeUtc,
    /// When it was last edited.
    pub edited_at: Option<DateTimeUtc>,
    /// Grows with each edit.
    pub version: i32,
    /// When it was taken down.
    pub deleted_at: Option<DateTimeUtc>,
}

/// Queries name their joins where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
