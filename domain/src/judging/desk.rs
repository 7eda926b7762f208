//! A judge's desk: the proposals of the challenge, and what each of them waits for.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use hub_entity::challenge::{
    Consent, JudgeState, PartnerRole, ReviewState, judge, partner, proposal, review,
};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};

use crate::challenge::{Challenge, Status, status};
use crate::context::Reader;
use crate::error::{Error, Result};
use crate::judging::{Judge, Review, access, read};
use crate::proposal::Proposal;

/// What a proposal waits for on a judge's desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The judge has not said whether there is a conflict of interest.
    ToDeclare,
    /// There is one by rule, declared or not.
    RuledOut,
    /// There is one that the judge declared.
    Conflicted,
    /// Not begun.
    Left,
    /// Begun.
    Draft,
    /// Done.
    Submitted,
}

/// A proposal on a judge's desk, with what may be shown of it before conflicts are declared.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The proposal. Its content is not for the judge before they declared.
    pub proposal: Proposal,
    /// Title of the version that was handed in.
    pub title: String,
    /// Who proposes it, the lead first.
    pub partners: Vec<Party>,
    /// What it waits for.
    pub place: Place,
}

/// A party to a proposal, by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// Its part in it.
    pub role: PartnerRole,
    /// Its name.
    pub name: String,
}

/// Whether proposals can no longer be handed in, so that judges may learn of them.
pub(crate) fn is_past_close(challenge: &Challenge, now: DateTime<Utc>) -> bool {
    matches!(
        status(challenge, now),
        Status::Closed | Status::Judging | Status::Announced
    )
}

/// The desk of an appointment of the viewer; empty until the challenge closes and the judge
/// accepts.
///
/// # Errors
/// When the database does not answer.
pub async fn of(reader: &Reader, judge: &Judge, challenge: &Challenge) -> Result<Vec<Entry>> {
    if judge.person_id != reader.viewer().id() {
        return Err(Error::NotFound);
    }
    entries(reader.db(), judge, challenge, reader.now()).await
}

pub(crate) async fn entries(
    db: &impl ConnectionTrait,
    judge: &Judge,
    challenge: &Challenge,
    now: DateTime<Utc>,
) -> Result<Vec<Entry>> {
    if judge.state != JudgeState::Accepted || !is_past_close(challenge, now) {
        return Ok(Vec::new());
    }
    let proposals = read::handed_in(db, challenge.id).await?;
    let free = matching(db, judge.id, access::conflict_free()).await?;
    let ruled = matching(db, judge.id, access::by_rule()).await?;
    let contents = read::submitted(db, &proposals).await?;
    let ids: Vec<i64> = proposals.iter().map(|p| p.id).collect();
    let mut parties = parties(db, &ids).await?;
    let reviews = review::Entity::find()
        .filter(review::Column::JudgeId.eq(judge.id))
        .all(db)
        .await?;
    Ok(proposals
        .into_iter()
        .map(|proposal| {
            let review = reviews.iter().find(|r| r.proposal_id == proposal.id);
            let place = if ruled.contains(&proposal.id) {
                Place::RuledOut
            } else if !free.contains(&proposal.id) {
                Place::Conflicted
            } else if judge.conflicts_declared_at.is_none() {
                Place::ToDeclare
            } else {
                of_review(review)
            };
            let title = contents.get(&proposal.id).map(|c| c.title.clone());
            Entry {
                title: title.unwrap_or_else(|| proposal.title.clone()),
                partners: parties.remove(&proposal.id).unwrap_or_default(),
                place,
                proposal,
            }
        })
        .collect())
}

fn of_review(review: Option<&Review>) -> Place {
    match review.map(|r| r.state) {
        None => Place::Left,
        Some(ReviewState::Draft) => Place::Draft,
        Some(ReviewState::Submitted) => Place::Submitted,
    }
}

/// The proposals for which the condition on `judge` and `proposal` holds.
async fn matching(
    db: &impl ConnectionTrait,
    judge_id: i64,
    condition: Condition,
) -> Result<HashSet<i64>> {
    let judges = Query::select()
        .expr(Expr::val(1))
        .from(judge::Entity)
        .and_where(Expr::col((judge::Entity, judge::Column::Id)).eq(judge_id))
        .and_where(
            Expr::col((judge::Entity, judge::Column::ChallengeId))
                .equals((proposal::Entity, proposal::Column::ChallengeId)),
        )
        .cond_where(condition)
        .to_owned();
    let ids: Vec<i64> = proposal::Entity::find()
        .select_only()
        .column(proposal::Column::Id)
        .filter(Expr::exists(judges))
        .into_tuple()
        .all(db)
        .await?;
    Ok(ids.into_iter().collect())
}

/// Who proposes what, by name, the lead first; those who declined are left out.
pub(crate) async fn parties(
    db: &impl ConnectionTrait,
    proposal_ids: &[i64],
) -> Result<HashMap<i64, Vec<Party>>> {
    let mut rows = partner::Entity::find()
        .filter(partner::Column::ProposalId.is_in(proposal_ids.iter().copied()))
        .filter(partner::Column::Consent.ne(Consent::Declined))
        .order_by_asc(partner::Column::Id)
        .all(db)
        .await?;
    rows.sort_by_key(|row| match row.role {
        PartnerRole::LeadCouncil => 0,
        PartnerRole::Council => 1,
        PartnerRole::Developer => 2,
    });
    let organisations: Vec<i64> = rows.iter().filter_map(|r| r.organisation_id).collect();
    let people: Vec<i64> = rows.iter().filter_map(|r| r.person_id).collect();
    let organisations = crate::organisation::read::by_ids(db, &organisations).await?;
    let people = crate::account::people::by_ids(db, &people).await?;
    let mut parties: HashMap<i64, Vec<Party>> = HashMap::new();
    for row in rows {
        let organisation = organisations
            .iter()
            .find(|o| Some(o.id) == row.organisation_id)
            .map(|o| o.name.clone());
        let person = || {
            people
                .iter()
                .find(|p| Some(p.id) == row.person_id)
                .map(|p| p.name.clone())
        };
        if let Some(name) = organisation.or_else(person) {
            let party = Party {
                role: row.role,
                name,
            };
            parties.entry(row.proposal_id).or_default().push(party);
        }
    }
    Ok(parties)
}
