//! Joining an organisation.

use chrono::TimeDelta;
use hub_entity::account::{SiteRole, person};
use hub_entity::organisation::{MembershipState, OrganisationRole, Verification};
use sea_orm::{ColumnTrait, QueryFilter};

use crate::account::{Person, people};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::organisation::member::{self, Membership};
use crate::organisation::{Organisation, read, record};
use crate::platform::letter::Letter;
use crate::platform::limit;
use crate::platform::outbox::{self, Recipient};
use crate::policy::{self, organisation as rules};

/// Who was declined or removed may ask again after this long.
pub const PATIENCE: TimeDelta = TimeDelta::days(30);

/// Joins at once where the domain of the viewer's confirmed address proves that they belong
/// there, and otherwise asks those who look after the members: owners, or administrators where
/// there is none. Domains do not let anybody back in whom an owner declined or removed.
///
/// # Errors
/// `Unauthenticated`, `Forbidden` without a confirmed address; `Invalid` when the viewer is a
/// member, has asked already or was declined lately; `NotFound`; `RateLimited`.
pub async fn join_organisation(ctx: &Context, number: i64) -> Result<Organisation> {
    let actor = ctx.actor()?;
    policy::require(ctx.viewer(), policy::may_take_part(ctx.viewer()))?;
    limit::INVITE
        .take(ctx.hub(), &format!("join:{}", actor.id))
        .await?;

    let organisation = record::locked(ctx, number).await?;
    let tx = ctx.tx().await?;
    let earlier = member::find(tx, number, actor.id).await?;
    let state = earlier.as_ref().map(|m| m.state);
    if !rules::may_join(ctx.viewer(), organisation.current, state) {
        let code = match state {
            Some(MembershipState::Active) => "ALREADY_A_MEMBER",
            Some(MembershipState::Requested) => "ALREADY_ASKED",
            _ => "ORGANISATION_ENDED",
        };
        return Err(Error::field("", code));
    }
    let sent_away = earlier.as_ref().filter(|m| was_sent_away(m));
    if sent_away.is_some_and(|m| m.decided_at.is_some_and(|at| ctx.now() - at < PATIENCE)) {
        return Err(Error::field("", "DECLINED_LATELY"));
    }
    let person = people::by_id(tx, actor.id).await?;
    let role = OrganisationRole::Officer;
    if sent_away.is_none() && proves_membership(&organisation, &person) {
        let how = Verification::EmailDomain;
        member::begin(ctx, &organisation, person.id, earlier.as_ref(), role, how).await?;
        record::audit_member(ctx, "member_joined", number, person.id).await?;
        return Ok(organisation);
    }
    let how = Verification::None;
    member::begin(ctx, &organisation, person.id, earlier.as_ref(), role, how).await?;
    record::audit_member(ctx, "membership_requested", number, person.id).await?;
    tell_who_decides(ctx, &organisation, &person).await?;
    Ok(organisation)
}

/// Whether the confirmed address of a person is at one of the organisation's domains.
pub fn proves_membership(organisation: &Organisation, person: &Person) -> bool {
    let domain = person
        .email
        .rsplit_once('@')
        .map_or("", |(_, domain)| domain);
    person.email_confirmed_at.is_some()
        && read::email_domains(organisation)
            .iter()
            .any(|known| known == domain)
}

/// Whether somebody else ended or declined this membership.
pub fn was_sent_away(membership: &Membership) -> bool {
    match membership.state {
        MembershipState::Declined => true,
        MembershipState::Left => membership.decided_by != Some(membership.person_id),
        MembershipState::Active | MembershipState::Requested => false,
    }
}

async fn tell_who_decides(
    ctx: &Context,
    organisation: &Organisation,
    person: &Person,
) -> Result<()> {
    let tx = ctx.tx().await?;
    let members = member::members(tx, organisation.id).await?;
    let mut decide: Vec<Person> = members
        .into_iter()
        .filter(|m| m.membership.role == OrganisationRole::Owner)
        .map(|m| m.person)
        .filter(|p| p.suspended_at.is_none())
        .collect();
    if decide.is_empty() {
        decide = people::visible_to()
            .filter(person::Column::SiteRole.eq(SiteRole::Administrator))
            .filter(person::Column::SuspendedAt.is_null())
            .all(tx)
            .await?;
    }
    let url = &ctx.hub().settings().public_url;
    let letter = Letter::MembershipRequest {
        person: person.name.clone(),
        organisation: organisation.name.clone(),
        link: format!("{url}{}/members", read::path(organisation)),
    };
    let at = ctx.now().timestamp_millis();
    let occasion = format!("membership:{}:{}:{at}", organisation.id, person.id);
    for who in decide {
        outbox::send(ctx, &Recipient::from(&who), &occasion, &letter).await?;
    }
    Ok(())
}
