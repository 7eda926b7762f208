//! An award that is offered to a selected proposal.

use sea_orm::entity::prelude::*;

use super::OfferState;

/// An award that is offered to a selected proposal, which its lead accepts or declines.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "offer")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// In which challenge.
    pub challenge_id: i64,
    /// To which proposal; each has one offer at most.
    pub proposal_id: i64,
    /// What became of it. That its time is over is computed, and noted afterwards.
    pub state: OfferState,
    /// The place on the reserve list that it moved up from, if it did.
    pub reserve_rank: Option<i32>,
    /// When it was made.
    pub offered_at: DateTimeUtc,
    /// Until when it can be answered.
    pub answer_by: DateTimeUtc,
    /// Who answered.
    pub answered_by: Option<i64>,
    /// When it was answered, or lapsed.
    pub answered_at: Option<DateTimeUtc>,
    /// Why it was declined, or empty.
    #[sea_orm(column_type = "Text")]
    pub reason: String,
}

/// Queries name their joins where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
