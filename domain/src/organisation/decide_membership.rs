//! Approving and declining those who ask to join.

use hub_entity::organisation::{
    MembershipState, OrganisationRole, Verification, organisation_member,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set};

use crate::context::Context;
use crate::error::{Error, Result};
use crate::organisation::{Organisation, member, read, record};
use crate::platform::letter::Letter;
use crate::platform::outbox::{self, Recipient};
use crate::policy::{self, organisation as rules};

/// A decision on one request.
#[derive(Debug, Clone)]
pub struct DecideMembership {
    /// Which organisation.
    pub number: i64,
    /// Handle of the person who asked.
    pub handle: String,
    /// Whether they get in.
    pub approve: bool,
    /// As what, if they do.
    pub role: OrganisationRole,
}

/// Lets somebody in or declines, and mails them which.
///
/// # Errors
/// `Forbidden` for anybody but owners and administrators; `Invalid` when it is decided already;
/// `NotFound`.
pub async fn decide_membership(ctx: &Context, input: DecideMembership) -> Result<Organisation> {
    let organisation = record::locked(ctx, input.number).await?;
    let viewer = ctx.viewer();
    policy::require(viewer, rules::may_approve_members(viewer, organisation.id))?;
    let tx = ctx.tx().await?;
    let found = member::by_handle(tx, organisation.id, &input.handle).await?;
    if found.membership.state != MembershipState::Requested {
        return Err(Error::field("", "ALREADY_DECIDED"));
    }
    let (state, how, action) = if input.approve {
        let how = Verification::Approval;
        (MembershipState::Active, how, "membership_approved")
    } else {
        let how = Verification::None;
        (MembershipState::Declined, how, "membership_declined")
    };
    organisation_member::ActiveModel {
        id: Set(found.membership.id),
        role: Set(input.role),
        state: Set(state),
        verified_by: Set(how),
        decided_at: Set(Some(ctx.now())),
        decided_by: Set(viewer.id()),
        ..Default::default()
    }
    .update(tx)
    .await?;
    record::audit_member(ctx, action, organisation.id, found.person.id).await?;

    let url = &ctx.hub().settings().public_url;
    let link = format!("{url}{}", read::path(&organisation));
    let name = organisation.name.clone();
    let letter = if input.approve {
        Letter::MembershipApproved {
            organisation: name,
            link,
        }
    } else {
        Letter::MembershipDeclined {
            organisation: name,
            link,
        }
    };
    let at = found.membership.created_at.timestamp_millis();
    let occasion = format!("{action}:{}:{}:{at}", organisation.id, found.person.id);
    outbox::send(ctx, &Recipient::from(&found.person), &occasion, &letter).await?;
    Ok(organisation)
}
