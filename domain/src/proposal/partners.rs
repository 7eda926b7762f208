//! Partners: who they are, whom mails about a proposal go to, and what may be one.

use std::collections::{BTreeSet, HashMap};

use hub_entity::account::{InvitationPurpose, person};
use hub_entity::challenge::{ChallengeKind, Consent, PartnerRole, PersonRole, partner, proposal};
use hub_entity::organisation::{MembershipState, OrganisationKind, organisation_member};
use sea_orm::sea_query::{Query, SelectStatement};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter,
    QueryOrder,
};

use serde_json::json;

use crate::account::{Person, invite, people};
use crate::challenge::{Challenge, status::locks_at};
use crate::context::Context;
use crate::error::{Error, FieldError, Result};
use crate::organisation::Organisation;
use crate::platform::letter::Letter;
use crate::platform::outbox::{self, Recipient};
use crate::proposal::locked::link;
use crate::proposal::people as proposal_people;
use crate::proposal::{Partner, Proposal};
use crate::values::EmailAddress;

/// Who takes which part.
#[derive(Debug, Clone)]
pub(crate) struct Party {
    /// Its part.
    pub role: PartnerRole,
    /// The organisation, if it is one.
    pub organisation_id: Option<i64>,
    /// The person, if it is one.
    pub person_id: Option<i64>,
    /// The address, if nobody is known yet.
    pub email: Option<String>,
}

/// Writes a partner's row: agreed at once for whoever starts the proposal, asked otherwise.
pub(crate) async fn insert(
    ctx: &Context,
    proposal: &Proposal,
    party: Party,
    agreed: bool,
) -> Result<Partner> {
    let actor = ctx.actor()?.id;
    let row = partner::ActiveModel {
        key: Set(ctx.hub().random().key()),
        proposal_id: Set(proposal.id),
        role: Set(party.role),
        organisation_id: Set(party.organisation_id),
        person_id: Set(party.person_id),
        email: Set(party.email),
        // Who starts it and who leads it decide together what becomes of it; others join in.
        people_role: Set(if agreed || party.role == PartnerRole::LeadCouncil {
            PersonRole::Lead
        } else {
            PersonRole::Contributor
        }),
        people: Set(json!({})),
        consent: Set(if agreed {
            Consent::Given
        } else {
            Consent::Pending
        }),
        consented_by: Set(agreed.then_some(actor)),
        consented_version: Set(agreed.then_some(proposal.version)),
        answered_at: Set(agreed.then_some(ctx.now())),
        invited_by: Set(actor),
        created_at: Set(ctx.now()),
        ..Default::default()
    };
    Ok(row.insert(ctx.tx().await?).await?)
}

/// Whether an organisation may take this part in a proposal for this challenge.
pub(crate) fn check_role(
    field: &str,
    role: PartnerRole,
    organisation: &Organisation,
    challenge: &Challenge,
) -> Result<(), FieldError> {
    let council = organisation.kind == OrganisationKind::Council;
    let code = match role {
        _ if organisation.id == challenge.publisher_id => "PUBLISHER_IS_NO_PARTNER",
        PartnerRole::LeadCouncil if challenge.kind == ChallengeKind::DataChallenge => {
            "NO_LEAD_COUNCIL_HERE"
        }
        PartnerRole::LeadCouncil | PartnerRole::Council if !council => "NOT_A_COUNCIL",
        PartnerRole::Developer if council => "NOT_A_DEVELOPER",
        _ => return Ok(()),
    };
    Err(FieldError::new(field, code))
}

fn active_members(organisations: Vec<i64>) -> SelectStatement {
    Query::select()
        .column(organisation_member::Column::PersonId)
        .from(organisation_member::Entity)
        .and_where(organisation_member::Column::OrganisationId.is_in(organisations))
        .and_where(organisation_member::Column::State.eq(MembershipState::Active))
        .to_owned()
}

/// The people behind these partners, those who declined left out, and those who speak for the
/// publisher of the challenge: they read no draft, and so no mail about one.
///
/// # Errors
/// When the database does not answer.
pub async fn people_behind(
    ctx: &Context,
    partners: &[Partner],
    challenge: &Challenge,
) -> Result<Vec<Person>> {
    let current = || partners.iter().filter(|p| p.consent != Consent::Declined);
    let organisations: Vec<i64> = current().filter_map(|p| p.organisation_id).collect();
    let persons: Vec<i64> = current().filter_map(|p| p.person_id).collect();
    Ok(people::visible_to()
        .filter(
            Condition::any()
                .add(person::Column::Id.in_subquery(active_members(organisations)))
                .add(person::Column::Id.is_in(persons)),
        )
        .filter(person::Column::Id.not_in_subquery(active_members(vec![challenge.publisher_id])))
        .filter(person::Column::SuspendedAt.is_null())
        .order_by_asc(person::Column::Id)
        .all(ctx.tx().await?)
        .await?)
}

/// The partners of a proposal and the people behind them.
#[derive(Debug, Default)]
pub(crate) struct Team {
    /// Its partners, those who declined left out.
    pub partners: Vec<Partner>,
    /// The people, as [`people_behind`] knows them.
    pub people: Vec<Person>,
}

