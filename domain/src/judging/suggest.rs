//! Signs of a conflict of interest that the hub sees: they are shown to the judge, who answers.
//! What follows by rule is no suggestion; see [`conflict_rule::by_rule`](crate::judging::conflict_rule::by_rule).

use std::collections::HashSet;

use hub_entity::challenge::{Consent, partner};
use hub_entity::organisation::{MembershipState, organisation_member};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::account::people;
use crate::error::Result;
use crate::judging::Judge;
use crate::judging::desk::Entry;
use crate::organisation::read::{by_ids, email_domains};
use crate::values::is_shared;

/// What was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// The judge has an address at a partner's domain.
    EmailDomain,
    /// The judge has an address at the domain at which somebody has theirs who is a partner.
    SharedDomain,
    /// The judge belonged to a partner before there was the proposal.
    PastMember,
    /// The judge asked to join a partner.
    AskedToJoin,
}

/// A sign that there may be a conflict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// Key of the proposal.
    pub proposal: String,
    /// Number of the proposal.
    pub proposal_id: i64,
    /// What was seen.
    pub sign: Sign,
    /// Name of the partner, an organisation or a person.
    pub organisation: String,
    /// The domain of the judge's address, or empty.
    pub domain: String,
}

/// What the hub sees for the proposals on a judge's own desk that ask for an answer.
///
/// # Errors
/// When the database does not answer.
pub async fn of(
    db: &impl ConnectionTrait,
    judge: &Judge,
    entries: &[Entry],
) -> Result<Vec<Suggestion>> {
    let asked: Vec<&Entry> = entries
        .iter()
        .filter(|entry| !entry.is_ruled_out())
        .collect();
    let Some(person) = judge.person_id.filter(|_| !asked.is_empty()) else {
        return Ok(Vec::new());
    };
    let partners = partner::Entity::find()
        .filter(partner::Column::ProposalId.is_in(asked.iter().map(|e| e.proposal.id)))
        .filter(partner::Column::Consent.ne(Consent::Declined))
        .all(db)
        .await?;
    let ids: HashSet<i64> = partners.iter().filter_map(|p| p.organisation_id).collect();
    let organisations = by_ids(db, &ids.iter().copied().collect::<Vec<_>>()).await?;
    let memberships = organisation_member::Entity::find()
        .filter(organisation_member::Column::PersonId.eq(person))
        .filter(organisation_member::Column::OrganisationId.is_in(ids))
        .all(db)
        .await?;
    let alone = |p: &partner::Model| p.person_id.filter(|_| p.organisation_id.is_none());
    let people: Vec<i64> = partners.iter().filter_map(alone).chain([person]).collect();
    let people = people::by_ids(db, &people).await?;
    let domains: HashSet<String> = people
        .iter()
        .filter(|known| known.id == person)
        .map(|known| &known.email)
        .chain([&judge.email])
        .filter_map(|email| domain_of(email))
        .collect();

    let mut suggestions = Vec::new();
    for entry in asked {
        let own = partners
            .iter()
            .filter(|p| p.proposal_id == entry.proposal.id);
        for organisation in own
            .filter_map(|p| p.organisation_id)
            .filter_map(|id| organisations.iter().find(|o| o.id == id))
        {
            let membership = memberships
                .iter()
                .find(|m| m.organisation_id == organisation.id);
            let by_domain = domains.iter().find(|domain| {
                email_domains(organisation)
                    .iter()
                    .any(|known| is_within(domain, known))
            });
            let sign = match membership.map(|m| m.state) {
                Some(MembershipState::Left) => Some(Sign::PastMember),
                Some(MembershipState::Requested) => Some(Sign::AskedToJoin),
                _ => by_domain.map(|_| Sign::EmailDomain),
            };
            if let Some(sign) = sign {
                suggestions.push(Suggestion {
                    proposal: entry.proposal.key.clone(),
                    proposal_id: entry.proposal.id,
                    sign,
                    organisation: organisation.name.clone(),
                    domain: by_domain.cloned().unwrap_or_default(),
                });
            }
        }
        let persons = partners
            .iter()
            .filter(|p| p.proposal_id == entry.proposal.id)
            .filter_map(alone);
        for partner in persons.filter_map(|id| people.iter().find(|known| known.id == id)) {
            let domain = domain_of(&partner.email);
            let shared = domain.filter(|own| domains.contains(own) && !is_shared(own));
            if let Some(domain) = shared {
                suggestions.push(Suggestion {
                    proposal: entry.proposal.key.clone(),
                    proposal_id: entry.proposal.id,
                    sign: Sign::SharedDomain,
                    organisation: partner.name.clone(),
                    domain,
                });
            }
        }
    }
    Ok(suggestions)
}

fn domain_of(email: &str) -> Option<String> {
    Some(email.rsplit_once('@')?.1.to_lowercase())
}

/// Whether a domain is another, or lies below it.
fn is_within(domain: &str, known: &str) -> bool {
    domain
        .strip_suffix(known)
        .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

#[cfg(test)]
mod tests {
    use super::is_within;

    #[test]
    fn a_domain_lies_within_itself_and_its_parents() {
        assert!(is_within("barnet.gov.uk", "barnet.gov.uk"));
        assert!(is_within("mail.barnet.gov.uk", "barnet.gov.uk"));
        assert!(!is_within("notbarnet.gov.uk", "barnet.gov.uk"));
        assert!(!is_within("gov.uk", "barnet.gov.uk"));
    }
}
