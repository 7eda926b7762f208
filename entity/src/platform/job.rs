//! Work to be done outside a request.

use sea_orm::entity::prelude::*;

/// Work to be done outside a request.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "job")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// What to do.
    #[sea_orm(column_type = "Text")]
    pub kind: String,
    /// Version of the payload.
    pub version: i32,
    /// The details.
    #[sea_orm(column_type = "Json")]
    pub payload: Json,
    /// At most one job with this key.
    #[sea_orm(column_type = "Text", nullable)]
    pub unique_key: Option<String>,
    /// Not before.
    pub run_at: DateTimeUtc,
    /// How often it was tried.
    pub attempts: i32,
    /// Until when a worker holds it.
    pub leased_until: Option<DateTimeUtc>,
    /// Which lease, so that a late worker cannot finish another's.
    #[sea_orm(column_type = "Text", nullable)]
    pub lease: Option<String>,
    /// When it was done.
    pub finished_at: Option<DateTimeUtc>,
    /// When it was given up.
    pub dead_at: Option<DateTimeUtc>,
    /// What went wrong last.
    #[sea_orm(column_type = "Text")]
    pub last_error: String,
    /// When it was asked for.
    pub created_at: DateTimeUtc,
}

/// Queries name their joins where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
