//! Who did what to what; only ever added to.

use sea_orm::entity::prelude::*;

/// Who did what to what; only ever added to.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "audit")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// When.
    pub at: DateTimeUtc,
    /// Who; none for the clock. By reference, so that erasing a person leaves it whole.
    pub actor_id: Option<i64>,
    /// What was done.
    #[sea_orm(column_type = "Text")]
    pub action: String,
    /// Kind of what it was done to.
    #[sea_orm(column_type = "Text")]
    pub object_kind: String,
    /// Number of that.
    pub object_id: i64,
    /// The challenge that it belongs to.
    pub challenge_id: Option<i64>,
    /// Before, after and reason.
    #[sea_orm(column_type = "Json")]
    pub details: Json,
}

/// Queries name their joins where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
