//! Who did what to what; only ever added to. Each row is a link of a chain of hashes.

use sea_orm::entity::prelude::*;

/// Who did what to what; only ever added to.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "audit")]
pub struct Model {
    /// The chain that it belongs to: the number of its challenge, or 0 for the rest of the site.
    #[sea_orm(primary_key, auto_increment = false)]
    pub chain: i64,
    /// Its place in the chain, from 1 and without gaps.
    #[sea_orm(primary_key, auto_increment = false)]
    pub seq: i64,
    /// When.
    pub at: DateTimeUtc,
    /// Who; none for the clock. By reference, so that erasing a person leaves it whole.
    pub actor_id: Option<i64>,
    /// What was done.
    #[sea_orm(column_type = "Text")]
    pub action: String,
    /// Kind of what it was done to.
    #[sea_orm(column_type = "Text")]
    pub object_kind: String,
    /// Number of that.
    pub object_id: i64,
    /// The challenge that it belongs to.
    pub challenge_id: Option<i64>,
    /// Before, after and reason.
    #[sea_orm(column_type = "Json")]
    pub details: Json,
    /// SHA-256 of what stood there before, where the details say it.
    #[sea_orm(column_type = "Text", nullable)]
    pub before_hash: Option<String>,
    /// SHA-256 of the rest of the details.
    #[sea_orm(column_type = "Text")]
    pub after_hash: String,
    /// SHA-256 of the hash of the row before and of this row.
    #[sea_orm(column_type = "Text")]
    pub hash: String,
}

/// Queries name their joins where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
