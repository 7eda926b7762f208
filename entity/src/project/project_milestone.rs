//! Something that a project promised by a date.

use sea_orm::entity::prelude::*;

use super::{MilestoneState, NotedState, Payment};

/// Something that a project promised by a date.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "project_milestone")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Which project.
    pub project_id: i64,
    /// Order of display.
    pub position: i32,
    /// What will be done.
    #[sea_orm(column_type = "Text")]
    pub title: String,
    /// By when, as `2027-03-31`.
    #[sea_orm(column_type = "Text")]
    pub due_on: String,
    /// What people made of it; the clock's part is computed.
    pub state: MilestoneState,
    /// The last part of the clock that the audit and the partners were told of.
    pub noted: NotedState,
    /// Markdown: what shows that it is done.
    #[sea_orm(column_type = "Text")]
    pub evidence: String,
    /// When that was said.
    pub evidenced_at: Option<DateTimeUtc>,
    /// By whom.
    pub evidenced_by: Option<i64>,
    /// Why it was accepted or rejected, or empty.
    #[sea_orm(column_type = "Text")]
    pub reason: String,
    /// When it was.
    pub decided_at: Option<DateTimeUtc>,
    /// By whom.
    pub decided_by: Option<i64>,
    /// Whether money was paid for it; the payment itself is made elsewhere.
    pub payment: Payment,
    /// How much, in pence.
    pub amount_pence: i64,
    /// Grows with each change.
    pub version: i32,
    /// When it was promised.
    pub created_at: DateTimeUtc,
}

/// Queries name their joins where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
