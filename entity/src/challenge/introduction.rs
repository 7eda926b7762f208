//! That somebody asked to be introduced to whoever put up a notice.

use sea_orm::entity::prelude::*;

use super::IntroductionState;

/// That somebody asked to be introduced to whoever put up a notice.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "introduction")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Random address.
    #[sea_orm(column_type = "Text")]
    pub key: String,
    /// On which challenge.
    pub challenge_id: i64,
    /// Answering which notice.
    pub notice_id: i64,
    /// Who asked.
    pub asker_id: i64,
    /// The organisation that they spoke for, if any.
    pub organisation_id: Option<i64>,
    /// What they wrote, as Markdown.
    #[sea_orm(column_type = "Text")]
    pub message: String,
    /// How it stands.
    pub state: IntroductionState,
    /// Who answered.
    pub answered_by: Option<i64>,
    /// When it was answered.
    pub answered_at: Option<DateTimeUtc>,
    /// Who showed it to the moderators.
    pub reported_by: Option<i64>,
    /// When.
    pub reported_at: Option<DateTimeUtc>,
    /// What they find wrong, or empty.
    #[sea_orm(column_type = "Text")]
    pub report_note: String,
    /// When a moderator dealt with it.
    pub report_settled_at: Option<DateTimeUtc>,
    /// When it was asked for.
    pub created_at: DateTimeUtc,
}

/// Queries name their joins where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
