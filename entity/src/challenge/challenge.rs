//! A call of a programme, or a data challenge of a council.

use sea_orm::entity::prelude::*;

use super::ChallengeKind;
use super::ChallengeState;
use super::ReadingMode;

/// A call of a programme, or a data challenge of a council.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "challenge")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Readable part of its address.
    #[sea_orm(column_type = "Text")]
    pub slug: String,
    /// Who leads the proposals.
    pub kind: ChallengeKind,
    /// The programme body or council that publishes it.
    pub publisher_id: i64,
    /// The programme that it belongs to, if it does.
    pub programme_id: Option<i64>,
    /// What staff decided; the clock decides the rest.
    pub state: ChallengeState,
    /// What it is called.
    #[sea_orm(column_type = "Text")]
    pub title: String,
    /// One sentence for lists.
    #[sea_orm(column_type = "Text")]
    pub summary: String,
    /// Markdown: what is wrong today.
    #[sea_orm(column_type = "Text")]
    pub problem: String,
    /// Markdown: who is affected.
    #[sea_orm(column_type = "Text")]
    pub affected: String,
    /// Markdown: what success looks like.
    #[sea_orm(column_type = "Text")]
    pub success: String,
    /// How many proposals can be selected.
    pub awards: i32,
    /// What each is awarded, in pence.
    pub award_pence: Option<i64>,
    /// Time zone of its deadlines (IANA name).
    #[sea_orm(column_type = "Text")]
    pub zone: String,
    /// When proposals may be submitted.
    pub opens_at: Option<DateTimeUtc>,
    /// When that ends.
    pub closes_at: Option<DateTimeUtc>,
    /// Minutes after that in which what is submitted still counts, and is marked.
    pub grace_minutes: i32,
    /// When those have passed; empty where there are none.
    pub locks_at: Option<DateTimeUtc>,
    /// When judges begin.
    pub judging_opens_at: Option<DateTimeUtc>,
    /// When their reviews are due.
    pub judging_closes_at: Option<DateTimeUtc>,
    /// Reviews that a proposal needs before it can be selected.
    pub reviews_required: i32,
    /// The least mean, from 0 to 100, that can be selected without a waiver.
    pub minimum_score: Option<i32>,
    /// How ties are broken, a list of rules in their order.
    #[sea_orm(column_type = "Json")]
    pub tie_break: Json,
    /// From which public value a lottery is drawn; empty where there is none.
    #[sea_orm(column_type = "Text")]
    pub lottery_source: String,
    /// What is said about the sections of its proposals; a list, in which some may lack.
    #[sea_orm(column_type = "Json")]
    pub sections: Json,
    /// What applicants are asked to see who may take part, a list in order.
    #[sea_orm(column_type = "Json")]
    pub eligibility: Json,
    /// Days in which an award has to be accepted; empty where it needs no acceptance.
    pub offer_days: Option<i32>,
    /// Days in which partners can appeal against being found ineligible.
    pub appeal_days: i32,
    /// Markdown: why these were selected.
    #[sea_orm(column_type = "Text")]
    pub announcement: String,
    /// Who drafted it.
    pub created_by: i64,
    /// When staff published it.
    pub published_at: Option<DateTimeUtc>,
    /// When the decision was announced.
    pub announced_at: Option<DateTimeUtc>,
    /// When staff began to screen proposals.
    pub screening_began_at: Option<DateTimeUtc>,
    /// When they finished.
    pub screening_ended_at: Option<DateTimeUtc>,
    /// When staff fixed the decisions, until they open them again.
    pub decided_at: Option<DateTimeUtc>,
    /// When delivery of what was selected began.
    pub delivery_at: Option<DateTimeUtc>,
    /// When all of it was delivered or stopped.
    pub completed_at: Option<DateTimeUtc>,
    /// When it was put away.
    pub archived_at: Option<DateTimeUtc>,
    /// Why it was cancelled, or empty.
    #[sea_orm(column_type = "Text")]
    pub cancelled_reason: String,
    /// Whether judges read without names.
    pub blind: bool,
    /// Who reads what was handed in.
    pub reading: ReadingMode,
    /// Later rounds of judging that it declares, a list in order.
    #[sea_orm(column_type = "Json")]
    pub rounds: Json,
    /// The round that its judges are in.
    pub round: i32,
    /// Grows with each edit.
    pub version: i32,
    /// When it was drafted.
    pub created_at: DateTimeUtc,
    /// When it was last edited.
    pub updated_at: DateTimeUtc,
}

/// Queries name their joins where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
