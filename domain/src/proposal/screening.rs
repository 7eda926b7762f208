//! What staff found about proposals when they looked whether each may take part.

use std::collections::HashSet;

use hub_entity::challenge::{ChallengeState, ProposalState, proposal, screening};
use sea_orm::sea_query::{Query, SelectStatement};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::challenge::{Challenge, Status, status};
use crate::context::{Reader, Viewer};
use crate::error::{FieldError, Result};
use crate::judging::access;
use crate::policy::judging::Standing;
use crate::policy::proposal::may_read_screening;
use crate::proposal::{Proposal, read};

/// What staff found about one proposal.
pub type Screening = screening::Model;

/// The same, by proposal.
#[derive(Debug, Clone)]
pub struct Screened {
    /// Number of the proposal.
    pub id: i64,
    /// What was found.
    pub row: Screening,
}

/// Proposals that may not take part: they are neither read by judges nor decided on.
pub fn ineligible() -> SelectStatement {
    Query::select()
        .column(screening::Column::ProposalId)
        .from(screening::Entity)
        .and_where(screening::Column::Eligible.eq(false))
        .to_owned()
}

/// What was found about each of these proposals, for their partners who agreed and for staff without a part
/// in the challenge; others learn nothing.
///
/// # Errors
/// When the database does not answer.
pub async fn of_many(reader: &Reader, ids: &[i64]) -> Result<Vec<Screened>> {
    let proposals = read::by_ids(reader, ids).await?;
    let found: Vec<i64> = proposals.iter().map(|proposal| proposal.id).collect();
    let mut readable: HashSet<i64> = read::agreed_among(reader, &found).await?;
    if reader.viewer().runs_any() {
        let challenges: Vec<i64> = proposals.iter().map(|one| one.challenge_id).collect();
        let places = access::places(reader.db(), reader.viewer(), &challenges).await?;
        let free = |challenge: i64| {
            places.iter().any(|place| {
                place.id == challenge && may_read_screening(reader.viewer(), place.standing)
            })
        };
        let of_free = proposals.iter().filter(|one| free(one.challenge_id));
        readable.extend(of_free.map(|one| one.id));
    }
    let rows = screening::Entity::find()
        .filter(screening::Column::ProposalId.is_in(readable))
        .all(reader.db())
        .await?;
    let by_proposal = |row: Screening| Screened {
        id: row.proposal_id,
        row,
    };
    Ok(rows.into_iter().map(by_proposal).collect())
}

/// What was found about one proposal, for use cases that have asked who may know.
pub(crate) async fn of(db: &impl ConnectionTrait, proposal_id: i64) -> Result<Option<Screening>> {
    Ok(screening::Entity::find()
        .filter(screening::Column::ProposalId.eq(proposal_id))
        .one(db)
        .await?)
}

/// Whether a proposal can be screened at this instant: it is handed in and nothing is announced.
pub fn is_open(row: &Proposal, challenge: &Challenge, now: chrono::DateTime<chrono::Utc>) -> bool {
    row.state == ProposalState::Submitted
        && row.submitted_version > 0
        && challenge.state == ChallengeState::Published
        && matches!(
            status(challenge, now),
            Status::Closed | Status::Screening | Status::Judging | Status::Moderation
        )
}

/// Whether partners may appeal at this instant.
pub fn can_appeal(row: &Screening, now: chrono::DateTime<chrono::Utc>) -> bool {
    !row.eligible && row.appealed_at.is_none() && row.appeal_until.is_some_and(|at| now < at)
}

/// Whether its partners have appealed, and nobody has answered.
pub fn appeal_waits(row: &Screening) -> bool {
    row.appealed_at.is_some_and(|at| at > row.decided_at)
}

/// What keeps the decision from being made: findings against which partners can still appeal, and
/// appeals that nobody has answered.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn unsettled(
    db: &impl ConnectionTrait,
    challenge_id: i64,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<Vec<FieldError>> {
    let rows = proposal::Entity::find()
        .filter(proposal::Column::ChallengeId.eq(challenge_id))
        .filter(proposal::Column::State.eq(ProposalState::Submitted))
        .filter(proposal::Column::Id.in_subquery(ineligible()))
        .order_by_asc(proposal::Column::Id)
        .all(db)
        .await?;
    let found = screening::Entity::find()
        .filter(screening::Column::ProposalId.is_in(rows.iter().map(|row| row.id)))
        .all(db)
        .await?;
    let error = |row: Proposal| {
        let found = found.iter().find(|found| found.proposal_id == row.id)?;
        let code = if can_appeal(found, now) {
            "APPEAL_OPEN"
        } else if appeal_waits(found) {
            "APPEAL_UNANSWERED"
        } else {
            return None;
        };
        Some(FieldError::new("", code).with("title", &row.title))
    };
    Ok(rows.into_iter().filter_map(error).collect())
}

/// Whether this viewer screens proposals of a challenge to which they stand like this.
pub fn may_screen(viewer: &Viewer, standing: Standing) -> bool {
    crate::policy::proposal::may_screen(viewer, standing)
}
