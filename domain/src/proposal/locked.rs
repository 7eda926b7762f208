//! How a use case takes hold of a proposal.

use chrono::{DateTime, Utc};
use hub_entity::challenge::{challenge, proposal};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use serde_json::{Value, json};

use crate::challenge::{Challenge, Status, status};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::platform::audit;
use crate::policy::proposal::{Standing, standing};
use crate::proposal::{Partner, Proposal, read, roles, seen};

/// A proposal that is locked until the transaction ends, with what the rules ask about.
pub(crate) struct Locked {
    /// The proposal.
    pub proposal: Proposal,
    /// Its challenge, which nobody changes meanwhile.
    pub challenge: Challenge,
    /// All its partners.
    pub partners: Vec<Partner>,
    /// How the viewer stands to it.
    pub standing: Standing,
    /// The clock, read once the lock was held: who waited for it is not early.
    pub now: DateTime<Utc>,
}

/// Locks a proposal that the viewer may see.
///
/// # Errors
/// `NotFound` when there is none.
pub(crate) async fn lock(ctx: &Context, key: &str) -> Result<Locked> {
    let tx = ctx.tx().await?;
    let proposal = read::visible(ctx.viewer(), ctx.now())
        .filter(proposal::Column::Key.eq(key))
        .lock_exclusive()
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    let challenge = challenge::Entity::find_by_id(proposal.challenge_id)
        .lock_shared()
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    let partners = seen::partners_of(tx, &[proposal.id])
        .await?
        .remove(&proposal.id)
        .unwrap_or_default();
    let mut standing = standing(ctx.viewer(), &partners);
    roles::promote(tx, vec![(&mut standing, &partners, challenge.id)]).await?;
    Ok(Locked {
        standing,
        proposal,
        challenge,
        partners,
        now: ctx.hub().clock().now(),
    })
}

impl Locked {
    /// Refuses what comes before the opening or after the deadline.
    pub fn require_open(&self) -> Result<()> {
        require_open(&self.challenge, self.now)
    }

    /// Writes an audit row about this proposal.
    pub async fn audit(&self, ctx: &Context, action: &str, details: Value) -> Result<()> {
        let entry = audit::Entry {
            action,
            object_kind: "proposal",
            object_id: self.proposal.id,
            challenge_id: Some(self.challenge.id),
            details,
        };
        audit::record(ctx, entry).await
    }

    /// The same about one of its partners.
    pub async fn audit_partner(
        &self,
        ctx: &Context,
        action: &str,
        partner: &Partner,
    ) -> Result<()> {
        self.audit(ctx, action, partner_details(partner)).await
    }
}

/// What the audit says of a partner.
pub(crate) fn partner_details(partner: &Partner) -> serde_json::Value {
    use sea_orm::ActiveEnum;
    json!({
        "partner": partner.id,
        "role": partner.role.to_value(),
        "organisation": partner.organisation_id,
        "person": partner.person_id,
        "consent": partner.consent.to_value(),
    })
}

/// Refuses what comes before the opening or after the deadline of a challenge.
pub(crate) fn require_open(challenge: &Challenge, now: DateTime<Utc>) -> Result<()> {
    match status(challenge, now) {
        Status::Open => Ok(()),
        Status::Cancelled => Err(Error::field("", "CHALLENGE_CANCELLED")),
        status if status.is_past_close() => Err(Error::field("", "CHALLENGE_CLOSED")),
        _ => Err(Error::field("", "CHALLENGE_NOT_OPEN")),
    }
}

/// The address of a proposal's page, or of a page below it, as mails carry it.
pub(crate) fn link(ctx: &Context, proposal: &Proposal, below: &str) -> String {
    let url = &ctx.hub().settings().public_url;
    format!("{url}/proposals/{}{below}", proposal.key)
}
