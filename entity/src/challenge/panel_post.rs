//! What somebody on a panel said to the others about a proposal.

use sea_orm::entity::prelude::*;

/// What somebody on a panel said to the others about a proposal. Posts are added and never changed.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "panel_post")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// About which proposal.
    pub proposal_id: i64,
    /// By whom.
    pub author_id: i64,
    /// What, as it was typed.
    #[sea_orm(column_type = "Text")]
    pub body: String,
    /// When.
    pub created_at: DateTimeUtc,
}

/// Queries name their joins where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