/// The teams of proposals of one challenge, by proposal, in three statements.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn teams(
    ctx: &Context,
    challenge: &Challenge,
    proposals: &[Proposal],
) -> Result<HashMap<i64, Team>> {
    let tx = ctx.tx().await?;
    let partners = partner::Entity::find()
        .filter(partner::Column::ProposalId.is_in(proposals.iter().map(|row| row.id)))
        .filter(partner::Column::Consent.ne(Consent::Declined))
        .order_by_asc(partner::Column::Id)
        .all(tx)
        .await?;
    let ids = proposal_people::ids_behind(tx, &partners).await?;
    let wanted: BTreeSet<i64> = ids.values().flatten().copied().collect();
    let found: HashMap<i64, Person> = people::visible_to()
        .filter(person::Column::Id.is_in(wanted))
        .filter(person::Column::Id.not_in_subquery(active_members(vec![challenge.publisher_id])))
        .filter(person::Column::SuspendedAt.is_null())
        .all(tx)
        .await?
        .into_iter()
        .map(|person| (person.id, person))
        .collect();
    let mut teams: HashMap<i64, Team> = HashMap::new();
    for (proposal, own) in ids {
        let people = own.iter().filter_map(|id| found.get(id).cloned());
        teams.entry(proposal).or_default().people = people.collect();
    }
    for partner in partners {
        let team = teams.entry(partner.proposal_id).or_default();
        team.partners.push(partner);
    }
    Ok(teams)
}

/// Asks a partner for its consent by mail: the people behind it, and the address that was given
/// for somebody who has no account.
pub(crate) async fn ask(
    ctx: &Context,
    proposal: &Proposal,
    challenge: &Challenge,
    asked: &Partner,
    email: Option<&EmailAddress>,
) -> Result<()> {
    let inviter = ctx.actor()?.name.clone();
    let occasion = format!(
        "partner-asked:{}:{}",
        asked.id,
        ctx.now().timestamp_millis()
    );
    let letter = Letter::PartnerAsked {
        inviter: inviter.clone(),
        proposal_title: proposal.title.clone(),
        challenge_title: challenge.title.clone(),
        link: link(ctx, proposal, "/consent"),
    };
    for person in people_behind(ctx, std::slice::from_ref(asked), challenge).await? {
        outbox::send(ctx, &Recipient::from(&person), &occasion, &letter).await?;
    }
    let Some(email) = email else { return Ok(()) };
    // After the deadline there is nothing left to agree to.
    let expires = locks_at(challenge).unwrap_or(ctx.now());
    let purpose = InvitationPurpose::Partner;
    let (_, link) = invite::invite(ctx, purpose, email, asked.id, expires).await?;
    let letter = Letter::InvitationPartner {
        inviter,
        challenge_title: challenge.title.clone(),
        proposal_title: proposal.title.clone(),
        role: role_words(asked.role).to_owned(),
        organisation: organisation_name(ctx, asked).await?,
        link,
        expires,
        zone: challenge.zone.clone(),
    };
    outbox::send(ctx, &Recipient::address(email.as_str()), &occasion, &letter).await
}

/// Links that wait for an answer serve the challenge's deadline, also when that was moved.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn keep_invitations(ctx: &Context, challenge: &Challenge) -> Result<()> {
    let Some(expires) = locks_at(challenge) else {
        return Ok(());
    };
    let proposals = Query::select()
        .column(proposal::Column::Id)
        .from(proposal::Entity)
        .and_where(proposal::Column::ChallengeId.eq(challenge.id))
        .to_owned();
    let asked = Query::select()
        .column(partner::Column::Id)
        .from(partner::Entity)
        .and_where(partner::Column::ProposalId.in_subquery(proposals))
        .to_owned();
    invite::keep(ctx, InvitationPurpose::Partner, asked, expires).await
}

/// The role in the words of a mail.
fn role_words(role: PartnerRole) -> &'static str {
    match role {
        PartnerRole::LeadCouncil => "lead council",
        PartnerRole::Council => "council",
        PartnerRole::Developer => "developer",
    }
}

async fn organisation_name(ctx: &Context, partner: &Partner) -> Result<Option<String>> {
    let Some(id) = partner.organisation_id else {
        return Ok(None);
    };
    let organisation = crate::organisation::read::by_number(ctx.tx().await?, id).await?;
    Ok(Some(organisation.name))
}

/// What a partner is called in a mail to the others.
pub(crate) async fn name_of(ctx: &Context, partner: &Partner) -> Result<String> {
    if let Some(name) = organisation_name(ctx, partner).await? {
        return Ok(name);
    }
    match partner.person_id {
        Some(id) => Ok(people::by_id(ctx.tx().await?, id).await?.name),
        None => Ok(partner.email.clone().unwrap_or_default()),
    }
}

/// Whether an organisation has somebody here who can answer for it.
pub(crate) async fn has_members(ctx: &Context, organisation_id: i64) -> Result<bool> {
    let member = organisation_member::Entity::find()
        .filter(organisation_member::Column::OrganisationId.eq(organisation_id))
        .filter(organisation_member::Column::State.eq(MembershipState::Active))
        .one(ctx.tx().await?)
        .await?;
    Ok(member.is_some())
}

/// Ties the partner that an address was invited for to the person who followed the invitation.
/// For an organisation it changes nothing: whoever is its officer answers. Consent is a step of
/// its own.
///
/// # Errors
/// `NotFound` when the partner was taken out meanwhile.
pub async fn claim(ctx: &Context, partner_id: i64, person_id: i64) -> Result<()> {
    let tx = ctx.tx().await?;
    let found = partner::Entity::find_by_id(partner_id)
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    if found.organisation_id.is_some() || found.person_id.is_some() {
        return Ok(());
    }
    partner::ActiveModel {
        id: Set(found.id),
        person_id: Set(Some(person_id)),
        email: Set(None),
        ..Default::default()
    }
    .update(tx)
    .await?;
    Ok(())
}
