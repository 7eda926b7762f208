//! Reading reviews: a judge's own, and those that count.

use std::collections::HashMap;

use hub_entity::challenge::{JudgeState, ReviewState, judge, partner, proposal, review, score};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect,
};

use crate::challenge::Challenge;
use crate::context::Reader;
use crate::error::{Error, Result};
use crate::judging::desk::{Entry, Party, parties};
use crate::judging::moderation::{Reopening, reopen};
use crate::judging::sealed::{self, Sealed, SealedKind};
use crate::judging::{Criterion, Judge, Review, access, read, versions};
use crate::proposal::eligibility::{self, Asked};
use crate::proposal::{Content, Proposal, blind};

/// A level given to one criterion.
pub type Score = score::Model;

/// What a judge sees when scoring a proposal.
#[derive(Debug, Clone)]
pub struct ScoreCard {
    /// The appointment.
    pub judge: Judge,
    /// The challenge.
    pub challenge: Challenge,
    /// The proposal.
    pub reading: Reading,
    /// What it is scored on.
    pub criteria: Vec<Criterion>,
    /// The judge's own review, if begun.
    pub review: Option<Review>,
    /// Its scores.
    pub scores: Vec<Score>,
    /// Whether scores can be changed now.
    pub is_open: bool,
    /// Why staff reopened the review, while it waits for its judge.
    pub reopening: Option<Reopening>,
}

/// A proposal as its judges read it.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The proposal.
    pub proposal: Proposal,
    /// What was handed in.
    pub content: Content,
    /// What the challenge asks to see who may take part, each with its answer.
    pub eligibility: Vec<Asked>,
    /// Who proposes it; empty where it is read without names.
    pub partners: Vec<Party>,
    /// Whether it is read without names.
    pub is_blind: bool,
    /// How many of its files are left out then.
    pub left_out: usize,
}

/// These proposals of a challenge as its judges read them, in the order given. Callers have asked
/// who may.
async fn read_all(
    db: &impl ConnectionTrait,
    challenge: &Challenge,
    proposals: Vec<Proposal>,
) -> Result<Vec<Reading>> {
    let is_blind = blind::is_blind(challenge);
    let ids: Vec<i64> = proposals.iter().map(|proposal| proposal.id).collect();
    let mut contents = read::submitted(db, &proposals).await?;
    let mut partners = if is_blind {
        HashMap::new()
    } else {
        parties(db, &ids).await?
    };
    let turn = |proposal: Proposal| {
        let content = contents.remove(&proposal.id)?;
        let left_out = if is_blind {
            blind::left_out(&content)
        } else {
            0
        };
        let content = if is_blind {
            blind::without_names(content)
        } else {
            content
        };
        Some(Reading {
            eligibility: eligibility::asked(challenge, &content),
            content,
            partners: partners.remove(&proposal.id).unwrap_or_default(),
            is_blind,
            left_out,
            proposal,
        })
    };
    Ok(proposals.into_iter().filter_map(turn).collect())
}

/// These proposals of a judge's own desk, as the judge reads them; those that are not theirs to
/// read are left out.
///
/// # Errors
/// When the database does not answer.
pub async fn readings(
    reader: &Reader,
    challenge: &Challenge,
    entries: Vec<Entry>,
) -> Result<Vec<Reading>> {
    let entries = entries.into_iter().filter(Entry::is_theirs);
    let proposals: Vec<Proposal> = entries.map(|entry| entry.proposal).collect();
    let sealed: Vec<Sealed> = proposals
        .iter()
        .map(|proposal| Sealed::of_proposal(SealedKind::Proposal, proposal))
        .collect();
    sealed::view_all(reader, &sealed).await?;
    read_all(reader.db(), challenge, proposals).await
}

/// A judge's own score card of one proposal.
///
/// # Errors
/// `NotFound` for everybody but a judge who accepted, declared conflicts, and has none with it.
pub async fn score_card(reader: &Reader, judge: &str, proposal: &str) -> Result<ScoreCard> {
    let db = reader.db();
    let judge = read::own(db, reader.viewer(), judge).await?;
    let challenge = challenge_of(db, judge.challenge_id).await?;
    let proposal = proposal::Entity::find()
        .filter(proposal::Column::Key.eq(proposal))
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    if !access::may_read(db, &judge, &proposal, &challenge, reader.now()).await? {
        return Err(Error::NotFound);
    }
    let sealed = Sealed::of_proposal(SealedKind::Proposal, &proposal);
    sealed::view(reader, sealed).await?;
    let reading = read_all(db, &challenge, vec![proposal]).await?.pop();
    let reading = reading.ok_or(Error::NotFound)?;
    let review = find(db, judge.id, reading.proposal.id).await?;
    let scores = match &review {
        Some(review) => scores_of(db, review.id).await?,
        None => Vec::new(),
    };
    let reopening = reopen::open_now(
        db,
        &challenge,
        &reading.proposal,
        review.as_ref(),
        reader.now(),
    )
    .await?;
    Ok(ScoreCard {
        criteria: read::criteria(db, challenge.id).await?,
        is_open: access::is_asked(&challenge, &reading.proposal, reader.now())
            || reopening.is_some(),
        reopening,
        judge,
        challenge,
        reading,
        review,
        scores,
    })
}

