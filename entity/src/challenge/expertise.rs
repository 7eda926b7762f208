//! How well a judge knows the field of a proposal, in their own judgement.

use sea_orm::entity::prelude::*;

use super::ExpertiseLevel;

/// How well a judge knows the field of a proposal.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "expertise")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Who says so.
    pub judge_id: i64,
    /// Of which proposal.
    pub proposal_id: i64,
    /// How well.
    pub level: ExpertiseLevel,
    /// When they said so.
    pub said_at: DateTimeUtc,
}

/// Queries name their joins where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
