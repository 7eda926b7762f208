//! One contribution to a topic.

use sea_orm::entity::prelude::*;

/// One contribution to a topic.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "post")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// In which topic.
    pub topic_id: i64,
    /// Permanent number in the topic, from 1.
    pub number: i32,
    /// By whom.
    pub author_id: i64,
    /// Markdown as it was typed.
    #[sea_orm(column_type = "Text")]
    pub body: String,
    /// The same, rendered and sanitised.
    #[sea_orm(column_type = "Text")]
    pub html: String,
    /// Grows with each edit.
    pub version: i32,
    /// When.
    pub created_at: DateTimeUtc,
    /// When it was last edited.
    pub edited_at: Option<DateTimeUtc>,
    /// When its author deleted it.
    pub deleted_at: Option<DateTimeUtc>,
    /// Since when moderators hide it.
    pub hidden_at: Option<DateTimeUtc>,
    /// The reason, shown to its author.
    #[sea_orm(column_type = "Text")]
    pub hidden_reason: String,
}

/// Queries name their joins where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
