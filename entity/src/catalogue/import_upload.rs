//! A file that an officer uploaded and has yet to confirm.

use sea_orm::entity::prelude::*;

/// A file that an officer uploaded and has yet to confirm.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "import_upload")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Random address.
    #[sea_orm(column_type = "Text")]
    pub key: String,
    /// Who uploaded it.
    pub person_id: i64,
    /// Its name on their machine.
    #[sea_orm(column_type = "Text")]
    pub file_name: String,
    /// The source that it will be imported as.
    #[sea_orm(column_type = "Text")]
    pub source_name: String,
    /// The organisation of records that name no publisher.
    pub organisation_id: Option<i64>,
    /// What the import came to, as JSON, once it was confirmed.
    #[sea_orm(column_type = "Text", nullable)]
    pub report: Option<String>,
    /// The file; empty once it was imported.
    #[sea_orm(column_type = "Text")]
    pub content: String,
    /// When it was uploaded.
    pub created_at: DateTimeUtc,
}

/// Queries name their joins where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
