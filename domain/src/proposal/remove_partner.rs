//! Taking a partner out of a proposal.

use hub_entity::account::InvitationPurpose;
use hub_entity::challenge::{Consent, partner};
use sea_orm::EntityTrait;

use crate::account::invite;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::policy::{self, proposal::may_lead, proposal::may_remove};
use crate::proposal::{Proposal, locked};

/// Which partner is taken out.
#[derive(Debug, Clone)]
pub struct RemovePartner {
    /// Of which proposal.
    pub key: String,
    /// Which partner.
    pub partner: String,
}

/// Takes out a partner who has not agreed. Who agreed leaves by withdrawing its consent first:
/// nobody is put out of what they stand for.
///
/// # Errors
/// `NotFound` when there is no such partner; `Invalid` on the whole when it has agreed, or when
/// the challenge has closed.
pub async fn remove_partner(ctx: &Context, input: RemovePartner) -> Result<Proposal> {
    let held = locked::lock(ctx, &input.key).await?;
    let out = held
        .partners
        .iter()
        .find(|partner| partner.key == input.partner)
        .ok_or(Error::NotFound)?;
    policy::require(ctx.viewer(), may_lead(ctx.viewer(), held.standing))?;
    held.require_open()?;
    if out.consent == Consent::Given {
        return Err(Error::field("", "PARTNER_AGREED"));
    }
    policy::require(ctx.viewer(), may_remove(ctx.viewer(), held.standing, out))?;
    invite::withdraw(ctx, InvitationPurpose::Partner, out.id).await?;
    partner::Entity::delete_by_id(out.id)
        .exec(ctx.tx().await?)
        .await?;
    held.audit_partner(ctx, "partner_removed", out).await?;
    Ok(held.proposal)
}
