//! What a partnership proposes to do.

use sea_orm::entity::prelude::*;

use super::ProposalState;

/// What a partnership proposes to do.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "proposal")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Random address.
    #[sea_orm(column_type = "Text")]
    pub key: String,
    /// What people quote, such as `MIL-2026-014`.
    #[sea_orm(column_type = "Text")]
    pub reference: String,
    /// In answer to which challenge.
    pub challenge_id: i64,
    /// Where it stands.
    pub state: ProposalState,
    /// Title of the draft.
    #[sea_orm(column_type = "Text")]
    pub title: String,
    /// The draft.
    #[sea_orm(column_type = "Json")]
    pub content: Json,
    /// Number of the valid version; 0 for none.
    pub submitted_version: i32,
    /// When that was submitted.
    pub submitted_at: Option<DateTimeUtc>,
    /// Why it was withdrawn, or empty.
    #[sea_orm(column_type = "Text")]
    pub withdrawn_reason: String,
    /// When it was withdrawn, if it is.
    pub withdrawn_at: Option<DateTimeUtc>,
    /// Where it stood when it was disqualified, if it is.
    pub disqualified_from: Option<ProposalState>,
    /// Why it was disqualified, or empty.
    #[sea_orm(column_type = "Text")]
    pub disqualified_reason: String,
    /// When it was disqualified, if it is.
    pub disqualified_at: Option<DateTimeUtc>,
    /// Who started it.
    pub created_by: i64,
    /// The last round of judging that it reached.
    pub round: i32,
    /// Whether the whole panel reads it in that round, assigned or not.
    pub read_by_all: bool,
    /// Grows with each edit of the draft.
    pub version: i32,
    /// When its partners are told what changed, if something waits to be told.
    pub tell_at: Option<DateTimeUtc>,
    /// When they were told last.
    pub told_at: Option<DateTimeUtc>,
    /// When it was started.
    pub created_at: DateTimeUtc,
    /// When it was last edited.
    pub updated_at: DateTimeUtc,
}

/// Queries name their joins where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
