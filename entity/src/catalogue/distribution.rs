//! A form in which a dataset can be had.

use sea_orm::entity::prelude::*;

/// A form in which a dataset can be had.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "distribution")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Of which dataset.
    pub dataset_id: i64,
    /// Order of display.
    pub position: i32,
    /// What it is called.
    #[sea_orm(column_type = "Text")]
    pub title: String,
    /// What is in it.
    #[sea_orm(column_type = "Text")]
    pub description: String,
    /// Where it is.
    #[sea_orm(column_type = "Text")]
    pub url: String,
    /// Canonical short name, such as CSV.
    #[sea_orm(column_type = "Text")]
    pub format: String,
    /// Media type, or empty.
    #[sea_orm(column_type = "Text")]
    pub media_type: String,
    /// Size in bytes.
    pub byte_size: Option<i64>,
    /// Code of its own licence, or empty for the dataset's.
    #[sea_orm(column_type = "Text")]
    pub licence: String,
}

/// Queries name their joins where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
