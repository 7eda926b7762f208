//! That staff reopened a submitted review.

use sea_orm::entity::prelude::*;

/// That staff reopened a submitted review. One waits at a time; those that were answered are kept.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "reopening")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Which review.
    pub review_id: i64,
    /// The version that was submitted then.
    pub version: i32,
    /// Why, for its judge.
    #[sea_orm(column_type = "Text")]
    pub reason: String,
    /// By whom.
    pub reopened_by: i64,
    /// When.
    pub reopened_at: DateTimeUtc,
    /// When its judge submitted it again; until then the earlier version counts.
    pub answered_at: Option<DateTimeUtc>,
}

/// Queries name their joins where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
