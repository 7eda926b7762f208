//! What an announcement would do, and what it still lacks: the preview and the use case share it.

use std::collections::HashMap;

use hub_entity::challenge::{
    ChallengeState, OfferState, Outcome, ProposalState, ReadingMode, proposal,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::account;
use crate::account::Person;
use crate::challenge::Challenge;
use crate::context::Reader;
use crate::error::{Error, FieldError, Result};
use crate::judging::assigned::situation;
use crate::judging::calibrated::{self, Calibration};
use crate::judging::offer::{self, Offer};
use crate::judging::ranking::Ranked;
use crate::judging::sealed::{self, Sealed, SealedKind};
use crate::judging::{access, departures, lots, progress, read, rounds, scoring};
use crate::policy::judging::{Standing, may_see_scores};
use crate::project::{self, Project};
use crate::proposal::{Proposal, people, screening};

/// An announcement before it is made.
#[derive(Debug, Clone)]
pub struct Announcement {
    /// The letters, one a person and proposal.
    pub letters: Vec<Letters>,
    /// What it lacks; it can be made when this is empty.
    pub missing: Vec<FieldError>,
}

/// The letters about one proposal.
#[derive(Debug, Clone)]
pub struct Letters {
    /// The proposal, with what was decided.
    pub ranked: Ranked,
    /// To whom they go.
    pub people: Vec<Person>,
}

/// The announcement of a challenge as it would be made now, for staff who may see scores.
///
/// # Errors
/// `NotFound` for everybody else.
pub async fn preview(
    reader: &Reader,
    challenge: &Challenge,
    standing: Standing,
) -> Result<Announcement> {
    if !may_see_scores(reader.viewer(), standing) {
        return Err(Error::NotFound);
    }
    let found = prepare(reader.db(), challenge, reader.now()).await?;
    // The order of the letters and what is missing of which say something of the scores.
    if found
        .letters
        .iter()
        .any(|letters| letters.ranked.reviews > 0)
    {
        let ranking = Sealed::of_challenge(SealedKind::Ranking, challenge.id);
        sealed::view(reader, ranking).await?;
    }
    Ok(found)
}

pub(crate) async fn prepare(
    db: &impl ConnectionTrait,
    challenge: &Challenge,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<Announcement> {
    let calibration = calibrated::all(db, challenge).await?;
    let entries = calibration.entries.iter();
    let mut ranked: Vec<Ranked> = entries.map(|entry| entry.ranked.clone()).collect();
    // By their means and then as they were started, and not as lots fell: projects begin in this
    // order.
    ranked.sort_by_key(|row| (row.place.is_none(), row.place, row.proposal.id));
    let mut missing = Vec::new();
    if !access::is_judging_closed(challenge, now) && !progress::all_in(db, challenge.id).await? {
        missing.push(FieldError::new("", "REVIEWS_NOT_IN"));
    }
    if let Some((_, round)) = rounds::next(db, challenge).await? {
        missing.push(FieldError::new("", "ROUND_TO_COME").with("name", &round.name));
    }
    missing.extend(screening::unsettled(db, challenge.id, now).await?);
    let mut selected = 0;
    let assigned = challenge.reading == ReadingMode::Assigned;
    let needed = situation::needed(db, challenge).await?;
    missing.extend(unexplained(&calibration));
    for entry in &ranked {
        let Some(decision) = &entry.decision else {
            missing.push(FieldError::new("", "DECISION_MISSING").with("title", &entry.title));
            continue;
        };
        if decision.feedback.trim().is_empty() {
            missing.push(FieldError::new("", "FEEDBACK_MISSING").with("title", &entry.title));
        }
        let is_in = entry.proposal.round >= challenge.round;
        if is_in && assigned && decision.waiver.is_empty() && entry.reviews < needed {
            let error = FieldError::new("", "DECIDED_LACKS_REVIEWS");
            missing.push(error.with("title", &entry.title));
        }
        if decision.outcome == Outcome::Select {
            selected += 1;
        }
        if offer::can_be_awarded(challenge, decision.outcome) {
            if !is_in {
                let error = FieldError::new("", "DECIDED_OUT_OF_ROUND");
                missing.push(error.with("title", &entry.title));
            }
            // A judge may have got a conflict, or been removed, since it was decided.
            if i64::from(entry.reviews) < i64::from(challenge.reviews_required) {
                let error = FieldError::new("", "SELECTED_LACKS_REVIEWS");
                missing.push(error.with("title", &entry.title));
            }
            if decision.waiver.is_empty() && scoring::is_below(entry.mean, challenge.minimum_score)
            {
                let error = FieldError::new("", "SELECTED_BELOW_MINIMUM");
                missing.push(error.with("title", &entry.title));
            }
        }
    }
    if selected > challenge.awards {
        let error = FieldError::new("", "AWARDS_TAKEN");
        missing.push(error.with("awards", challenge.awards));
    }
    let in_reserve = |row: &Ranked| {
        let decision = row.decision.as_ref();
        decision.is_some_and(|decision| decision.outcome == Outcome::Reserve)
    };
    if selected < challenge.awards && ranked.iter().any(in_reserve) {
        missing.extend(left_selected(db, challenge.id).await?);
    }
    missing.extend(lots::missing(db, challenge, &calibration).await?);
    let ids: Vec<i64> = ranked.iter().map(|r| r.proposal.id).collect();
    let mut people = people::of_many(db, &ids).await?;
    // Every applicant has a letter: where all partners took back their consent, whoever began.
    let starters: Vec<i64> = ranked.iter().map(|r| r.proposal.created_by).collect();
    let starters = account::people::by_ids(db, &starters).await?;
    let letters = ranked
        .into_iter()
        .map(|ranked| {
            let mut people = people.remove(&ranked.proposal.id).unwrap_or_default();
            if people.is_empty() {
                let starter = starters.iter().find(|p| p.id == ranked.proposal.created_by);
                people.extend(starter.filter(|p| p.deleted_at.is_none()).cloned());
            }
            Letters { ranked, people }
        })
        .collect();
    Ok(Announcement { letters, missing })
}

/// Proposals that were to be selected and have left since: an award is free, and nobody moves up
/// from the reserve list before there are offers.
async fn left_selected(db: &impl ConnectionTrait, challenge_id: i64) -> Result<Vec<FieldError>> {
    let left = proposal::Entity::find()
        .filter(proposal::Column::ChallengeId.eq(challenge_id))
        .filter(
            proposal::Column::State.is_in([ProposalState::Withdrawn, ProposalState::Disqualified]),
        )
        .order_by_asc(proposal::Column::Id)
        .all(db)
        .await?;
    let ids: Vec<i64> = left.iter().map(|row| row.id).collect();
    let decisions = read::decisions(db, &ids).await?;
    let contents = read::submitted(db, &left).await?;
    let was_selected = |row: &&Proposal| {
        let decision = decisions.get(&row.id);
        decision.is_some_and(|decision| decision.outcome == Outcome::Select)
    };
    let error = |row: &Proposal| {
        let title = contents.get(&row.id).map_or(&row.title, |text| &text.title);
        FieldError::new("", "SELECTED_LEFT").with("title", title)
    };
    Ok(left.iter().filter(was_selected).map(error).collect())
}

/// Decisions that leave what the scores say now without a reason: scores may have changed since
/// it was not asked for.
fn unexplained(calibration: &Calibration) -> Vec<FieldError> {
    let lacks = |entry: &&calibrated::Entry| {
        let decision = entry.ranked.decision.as_ref();
        decision.is_some_and(|decision| {
            decision.reason.trim().is_empty()
                && departures::departs(calibration, entry, decision.outcome)
        })
    };
    let error = |entry: &calibrated::Entry| {
        FieldError::new("", "DECISION_LACKS_REASON").with("title", &entry.ranked.title)
    };
    let entries = calibration.entries.iter();
    entries.filter(lacks).map(error).collect()
}

/// A selected proposal, as everybody sees it.
#[derive(Debug, Clone)]
pub struct Selected {
    /// The project that it became; none while its offer waits, or where that came to nothing.
    pub project: Option<Project>,
    /// What it is called.
    pub title: String,
    /// Markdown: the whole in a few sentences, while it may still be built.
    pub summary: String,
    /// The council that leads it.
    pub lead: Option<i64>,
    /// Markdown: why it was selected.
    pub reason: String,
    /// What became of its offer, where the award has to be accepted.
    pub offer: Option<OfferState>,
    /// The place on the reserve list that it moved up from, if it did.
    pub reserve_rank: Option<i32>,
}

/// Who was selected and why: nobody before it is announced.
///
/// # Errors
/// When the database does not answer.
pub async fn selected(reader: &Reader, challenge: &Challenge) -> Result<Vec<Selected>> {
    if challenge.state != ChallengeState::Announced {
        return Ok(Vec::new());
    }
    let db = reader.db();
    let projects = project::read::of_challenge(db, challenge.id).await?;
    let mut offers: HashMap<i64, Offer> = offer::of_challenge(db, challenge.id)
        .await?
        .into_iter()
        .map(|offer| (offer.proposal_id, offer))
        .collect();
    let mut ids: Vec<i64> = projects.iter().filter_map(|p| p.proposal_id).collect();
    ids.extend(offers.keys());
    let decisions = read::decisions(db, &ids).await?;
    let reason = |proposal: Option<i64>| {
        proposal
            .and_then(|id| decisions.get(&id))
            .filter(|d| d.outcome == Outcome::Select)
            .map(|d| d.reason.clone())
            .unwrap_or_default()
    };
    let mut selected: Vec<Selected> = projects
        .into_iter()
        .map(|project| {
            let offer = project.proposal_id.and_then(|id| offers.remove(&id));
            Selected {
                title: project.title.clone(),
                summary: project.summary.clone(),
                lead: None,
                reason: reason(project.proposal_id),
                offer: offer.as_ref().map(|offer| offer.state),
                reserve_rank: offer.and_then(|offer| offer.reserve_rank),
                project: Some(project),
            }
        })
        .collect();
    // An accepted offer without a project that is shown has one that a moderator hid.
    let mut waiting: Vec<Offer> = offers
        .into_values()
        .filter(|offer| offer.state != OfferState::Accepted)
        .collect();
    waiting.sort_by_key(|offer| offer.id);
    for listed in offer::list::with_proposals(reader, waiting).await? {
        let stands = offer::state(&listed.offer, reader.now());
        selected.push(Selected {
            project: None,
            title: listed.title,
            summary: match stands {
                OfferState::Open => listed.summary,
                _ => String::new(),
            },
            lead: listed.lead,
            reason: reason(Some(listed.proposal.id)),
            offer: Some(stands),
            reserve_rank: listed.offer.reserve_rank,
        });
    }
    Ok(selected)
}
