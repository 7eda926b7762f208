//! Leaving, and removing a member.

use hub_entity::organisation::{MembershipState, organisation_member};
use sea_orm::{ActiveModelTrait, ActiveValue::Set};

use crate::context::Context;
use crate::error::{Error, Result};
use crate::organisation::member::{self, Membership};
use crate::organisation::{Organisation, record};
use crate::policy::{self, organisation as rules};
use crate::proposal::roles;

/// Ends the viewer's own membership, or takes back what they asked for.
///
/// # Errors
/// `NotFound` when there is none; `Invalid` when it would leave the organisation without an owner.
pub async fn leave_organisation(ctx: &Context, number: i64) -> Result<Organisation> {
    let actor = ctx.actor()?;
    let organisation = record::locked(ctx, number).await?;
    let membership = member::find(ctx.tx().await?, number, actor.id).await?;
    let membership = membership
        .filter(|m| rules::may_leave(Some(m.state)))
        .ok_or(Error::NotFound)?;
    // Everybody may leave; only a token that may not write is refused.
    policy::require(ctx.viewer(), true)?;
    end(ctx, &membership, "member_left").await?;
    Ok(organisation)
}

/// Ends another's membership.
///
/// # Errors
/// `Forbidden` for anybody but owners and administrators; `NotFound` when the person is no member;
/// `Invalid` when it would leave the organisation without an owner.
pub async fn remove_member(ctx: &Context, number: i64, handle: &str) -> Result<Organisation> {
    let organisation = record::locked(ctx, number).await?;
    let viewer = ctx.viewer();
    policy::require(viewer, rules::may_approve_members(viewer, organisation.id))?;
    let found = member::by_handle(ctx.tx().await?, organisation.id, handle).await?;
    if found.membership.state != MembershipState::Active {
        return Err(Error::NotFound);
    }
    end(ctx, &found.membership, "member_removed").await?;
    Ok(organisation)
}

async fn end(ctx: &Context, membership: &Membership, action: &str) -> Result<()> {
    member::keep_an_owner(ctx, membership).await?;
    organisation_member::ActiveModel {
        id: Set(membership.id),
        state: Set(MembershipState::Left),
        decided_at: Set(Some(ctx.now())),
        left_at: Set(Some(ctx.now())),
        decided_by: Set(ctx.viewer().id()),
        ..Default::default()
    }
    .update(ctx.tx().await?)
    .await?;
    let organisation = membership.organisation_id;
    roles::forget(ctx, organisation, membership.person_id).await?;
    record::audit_member(ctx, action, organisation, membership.person_id).await
}
