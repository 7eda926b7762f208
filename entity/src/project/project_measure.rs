//! A figure by which a project shows what it has changed.

use sea_orm::entity::prelude::*;

use super::Better;

/// A figure by which a project shows what it has changed.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "project_measure")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Which project.
    pub project_id: i64,
    /// What is measured.
    #[sea_orm(column_type = "Text")]
    pub name: String,
    /// In which unit.
    #[sea_orm(column_type = "Text")]
    pub unit: String,
    /// Whether the figure should grow or fall.
    pub better: Better,
    /// What it was before.
    #[sea_orm(column_type = "Double")]
    pub baseline: f64,
    /// On which day, as 2027-03-31.
    #[sea_orm(column_type = "Text")]
    pub baseline_on: String,
    /// What it should become.
    #[sea_orm(column_type = "Double")]
    pub target: f64,
    /// By which day, as 2027-03-31.
    #[sea_orm(column_type = "Text")]
    pub target_on: String,
    /// Where the figure comes from.
    #[sea_orm(column_type = "Text")]
    pub source: String,
    /// Grows with each change.
    pub version: i32,
    /// When it was made.
    pub created_at: DateTimeUtc,
    /// When it was taken away.
    pub removed_at: Option<DateTimeUtc>,
}

/// Queries name their joins where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
