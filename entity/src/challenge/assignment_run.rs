//! One time that proposals were shared out among judges by the rule.

use sea_orm::entity::prelude::*;

/// One time that proposals were shared out, with all that is needed to do it again.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "assignment_run")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Of which challenge.
    pub challenge_id: i64,
    /// What decided between assignments that were equally good.
    pub seed: i64,
    /// Reviews of each proposal.
    pub reviews: i32,
    /// The least that a judge was given.
    pub least: i32,
    /// The most that a judge was given.
    pub most: i32,
    /// The sum of the affinities of the pairs.
    pub total: f64,
    /// The table that it was worked out from, as CSV with judges and proposals by reference.
    #[sea_orm(column_type = "Text")]
    pub input: String,
    /// Who did it.
    pub made_by: Option<i64>,
    /// When.
    pub made_at: DateTimeUtc,
}

/// Queries name their joins where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
