//! A score sheet that a judge filled in elsewhere and uploaded.

use sea_orm::entity::prelude::*;

/// A score sheet that a judge filled in elsewhere and uploaded. It is kept for a day.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "score_upload")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Random address.
    #[sea_orm(column_type = "Text")]
    pub key: String,
    /// Whose it is.
    pub judge_id: i64,
    /// Its name on their machine.
    #[sea_orm(column_type = "Text")]
    pub file_name: String,
    /// The file, as text.
    #[sea_orm(column_type = "Text")]
    pub content: String,
    /// What saving it came to, the last time.
    #[sea_orm(column_type = "Json", nullable)]
    pub report: Option<Json>,
    /// When it was uploaded.
    pub created_at: DateTimeUtc,
}

/// Queries name their joins where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
