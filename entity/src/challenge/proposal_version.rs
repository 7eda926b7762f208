//! A version of a proposal as it was submitted.

use sea_orm::entity::prelude::*;

/// A version of a proposal as it was submitted.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "proposal_version")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Of which proposal.
    pub proposal_id: i64,
    /// Counts from 1.
    pub number: i32,
    /// What was submitted.
    #[sea_orm(column_type = "Json")]
    pub content: Json,
    /// By whom.
    pub submitted_by: i64,
    /// When.
    pub submitted_at: DateTimeUtc,
    /// Whether that was after the deadline, within the grace period.
    pub late: bool,
}

/// Queries name their joins where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
