//! A file that was attached to a proposal.

use sea_orm::entity::prelude::*;

/// A file that was attached to a proposal. Which versions hold it is part of their content.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "attachment")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Random address.
    #[sea_orm(column_type = "Text")]
    pub key: String,
    /// To which proposal.
    pub proposal_id: i64,
    /// What it is called, with the ending of its type.
    #[sea_orm(column_type = "Text")]
    pub name: String,
    /// Its type by content.
    #[sea_orm(column_type = "Text")]
    pub media_type: String,
    /// Bytes.
    pub size: i64,
    /// SHA-256 of the content, as hexadecimal digits.
    #[sea_orm(column_type = "Text")]
    pub sha256: String,
    /// The content: in the database, because any number of servers share it.
    #[sea_orm(column_type = "Blob")]
    pub content: Vec<u8>,
    /// Who attached it.
    pub uploaded_by: i64,
    /// When.
    pub uploaded_at: DateTimeUtc,
}

/// Queries name their joins where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
