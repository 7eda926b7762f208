//! Saying what somebody behind a partner may do with a proposal; they are told.

use hub_entity::challenge::{Consent, PersonRole, partner};
use sea_orm::{ActiveEnum, ActiveModelTrait, ActiveValue::Set};
use serde_json::json;

use crate::context::Context;
use crate::error::{Error, Result};
use crate::platform::letter::Letter;
use crate::platform::outbox::{self, Recipient};
use crate::policy;
use crate::policy::proposal::{may_lead, stronger};
use crate::proposal::locked::{self, Locked};
use crate::proposal::roles::Behind;
use crate::proposal::{Partner, Proposal, partners, roles};

/// Who may do what.
#[derive(Debug, Clone)]
pub struct SetPersonRole {
    /// Of which proposal.
    pub key: String,
    /// Key of the partner that they are behind.
    pub partner: String,
    /// Handle of the person; empty for everybody behind the partner of whom nothing is said.
    pub person: String,
    /// What they may do.
    pub role: PersonRole,
}

/// Says what somebody behind a partner may do. Somebody always leads.
///
/// # Errors
/// `NotFound` when there is no such partner; `Invalid` on `person` when they are not behind it, on
/// `role` when nobody would lead any more, or on the whole when the challenge takes no proposals.
pub async fn set_person_role(ctx: &Context, input: SetPersonRole) -> Result<Proposal> {
    let held = locked::lock(ctx, &input.key).await?;
    let own = held
        .partners
        .iter()
        .find(|partner| partner.key == input.partner && partner.consent != Consent::Declined)
        .ok_or(Error::NotFound)?;
    policy::require(ctx.viewer(), may_lead(ctx.viewer(), held.standing))?;
    held.require_open()?;
    let tx = ctx.tx().await?;
    let changed = changed(ctx, own, &input).await?;
    if changed == *own {
        return Ok(held.proposal);
    }
    let mut after = held.partners.clone();
    for partner in &mut after {
        if partner.id == changed.id {
            *partner = changed.clone();
        }
    }
    after.retain(|partner| partner.consent == Consent::Given);
    let people = roles::behind(tx, &after).await?;
    let mut before = held.partners.clone();
    before.retain(|partner| partner.consent == Consent::Given);
    let could = roles::behind(tx, &before).await?;
    if !people.iter().any(|one| one.role == PersonRole::Lead) {
        return Err(Error::field("role", "LAST_LEAD"));
    }
    let row = partner::ActiveModel {
        id: Set(own.id),
        people_role: Set(changed.people_role),
        people: Set(changed.people),
        ..Default::default()
    };
    row.update(tx).await?;
    tell(ctx, &held, own, (&could, &people)).await?;
    let details = json!({
        "partner": own.id,
        "person": person_of(ctx, own, &input.person).await?,
        "role": input.role.to_value(),
    });
    held.audit(ctx, "proposal_role_set", details).await?;
    Ok(held.proposal)
}

/// Writes to those who may do something else now, behind whichever partners they are. Who has not
/// agreed yet reads what they may do when they do.
async fn tell(
    ctx: &Context,
    held: &Locked,
    own: &Partner,
    (before, after): (&[Behind], &[Behind]),
) -> Result<()> {
    let strongest = |all: &[Behind], person: i64| {
        let roles = all.iter().filter(|one| one.person.id == person);
        roles.fold(None, |known, one| Some(stronger(known, one.role)))
    };
    let moment = ctx.now().timestamp_millis();
    let occasion = format!("role-set:{}:{moment}", own.id);
    let behind = partners::people_behind(ctx, std::slice::from_ref(own), &held.challenge).await?;
    for person in behind {
        let role = strongest(after, person.id);
        let Some(role) = role.filter(|_| role != strongest(before, person.id)) else {
            continue;
        };
        if ctx.viewer().id() == Some(person.id) {
            continue;
        }
        let letter = Letter::RoleSet {
            person: ctx.actor()?.name.clone(),
            role: role.to_value(),
            proposal_title: held.proposal.title.clone(),
            challenge_title: held.challenge.title.clone(),
            link: locked::link(ctx, &held.proposal, ""),
        };
        outbox::send(ctx, &Recipient::from(&person), &occasion, &letter).await?;
    }
    Ok(())
}

/// The partner as it will be.
async fn changed(ctx: &Context, own: &Partner, input: &SetPersonRole) -> Result<Partner> {
    let mut changed = own.clone();
    match person_of(ctx, own, &input.person).await? {
        Some(id) => {
            let mut said = roles::said(own);
            said.insert(id, input.role);
            changed.people = roles::kept(&said);
        }
        None => changed.people_role = input.role,
    }
    Ok(changed)
}

/// The number of the person with this handle behind a partner; none for an empty one.
async fn person_of(ctx: &Context, own: &Partner, handle: &str) -> Result<Option<i64>> {
    let handle = handle.trim().trim_start_matches('@').to_lowercase();
    if handle.is_empty() {
        return Ok(None);
    }
    let people = roles::behind(ctx.tx().await?, std::slice::from_ref(own)).await?;
    let known = people
        .iter()
        .find(|one| one.person.handle.to_lowercase() == handle);
    match known {
        Some(one) => Ok(Some(one.person.id)),
        None => Err(Error::field("person", "NOT_BEHIND_PARTNER")),
    }
}
