//! The versions of a proposal, and how any two of them differ.
//!
//! Partners read every version that was submitted and every draft that is kept. Whoever else may
//! see the proposal reads the version that counts, and no other.

use std::collections::{BTreeSet, HashMap};

use hub_entity::catalogue::dataset;
use hub_entity::challenge::{proposal_draft, proposal_version};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::account::people;
use crate::catalogue;
use crate::context::Reader;
use crate::error::{Error, Result};
use crate::organisation;
use crate::policy::proposal::Standing;
use crate::proposal::diff::{self, Piece};
use crate::proposal::history;
use crate::proposal::sections::{self, Names, Section};
use crate::proposal::{Content, Partner, Proposal, blind, seen};

/// A version as it was submitted.
pub type Version = proposal_version::Model;

/// A text that can be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// The draft as it is now, written `draft`.
    Draft,
    /// A version that was submitted, written as its number.
    Submitted(i32),
    /// A draft as it was saved, written `d` and its number.
    Saved(i32),
}

impl Which {
    /// Reads `draft`, `2` or `d14`.
    ///
    /// # Errors
    /// `NotFound` when it is none of these.
    pub fn parse(text: &str) -> Result<Self> {
        let number = |text: &str| text.parse().map_err(|_| Error::NotFound);
        match text.strip_prefix('d') {
            Some("raft") => Ok(Self::Draft),
            Some(saved) => number(saved).map(Self::Saved),
            None => number(text).map(Self::Submitted),
        }
    }
}

/// A section in which two versions differ.
#[derive(Debug, Clone)]
pub struct Change {
    /// Which.
    pub section: Section,
    /// The words of both, in the order of reading.
    pub pieces: Vec<Piece>,
}

/// The versions that the viewer may read, the newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn list(reader: &Reader, of: &Proposal, standing: Standing) -> Result<Vec<Version>> {
    let mut select = proposal_version::Entity::find()
        .filter(proposal_version::Column::ProposalId.eq(of.id))
        .order_by_desc(proposal_version::Column::Number);
    if !standing.partner {
        select = select.filter(proposal_version::Column::Number.eq(of.submitted_version));
    }
    let mut rows = select.all(reader.db()).await?;
    for row in rows.iter_mut().filter(|_| standing.blind) {
        take_names(row)?;
    }
    Ok(rows)
}

/// What a judge reads who does not learn who proposes it.
fn take_names(version: &mut Version) -> Result<()> {
    version.content = seen::encode(&blind::without_names(content(version)?))?;
    Ok(())
}

/// One version that the viewer may read.
///
/// # Errors
/// `NotFound` when there is none.
pub async fn one(
    reader: &Reader,
    of: &Proposal,
    standing: Standing,
    number: i32,
) -> Result<Version> {
    if !standing.partner && number != of.submitted_version {
        return Err(Error::NotFound);
    }
    let select = proposal_version::Entity::find()
        .filter(proposal_version::Column::ProposalId.eq(of.id))
        .filter(proposal_version::Column::Number.eq(number));
    let mut row = select.one(reader.db()).await?.ok_or(Error::NotFound)?;
    if standing.blind {
        take_names(&mut row)?;
    }
    Ok(row)
}

/// What a version that was submitted says.
///
/// # Errors
/// When it cannot be read, which is a bug.
pub fn content(version: &Version) -> Result<Content> {
    seen::decode(&version.content)
}

/// The drafts that were saved last, the newest first; none for those who read no draft.
///
/// # Errors
/// When the database does not answer.
pub async fn saved(
    reader: &Reader,
    of: &Proposal,
    standing: Standing,
    most: u64,
) -> Result<Vec<history::Saved>> {
    if !standing.partner {
        return Ok(Vec::new());
    }
    Ok(proposal_draft::Entity::find()
        .filter(proposal_draft::Column::ProposalId.eq(of.id))
        .order_by_desc(proposal_draft::Column::Version)
        .limit(most)
        .all(reader.db())
        .await?)
}

/// How two texts of a proposal differ, section by section.
///
/// # Errors
/// `NotFound` when the viewer may not read one of them.
pub async fn compare(
    reader: &Reader,
    of: &Proposal,
    standing: Standing,
    from: Which,
    to: Which,
) -> Result<Vec<Change>> {
    let earlier = text(reader, of, standing, from).await?;
    let later = text(reader, of, standing, to).await?;
    let differ = sections::changed(&earlier, &later);
    let mut names = Names::default();
    if differ.contains(&Section::Datasets) {
        names.datasets = titles(reader, &[&earlier, &later]).await?;
    }
    if differ.contains(&Section::Budget) {
        names.partners = partner_names(reader, of).await?;
    }
    // Comparing takes a while where both texts are long, and holds up nobody else.
    let work = move || {
        differ
            .into_iter()
            .map(|section| Change {
                section,
                pieces: diff::words(
                    &section.text(&earlier, &names),
                    &section.text(&later, &names),
                ),
            })
            .collect()
    };
    tokio::task::spawn_blocking(work)
        .await
        .map_err(Error::internal)
}

async fn text(reader: &Reader, of: &Proposal, standing: Standing, which: Which) -> Result<Content> {
    match which {
        Which::Submitted(number) => content(&one(reader, of, standing, number).await?),
        _ if !standing.partner => Err(Error::NotFound),
        Which::Draft => seen::decode(&of.content),
        Which::Saved(version) => history::content(reader.db(), of, version)
            .await?
            .ok_or(Error::NotFound),
    }
}

async fn titles(reader: &Reader, contents: &[&Content]) -> Result<HashMap<i64, String>> {
    let ids: BTreeSet<i64> = contents
        .iter()
        .flat_map(|content| content.datasets.iter().map(|used| used.dataset_id))
        .collect();
    let rows: Vec<(i64, String)> = catalogue::read::visible_to(reader.viewer())
        .select_only()
        .column(dataset::Column::Id)
        .column(dataset::Column::Title)
        .filter(dataset::Column::Id.is_in(ids))
        .into_tuple()
        .all(reader.db())
        .await?;
    Ok(rows.into_iter().collect())
}

/// What the partners are called that the viewer sees by name.
async fn partner_names(reader: &Reader, of: &Proposal) -> Result<HashMap<String, String>> {
    let partners = seen::seen(reader, &[of.id]).await?.pop();
    let partners = partners.map(|seen| seen.partners).unwrap_or_default();
    let organisations: Vec<i64> = partners.iter().filter_map(|p| p.organisation_id).collect();
    let organisations = organisation::read::by_ids(reader.db(), &organisations).await?;
    let persons: Vec<i64> = partners.iter().filter_map(|p| p.person_id).collect();
    let persons = people::by_ids(reader.db(), &persons).await?;
    let name = |partner: &Partner| {
        if let Some(id) = partner.organisation_id {
            let known = organisations.iter().find(|one| one.id == id);
            return known.map(|one| one.name.clone());
        }
        let known = persons.iter().find(|one| Some(one.id) == partner.person_id);
        known.map(|one| one.name.clone())
    };
    let named = partners
        .iter()
        .filter_map(|partner| Some((partner.key.clone(), name(partner)?)));
    Ok(named.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_named_as_people_meet_them() {
        assert_eq!(Which::parse("draft").ok(), Some(Which::Draft));
        assert_eq!(Which::parse("2").ok(), Some(Which::Submitted(2)));
        assert_eq!(Which::parse("d14").ok(), Some(Which::Saved(14)));
        for wrong in ["", "d", "v2", "draft2", "99999999999"] {
            assert!(Which::parse(wrong).is_err(), "{wrong}");
        }
    }
}
