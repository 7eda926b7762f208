//! A service being built or running.

use sea_orm::entity::prelude::*;

use super::ProjectState;

/// A service being built or running.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "project")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Readable part of its address.
    #[sea_orm(column_type = "Text")]
    pub slug: String,
    /// What it is called.
    #[sea_orm(column_type = "Text")]
    pub title: String,
    /// Markdown: what it does, and for whom.
    #[sea_orm(column_type = "Text")]
    pub summary: String,
    /// Markdown: what it changes locally.
    #[sea_orm(column_type = "Text")]
    pub impact: String,
    /// Markdown: who benefits, and how.
    #[sea_orm(column_type = "Text")]
    pub beneficiaries: String,
    /// How many people it has reached, as far as its partners know.
    pub people_reached: Option<i64>,
    /// Where it stands.
    pub state: ProjectState,
    /// Why it stopped, or empty.
    #[sea_orm(column_type = "Text")]
    pub state_reason: String,
    /// The challenge that it came from.
    pub challenge_id: Option<i64>,
    /// The proposal that it came from.
    pub proposal_id: Option<i64>,
    /// Where it runs, or empty.
    #[sea_orm(column_type = "Text")]
    pub website: String,
    /// Where its code is, or empty.
    #[sea_orm(column_type = "Text")]
    pub repository: String,
    /// Under which licence its code is, as SPDX names it, or empty.
    #[sea_orm(column_type = "Text")]
    pub licence: String,
    /// When somebody last said that the page is true.
    pub confirmed_at: Option<DateTimeUtc>,
    /// Who did.
    pub confirmed_by: Option<i64>,
    /// Who registered it, if it did not come from a challenge.
    pub registered_by: Option<i64>,
    /// The web address in the form in which two of the same are recognised, or empty.
    #[sea_orm(column_type = "Text")]
    pub address_key: String,
    /// When a moderator hid it.
    pub hidden_at: Option<DateTimeUtc>,
    /// Why, or empty.
    #[sea_orm(column_type = "Text")]
    pub hidden_reason: String,
    /// When its partners were last asked whether it is still live.
    pub asked_at: Option<DateTimeUtc>,
    /// Grows with each edit.
    pub version: i32,
    /// When it was made.
    pub created_at: DateTimeUtc,
    /// When it was last changed.
    pub updated_at: DateTimeUtc,
}

/// Queries name their joins where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
