//! One signed-in browser or program.

use sea_orm::entity::prelude::*;

/// One signed-in browser or program.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "session")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// SHA-256 of the token; the token itself is never stored.
    #[sea_orm(column_type = "Text")]
    pub token_hash: String,
    /// Who is signed in.
    pub person_id: i64,
    /// Secret that the forms of this session carry.
    #[sea_orm(column_type = "Text")]
    pub csrf: String,
    /// What the browser said that it was, cut short.
    #[sea_orm(column_type = "Text")]
    pub user_agent: String,
    /// The address that it signed in from.
    #[sea_orm(column_type = "Text")]
    pub address: String,
    /// When it signed in.
    pub created_at: DateTimeUtc,
    /// Last use, to the minute.
    pub last_seen_at: DateTimeUtc,
    /// When it ends by itself.
    pub expires_at: DateTimeUtc,
}

/// Queries name their joins where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
