//! What groups challenges.

use sea_orm::entity::prelude::*;

/// What groups challenges, and what each new one of it starts with.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "programme")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Readable part of its address.
    #[sea_orm(column_type = "Text")]
    pub slug: String,
    /// The programme body or council that runs it.
    pub publisher_id: i64,
    /// What it is called.
    #[sea_orm(column_type = "Text")]
    pub name: String,
    /// One sentence for lists.
    #[sea_orm(column_type = "Text")]
    pub summary: String,
    /// Markdown: what it is for.
    #[sea_orm(column_type = "Text")]
    pub about: String,
    /// Markdown: the rules that hold for all its challenges.
    #[sea_orm(column_type = "Text")]
    pub rules: String,
    /// Its first day, as `2027-03-31`, or empty.
    #[sea_orm(column_type = "Text")]
    pub starts_on: String,
    /// Its last day, or empty.
    #[sea_orm(column_type = "Text")]
    pub ends_on: String,
    /// Awards that a new challenge starts with.
    pub awards: i32,
    /// What each is worth, in pence.
    pub award_pence: Option<i64>,
    /// Reviews that a proposal of a new challenge needs.
    pub reviews_required: i32,
    /// Days in which an award of a new challenge has to be accepted; empty where it needs none.
    pub offer_days: Option<i32>,
    /// How ties are broken in a new challenge, a list of rules in their order.
    #[sea_orm(column_type = "Json")]
    pub tie_break: Json,
    /// From which public value a lottery of a new challenge is drawn; empty where there is none.
    #[sea_orm(column_type = "Text")]
    pub lottery_source: String,
    /// Grows with each edit.
    pub version: i32,
    /// Who began it.
    pub created_by: i64,
    /// When.
    pub created_at: DateTimeUtc,
    /// When it was last edited.
    pub updated_at: DateTimeUtc,
}

/// Queries name their joins where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
