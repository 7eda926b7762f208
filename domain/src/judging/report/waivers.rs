//! Exceptions that the kept bundle knows of: proposals that were selected below the least mean, and
//! proposals that were decided with fewer reviews than they were assigned.

use std::collections::HashMap;

use hub_entity::challenge::OfferState;

use super::selected;
use crate::challenge::Challenge;
use crate::context::Reader;
use crate::error::Result;
use crate::judging::bundle::{Bundle, Decided};
use crate::judging::calibrated::pseudonym;
use crate::judging::{offer, ranking};
use crate::project;

/// An exception for a proposal that was selected.
#[derive(Debug, Clone)]
pub struct Waiver {
    /// What the proposal is called; none while everybody is not shown it, because a moderator hid
    /// its project.
    pub title: Option<String>,
    /// Markdown: why.
    pub reason: String,
}

/// The exceptions for proposals that were selected, and how many there were for others: what was
/// written of those could tell their scores.
pub(super) async fn of(
    reader: &Reader,
    challenge: &Challenge,
    bundle: &Bundle,
) -> Result<(Vec<Waiver>, usize)> {
    let chosen = selected(bundle);
    let waived = bundle.decisions.iter().filter(|row| !row.waiver.is_empty());
    let (of_chosen, of_others): (Vec<&Decided>, Vec<&Decided>) =
        waived.partition(|row| chosen.contains(row.entry.as_str()));
    if of_chosen.is_empty() {
        return Ok((Vec::new(), of_others.len()));
    }
    let mut titles = titles(reader, challenge).await?;
    let waivers = of_chosen.into_iter().map(|row| Waiver {
        title: titles.remove(&row.entry),
        reason: row.waiver.clone(),
    });
    Ok((waivers.collect(), of_others.len()))
}

/// The titles of what everybody is shown as selected, by pseudonym.
async fn titles(reader: &Reader, challenge: &Challenge) -> Result<HashMap<String, String>> {
    let db = reader.db();
    let shown = project::read::of_challenge(db, challenge.id).await?;
    let mut begun: HashMap<i64, String> = shown
        .into_iter()
        .filter_map(|project| Some((project.proposal_id?, project.title)))
        .collect();
    let ids: Vec<i64> = begun.keys().copied().collect();
    let mut titles = HashMap::new();
    for proposal in ranking::by_ids(db, &ids).await? {
        if let Some(title) = begun.remove(&proposal.id) {
            titles.insert(pseudonym("entry", &proposal.key), title);
        }
    }
    // What was accepted and is no project that is shown has one that a moderator hid.
    let mut offers = offer::of_challenge(db, challenge.id).await?;
    offers.retain(|offer| offer.state != OfferState::Accepted);
    for listed in offer::list::with_proposals(reader, offers).await? {
        titles.insert(pseudonym("entry", &listed.proposal.key), listed.title);
    }
    Ok(titles)
}
