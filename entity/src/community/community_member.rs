//! Who belongs to a community.

use sea_orm::entity::prelude::*;

use super::CommunityRole;

/// Who belongs to a community.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "community_member")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Which community.
    pub community_id: i64,
    /// Who.
    pub person_id: i64,
    /// What they do in it.
    pub role: CommunityRole,
    /// Since when.
    pub joined_at: DateTimeUtc,
    /// When they left.
    pub left_at: Option<DateTimeUtc>,
}

/// Queries name their joins where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
