//! What the viewer may read of a proposal: its partners read the draft, and everybody else the
//! version that was submitted last. An edit that was not submitted is nobody else's business.

use std::collections::{HashMap, HashSet};

use hub_entity::challenge::{partner, proposal_version};
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder};
use serde_json::Value;

use crate::context::Reader;
use crate::error::{Error, Result};
use crate::judging::sealed;
use crate::policy::proposal::{Standing, standing};
use crate::proposal::read::{self, Proposal};
use crate::proposal::{Content, Partner, blind, roles};

/// What one viewer sees of one proposal.
#[derive(Debug, Clone)]
pub struct Seen {
    /// Number of the proposal.
    pub id: i64,
    /// How the viewer stands to it.
    pub standing: Standing,
    /// Its partners; those who declined only for the other partners.
    pub partners: Vec<Partner>,
    /// What the viewer may read: the draft, or what was submitted.
    pub content: Content,
    /// What was submitted last.
    pub submitted: Option<Content>,
    /// How many files are left out for a judge who reads without names.
    pub left_out: usize,
}

/// Reads a stored content. Fields that it lacks have their defaults.
///
/// # Errors
/// When it is no content at all, which is a bug.
pub fn decode(value: &Value) -> Result<Content> {
    serde_json::from_value(value.clone()).map_err(Error::internal)
}

/// The content as it is stored.
///
/// # Errors
/// When it cannot be written as JSON, which is a bug.
pub(crate) fn encode(content: &Content) -> Result<Value> {
    serde_json::to_value(content).map_err(Error::internal)
}

/// What the viewer sees of each of these proposals that they may see at all, in six statements
/// however many they are. That a judge reads one is noted.
///
/// # Errors
/// When the database does not answer.
pub async fn seen(reader: &Reader, ids: &[i64]) -> Result<Vec<Seen>> {
    let proposals = read::by_ids(reader, ids).await?;
    let found: Vec<i64> = proposals.iter().map(|proposal| proposal.id).collect();
    let readable = read::own_among(reader, &found).await?;
    let others = proposals.iter().filter(|row| !readable.contains(&row.id));
    let others: Vec<&Proposal> = others.collect();
    sealed::read_as_judge(reader, &others).await?;
    let judged: Vec<i64> = others.iter().map(|row| row.challenge_id).collect();
    let blind = blind::read_by(reader.db(), reader.viewer(), &judged).await?;
    let mut partners = partners_of(reader.db(), &found).await?;
    let mut submitted = submitted_of(reader.db(), &found).await?;
    let challenges: Vec<i64> = proposals.iter().map(|row| row.challenge_id).collect();
    let mut all = Vec::with_capacity(proposals.len());
    for proposal in proposals {
        let partners = partners.remove(&proposal.id).unwrap_or_default();
        let submitted = submitted.remove(&proposal.id);
        let seen = one(reader, &proposal, partners, submitted, &readable)?;
        let without = blind.contains(&proposal.challenge_id) && !seen.standing.partner;
        all.push(if without { nameless(seen) } else { seen });
    }
    let standings = all.iter_mut().zip(challenges);
    let standings = standings
        .map(|(seen, challenge)| (&mut seen.standing, &*seen.partners, challenge))
        .collect();
    roles::promote(reader.db(), standings).await?;
    Ok(all)
}

/// What a judge sees who does not learn who proposes it.
fn nameless(mut seen: Seen) -> Seen {
    seen.standing.blind = true;
    seen.left_out = blind::left_out(&seen.content);
    seen.partners = Vec::new();
    seen.content = blind::without_names(seen.content);
    seen.submitted = seen.submitted.map(blind::without_names);
    seen
}

fn one(
    reader: &Reader,
    proposal: &Proposal,
    mut partners: Vec<Partner>,
    submitted: Option<Content>,
    own: &HashSet<i64>,
) -> Result<Seen> {
    // Being a partner is not enough: who speaks for the publisher reads no draft.
    let mut standing = standing(reader.viewer(), &partners);
    if !own.contains(&proposal.id) {
        standing = Standing::default();
    }
    let draft = standing.partner || reader.viewer().is_system();
    if !draft {
        partners.retain(|partner| partner.consent != hub_entity::challenge::Consent::Declined);
    }
    let content = if draft {
        decode(&proposal.content)?
    } else {
        submitted.clone().ok_or(Error::NotFound)?
    };
    Ok(Seen {
        id: proposal.id,
        standing,
        partners,
        content,
        submitted,
        left_out: 0,
    })
}

/// What the viewer may read of one proposal.
///
/// # Errors
/// `NotFound` when it is not for them.
pub async fn content_for(reader: &Reader, proposal: &Proposal) -> Result<Content> {
    let mut seen = seen(reader, &[proposal.id]).await?;
    seen.pop().map(|seen| seen.content).ok_or(Error::NotFound)
}

/// The partners of these proposals, in the order in which they were added, lead council first.
///
/// # Errors
/// When the database does not answer.
pub async fn partners_of(
    db: &impl ConnectionTrait,
    ids: &[i64],
) -> Result<HashMap<i64, Vec<Partner>>> {
    let rows = partner::Entity::find()
        .filter(partner::Column::ProposalId.is_in(ids.iter().copied()))
        .order_by_asc(partner::Column::Id)
        .all(db)
        .await?;
    let mut all: HashMap<i64, Vec<Partner>> = HashMap::new();
    for row in rows {
        all.entry(row.proposal_id).or_default().push(row);
    }
    for partners in all.values_mut() {
        partners.sort_by_key(|partner| match partner.role {
            hub_entity::challenge::PartnerRole::LeadCouncil => 0,
            hub_entity::challenge::PartnerRole::Council => 1,
            hub_entity::challenge::PartnerRole::Developer => 2,
        });
    }
    Ok(all)
}

/// What a proposal was called when it was handed in, whatever its draft is called since. For callers
/// who have asked `visible_to`.
pub(crate) async fn handed_in_title(
    db: &impl ConnectionTrait,
    proposal: &Proposal,
) -> Result<String> {
    let submitted = submitted_of(db, &[proposal.id]).await?.remove(&proposal.id);
    Ok(submitted.map_or_else(|| proposal.title.clone(), |content| content.title))
}

/// What was submitted last of each. For callers who have asked `visible_to`.
///
/// # Errors
/// When the database does not answer.
pub async fn submitted_of(db: &impl ConnectionTrait, ids: &[i64]) -> Result<HashMap<i64, Content>> {
    use hub_entity::challenge::proposal;
    // The valid version is the one that the proposal names.
    let valid = Query::select()
        .expr(Expr::val(1))
        .from(proposal::Entity)
        .and_where(Expr::col((proposal::Entity, proposal::Column::Id)).equals((
            proposal_version::Entity,
            proposal_version::Column::ProposalId,
        )))
        .and_where(
            Expr::col((proposal::Entity, proposal::Column::SubmittedVersion))
                .equals((proposal_version::Entity, proposal_version::Column::Number)),
        )
        .to_owned();
    let rows = proposal_version::Entity::find()
        .filter(proposal_version::Column::ProposalId.is_in(ids.iter().copied()))
        .filter(Expr::exists(valid))
        .all(db)
        .await?;
    rows.into_iter()
        .map(|row| Ok((row.proposal_id, decode(&row.content)?)))
        .collect()
}
