//! The lottery of a challenge that declared one.

use sea_orm::entity::prelude::*;

/// The lottery of a challenge that declared one: committed to when it closes, drawn once.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "lottery")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Of which challenge.
    pub challenge_id: i64,
    /// The secret, in hexadecimal; nobody reads it before the decision is public.
    #[sea_orm(column_type = "Text")]
    pub secret: String,
    /// Its SHA-256, in hexadecimal, which everybody reads.
    #[sea_orm(column_type = "Text")]
    pub commitment: String,
    /// When it was committed to.
    pub committed_at: DateTimeUtc,
    /// The public value that nobody knew then.
    #[sea_orm(column_type = "Text", nullable)]
    pub public_value: Option<String>,
    /// What both and the entries make, in hexadecimal.
    #[sea_orm(column_type = "Text", nullable)]
    pub seed: Option<String>,
    /// The pseudonyms of the proposals, a list, the first drawn first.
    #[sea_orm(column_type = "Json", nullable)]
    pub drawn_order: Option<Json>,
    /// Who drew.
    pub drawn_by: Option<i64>,
    /// When.
    pub drawn_at: Option<DateTimeUtc>,
}

/// Queries name their joins where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
