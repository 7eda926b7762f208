//! A review as it was saved once.

use sea_orm::entity::prelude::*;

use super::ReviewState;

/// A review as it was saved once. Rows are added and never changed.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "review_version")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Of which review.
    pub review_id: i64,
    /// The review's version.
    pub number: i32,
    /// Draft or submitted.
    pub state: ReviewState,
    /// Scores, comments and notes.
    #[sea_orm(column_type = "Json")]
    pub content: Json,
    /// When it was saved.
    pub saved_at: DateTimeUtc,
}

/// Queries name their joins where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
