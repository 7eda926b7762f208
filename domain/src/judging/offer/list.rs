//! What became of the offers of a challenge: for staff each with its reason, for everybody in
//! numbers.

use std::collections::HashMap;

use hub_entity::challenge::{ChallengeState, OfferState};

use crate::challenge::Challenge;
use crate::context::Reader;
use crate::error::{Error, Result};
use crate::judging::offer::{self as offers, Offer};
use crate::judging::{ranking, review};
use crate::policy::judging::{Standing, may_see_scores};
use crate::proposal::Proposal;

/// An offer with its proposal.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The offer.
    pub offer: Offer,
    /// To whom.
    pub proposal: Proposal,
    /// Title of what was submitted.
    pub title: String,
    /// Markdown: its summary.
    pub summary: String,
    /// The council that leads it.
    pub lead: Option<i64>,
}

/// How many offers came to what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Offers that were made.
    pub made: u64,
    /// Of these, to proposals that moved up from the reserve list.
    pub moved_up: u64,
    /// Accepted.
    pub accepted: u64,
    /// Declined.
    pub declined: u64,
    /// Not answered in time.
    pub lapsed: u64,
    /// Taken back, because the proposal was disqualified.
    pub taken_back: u64,
    /// Still open.
    pub open: u64,
}

/// The offers of a challenge in the order in which they were made, for staff who may see scores.
///
/// # Errors
/// `NotFound` for everybody else, and before the announcement.
pub async fn of(reader: &Reader, challenge: &Challenge, standing: Standing) -> Result<Vec<Listed>> {
    let allowed = may_see_scores(reader.viewer(), standing);
    if !allowed || challenge.state != ChallengeState::Announced {
        return Err(Error::NotFound);
    }
    with_proposals(
        reader,
        offers::of_challenge(reader.db(), challenge.id).await?,
    )
    .await
}

/// The offer to a proposal. Callers have asked whether the viewer is its partner, or staff.
///
/// # Errors
/// When the database does not answer.
pub async fn to(reader: &Reader, proposal: &Proposal) -> Result<Option<Offer>> {
    offers::of(reader.db(), proposal.id).await
}

/// These offers with their proposals. Callers have asked who may see them.
pub(crate) async fn with_proposals(reader: &Reader, made: Vec<Offer>) -> Result<Vec<Listed>> {
    let db = reader.db();
    let ids: Vec<i64> = made.iter().map(|offer| offer.proposal_id).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let proposals = ranking::by_ids(db, &ids).await?;
    let contents = crate::judging::read::submitted(db, &proposals).await?;
    let leads = review::leads(db, &ids).await?;
    let mut proposals: HashMap<i64, Proposal> =
        proposals.into_iter().map(|row| (row.id, row)).collect();
    let listed = made.into_iter().filter_map(|offer| {
        let proposal = proposals.remove(&offer.proposal_id)?;
        let content = contents.get(&proposal.id);
        Some(Listed {
            title: content.map_or_else(|| proposal.title.clone(), |c| c.title.clone()),
            summary: content.map(|c| c.summary.clone()).unwrap_or_default(),
            lead: leads.get(&proposal.id).copied(),
            offer,
            proposal,
        })
    });
    Ok(listed.collect())
}

/// What became of the offers of an announced challenge, in numbers; none where its awards need no
/// acceptance. Anybody may know.
///
/// # Errors
/// When the database does not answer.
pub async fn counts(reader: &Reader, challenge: &Challenge) -> Result<Option<Counts>> {
    if challenge.state != ChallengeState::Announced {
        return Ok(None);
    }
    let made = offers::of_challenge(reader.db(), challenge.id).await?;
    if made.is_empty() && challenge.offer_days.is_none() {
        return Ok(None);
    }
    let mut counts = Counts::default();
    for offer in made {
        counts.made += 1;
        counts.moved_up += u64::from(offer.reserve_rank.is_some());
        match offers::state(&offer, reader.now()) {
            OfferState::Open => counts.open += 1,
            OfferState::Accepted => counts.accepted += 1,
            OfferState::Declined => counts.declined += 1,
            OfferState::Lapsed => counts.lapsed += 1,
            OfferState::TakenBack => counts.taken_back += 1,
        }
    }
    Ok(Some(counts))
}
