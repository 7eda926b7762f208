//! The first answer to a creating request, for its repeats.

use sea_orm::entity::prelude::*;

/// The first answer to a creating request, for its repeats.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "request_record")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Who asked; 0 for visitors.
    pub viewer_id: i64,
    /// The use case.
    #[sea_orm(column_type = "Text")]
    pub operation: String,
    /// The id that the caller chose.
    #[sea_orm(column_type = "Text")]
    pub request_id: String,
    /// What was created.
    pub object_id: i64,
    /// When.
    pub created_at: DateTimeUtc,
}

/// Queries name their joins where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
