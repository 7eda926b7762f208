//! That a judge is to read a proposal, where not everybody reads everything.

use sea_orm::entity::prelude::*;

use super::AssignmentOrigin;

/// That a judge is to read a proposal. What was removed is kept; one of a pair stands at a time.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "assignment")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Who reads.
    pub judge_id: i64,
    /// What is read.
    pub proposal_id: i64,
    /// How it came.
    pub origin: AssignmentOrigin,
    /// The run that it came from, if one did.
    pub run_id: Option<i64>,
    /// Who on the staff made it so.
    pub assigned_by: Option<i64>,
    /// When.
    pub assigned_at: DateTimeUtc,
    /// When it ended; then it is none.
    pub removed_at: Option<DateTimeUtc>,
    /// Who ended it, if somebody did.
    pub removed_by: Option<i64>,
    /// Why: `run`, `hand`, `conflict` or `judge`; empty while it stands.
    #[sea_orm(column_type = "Text")]
    pub removed_reason: String,
}

/// Queries name their joins where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
