//! A member's report of a post.

use sea_orm::entity::prelude::*;

use super::ReportReason;
use super::ReportState;

/// A member's report of a post.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "report")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Which post.
    pub post_id: i64,
    /// By whom.
    pub reporter_id: i64,
    /// What is wrong.
    pub reason: ReportReason,
    /// In their words.
    #[sea_orm(column_type = "Text")]
    pub note: String,
    /// Whether it was dealt with.
    pub state: ReportState,
    /// By whom.
    pub resolved_by: Option<i64>,
    /// What was done.
    #[sea_orm(column_type = "Text")]
    pub resolution: String,
    /// When.
    pub created_at: DateTimeUtc,
    /// When it was dealt with.
    pub resolved_at: Option<DateTimeUtc>,
}

/// Queries name their joins where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
