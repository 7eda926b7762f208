//! What staff decided about a proposal.

use sea_orm::entity::prelude::*;

use super::Outcome;

/// What staff decided about a proposal.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "decision")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Which proposal.
    pub proposal_id: i64,
    /// What was decided.
    pub outcome: Outcome,
    /// Place on the reserve list.
    pub reserve_rank: Option<i32>,
    /// Markdown, public if selected: why.
    #[sea_orm(column_type = "Text")]
    pub reason: String,
    /// Markdown, for the applicant.
    #[sea_orm(column_type = "Text")]
    pub feedback: String,
    /// Why it is selected below the least that can be, or empty.
    #[sea_orm(column_type = "Text")]
    pub waiver: String,
    /// By whom.
    pub decided_by: i64,
    /// Grows with each edit.
    pub version: i32,
    /// When it was last changed.
    pub updated_at: DateTimeUtc,
}

/// Queries name their joins where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
