//! The people behind a proposal: to whom its letters go, and who acts for its project.

use std::collections::{BTreeSet, HashMap};

use hub_entity::account::person;
use hub_entity::challenge::{Consent, partner};
use hub_entity::organisation::{MembershipState, organisation_member};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::account::{Person, people};
use crate::error::Result;

/// Persons who are partners and agreed, and active members of organisations that did, each once,
/// in the order of their accounts.
///
/// # Errors
/// When the database does not answer.
pub async fn of(db: &impl ConnectionTrait, proposal_id: i64) -> Result<Vec<Person>> {
    let mut all = of_many(db, &[proposal_id]).await?;
    Ok(all.remove(&proposal_id).unwrap_or_default())
}

/// The same for several proposals, in three statements.
///
/// # Errors
/// When the database does not answer.
pub async fn of_many(
    db: &impl ConnectionTrait,
    proposal_ids: &[i64],
) -> Result<HashMap<i64, Vec<Person>>> {
    let partners = partner::Entity::find()
        .filter(partner::Column::ProposalId.is_in(proposal_ids.iter().copied()))
        .filter(partner::Column::Consent.eq(Consent::Given))
        .all(db)
        .await?;
    let ids = ids_behind(db, &partners).await?;
    let wanted: BTreeSet<i64> = ids.values().flatten().copied().collect();
    let found = people::visible_to()
        .filter(person::Column::Id.is_in(wanted))
        .all(db)
        .await?;
    let found: HashMap<i64, Person> = found.into_iter().map(|p| (p.id, p)).collect();
    Ok(ids
        .into_iter()
        .map(|(proposal, own)| {
            let people = own.iter().filter_map(|id| found.get(id).cloned()).collect();
            (proposal, people)
        })
        .collect())
}

/// The accounts behind these partners, by proposal, in one statement: persons who are partners, and
/// active members of organisations that are.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn ids_behind(
    db: &impl ConnectionTrait,
    partners: &[partner::Model],
) -> Result<HashMap<i64, BTreeSet<i64>>> {
    let organisations: BTreeSet<i64> = partners.iter().filter_map(|p| p.organisation_id).collect();
    let members = organisation_member::Entity::find()
        .filter(organisation_member::Column::OrganisationId.is_in(organisations))
        .filter(organisation_member::Column::State.eq(MembershipState::Active))
        .all(db)
        .await?;
    let mut ids: HashMap<i64, BTreeSet<i64>> = HashMap::new();
    for partner in partners {
        let own = ids.entry(partner.proposal_id).or_default();
        own.extend(partner.person_id);
        own.extend(
            members
                .iter()
                .filter(|m| Some(m.organisation_id) == partner.organisation_id)
                .map(|m| m.person_id),
        );
    }
    Ok(ids)
}
