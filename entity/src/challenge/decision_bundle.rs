//! What a decision was made on, as it stood when it was announced.

use sea_orm::entity::prelude::*;

/// What a decision was made on, as it stood when it was announced: scores under pseudonyms, rules,
/// seed and result. Kept, because what is computed later from living rows may differ.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "decision_bundle")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Which challenge was decided.
    pub challenge_id: i64,
    /// The bundle.
    #[sea_orm(column_type = "Json")]
    pub content: Json,
    /// When it was announced.
    pub created_at: DateTimeUtc,
}

/// Queries name their joins where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
