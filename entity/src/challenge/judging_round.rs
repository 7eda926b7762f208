//! A later round of judging, once staff have settled whether and for whom it is held.

use sea_orm::entity::prelude::*;

/// A later round of judging. One that was declared and has no row is still to come.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "judging_round")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Of which challenge.
    pub challenge_id: i64,
    /// Which round; the second is the first that can stand here.
    pub number: i32,
    /// Whether it is held; else staff went without it.
    pub held: bool,
    /// When its reviews were due as it began.
    pub due_at: Option<DateTimeUtc>,
    /// Why staff went without it, or empty.
    #[sea_orm(column_type = "Text")]
    pub reason: String,
    /// The scores and rules that decided who went on, as a bundle.
    #[sea_orm(column_type = "Json", nullable)]
    pub basis: Option<Json>,
    /// Who settled it.
    pub settled_by: i64,
    /// When.
    pub settled_at: DateTimeUtc,
}

/// Queries name their joins where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
