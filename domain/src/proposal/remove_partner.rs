//! Taking a partner out of a proposal, who is told.

use hub_entity::account::InvitationPurpose;
use hub_entity::challenge::{Consent, partner};
use sea_orm::EntityTrait;

use crate::account::invite;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::platform::letter::Letter;
use crate::platform::outbox::{self, Recipient};
use crate::policy::{self, proposal::may_lead, proposal::may_remove};
use crate::proposal::locked::{self, Locked};
use crate::proposal::{Partner, Proposal, partners};

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
    tell(ctx, &held, out).await?;
    partner::Entity::delete_by_id(out.id)
        .exec(ctx.tx().await?)
        .await?;
    held.audit_partner(ctx, "partner_removed", out).await?;
    Ok(held.proposal)
}

/// Writes to the people behind a partner that is taken out, unless it had declined.
async fn tell(ctx: &Context, held: &Locked, out: &Partner) -> Result<()> {
    if out.consent == Consent::Declined {
        return Ok(());
    }
    let letter = Letter::PartnerRemoved {
        person: ctx.actor()?.name.clone(),
        proposal_title: held.proposal.title.clone(),
        challenge_title: held.challenge.title.clone(),
    };
    let occasion = format!("partner-removed:{}", out.id);
    let behind = partners::people_behind(ctx, std::slice::from_ref(out), &held.challenge).await?;
    for person in behind {
        if ctx.viewer().id() != Some(person.id) {
            outbox::send(ctx, &Recipient::from(&person), &occasion, &letter).await?;
        }
    }
    // Whoever was invited by address alone would find a link that leads nowhere.
    let invited = out.email.as_ref().filter(|_| out.person_id.is_none());
    if let Some(address) = invited {
        outbox::send(ctx, &Recipient::address(address), &occasion, &letter).await?;
    }
    Ok(())
}
