//! Where each chain of the audit ends.

use sea_orm::entity::prelude::*;

/// Where a chain of the audit ends. Whoever adds to the chain locks this row, last of all.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_head")]
pub struct Model {
    /// The chain: the number of a challenge, or 0 for the rest of the site.
    #[sea_orm(primary_key, auto_increment = false)]
    pub chain: i64,
    /// The place of its last row.
    pub seq: i64,
    /// The hash of its last row.
    #[sea_orm(column_type = "Text")]
    pub hash: String,
}

/// Queries name their joins where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
