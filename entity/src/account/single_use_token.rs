//! A link in a mail that acts once: confirmation and reset.

use sea_orm::entity::prelude::*;

use super::TokenPurpose;

/// A link in a mail that acts once: confirmation and reset.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "single_use_token")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// What it does.
    pub purpose: TokenPurpose,
    /// SHA-256 of the token.
    #[sea_orm(column_type = "Text")]
    pub token_hash: String,
    /// Whom it is for.
    pub person_id: i64,
    /// The address that it was sent to.
    #[sea_orm(column_type = "Text")]
    pub email: String,
    /// When it stops working.
    pub expires_at: DateTimeUtc,
    /// When it was used.
    pub used_at: Option<DateTimeUtc>,
    /// When it was made.
    pub created_at: DateTimeUtc,
}

/// Queries name their joins where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
