//! Somebody on the staff of a programme.

use sea_orm::entity::prelude::*;

/// Somebody who runs the challenges of a programme, and of no other, or who did.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "programme_member")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Which programme.
    pub programme_id: i64,
    /// Who.
    pub person_id: i64,
    /// By whom they were added.
    pub added_by: i64,
    /// Since when.
    pub created_at: DateTimeUtc,
    /// Until when.
    pub removed_at: Option<DateTimeUtc>,
    /// By whom they were removed.
    pub removed_by: Option<i64>,
}

/// Queries name their joins where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
