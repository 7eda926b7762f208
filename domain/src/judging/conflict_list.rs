//! The conflicts of interest in a challenge, for staff: written ones, and those that follow by rule.

use hub_entity::challenge::{ConflictOrigin, JudgeState, ReviewState, conflict, judge, review};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::challenge::Challenge;
use crate::context::Reader;
use crate::error::{Error, Result};
use crate::judging::conflict::Conflict;
use crate::judging::{Judge, Review, conflict_rule, desk, read};
use crate::policy::judging::{Standing, may_see_scores};
use crate::proposal::Proposal;

/// A conflict of interest, as staff see it.
#[derive(Debug, Clone)]
pub struct Listed {
    /// Whose.
    pub judge: Judge,
    /// With which proposal.
    pub proposal: Proposal,
    /// Title of the version that was handed in.
    pub title: String,
    /// What was written of it; nothing where a rule alone says so.
    pub written: Option<Conflict>,
    /// Whether it follows by rule today.
    pub is_by_rule: bool,
    /// What the judge had written of the proposal.
    pub review: Option<Review>,
}

impl Listed {
    /// Whether it keeps the judge from the proposal.
    pub fn stands(&self) -> bool {
        self.is_by_rule || self.written.as_ref().is_some_and(|w| w.lifted_at.is_none())
    }

    /// How it is known.
    pub fn origin(&self) -> ConflictOrigin {
        self.written
            .as_ref()
            .map_or(ConflictOrigin::OwnOrganisation, |w| w.origin)
    }

    /// Whether staff may lift it.
    pub fn can_lift(&self) -> bool {
        self.stands()
            && !self.is_by_rule
            && matches!(
                self.origin(),
                ConflictOrigin::Declared | ConflictOrigin::Staff
            )
    }

    /// Whether the judge had written of the proposal what is now set aside.
    pub fn sets_aside(&self) -> bool {
        self.stands() && self.review.is_some()
    }

    /// Whether what is set aside had been submitted.
    pub fn was_submitted(&self) -> bool {
        self.review
            .as_ref()
            .is_some_and(|r| r.state == ReviewState::Submitted)
    }
}

/// The conflicts in a challenge, the newest first, for staff who may see scores.
///
/// # Errors
/// `NotFound` for everybody else, and before the challenge closes.
pub async fn of(reader: &Reader, challenge: &Challenge, standing: Standing) -> Result<Vec<Listed>> {
    let closed = desk::is_past_close(challenge, reader.now());
    if !closed || !may_see_scores(reader.viewer(), standing) {
        return Err(Error::NotFound);
    }
    let db = reader.db();
    let judges = judge::Entity::find()
        .filter(judge::Column::ChallengeId.eq(challenge.id))
        .filter(judge::Column::State.is_in([JudgeState::Invited, JudgeState::Accepted]))
        .order_by_asc(judge::Column::Id)
        .all(db)
        .await?;
    let ids: Vec<i64> = judges.iter().map(|judge| judge.id).collect();
    let proposals = read::handed_in(db, challenge.id).await?;
    let titles = read::submitted(db, &proposals).await?;
    let ruled = desk::matching(db, &ids, conflict_rule::by_rule()).await?;
    let written = conflict::Entity::find()
        .filter(conflict::Column::JudgeId.is_in(ids.iter().copied()))
        .all(db)
        .await?;
    let reviews = review::Entity::find()
        .filter(review::Column::JudgeId.is_in(ids))
        .all(db)
        .await?;
    let mut listed = Vec::new();
    for judge in &judges {
        for proposal in &proposals {
            let pair = (judge.id, proposal.id);
            let written = written
                .iter()
                .find(|w| (w.judge_id, w.proposal_id) == pair)
                .cloned();
            let is_by_rule = ruled.contains(&pair);
            if written.is_none() && !is_by_rule {
                continue;
            }
            listed.push(Listed {
                judge: judge.clone(),
                proposal: proposal.clone(),
                title: titles
                    .get(&proposal.id)
                    .map_or_else(|| proposal.title.clone(), |content| content.title.clone()),
                written,
                is_by_rule,
                review: reviews
                    .iter()
                    .find(|r| (r.judge_id, r.proposal_id) == pair)
                    .cloned(),
            });
        }
    }
    listed.sort_by_key(|l| std::cmp::Reverse(l.written.as_ref().map(|w| w.created_at)));
    Ok(listed)
}
