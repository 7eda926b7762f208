//! Finding judges, what was handed in, and decisions.

use std::collections::HashMap;

use hub_entity::challenge::{JudgeState, ProposalState, criterion, decision, judge, proposal};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::context::{Context, Reader, Viewer};
use crate::error::{Error, Result};
use crate::judging::{Criterion, Decision, Judge, access};
use crate::policy::{self, judging::Standing};
use crate::proposal::{Content, Proposal};

/// The address of a judge's desk.
pub fn path(judge: &Judge) -> String {
    format!("/judging/{}", judge.key)
}

/// Appointments of the viewer that stand, the newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn mine(reader: &Reader) -> Result<Vec<Judge>> {
    let Some(id) = reader.viewer().id() else {
        return Ok(Vec::new());
    };
    Ok(judge::Entity::find()
        .filter(judge::Column::PersonId.eq(id))
        .filter(judge::Column::State.is_in([JudgeState::Invited, JudgeState::Accepted]))
        .order_by_desc(judge::Column::Id)
        .all(reader.db())
        .await?)
}

/// An appointment of the viewer, by its key. Nobody else's is found, not even by staff: a desk
/// holds what its judge thinks before it is submitted.
///
/// # Errors
/// `NotFound` when there is none that stands.
pub async fn own(db: &impl ConnectionTrait, viewer: &Viewer, key: &str) -> Result<Judge> {
    let select = judge::Entity::find()
        .filter(judge::Column::Key.eq(key))
        .filter(judge::Column::PersonId.eq(viewer.id().unwrap_or(0)))
        .filter(judge::Column::State.is_in([JudgeState::Invited, JudgeState::Accepted]));
    select.one(db).await?.ok_or(Error::NotFound)
}

/// All who were appointed to a challenge, in the order of appointment, for staff without a part
/// in it.
///
/// # Errors
/// `NotFound` for everybody else.
pub async fn of_challenge(
    reader: &Reader,
    challenge_id: i64,
    standing: Standing,
) -> Result<Vec<Judge>> {
    if !standing.runs || standing.interested {
        return Err(Error::NotFound);
    }
    Ok(judge::Entity::find()
        .filter(judge::Column::ChallengeId.eq(challenge_id))
        .order_by_asc(judge::Column::Id)
        .all(reader.db())
        .await?)
}

/// The criteria of a challenge, in their order.
///
/// # Errors
/// When the database does not answer.
pub async fn criteria(db: &impl ConnectionTrait, challenge_id: i64) -> Result<Vec<Criterion>> {
    Ok(criterion::Entity::find()
        .filter(criterion::Column::ChallengeId.eq(challenge_id))
        .order_by_asc(criterion::Column::Position)
        .order_by_asc(criterion::Column::Id)
        .all(db)
        .await?)
}

/// What was handed in for a challenge, without a look at who asks: callers have asked.
pub(crate) async fn handed_in(
    db: &impl ConnectionTrait,
    challenge_id: i64,
) -> Result<Vec<Proposal>> {
    handed_in_of(db, &[challenge_id]).await
}

/// The same for several challenges.
pub(crate) async fn handed_in_of(
    db: &impl ConnectionTrait,
    challenge_ids: &[i64],
) -> Result<Vec<Proposal>> {
    Ok(proposal::Entity::find()
        .filter(proposal::Column::ChallengeId.is_in(challenge_ids.iter().copied()))
        .filter(access::handed_in())
        .order_by_asc(proposal::Column::Id)
        .all(db)
        .await?)
}

/// The valid version of each proposal, as it was submitted: what judges read, whatever became of
/// the draft since.
pub(crate) async fn submitted(
    db: &impl ConnectionTrait,
    proposals: &[Proposal],
) -> Result<HashMap<i64, Content>> {
    let ids: Vec<i64> = proposals.iter().map(|p| p.id).collect();
    crate::proposal::seen::submitted_of(db, &ids).await
}

/// The decisions on proposals, by proposal. Callers have asked who may see them.
pub(crate) async fn decisions(
    db: &impl ConnectionTrait,
    proposal_ids: &[i64],
) -> Result<HashMap<i64, Decision>> {
    let rows = decision::Entity::find()
        .filter(decision::Column::ProposalId.is_in(proposal_ids.iter().copied()))
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|d| (d.proposal_id, d)).collect())
}

/// The decision on a proposal, for those to whom its letter goes, once it was announced. Before that
/// nobody learns of it here.
///
/// # Errors
/// When the database does not answer.
pub async fn announced_decision(reader: &Reader, proposal: &Proposal) -> Result<Option<Decision>> {
    let announced = matches!(
        proposal.state,
        ProposalState::Selected
            | ProposalState::Reserve
            | ProposalState::NotSelected
            | ProposalState::OfferAccepted
            | ProposalState::OfferDeclined
            | ProposalState::OfferLapsed
    ) || (proposal.state == ProposalState::Disqualified
        && proposal.disqualified_from != Some(ProposalState::Submitted));
    let partner = announced
        && (reader.viewer().is_system()
            || crate::proposal::read::has_agreed(reader.db(), reader.viewer(), proposal).await?);
    if !partner {
        return Ok(None);
    }
    Ok(decisions(reader.db(), &[proposal.id])
        .await?
        .remove(&proposal.id))
}

/// The judge that a use case acts as, locked, and asked of policy.
///
/// # Errors
/// `NotFound` when the viewer has no such appointment.
pub(crate) async fn acting(ctx: &Context, key: &str) -> Result<Judge> {
    use sea_orm::QuerySelect;
    let tx = ctx.tx().await?;
    let judge = own(tx, ctx.viewer(), key).await?;
    let judge = judge::Entity::find_by_id(judge.id)
        .lock_exclusive()
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    let allowed = policy::judging::may_judge(ctx.viewer(), judge.person_id);
    policy::require(ctx.viewer(), allowed)?;
    Ok(judge)
}
