//! What staff see before they decide: the order by weighted mean, and the reviews behind it.

use std::collections::HashMap;

use hub_entity::challenge::{judge, proposal};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::context::Reader;
use crate::error::{Error, Result};
use crate::judging::review::{self, Score};
use crate::judging::sealed::{self, Sealed, SealedKind};
use crate::judging::{Criterion, Decision, Judge, Review, read as find, scoring};
use crate::policy::judging::{Standing, may_see_scores};
use crate::proposal::Proposal;

/// A proposal in the order by mean.
#[derive(Debug, Clone)]
pub struct Ranked {
    /// Its place; none while no review is in. Equal means share one.
    pub place: Option<u32>,
    /// The proposal.
    pub proposal: Proposal,
    /// Title of the version that was handed in.
    pub title: String,
    /// The council that leads it.
    pub lead: Option<i64>,
    /// Reviews that count.
    pub reviews: u32,
    /// Mean of their totals, from 0 to 100.
    pub mean: Option<f64>,
    /// What was decided so far.
    pub decision: Option<Decision>,
}

/// A proposal with how many reviews of it are in.
#[derive(Debug, Clone)]
pub struct Reviewed {
    /// The proposal.
    pub proposal: Proposal,
    /// Title of the version that was handed in.
    pub title: String,
    /// Reviews that count.
    pub reviews: u32,
}

/// One review, as staff read it.
#[derive(Debug, Clone)]
pub struct Read {
    /// Who wrote it.
    pub judge: Judge,
    /// The review.
    pub review: Review,
    /// Its scores, in the order of the criteria.
    pub scores: Vec<(Criterion, Option<Score>)>,
}

/// All that was handed in, in the order by mean, for staff who may see scores.
///
/// # Errors
/// `NotFound` for everybody else.
pub async fn of(reader: &Reader, challenge_id: i64, standing: Standing) -> Result<Vec<Ranked>> {
    if !may_see_scores(reader.viewer(), standing) {
        return Err(Error::NotFound);
    }
    let rows = all(reader.db(), challenge_id).await?;
    // The order itself says what the scores are.
    if rows.iter().any(|row| row.reviews > 0) {
        let sealed = Sealed::of_challenge(SealedKind::Ranking, challenge_id);
        sealed::view(reader, sealed).await?;
    }
    Ok(rows)
}

/// All that was handed in, by title, with how many reviews are in and nothing of what they say, for
/// staff who may see scores.
///
/// # Errors
/// `NotFound` for everybody else.
pub async fn by_title(
    reader: &Reader,
    challenge_id: i64,
    standing: Standing,
) -> Result<Vec<Reviewed>> {
    if !may_see_scores(reader.viewer(), standing) {
        return Err(Error::NotFound);
    }
    let rows = all(reader.db(), challenge_id).await?;
    let mut rows: Vec<Reviewed> = rows
        .into_iter()
        .map(|row| Reviewed {
            proposal: row.proposal,
            title: row.title,
            reviews: row.reviews,
        })
        .collect();
    rows.sort_by(|a, b| (&a.title, a.proposal.id).cmp(&(&b.title, b.proposal.id)));
    Ok(rows)
}

/// The same for use cases that have asked policy.
pub(crate) async fn all(db: &impl ConnectionTrait, challenge_id: i64) -> Result<Vec<Ranked>> {
    let reviews = review::counted(db, challenge_id).await?;
    with(db, challenge_id, &reviews).await
}

