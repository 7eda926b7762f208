//! A dataset that a project uses: the edge of the live graph.

use sea_orm::entity::prelude::*;

/// A dataset that a project uses: the edge of the live graph.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "project_dataset")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Which project.
    pub project_id: i64,
    /// Which dataset.
    pub dataset_id: i64,
    /// What it is used for.
    #[sea_orm(column_type = "Text")]
    pub purpose: String,
    /// Since when.
    pub since: DateTimeUtc,
}

/// Queries name their joins where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
