//! A conflict of interest of a judge with a proposal.

use sea_orm::entity::prelude::*;

use super::ConflictOrigin;

/// A conflict of interest of a judge with a proposal.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "conflict")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Whose.
    pub judge_id: i64,
    /// With which proposal.
    pub proposal_id: i64,
    /// How it is known.
    pub origin: ConflictOrigin,
    /// What it is, in the judge's words.
    #[sea_orm(column_type = "Text")]
    pub note: String,
    /// When it was recorded.
    pub created_at: DateTimeUtc,
}

/// Queries name their joins where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
