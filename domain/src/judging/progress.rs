//! How far the judges are.

use std::collections::HashMap;

use hub_entity::challenge::{JudgeState, judge, proposal};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QuerySelect};

use crate::context::Reader;
use crate::error::{Error, Result};
use crate::judging::{Judge, access, review};
use crate::policy::judging::{Standing, may_see_scores};

/// How far one judge is.
#[derive(Debug, Clone)]
pub struct Progress {
    /// Who.
    pub judge: Judge,
    /// Proposals that they may score in this round.
    pub assigned: u32,
    /// Reviews that they submitted in it.
    pub done: u32,
}

impl Progress {
    /// Proposals that they have yet to score.
    pub fn left(&self) -> u32 {
        self.assigned.saturating_sub(self.done)
    }
}

/// How far each judge who accepted is, for staff who may see scores.
///
/// # Errors
/// `NotFound` for everybody else.
pub async fn of(reader: &Reader, challenge_id: i64, standing: Standing) -> Result<Vec<Progress>> {
    if !may_see_scores(reader.viewer(), standing) {
        return Err(Error::NotFound);
    }
    all(reader.db(), challenge_id).await
}

/// The same for use cases that have asked policy.
pub(crate) async fn all(db: &impl ConnectionTrait, challenge_id: i64) -> Result<Vec<Progress>> {
    let judges = judge::Entity::find()
        .filter(judge::Column::ChallengeId.eq(challenge_id))
        .filter(judge::Column::State.eq(JudgeState::Accepted))
        .all(db)
        .await?;
    let to_proposals = judge::Entity::belongs_to(proposal::Entity)
        .from(judge::Column::ChallengeId)
        .to(proposal::Column::ChallengeId)
        .into();
    let counts: Vec<(i64, i64)> = judge::Entity::find()
        .select_only()
        .column(judge::Column::Id)
        .column_as(proposal::Column::Id.count(), "assigned")
        .join(JoinType::InnerJoin, to_proposals)
        .filter(judge::Column::ChallengeId.eq(challenge_id))
        .filter(access::handed_in())
        .filter(access::for_judge())
        .filter(access::in_round())
        .group_by(judge::Column::Id)
        .into_tuple()
        .all(db)
        .await?;
    let assigned: HashMap<i64, i64> = counts.into_iter().collect();
    let reviews = review::of_round(db, challenge_id).await?;
    Ok(judges
        .into_iter()
        .map(|judge| Progress {
            assigned: assigned
                .get(&judge.id)
                .and_then(|n| u32::try_from(*n).ok())
                .unwrap_or(0),
            done: u32::try_from(reviews.iter().filter(|r| r.judge_id == judge.id).count())
                .unwrap_or(u32::MAX),
            judge,
        })
        .collect())
}

/// Whether all reviews are in: somebody judges, and nobody who was appointed has anything left to
/// answer, declare or score.
pub(crate) async fn all_in(db: &impl ConnectionTrait, challenge_id: i64) -> Result<bool> {
    let waiting = judge::Entity::find()
        .filter(judge::Column::ChallengeId.eq(challenge_id))
        .filter(judge::Column::State.eq(JudgeState::Invited))
        .one(db)
        .await?;
    let progress = all(db, challenge_id).await?;
    Ok(waiting.is_none()
        && !progress.is_empty()
        && progress
            .iter()
            .all(|p| p.judge.conflicts_declared_at.is_some() && p.left() == 0))
}
