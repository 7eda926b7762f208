//! A personal token for programs.

use sea_orm::entity::prelude::*;

/// A personal token for programs.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "api_token")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Whose rights it carries.
    pub person_id: i64,
    /// What its owner calls it.
    #[sea_orm(column_type = "Text")]
    pub name: String,
    /// First characters, to recognise it by.
    #[sea_orm(column_type = "Text")]
    pub prefix: String,
    /// SHA-256 of the token.
    #[sea_orm(column_type = "Text")]
    pub token_hash: String,
    /// What it may do: `read`, `write`.
    #[sea_orm(column_type = "Json")]
    pub scopes: Json,
    /// When it stops working.
    pub expires_at: DateTimeUtc,
    /// Last use, to the minute.
    pub last_used_at: Option<DateTimeUtc>,
    /// When its owner ended it.
    pub revoked_at: Option<DateTimeUtc>,
    /// When it was made.
    pub created_at: DateTimeUtc,
}

/// Queries name their joins where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
