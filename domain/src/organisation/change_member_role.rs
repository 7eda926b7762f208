//! Making members owners or officers.

use hub_entity::organisation::{MembershipState, OrganisationRole, organisation_member};
use sea_orm::{ActiveEnum, ActiveModelTrait, ActiveValue::Set};
use serde_json::json;

use crate::context::Context;
use crate::error::{Error, Result};
use crate::organisation::{Organisation, member, record};
use crate::policy::{self, organisation as rules};

/// Who becomes what.
#[derive(Debug, Clone)]
pub struct ChangeMemberRole {
    /// Which organisation.
    pub number: i64,
    /// Handle of the member.
    pub handle: String,
    /// What they become.
    pub role: OrganisationRole,
}

/// Changes what a member may do.
///
/// # Errors
/// `Forbidden` for anybody but owners and administrators; `Invalid` when it would leave the
/// organisation without an owner; `NotFound` when the person is no member.
pub async fn change_member_role(ctx: &Context, input: ChangeMemberRole) -> Result<Organisation> {
    let organisation = record::locked(ctx, input.number).await?;
    let viewer = ctx.viewer();
    policy::require(viewer, rules::may_approve_members(viewer, organisation.id))?;
    let tx = ctx.tx().await?;
    let found = member::by_handle(tx, organisation.id, &input.handle).await?;
    if found.membership.state != MembershipState::Active {
        return Err(Error::NotFound);
    }
    if found.membership.role == input.role {
        return Ok(organisation);
    }
    member::keep_an_owner(ctx, &found.membership).await?;
    organisation_member::ActiveModel {
        id: Set(found.membership.id),
        role: Set(input.role),
        ..Default::default()
    }
    .update(tx)
    .await?;
    let details = json!({ "person": found.person.id, "role": input.role.to_value() });
    record::audit(ctx, "member_role_changed", organisation.id, details).await?;
    Ok(organisation)
}
