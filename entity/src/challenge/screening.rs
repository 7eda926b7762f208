//! Whether a proposal may take part, as staff found.

use sea_orm::entity::prelude::*;

/// Whether a proposal may take part, as staff found, and what its partners say against it.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "screening")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Which proposal.
    pub proposal_id: i64,
    /// Whether it may take part.
    pub eligible: bool,
    /// Why, in words for its partners.
    #[sea_orm(column_type = "Text")]
    pub reason: String,
    /// By whom.
    pub decided_by: i64,
    /// When.
    pub decided_at: DateTimeUtc,
    /// Until when its partners may appeal; none if they cannot.
    pub appeal_until: Option<DateTimeUtc>,
    /// What they say against it, or empty.
    #[sea_orm(column_type = "Text")]
    pub appeal: String,
    /// Who appealed.
    pub appealed_by: Option<i64>,
    /// When.
    pub appealed_at: Option<DateTimeUtc>,
    /// Grows with each change.
    pub version: i32,
}

/// Queries name their joins where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
