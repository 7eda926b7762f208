//! Signs of a conflict of interest that the hub sees: they are shown to the judge, who answers.
//! What follows by rule is no suggestion; see [`conflict_rule::by_rule`](crate::judging::conflict_rule::by_rule).

use std::collections::HashSet;

use hub_entity::challenge::{Consent, partner};
use hub_entity::organisation::{MembershipState, organisation_member};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::account::{Person, people};
use crate::error::Result;
use crate::judging::Judge;
use crate::judging::desk::Entry;
use crate::organisation::read::{Organisation, by_ids, email_domains};
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

/// Which partner it is. Names are no key: two people may have the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartnerId {
    /// Number of an organisation.
    Organisation(i64),
    /// Number of a person.
    Person(i64),
}

impl PartnerId {
    /// By which an answer names them, where judges say with whom they have a conflict.
    pub(super) fn key(self) -> String {
        match self {
            Self::Organisation(id) => format!("organisation-{id}"),
            Self::Person(id) => format!("person-{id}"),
        }
    }
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
    /// The partner.
    pub partner: PartnerId,
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
    let signs = of_each(db, &[(judge, entries)]).await?;
    Ok(signs.into_iter().flatten().collect())
}

/// The same for several judges, in their order and in as many statements as one takes.
pub(super) async fn of_each(
    db: &impl ConnectionTrait,
    desks: &[(&Judge, &[Entry])],
) -> Result<Vec<Vec<Suggestion>>> {
    let mut asked: HashSet<i64> = HashSet::new();
    let mut judges: Vec<i64> = Vec::new();
    for (judge, entries) in desks {
        if let Some(person) = judge.person_id {
            let open = entries.iter().filter(|entry| !entry.is_ruled_out());
            asked.extend(open.map(|entry| entry.proposal.id));
            judges.push(person);
        }
    }
    if asked.is_empty() {
        return Ok(vec![Vec::new(); desks.len()]);
    }
    let partners = partner::Entity::find()
        .filter(partner::Column::ProposalId.is_in(asked))
        .filter(partner::Column::Consent.ne(Consent::Declined))
        .order_by_asc(partner::Column::Id)
        .all(db)
        .await?;
    let ids: HashSet<i64> = partners.iter().filter_map(|p| p.organisation_id).collect();
    let organisations = by_ids(db, &ids.iter().copied().collect::<Vec<_>>()).await?;
    let memberships = organisation_member::Entity::find()
        .filter(organisation_member::Column::PersonId.is_in(judges.iter().copied()))
        .filter(organisation_member::Column::OrganisationId.is_in(ids))
        .all(db)
        .await?;
    let persons: Vec<i64> = partners
        .iter()
        .filter(|p| p.organisation_id.is_none())
        .filter_map(|p| p.person_id)
        .chain(judges)
        .collect();
    let known = Known {
        people: people::by_ids(db, &persons).await?,
        partners,
        organisations,
        memberships,
    };
    let signs = desks.iter().map(|(judge, entries)| match judge.person_id {
        Some(person) => known.signs(judge, person, entries),
        None => Vec::new(),
    });
    Ok(signs.collect())
}

/// Where signs are seen.
struct Known {
    partners: Vec<partner::Model>,
    organisations: Vec<Organisation>,
    /// Of the judges, in these organisations.
    memberships: Vec<organisation_member::Model>,
    /// The judges, and the partners who are people.
    people: Vec<Person>,
}

impl Known {
    fn signs(&self, judge: &Judge, person: i64, entries: &[Entry]) -> Vec<Suggestion> {
        let own = self.people.iter().filter(|known| known.id == person);
        let domains: HashSet<String> = own
            .map(|known| &known.email)
            .chain([&judge.email])
            .filter_map(|email| domain_of(email))
            .collect();
        let mut signs = Vec::new();
        for entry in entries.iter().filter(|entry| !entry.is_ruled_out()) {
            let partners = self.partners.iter();
            for partner in partners.filter(|p| p.proposal_id == entry.proposal.id) {
                let seen = match (partner.organisation_id, partner.person_id) {
                    (Some(id), _) => self.at_organisation(person, &domains, id),
                    (None, Some(id)) => self.at_person(&domains, id),
                    (None, None) => None,
                };
                signs.extend(seen.map(|seen| Suggestion {
                    proposal: entry.proposal.key.clone(),
                    proposal_id: entry.proposal.id,
                    sign: seen.sign,
                    partner: seen.partner,
                    organisation: seen.name,
                    domain: seen.domain,
                }));
            }
        }
        signs
    }

    fn at_organisation(&self, person: i64, domains: &HashSet<String>, id: i64) -> Option<Seen> {
        let organisation = self.organisations.iter().find(|o| o.id == id)?;
        let membership = self
            .memberships
            .iter()
            .find(|m| m.organisation_id == id && m.person_id == person);
        let proved_by = email_domains(organisation);
        let by_domain = domains
            .iter()
            .find(|domain| proved_by.iter().any(|known| is_within(domain, known)));
        let sign = match membership.map(|m| m.state) {
            Some(MembershipState::Left) => Sign::PastMember,
            Some(MembershipState::Requested) => Sign::AskedToJoin,
            _ => by_domain.map(|_| Sign::EmailDomain)?,
        };
        Some(Seen {
            sign,
            partner: PartnerId::Organisation(id),
            name: organisation.name.clone(),
            domain: by_domain.cloned().unwrap_or_default(),
        })
    }

    fn at_person(&self, domains: &HashSet<String>, id: i64) -> Option<Seen> {
        let partner = self.people.iter().find(|known| known.id == id)?;
        let domain = domain_of(&partner.email)?;
        let is_telling = domains.contains(&domain) && !is_shared(&domain);
        is_telling.then(|| Seen {
            sign: Sign::SharedDomain,
            partner: PartnerId::Person(id),
            name: partner.name.clone(),
            domain,
        })
    }
}

/// What was seen of one partner, whichever the proposal.
struct Seen {
    sign: Sign,
    partner: PartnerId,
    name: String,
    domain: String,
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
