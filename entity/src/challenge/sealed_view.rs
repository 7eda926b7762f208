//! That somebody looked at what is sealed.

use sea_orm::entity::prelude::*;

use super::SealedKind;

/// That somebody looked at what is sealed; one row a person, thing and day.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "sealed_view")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Who.
    pub person_id: i64,
    /// Of which challenge.
    pub challenge_id: i64,
    /// Of which proposal; none for what is about all of them.
    pub proposal_id: Option<i64>,
    /// What.
    pub kind: SealedKind,
    /// Number of the proposal, or else of the challenge.
    pub object_id: i64,
    /// The day in UTC, such as `2026-11-26`; empty for what is noted once.
    #[sea_orm(column_type = "Text")]
    pub day: String,
    /// When it was looked at first on that day.
    pub seen_at: DateTimeUtc,
}

/// Queries name their joins where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
