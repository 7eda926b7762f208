//! A dataset that a project uses: the edge of the live graph.

use sea_orm::entity::prelude::*;

use super::UseRole;

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
    /// What the project would be without it.
    pub role: UseRole,
    /// Address of the file or service that is used, or empty. Not a row's number, because the rows
    /// are written anew whenever the record is.
    #[sea_orm(column_type = "Text")]
    pub distribution_url: String,
    /// When somebody last said that it is so.
    pub confirmed_at: Option<DateTimeUtc>,
    /// Who did.
    pub confirmed_by: Option<i64>,
}

/// Queries name their joins where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
