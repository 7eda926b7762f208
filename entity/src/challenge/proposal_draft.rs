//! A draft of a proposal as somebody saved it.

use sea_orm::entity::prelude::*;

/// A draft of a proposal as somebody saved it: what edits are merged by, and what nothing is lost
/// from.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "proposal_draft")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Of which proposal.
    pub proposal_id: i64,
    /// The version of the draft that this save made.
    pub version: i32,
    /// What it said.
    #[sea_orm(column_type = "Json")]
    pub content: Json,
    /// Who saved it.
    pub edited_by: i64,
    /// When.
    pub edited_at: DateTimeUtc,
}

/// Queries name their joins where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
