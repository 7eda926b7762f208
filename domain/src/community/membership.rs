//! Joining and leaving a community.

use chrono::{DateTime, Utc};
use hub_entity::community::{CommunityRole, community, community_member};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter,
};

use crate::community::Community;
use crate::community::create_community::lock;
use crate::context::Context;
use crate::error::Result;
use crate::policy;

/// Joins a community; who belongs already stays as they are.
///
/// # Errors
/// `NotFound`; `Forbidden` before the address is confirmed.
pub async fn join_community(ctx: &Context, number: i64) -> Result<Community> {
    let community = lock(ctx, number).await?;
    let row = row_of(ctx, number, ctx.actor()?.id).await?;
    if row.as_ref().is_some_and(|row| row.left_at.is_none()) {
        return Ok(community);
    }
    policy::require(
        ctx.viewer(),
        policy::community::may_join(ctx.viewer(), false),
    )?;
    enter(ctx, number, ctx.actor()?.id, row).await?;
    recount(ctx, number).await
}

/// Leaves a community. A facilitator who comes back is a member.
///
/// # Errors
/// `NotFound`; `Unauthenticated` for a visitor.
pub async fn leave_community(ctx: &Context, number: i64) -> Result<Community> {
    let community = lock(ctx, number).await?;
    let row = row_of(ctx, number, ctx.actor()?.id).await?;
    policy::require(ctx.viewer(), true)?;
    let Some(row) = row.filter(|row| row.left_at.is_none()) else {
        return Ok(community);
    };
    policy::require(
        ctx.viewer(),
        policy::community::may_leave(ctx.viewer(), true),
    )?;
    community_member::ActiveModel {
        id: Set(row.id),
        role: Set(CommunityRole::Member),
        left_at: Set(Some(ctx.now())),
        ..Default::default()
    }
    .update(ctx.tx().await?)
    .await?;
    recount(ctx, number).await
}

/// A person's row in a community, also when they left.
pub(super) async fn row_of(
    ctx: &Context,
    community: i64,
    person: i64,
) -> Result<Option<community_member::Model>> {
    Ok(community_member::Entity::find()
        .filter(community_member::Column::CommunityId.eq(community))
        .filter(community_member::Column::PersonId.eq(person))
        .one(ctx.tx().await?)
        .await?)
}

/// Makes somebody a member, again if they had left.
pub(super) async fn enter(
    ctx: &Context,
    community: i64,
    person: i64,
    row: Option<community_member::Model>,
) -> Result<community_member::Model> {
    let joined: DateTime<Utc> = ctx.now();
    let tx = ctx.tx().await?;
    Ok(if let Some(row) = row {
        let back = community_member::ActiveModel {
            id: Set(row.id),
            role: Set(CommunityRole::Member),
            joined_at: Set(joined),
            left_at: Set(None),
            ..Default::default()
        };
        back.update(tx).await?
    } else {
        let new = community_member::ActiveModel {
            community_id: Set(community),
            person_id: Set(person),
            role: Set(CommunityRole::Member),
            joined_at: Set(joined),
            left_at: Set(None),
            ..Default::default()
        };
        new.insert(tx).await?
    })
}

/// Brings the count of members up to date; the community's row is locked.
pub(super) async fn recount(ctx: &Context, number: i64) -> Result<Community> {
    let tx = ctx.tx().await?;
    let members = community_member::Entity::find()
        .filter(community_member::Column::CommunityId.eq(number))
        .filter(community_member::Column::LeftAt.is_null())
        .count(tx)
        .await?;
    let row = community::ActiveModel {
        id: Set(number),
        member_count: Set(i32::try_from(members).unwrap_or(i32::MAX)),
        ..Default::default()
    };
    Ok(row.update(tx).await?)
}