/// The latest versions of the review on a card that its judge was given, the newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn versions_of(reader: &Reader, card: &ScoreCard) -> Result<Vec<versions::Version>> {
    match &card.review {
        Some(review) => versions::of(reader.db(), review.id).await,
        None => Ok(Vec::new()),
    }
}

/// The challenge that somebody judges: appointed people know of it.
pub(crate) async fn challenge_of(db: &impl ConnectionTrait, id: i64) -> Result<Challenge> {
    hub_entity::challenge::challenge::Entity::find_by_id(id)
        .one(db)
        .await?
        .ok_or(Error::NotFound)
}

pub(crate) async fn find(
    db: &impl ConnectionTrait,
    judge_id: i64,
    proposal_id: i64,
) -> Result<Option<Review>> {
    Ok(review::Entity::find()
        .filter(review::Column::JudgeId.eq(judge_id))
        .filter(review::Column::ProposalId.eq(proposal_id))
        .one(db)
        .await?)
}

pub(crate) async fn scores_of(db: &impl ConnectionTrait, review_id: i64) -> Result<Vec<Score>> {
    Ok(score::Entity::find()
        .filter(score::Column::ReviewId.eq(review_id))
        .order_by_asc(score::Column::Id)
        .all(db)
        .await?)
}

/// The submitted reviews of a challenge that count: by judges who take part, of proposals that
/// take part and are theirs to read, today. Callers have asked who may see them.
pub(crate) async fn counted(db: &impl ConnectionTrait, challenge_id: i64) -> Result<Vec<Review>> {
    let to_judge = review::Entity::belongs_to(judge::Entity)
        .from(review::Column::JudgeId)
        .to(judge::Column::Id)
        .into();
    let to_proposal = review::Entity::belongs_to(proposal::Entity)
        .from(review::Column::ProposalId)
        .to(proposal::Column::Id)
        .into();
    Ok(review::Entity::find()
        .join(JoinType::InnerJoin, to_judge)
        .join(JoinType::InnerJoin, to_proposal)
        .filter(review::Column::State.eq(ReviewState::Submitted))
        .filter(judge::Column::State.eq(JudgeState::Accepted))
        .filter(judge::Column::ConflictsDeclaredAt.is_not_null())
        .filter(proposal::Column::ChallengeId.eq(challenge_id))
        .filter(access::handed_in())
        .filter(access::for_judge())
        .order_by_asc(review::Column::Id)
        .all(db)
        .await?)
}

/// Those of the reviews that count that were submitted in the round which the challenge is in, or
/// again. Callers have asked who may see them.
pub(crate) async fn of_round(db: &impl ConnectionTrait, challenge_id: i64) -> Result<Vec<Review>> {
    let challenge = challenge_of(db, challenge_id).await?;
    let mut reviews = counted(db, challenge_id).await?;
    reviews.retain(|review| review.round == challenge.round);
    Ok(reviews)
}

/// The scores of several reviews, by review.
pub(crate) async fn scores_of_many(
    db: &impl ConnectionTrait,
    reviews: &[Review],
) -> Result<HashMap<i64, Vec<Score>>> {
    let rows = score::Entity::find()
        .filter(score::Column::ReviewId.is_in(reviews.iter().map(|r| r.id)))
        .all(db)
        .await?;
    let mut scores: HashMap<i64, Vec<Score>> = HashMap::new();
    for row in rows {
        scores.entry(row.review_id).or_default().push(row);
    }
    Ok(scores)
}

/// Whether anybody ever submitted a review in this challenge, whether or not it still counts: then
/// its rubric stays as it is, and staff may have read it.
///
/// # Errors
/// When the database does not answer.
pub async fn any_submitted(db: &impl ConnectionTrait, challenge_id: i64) -> Result<bool> {
    let to_proposal = review::Entity::belongs_to(proposal::Entity)
        .from(review::Column::ProposalId)
        .to(proposal::Column::Id)
        .into();
    let found = review::Entity::find()
        .join(JoinType::InnerJoin, to_proposal)
        .filter(review::Column::State.eq(ReviewState::Submitted))
        .filter(proposal::Column::ChallengeId.eq(challenge_id))
        .limit(1)
        .one(db)
        .await?;
    Ok(found.is_some())
}

/// The organisation that leads each proposal, if one does; what lists show beside a title.
pub(crate) async fn leads(
    db: &impl ConnectionTrait,
    proposal_ids: &[i64],
) -> Result<HashMap<i64, i64>> {
    use hub_entity::challenge::PartnerRole;
    let rows = partner::Entity::find()
        .filter(partner::Column::ProposalId.is_in(proposal_ids.iter().copied()))
        .filter(partner::Column::Role.eq(PartnerRole::LeadCouncil))
        .filter(partner::Column::OrganisationId.is_not_null())
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| Some((row.proposal_id, row.organisation_id?)))
        .collect())
}
