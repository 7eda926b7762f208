//! Something that happened, for others to act on.

use sea_orm::entity::prelude::*;

/// Something that happened, for others to act on.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "event")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// What happened, such as `proposal_submitted`.
    #[sea_orm(column_type = "Text")]
    pub kind: String,
    /// Version of the payload.
    pub version: i32,
    /// Who did it; none for the clock.
    pub actor_id: Option<i64>,
    /// Kind of what it happened to.
    #[sea_orm(column_type = "Text")]
    pub object_kind: String,
    /// Number of that.
    pub object_id: i64,
    /// When.
    pub at: DateTimeUtc,
    /// The details.
    #[sea_orm(column_type = "Json")]
    pub payload: Json,
    /// When its consequences were written.
    pub fanned_out_at: Option<DateTimeUtc>,
}

/// Queries name their joins where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
