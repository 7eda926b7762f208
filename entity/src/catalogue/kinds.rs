//! The enumerations of this area, kept as text in the database.

use sea_orm::entity::prelude::*;

/// Kept as text; see the variants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum DatasetStatus {
    /// Can be had.
    #[sea_orm(string_value = "published")]
    Published,
    /// Its source marks it as no longer kept.
    #[sea_orm(string_value = "inactive")]
    Inactive,
    /// Gone from its source.
    #[sea_orm(string_value = "removed")]
    Removed,
    /// Taken down by its publisher here.
    #[sea_orm(string_value = "withdrawn")]
    Withdrawn,
}
