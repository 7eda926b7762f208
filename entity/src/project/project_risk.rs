//! What may go wrong in a project.

use sea_orm::entity::prelude::*;

use super::Likelihood;

/// What may go wrong in a project.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "project_risk")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Which project.
    pub project_id: i64,
    /// What may happen, and what is done against it.
    #[sea_orm(column_type = "Text")]
    pub text: String,
    /// How likely it is.
    pub likelihood: Likelihood,
    /// Who looks after it.
    #[sea_orm(column_type = "Text")]
    pub owner: String,
    /// Grows with each change.
    pub version: i32,
    /// When it was named.
    pub created_at: DateTimeUtc,
    /// When it was over.
    pub closed_at: Option<DateTimeUtc>,
}

/// Queries name their joins where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
