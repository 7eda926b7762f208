//! A judge's scores of one proposal.

use sea_orm::entity::prelude::*;

use super::ReviewState;

/// A judge's scores of one proposal.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "review")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Random address.
    #[sea_orm(column_type = "Text")]
    pub key: String,
    /// By whom.
    pub judge_id: i64,
    /// Of which proposal.
    pub proposal_id: i64,
    /// The version that was read.
    pub proposal_version: i32,
    /// Draft or submitted.
    pub state: ReviewState,
    /// Comment to the panel.
    #[sea_orm(column_type = "Text")]
    pub comment: String,
    /// Comment to the applicant.
    #[sea_orm(column_type = "Text")]
    pub applicant_comment: String,
    /// Notes that nobody but the judge ever reads.
    #[sea_orm(column_type = "Text")]
    pub private_notes: String,
    /// Weighted mean on 0 to 100, once submitted.
    pub total: Option<f64>,
    /// The round in which it was submitted last.
    pub round: i32,
    /// Grows with each save.
    pub version: i32,
    /// When it was submitted.
    pub submitted_at: Option<DateTimeUtc>,
    /// When it was begun.
    pub created_at: DateTimeUtc,
    /// When it was last saved.
    pub updated_at: DateTimeUtc,
}

/// Queries name their joins where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