/// The same where the reviews that count are known.
pub(crate) async fn with(
    db: &impl ConnectionTrait,
    challenge_id: i64,
    reviews: &[Review],
) -> Result<Vec<Ranked>> {
    let proposals = find::handed_in(db, challenge_id).await?;
    let ids: Vec<i64> = proposals.iter().map(|p| p.id).collect();
    let contents = find::submitted(db, &proposals).await?;
    let leads = review::leads(db, &ids).await?;
    let mut decisions = find::decisions(db, &ids).await?;
    let mut totals: HashMap<i64, Vec<f64>> = HashMap::new();
    for review in reviews {
        totals
            .entry(review.proposal_id)
            .or_default()
            .extend(review.total);
    }
    let of = |id: i64| totals.get(&id).map_or(&[][..], Vec::as_slice);
    let means: Vec<_> = ids.iter().map(|id| scoring::mean(of(*id))).collect();
    let mut ranked: Vec<Ranked> = proposals
        .into_iter()
        .zip(means.iter().zip(scoring::places(&means)))
        .map(|(proposal, (mean, place))| Ranked {
            place,
            title: contents
                .get(&proposal.id)
                .map_or_else(|| proposal.title.clone(), |c| c.title.clone()),
            lead: leads.get(&proposal.id).copied(),
            reviews: u32::try_from(of(proposal.id).len()).unwrap_or(u32::MAX),
            mean: *mean,
            decision: decisions.remove(&proposal.id),
            proposal,
        })
        .collect();
    ranked.sort_by_key(|r| (r.place.unwrap_or(u32::MAX), r.proposal.id));
    Ok(ranked)
}

/// The reviews of one proposal that count, for staff who may see scores.
///
/// # Errors
/// `NotFound` for everybody else.
pub async fn reviews(
    reader: &Reader,
    proposal: &Proposal,
    standing: Standing,
) -> Result<Vec<Read>> {
    if !may_see_scores(reader.viewer(), standing) {
        return Err(Error::NotFound);
    }
    let rows = self::read(reader.db(), proposal).await?;
    if !rows.is_empty() {
        let sealed = Sealed::of_proposal(SealedKind::Reviews, proposal);
        sealed::view(reader, sealed).await?;
    }
    Ok(rows)
}

/// The same for those who have asked who may read them.
pub(crate) async fn read(db: &impl ConnectionTrait, proposal: &Proposal) -> Result<Vec<Read>> {
    let mut reviews = review::counted(db, proposal.challenge_id).await?;
    reviews.retain(|r| r.proposal_id == proposal.id);
    let criteria = find::criteria(db, proposal.challenge_id).await?;
    let scores = review::scores_of_many(db, &reviews).await?;
    let judges = judge::Entity::find()
        .filter(judge::Column::Id.is_in(reviews.iter().map(|r| r.judge_id)))
        .all(db)
        .await?;
    let mut read = Vec::with_capacity(reviews.len());
    for review in reviews {
        let judge = judges.iter().find(|j| j.id == review.judge_id);
        let judge = judge.cloned().ok_or(Error::NotFound)?;
        let own = scores.get(&review.id).map_or(&[][..], Vec::as_slice);
        let scores = criteria
            .iter()
            .map(|c| {
                (
                    c.clone(),
                    own.iter().find(|s| s.criterion_id == c.id).cloned(),
                )
            })
            .collect();
        read.push(Read {
            judge,
            review,
            scores,
        });
    }
    Ok(read)
}

/// One proposal with its place, for staff who may see scores.
///
/// # Errors
/// `NotFound` for everybody else, and for what was not handed in for this challenge.
pub async fn one(
    reader: &Reader,
    challenge_id: i64,
    key: &str,
    standing: Standing,
) -> Result<Ranked> {
    of(reader, challenge_id, standing)
        .await?
        .into_iter()
        .find(|r| r.proposal.key == key)
        .ok_or(Error::NotFound)
}

/// Proposals by number, whatever became of them. Callers have asked who may see them.
pub(crate) async fn by_ids(db: &impl ConnectionTrait, ids: &[i64]) -> Result<Vec<Proposal>> {
    Ok(proposal::Entity::find()
        .filter(proposal::Column::Id.is_in(ids.iter().copied()))
        .all(db)
        .await?)
}

/// The handed-in proposal with this key, for a use case.
pub(crate) async fn handed_in_by_key(db: &impl ConnectionTrait, key: &str) -> Result<Proposal> {
    proposal::Entity::find()
        .filter(proposal::Column::Key.eq(key))
        .filter(crate::judging::access::handed_in())
        .one(db)
        .await?
        .ok_or(Error::NotFound)
}
