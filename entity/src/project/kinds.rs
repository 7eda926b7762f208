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

/// Kept as text; see the variants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum MilestoneState {
    /// Nothing shows that it is done.
    #[sea_orm(string_value = "planned")]
    Planned,
    /// Its partners say that it is done, and why.
    #[sea_orm(string_value = "evidenced")]
    Evidenced,
    /// Programme staff agree.
    #[sea_orm(string_value = "accepted")]
    Accepted,
    /// Programme staff do not.
    #[sea_orm(string_value = "rejected")]
    Rejected,
}

/// Kept as text; see the variants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum NotedState {
    /// Nothing yet.
    #[sea_orm(string_value = "planned")]
    Planned,
    /// That its day has come.
    #[sea_orm(string_value = "due")]
    Due,
    /// That its time is over.
    #[sea_orm(string_value = "missed")]
    Missed,
}

/// Kept as text; see the variants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum Payment {
    /// There is nothing to pay.
    #[sea_orm(string_value = "none")]
    None,
    /// It is to be paid.
    #[sea_orm(string_value = "due")]
    Due,
    /// It was paid.
    #[sea_orm(string_value = "paid")]
    Paid,
}

/// Kept as text; see the variants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum Likelihood {
    /// It would surprise.
    #[sea_orm(string_value = "low")]
    Low,
    /// It may well be.
    #[sea_orm(string_value = "medium")]
    Medium,
    /// It is to be expected.
    #[sea_orm(string_value = "high")]
    High,
}

/// Kept as text; see the variants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum Better {
    /// The figure should grow.
    #[sea_orm(string_value = "more")]
    More,
    /// The figure should fall.
    #[sea_orm(string_value = "less")]
    Less,
}
