//! An announcement that is planned for a time.

use sea_orm::entity::prelude::*;

/// An announcement that is planned for a time, and known to staff alone until then.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "planned_announcement")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Of which challenge.
    pub challenge_id: i64,
    /// When it is announced.
    pub announce_at: DateTimeUtc,
    /// Markdown: why these were selected.
    #[sea_orm(column_type = "Text")]
    pub announcement: String,
    /// Who planned it.
    pub planned_by: i64,
    /// When.
    pub planned_at: DateTimeUtc,
    /// When it was tried in vain, because something was missing.
    pub failed_at: Option<DateTimeUtc>,
}

/// Queries name their joins where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
