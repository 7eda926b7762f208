//! A council, a developers' firm or collective, or a programme body.

use sea_orm::entity::prelude::*;

use super::OrganisationKind;

/// A council, a developers' firm or collective, or a programme body.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "organisation")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// What it is.
    pub kind: OrganisationKind,
    /// Readable part of its address.
    #[sea_orm(column_type = "Text")]
    pub slug: String,
    /// Official name.
    #[sea_orm(column_type = "Text")]
    pub name: String,
    /// What people call it.
    #[sea_orm(column_type = "Text")]
    pub short_name: String,
    /// Code of the Government Statistical Service, for councils.
    #[sea_orm(column_type = "Text", nullable)]
    pub gss_code: Option<String>,
    /// Kind of council, such as `district`.
    #[sea_orm(column_type = "Text", nullable)]
    pub council_type: Option<String>,
    /// Nation of the United Kingdom, or empty.
    #[sea_orm(column_type = "Text")]
    pub nation: String,
    /// Region, or empty.
    #[sea_orm(column_type = "Text")]
    pub region: String,
    /// Position, degrees north.
    pub latitude: Option<f64>,
    /// Position, degrees east.
    pub longitude: Option<f64>,
    /// Markdown.
    #[sea_orm(column_type = "Text")]
    pub about: String,
    /// Address of its own site, or empty.
    #[sea_orm(column_type = "Text")]
    pub website: String,
    /// Domains whose confirmed addresses prove membership.
    #[sea_orm(column_type = "Json")]
    pub email_domains: Json,
    /// Names and addresses under which catalogues know it.
    #[sea_orm(column_type = "Json")]
    pub identifiers: Json,
    /// Whether it still exists.
    pub current: bool,
    /// Grows with each edit.
    pub version: i32,
    /// When it was added.
    pub created_at: DateTimeUtc,
}

/// Queries name their joins where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
