//! The enumerations of this area, kept as text in the database.

use sea_orm::entity::prelude::*;

/// Kept as text; see the variants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum CommunityRole {
    /// Runs it.
    #[sea_orm(string_value = "facilitator")]
    Facilitator,
    /// Takes part.
    #[sea_orm(string_value = "member")]
    Member,
}
