//! Who takes part in a challenge that is judged without names: judges say with whom they have a
//! conflict of interest, and the hub knows which proposals these are.

use std::collections::{BTreeMap, BTreeSet};

use hub_entity::challenge::{Consent, partner};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::account::people;
use crate::context::Reader;
use crate::error::Result;
use crate::judging::desk::{self, Entry};
use crate::judging::suggest::{self, PartnerId, Suggestion};
use crate::judging::{Judge, review};
use crate::organisation::read::by_ids;

/// Somebody who takes part.
#[derive(Debug, Clone)]
pub struct TakesPart {
    /// By which an answer names them.
    pub key: String,
    /// Their name.
    pub name: String,
    /// Numbers of the proposals in which they do.
    pub proposals: Vec<i64>,
    /// What may point to a conflict of interest with them.
    pub sign: Option<Suggestion>,
}

/// Everybody with whom the judge can still have a conflict of interest, by name, for the judge's own
/// desk.
///
/// # Errors
/// When the database does not answer.
pub async fn on_desk(reader: &Reader, judge: &Judge) -> Result<Vec<TakesPart>> {
    let challenge = review::challenge_of(reader.db(), judge.challenge_id).await?;
    let entries = desk::asked_about(reader.db(), judge, &challenge, reader.now()).await?;
    of(reader.db(), judge, &entries).await
}

/// Everybody behind the proposals that the judge can be asked about, by name.
///
/// # Errors
/// When the database does not answer.
pub async fn of(
    db: &impl ConnectionTrait,
    judge: &Judge,
    entries: &[Entry],
) -> Result<Vec<TakesPart>> {
    let asked: Vec<i64> = entries
        .iter()
        .filter(|entry| !entry.is_ruled_out())
        .map(|entry| entry.proposal.id)
        .collect();
    let rows = partner::Entity::find()
        .filter(partner::Column::ProposalId.is_in(asked))
        .filter(partner::Column::Consent.ne(Consent::Declined))
        .all(db)
        .await?;
    let organisations: Vec<i64> = rows.iter().filter_map(|row| row.organisation_id).collect();
    let persons: Vec<i64> = rows.iter().filter_map(|row| row.person_id).collect();
    let organisations = by_ids(db, &organisations).await?;
    let persons = people::by_ids(db, &persons).await?;
    let signs = suggest::of(db, judge, entries).await?;
    let mut all: BTreeMap<String, (String, BTreeSet<i64>)> = BTreeMap::new();
    for row in &rows {
        let organisation = organisations
            .iter()
            .find(|one| Some(one.id) == row.organisation_id)
            .map(|one| (PartnerId::Organisation(one.id).key(), one.name.clone()));
        let person = || {
            persons
                .iter()
                .find(|one| Some(one.id) == row.person_id)
                .map(|one| (PartnerId::Person(one.id).key(), one.name.clone()))
        };
        if let Some((key, name)) = organisation.or_else(person) {
            let known = all.entry(key).or_insert_with(|| (name, BTreeSet::new()));
            known.1.insert(row.proposal_id);
        }
    }
    let turn = |(key, (name, proposals)): (String, (String, BTreeSet<i64>))| TakesPart {
        sign: signs.iter().find(|s| s.partner.key() == key).cloned(),
        proposals: proposals.into_iter().collect(),
        key,
        name,
    };
    let mut all: Vec<TakesPart> = all.into_iter().map(turn).collect();
    // By name, so that the order says nothing of who proposes what with whom.
    all.sort_by(|a, b| (a.name.to_lowercase(), &a.key).cmp(&(b.name.to_lowercase(), &b.key)));
    Ok(all)
}
