//! Whether a proposal went on to a later round of judging.

use sea_orm::entity::prelude::*;

/// Whether a proposal went on to a later round of judging.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "round_entry")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// To which round.
    pub round_id: i64,
    /// Which proposal.
    pub proposal_id: i64,
    /// Its place in the scores then, if it had one.
    pub place: Option<i32>,
    /// Whether the rule of the round takes it on.
    pub suggested: bool,
    /// Whether it goes on.
    pub goes_on: bool,
    /// Why it leaves the rule, or empty.
    #[sea_orm(column_type = "Text")]
    pub reason: String,
}

/// Queries name their joins where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
