//! Somebody appointed to score a challenge.

use sea_orm::entity::prelude::*;

use super::JudgeState;

/// Somebody appointed to score a challenge.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "judge")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Random address.
    #[sea_orm(column_type = "Text")]
    pub key: String,
    /// Which challenge.
    pub challenge_id: i64,
    /// Who, once there is an account.
    pub person_id: Option<i64>,
    /// The address that was appointed.
    #[sea_orm(column_type = "Text")]
    pub email: String,
    /// Whether they take part.
    pub state: JudgeState,
    /// When they declared their conflicts of interest.
    pub conflicts_declared_at: Option<DateTimeUtc>,
    /// Why they declined, for staff, or empty.
    #[sea_orm(column_type = "Text")]
    pub declined_reason: String,
    /// By whom.
    pub appointed_by: i64,
    /// When.
    pub created_at: DateTimeUtc,
}

/// Queries name their joins where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
