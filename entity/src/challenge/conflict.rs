//! A conflict of interest of a judge with a proposal.

use sea_orm::entity::prelude::*;

use super::{ConflictKind, ConflictOrigin};

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
    /// What it is.
    pub kind: ConflictKind,
    /// Who on the staff added it, if the judge did not declare it.
    pub added_by: Option<i64>,
    /// When staff confirmed it.
    pub confirmed_at: Option<DateTimeUtc>,
    /// Who confirmed it.
    pub confirmed_by: Option<i64>,
    /// When staff lifted it; then it is none.
    pub lifted_at: Option<DateTimeUtc>,
    /// Who lifted it.
    pub lifted_by: Option<i64>,
    /// Why, or empty.
    #[sea_orm(column_type = "Text")]
    pub lifted_reason: String,
}

/// Queries name their joins where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
