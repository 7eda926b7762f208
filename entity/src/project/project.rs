//! A service being built or running.

use sea_orm::entity::prelude::*;

use super::ProjectState;

/// A service being built or running.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "project")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Readable part of its address.
    #[sea_orm(column_type = "Text")]
    pub slug: String,
    /// What it is called.
    #[sea_orm(column_type = "Text")]
    pub title: String,
    /// Markdown: what it does, and for whom.
    #[sea_orm(column_type = "Text")]
    pub summary: String,
    /// Markdown: what it changes locally.
    #[sea_orm(column_type = "Text")]
    pub impact: String,
    /// Where it stands.
    pub state: ProjectState,
    /// Why it stopped, or empty.
    #[sea_orm(column_type = "Text")]
    pub state_reason: String,
    /// The challenge that it came from.
    pub challenge_id: Option<i64>,
    /// The proposal that it came from.
    pub proposal_id: Option<i64>,
    /// Where it runs, or empty.
    #[sea_orm(column_type = "Text")]
    pub website: String,
    /// Where its code is, or empty.
    #[sea_orm(column_type = "Text")]
    pub repository: String,
    /// Grows with each edit.
    pub version: i32,
    /// When it was made.
    pub created_at: DateTimeUtc,
    /// When it was last changed.
    pub updated_at: DateTimeUtc,
}

/// Queries name their joins where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
