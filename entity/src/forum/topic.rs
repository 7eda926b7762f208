//! A conversation.

use sea_orm::entity::prelude::*;

use super::TopicScope;

/// A conversation.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "topic")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Readable part of its address.
    #[sea_orm(column_type = "Text")]
    pub slug: String,
    /// What it is about.
    #[sea_orm(column_type = "Text")]
    pub title: String,
    /// Who began it.
    pub author_id: i64,
    /// Its shelf.
    pub category_id: i64,
    /// What it belongs to.
    pub scope: TopicScope,
    /// The number of that.
    pub scope_id: Option<i64>,
    /// Visible posts.
    pub post_count: i32,
    /// Number of the newest post; numbers are permanent.
    pub highest_post_number: i32,
    /// When it was last answered.
    pub last_post_at: DateTimeUtc,
    /// By whom.
    pub last_post_by: i64,
    /// Since when it takes no replies.
    pub locked_at: Option<DateTimeUtc>,
    /// Why, shown to everybody who would reply.
    #[sea_orm(column_type = "Text")]
    pub locked_reason: String,
    /// Since when moderators hide it.
    pub hidden_at: Option<DateTimeUtc>,
    /// The reason, shown to its author.
    #[sea_orm(column_type = "Text")]
    pub hidden_reason: String,
    /// When it was begun.
    pub created_at: DateTimeUtc,
}

/// Queries name their joins where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
