//! A collection of data that a publisher releases.

use sea_orm::entity::prelude::*;

use super::DatasetStatus;

/// A collection of data that a publisher releases.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "dataset")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Readable part of its address.
    #[sea_orm(column_type = "Text")]
    pub slug: String,
    /// What it is called.
    #[sea_orm(column_type = "Text")]
    pub title: String,
    /// Markdown.
    #[sea_orm(column_type = "Text")]
    pub description: String,
    /// Words to find it by.
    #[sea_orm(column_type = "Json")]
    pub keywords: Json,
    /// Who releases it.
    pub publisher_id: i64,
    /// Code of the licence that its distributions share, or empty.
    #[sea_orm(column_type = "Text")]
    pub licence: String,
    /// The licence as its source names it.
    #[sea_orm(column_type = "Text")]
    pub licence_label: String,
    /// Code of how often it is updated.
    #[sea_orm(column_type = "Text")]
    pub frequency: String,
    /// GSS code of the area that it covers, or empty.
    #[sea_orm(column_type = "Text")]
    pub area_gss: String,
    /// Name of that area.
    #[sea_orm(column_type = "Text")]
    pub area_name: String,
    /// Page about it at its publisher, or empty.
    #[sea_orm(column_type = "Text")]
    pub landing_page: String,
    /// Whether it can be had.
    pub status: DatasetStatus,
    /// Where it was harvested, if it was.
    pub source_id: Option<i64>,
    /// Its identifier there.
    #[sea_orm(column_type = "Text", nullable)]
    pub source_guid: Option<String>,
    /// Hash of the record as last imported, to tell a change.
    #[sea_orm(column_type = "Text", nullable)]
    pub source_hash: Option<String>,
    /// Date of release as given, or empty.
    #[sea_orm(column_type = "Text")]
    pub issued: String,
    /// Date of change as given, or empty.
    #[sea_orm(column_type = "Text")]
    pub modified: String,
    /// Who entered it.
    pub created_by: Option<i64>,
    /// Grows with each edit.
    pub version: i32,
    /// When it was added here.
    pub created_at: DateTimeUtc,
    /// When it was changed here.
    pub updated_at: DateTimeUtc,
}

/// Queries name their joins where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
