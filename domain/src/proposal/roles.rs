//! What the people behind the partners of a proposal may do with it: lead, contribute or read.
//!
//! Who starts a proposal and who leads it may do everything; who joins contributes, until a lead
//! says otherwise of one person or of all behind a partner. Consent is the partner's own, whatever
//! its people may do, and conflicts of interest bind all of them alike.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use hub_entity::account::person;
use hub_entity::challenge::{Consent, PersonRole, challenge, partner};
use hub_entity::organisation::{MembershipState, organisation_member};
use sea_orm::{
    ActiveEnum, ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait,
    IntoActiveModel, QueryFilter, QuerySelect,
};
use serde_json::{Value, json};

use crate::account::{Person, people};
use crate::context::Context;
use crate::error::Result;
use crate::policy::proposal::Standing;
use crate::proposal::Partner;

/// Somebody behind a partner, and what they may do.
#[derive(Debug, Clone)]
pub struct Behind {
    /// Number of the partner.
    pub partner_id: i64,
    /// Who.
    pub person: Person,
    /// What they may do.
    pub role: PersonRole,
}

/// What is said of single people behind a partner.
pub(crate) fn said(partner: &partner::Model) -> BTreeMap<i64, PersonRole> {
    let all: BTreeMap<String, String> =
        serde_json::from_value(partner.people.clone()).unwrap_or_default();
    let one = |(id, role): (String, String)| {
        Some((id.parse().ok()?, PersonRole::try_from_value(&role).ok()?))
    };
    all.into_iter().filter_map(one).collect()
}

/// The same as it is stored.
pub(crate) fn kept(all: &BTreeMap<i64, PersonRole>) -> Value {
    let texts: BTreeMap<String, String> = all
        .iter()
        .map(|(id, role)| (id.to_string(), role.to_value()))
        .collect();
    json!(texts)
}

/// What was said of somebody who left an organisation is said no more, so that nobody leads who is
/// not there.
pub(crate) async fn forget(ctx: &Context, organisation_id: i64, person_id: i64) -> Result<()> {
    let tx = ctx.tx().await?;
    let rows = partner::Entity::find()
        .filter(partner::Column::OrganisationId.eq(organisation_id))
        .all(tx)
        .await?;
    for row in rows {
        let mut said = said(&row);
        let had = said.remove(&person_id).is_some();
        // Who was invited by mail to answer for it stands there by name as well.
        let answers = row.person_id == Some(person_id);
        if had || answers {
            let mut row = row.into_active_model();
            row.people = Set(kept(&said));
            if answers {
                row.person_id = Set(None);
            }
            row.update(tx).await?;
        }
    }
    Ok(())
}

/// What somebody behind this partner may do.
pub fn role_of(partner: &partner::Model, person_id: i64) -> PersonRole {
    let own = said(partner).get(&person_id).copied();
    own.unwrap_or(partner.people_role)
}

/// Whether anybody behind a partner that agrees is said to lead.
pub(crate) fn is_led(partners: &[partner::Model]) -> bool {
    partners
        .iter()
        .filter(|partner| partner.consent == Consent::Given)
        .any(|partner| {
            let lead = |role: &PersonRole| *role == PersonRole::Lead;
            lead(&partner.people_role) || said(partner).values().any(lead)
        })
}

/// Lets those who contribute lead where nobody who does can act any more: whoever led is suspended,
/// or speaks for the publisher by now, who reads no draft. Each is a standing to the proposal of
/// these partners in the challenge of this number. Asked of contributors alone, so that nobody else
/// pays for it; three statements, however many they are.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn promote(
    db: &impl ConnectionTrait,
    mut all: Vec<(&mut Standing, &[Partner], i64)>,
) -> Result<()> {
    all.retain(|(standing, ..)| standing.role == Some(PersonRole::Contributor));
    if all.is_empty() {
        return Ok(());
    }
    let agreed: Vec<Partner> = all
        .iter()
        .flat_map(|(_, partners, _)| partners.iter())
        .filter(|partner| partner.consent == Consent::Given)
        .cloned()
        .collect();
    let leads: Vec<Behind> = behind(db, &agreed)
        .await?
        .into_iter()
        .filter(|one| one.role == PersonRole::Lead && one.person.suspended_at.is_none())
        .collect();
    let challenges = all.iter().map(|(.., challenge)| *challenge);
    let publishers: Vec<(i64, i64)> = challenge::Entity::find()
        .select_only()
        .column(challenge::Column::Id)
        .column(challenge::Column::PublisherId)
        .filter(challenge::Column::Id.is_in(challenges))
        .into_tuple()
        .all(db)
        .await?;
    let organisations = publishers.iter().map(|(_, publisher)| *publisher);
    let members: HashSet<(i64, i64)> = organisation_member::Entity::find()
        .select_only()
        .column(organisation_member::Column::OrganisationId)
        .column(organisation_member::Column::PersonId)
        .filter(organisation_member::Column::OrganisationId.is_in(organisations))
        .filter(organisation_member::Column::State.eq(MembershipState::Active))
        .filter(organisation_member::Column::PersonId.is_in(leads.iter().map(|one| one.person.id)))
        .into_tuple::<(i64, i64)>()
        .all(db)
        .await?
        .into_iter()
        .collect();
    for (standing, partners, challenge) in all {
        let publisher = publishers.iter().find(|(id, _)| *id == challenge);
        let acts = |one: &Behind| {
            let own = partners.iter().any(|partner| partner.id == one.partner_id);
            let apart = publisher.is_some_and(|(_, id)| members.contains(&(*id, one.person.id)));
            own && !apart
        };
        if !leads.iter().any(acts) {
            standing.role = Some(PersonRole::Lead);
        }
    }
    Ok(())
}

/// The people behind these partners, those who declined left out, in the order of the partners
/// and then of the accounts; two statements, however many they are.
///
/// # Errors
/// When the database does not answer.
pub async fn behind(db: &impl ConnectionTrait, partners: &[Partner]) -> Result<Vec<Behind>> {
    let current: Vec<&Partner> = partners
        .iter()
        .filter(|partner| partner.consent != Consent::Declined)
        .collect();
    let organisations: BTreeSet<i64> = current.iter().filter_map(|p| p.organisation_id).collect();
    let members = organisation_member::Entity::find()
        .filter(organisation_member::Column::OrganisationId.is_in(organisations))
        .filter(organisation_member::Column::State.eq(MembershipState::Active))
        .all(db)
        .await?;
    let of = |partner: &Partner| -> BTreeSet<i64> {
        match partner.organisation_id {
            Some(id) => members
                .iter()
                .filter(|member| member.organisation_id == id)
                .map(|member| member.person_id)
                .collect(),
            None => partner.person_id.into_iter().collect(),
        }
    };
    let wanted: BTreeSet<i64> = current.iter().flat_map(|partner| of(partner)).collect();
    let found: HashMap<i64, Person> = people::visible_to()
        .filter(person::Column::Id.is_in(wanted))
        .all(db)
        .await?
        .into_iter()
        .map(|person| (person.id, person))
        .collect();
    let mut all = Vec::new();
    for partner in current {
        let known = of(partner).into_iter().filter_map(|id| found.get(&id));
        all.extend(known.map(|person| Behind {
            partner_id: partner.id,
            person: person.clone(),
            role: role_of(partner, person.id),
        }));
    }
    Ok(all)
}
