//! Adding a partner to a proposal.

use hub_entity::challenge::{ChallengeKind, Consent, PartnerRole, partner};
use sea_orm::{ActiveModelTrait, ActiveValue::Set};

use crate::account::people;
use crate::context::Context;
use crate::error::{Error, FieldError, Result};
use crate::organisation;
use crate::platform::limit;
use crate::policy::{self, proposal::may_lead};
use crate::proposal::locked::{self, Locked};
use crate::proposal::partners::{self, Party};
use crate::proposal::{Partner, Proposal};
use crate::values::{EmailAddress, Fields};

/// Who is to be a partner: an organisation (with an address of somebody there, where nobody has
/// registered), a person by handle, or somebody without an account by address.
#[derive(Debug, Clone)]
pub struct AddPartner {
    /// Of which proposal.
    pub key: String,
    /// The part that they take.
    pub role: PartnerRole,
    /// Number of an organisation.
    pub organisation: Option<i64>,
    /// Handle of a person.
    pub handle: String,
    /// An address.
    pub email: String,
}

/// Adds a partner, who is asked by mail. Adding one who declined, or who has not answered,
/// asks again.
///
/// # Errors
/// `Invalid` on `role`, `organisation`, `handle` or `email`, or on the whole when the challenge
/// takes no proposals; `RateLimited`.
pub async fn add_partner(ctx: &Context, input: AddPartner) -> Result<Proposal> {
    let email = check(&input)?;
    let actor = ctx.actor()?.id.to_string();
    limit::INVITE.take(ctx.hub(), &actor).await?;
    let held = locked::lock(ctx, &input.key).await?;
    policy::require(ctx.viewer(), may_lead(ctx.viewer(), held.standing))?;
    held.require_open()?;
    let party = party(ctx, &held, &input, email.as_ref()).await?;
    let asked = match held.partners.iter().find(|known| same(known, &party)) {
        Some(known) if known.consent == Consent::Given => {
            return Err(Error::field(who(&input), "PARTNER_ALREADY"));
        }
        Some(known) => {
            one_lead(&held, party.role, Some(known.id))?;
            again(ctx, known, party.role).await?
        }
        None => {
            one_lead(&held, party.role, None)?;
            partners::insert(ctx, &held.proposal, party, false).await?
        }
    };
    let invited = email.filter(|_| asked.person_id.is_none());
    partners::ask(
        ctx,
        &held.proposal,
        &held.challenge,
        &asked,
        invited.as_ref(),
    )
    .await?;
    held.audit_partner(ctx, "partner_added", &asked).await?;
    Ok(held.proposal)
}

/// Which field names the partner.
fn who(input: &AddPartner) -> &'static str {
    if input.organisation.is_some() {
        "organisation"
    } else if input.handle.trim().is_empty() {
        "email"
    } else {
        "handle"
    }
}

/// Exactly one way to name a partner; an address may stand beside an organisation.
fn check(input: &AddPartner) -> Result<Option<EmailAddress>> {
    let mut fields = Fields::default();
    let handle = !input.handle.trim().is_empty();
    let typed = !input.email.trim().is_empty();
    let council = input.role != PartnerRole::Developer;
    if input.organisation.is_none() && council {
        fields.push(FieldError::new("organisation", "COUNCIL_NEEDED"));
    } else if input.organisation.is_none() && !handle && !typed {
        fields.push(FieldError::new("organisation", "PARTNER_NEEDED"));
    } else if handle && (typed || input.organisation.is_some()) {
        fields.push(FieldError::new("handle", "ONE_PARTNER_AT_A_TIME"));
    }
    let email = if typed {
        fields.take(EmailAddress::parse("email", &input.email))
    } else {
        None
    };
    fields.finish()?;
    Ok(email)
}

async fn party(
    ctx: &Context,
    held: &Locked,
    input: &AddPartner,
    email: Option<&EmailAddress>,
) -> Result<Party> {
    let tx = ctx.tx().await?;
    let mut party = Party {
        role: input.role,
        organisation_id: input.organisation,
        person_id: None,
        email: None,
    };
    if let Some(id) = input.organisation {
        let organisation = organisation::read::by_number(tx, id)
            .await
            .map_err(|error| at("organisation", "NOT_A_CHOICE", error))?;
        partners::check_role("organisation", input.role, &organisation, &held.challenge)?;
        if email.is_none() && !partners::has_members(ctx, id).await? {
            return Err(Error::field("email", "NOBODY_THERE"));
        }
    } else if let Some(email) = email {
        // Whether an address has an account is told to nobody: the mail finds its reader.
        party.email = Some(email.as_str().to_owned());
    } else {
        let handle = input.handle.trim().trim_start_matches('@');
        let person = people::by_handle(tx, handle)
            .await
            .map_err(|error| at("handle", "NOBODY_WITH_HANDLE", error))?;
        party.person_id = Some(person.id);
    }
    Ok(party)
}

fn at(field: &'static str, code: &'static str, error: Error) -> Error {
    match error {
        Error::NotFound => Error::field(field, code),
        error => error,
    }
}

fn same(known: &Partner, party: &Party) -> bool {
    match (party.organisation_id, party.person_id) {
        (Some(id), _) => known.organisation_id == Some(id),
        (None, Some(id)) => known.person_id == Some(id) && known.organisation_id.is_none(),
        (None, None) => known.email.is_some() && known.email == party.email,
    }
}

/// A call has exactly one lead council.
fn one_lead(held: &Locked, role: PartnerRole, except: Option<i64>) -> Result<()> {
    if role != PartnerRole::LeadCouncil {
        return Ok(());
    }
    if held.challenge.kind == ChallengeKind::DataChallenge {
        return Err(Error::field("role", "NO_LEAD_COUNCIL_HERE"));
    }
    let taken = held.partners.iter().any(|known| {
        known.role == PartnerRole::LeadCouncil
            && known.consent != Consent::Declined
            && Some(known.id) != except
    });
    if taken {
        return Err(Error::field("role", "LEAD_COUNCIL_TAKEN"));
    }
    Ok(())
}

/// Asks one again who declined, took its consent back, or has not answered.
async fn again(ctx: &Context, known: &Partner, role: PartnerRole) -> Result<Partner> {
    let row = partner::ActiveModel {
        id: Set(known.id),
        role: Set(role),
        consent: Set(Consent::Pending),
        consented_by: Set(None),
        consented_version: Set(None),
        told_version: Set(None),
        answered_at: Set(None),
        invited_by: Set(ctx.actor()?.id),
        ..Default::default()
    };
    Ok(row.update(ctx.tx().await?).await?)
}
