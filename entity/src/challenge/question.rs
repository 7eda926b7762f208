//! A question about a challenge, with its answer.

use sea_orm::entity::prelude::*;

use super::QuestionState;

/// A question about a challenge, with its answer.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "question")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Which challenge.
    pub challenge_id: i64,
    /// By whom; only they and those who answer know.
    pub asker_id: i64,
    /// What they ask, as Markdown.
    #[sea_orm(column_type = "Text")]
    pub body: String,
    /// How it stands.
    pub state: QuestionState,
    /// The answer, or why there is none, as Markdown; empty while it waits.
    #[sea_orm(column_type = "Text")]
    pub answer: String,
    /// Who answered.
    pub answered_by: Option<i64>,
    /// When it was first answered.
    pub answered_at: Option<DateTimeUtc>,
    /// Grows with each change.
    pub version: i32,
    /// When it was asked.
    pub created_at: DateTimeUtc,
}

/// Queries name their joins where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
