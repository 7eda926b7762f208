//! Who follows a topic, and why.

use sea_orm::entity::prelude::*;

use super::FollowReason;

/// Who follows a topic, and why.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "topic_follow")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Which topic.
    pub topic_id: i64,
    /// Who.
    pub person_id: i64,
    /// False once they chose not to.
    pub following: bool,
    /// Why they follow it.
    pub reason: FollowReason,
    /// The newest post that they have seen.
    pub last_read_number: i32,
    /// When it last changed.
    pub updated_at: DateTimeUtc,
}

/// Queries name their joins where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
