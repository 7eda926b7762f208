//! That a partner of a proposal agreed once, and took that back.

use sea_orm::entity::prelude::*;

/// That a partner of a proposal agreed once, and took that back. It is kept when the partner is
/// removed or asked again, because its people know what is proposed.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "past_partner")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Of which proposal.
    pub proposal_id: i64,
    /// The organisation that was the partner, if one was.
    pub organisation_id: Option<i64>,
    /// The person who was the partner, or who was invited to bring their organisation in.
    pub person_id: Option<i64>,
    /// Who had agreed.
    pub agreed_by: Option<i64>,
    /// When the consent was taken back.
    pub ended_at: DateTimeUtc,
}

/// Queries name their joins where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
