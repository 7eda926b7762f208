//! That somebody looks for a partner on a challenge.

use sea_orm::entity::prelude::*;

use super::{NoticeState, PartnerSide};

/// That somebody looks for a partner on a challenge: one row a party and challenge, put up or not.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "partner_notice")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// On which challenge.
    pub challenge_id: i64,
    /// The organisation that looks; none for a person.
    pub organisation_id: Option<i64>,
    /// The person who looks; none for an organisation.
    pub person_id: Option<i64>,
    /// Who wrote it last, for themselves or for the organisation.
    pub posted_by: i64,
    /// Which side looks.
    pub side: PartnerSide,
    /// Whether it is up.
    pub state: NoticeState,
    /// What they can do, or look for, as Markdown.
    #[sea_orm(column_type = "Text")]
    pub body: String,
    /// Skills or topics, as a list of short words.
    #[sea_orm(column_type = "Json")]
    pub skills: Json,
    /// Where, in their own words, or empty.
    #[sea_orm(column_type = "Text")]
    pub area: String,
    /// Why a moderator took it down, or empty.
    #[sea_orm(column_type = "Text")]
    pub removed_reason: String,
    /// Grows with each change.
    pub version: i32,
    /// When it was put up.
    pub posted_at: DateTimeUtc,
    /// When it was changed last.
    pub updated_at: DateTimeUtc,
}

/// Queries name their joins where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
