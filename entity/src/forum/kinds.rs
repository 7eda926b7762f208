//! The enumerations of this area, kept as text in the database.

use sea_orm::entity::prelude::*;

/// Kept as text; see the variants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum TopicScope {
    /// To nothing but its category.
    #[sea_orm(string_value = "site")]
    Site,
    /// To a community.
    #[sea_orm(string_value = "community")]
    Community,
    /// To a challenge.
    #[sea_orm(string_value = "challenge")]
    Challenge,
    /// To a dataset.
    #[sea_orm(string_value = "dataset")]
    Dataset,
    /// To a project.
    #[sea_orm(string_value = "project")]
    Project,
}

/// Kept as text; see the variants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum FollowReason {
    /// They began it.
    #[sea_orm(string_value = "author")]
    Author,
    /// They replied.
    #[sea_orm(string_value = "replied")]
    Replied,
    /// They asked to.
    #[sea_orm(string_value = "chosen")]
    Chosen,
    /// They only read it.
    #[sea_orm(string_value = "read")]
    Read,
}

/// Kept as text; see the variants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum ReportReason {
    /// Advertising.
    #[sea_orm(string_value = "spam")]
    Spam,
    /// Attacks or harasses somebody.
    #[sea_orm(string_value = "abuse")]
    Abuse,
    /// Shows personal data.
    #[sea_orm(string_value = "personal_data")]
    PersonalData,
    /// Does not belong here.
    #[sea_orm(string_value = "off_topic")]
    OffTopic,
    /// Something else.
    #[sea_orm(string_value = "other")]
    Other,
}

/// Kept as text; see the variants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum ReportState {
    /// Waiting.
    #[sea_orm(string_value = "open")]
    Open,
    /// The post was hidden.
    #[sea_orm(string_value = "upheld")]
    Upheld,
    /// The post stays.
    #[sea_orm(string_value = "dismissed")]
    Dismissed,
}
