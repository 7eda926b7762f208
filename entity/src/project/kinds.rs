//! The enumerations of this area, kept as text in the database.

use sea_orm::entity::prelude::*;

/// Kept as text; see the variants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum ProjectState {
    /// Being built.
    #[sea_orm(string_value = "in_delivery")]
    InDelivery,
    /// In use.
    #[sea_orm(string_value = "live")]
    Live,
    /// Done as promised.
    #[sea_orm(string_value = "completed")]
    Completed,
    /// Ended early.
    #[sea_orm(string_value = "stopped")]
    Stopped,
}

/// Kept as text; see the variants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum UseRole {
    /// It does not work without the data.
    #[sea_orm(string_value = "essential")]
    Essential,
    /// The data makes it better.
    #[sea_orm(string_value = "supporting")]
    Supporting,
    /// It makes the data.
    #[sea_orm(string_value = "produced")]
    Produced,
}
