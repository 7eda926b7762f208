//! An invitation by email, to somebody who may have no account yet.

use sea_orm::entity::prelude::*;

use super::InvitationPurpose;

/// An invitation by email, to somebody who may have no account yet.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "invitation")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Random address.
    #[sea_orm(column_type = "Text")]
    pub key: String,
    /// SHA-256 of the token in the mail.
    #[sea_orm(column_type = "Text")]
    pub token_hash: String,
    /// What accepting does.
    pub purpose: InvitationPurpose,
    /// Normalised address that was invited.
    #[sea_orm(column_type = "Text")]
    pub email: String,
    /// The partner, judge or membership row that is waiting.
    pub target_id: i64,
    /// Who invited.
    pub invited_by: i64,
    /// The deadline that it serves.
    pub expires_at: DateTimeUtc,
    /// When it was accepted.
    pub accepted_at: Option<DateTimeUtc>,
    /// By whom.
    pub accepted_by: Option<i64>,
    /// When it was declined.
    pub declined_at: Option<DateTimeUtc>,
    /// When it was sent.
    pub created_at: DateTimeUtc,
}

/// Queries name their joins where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
