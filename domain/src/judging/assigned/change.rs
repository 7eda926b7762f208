//! Staff change one pair by hand, and see what that does first.

use hub_entity::challenge::{AssignmentOrigin, assignment, judge, proposal};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter,
};
use serde_json::json;

use crate::challenge::Challenge;
use crate::context::{Context, Reader};
use crate::error::{Error, Result};
use crate::judging::assigned::tell::{self, Changed};
use crate::judging::assigned::{Assignment, Situation, Terms, assign_judges, situation};
use crate::judging::assignment::{Change, Effect, effect};
use crate::judging::desk;
use crate::platform::audit;
use crate::policy::judging::{Standing, may_assign};

/// A judge and a proposal.
#[derive(Debug, Clone)]
pub struct ChangeAssignment {
    /// Key of the appointment.
    pub judge: String,
    /// Key of the proposal.
    pub proposal: String,
}

/// What a change by hand would do.
#[derive(Debug, Clone)]
pub struct Foreseen {
    /// Name of the judge.
    pub judge: String,
    /// Title of the proposal.
    pub title: String,
    /// Whether the judge would read it, rather than read it no more.
    pub adds: bool,
    /// What it would do.
    pub effect: Effect,
    /// Why it cannot be done, if so: a code.
    pub hindrance: Option<&'static str>,
}

/// What it would do to assign a judge a proposal, or to take it from them where it is theirs.
///
/// # Errors
/// `NotFound` to all who may not assign, and where either is not there.
pub async fn foresee(
    reader: &Reader,
    challenge: &Challenge,
    standing: Standing,
    pair: &ChangeAssignment,
) -> Result<Foreseen> {
    let closed = desk::is_past_close(challenge, reader.now());
    if !closed || !may_assign(reader.viewer(), standing) {
        return Err(Error::NotFound);
    }
    let situation = situation::load(reader.db(), challenge).await?;
    Found::of(&situation, pair)?.foresee()
}

/// Assigns a judge a proposal.
///
/// # Errors
/// `NotFound` to all but staff; `Forbidden` to staff with a part in the challenge or who judge it;
/// `Invalid` where there is a conflict, or the judge has not declared.
pub async fn add_assignment(ctx: &Context, input: ChangeAssignment) -> Result<Challenge> {
    let situation = locked(ctx, &input).await?;
    let found = Found::of(&situation, &input)?;
    if found.stands.is_some() {
        return Ok(situation.challenge.clone());
    }
    let foreseen = found.foresee()?;
    if let Some(code) = foreseen.hindrance {
        return Err(Error::field("", code));
    }
    let (judge, proposal) = (found.judge_id(), found.proposal_id());
    let row = assignment::ActiveModel {
        judge_id: Set(judge),
        proposal_id: Set(proposal),
        origin: Set(AssignmentOrigin::Hand),
        run_id: Set(None),
        assigned_by: Set(ctx.viewer().id()),
        assigned_at: Set(ctx.now()),
        removed_reason: Set(String::new()),
        ..Default::default()
    };
    let row = row.insert(ctx.tx().await?).await?;
    note(ctx, &situation, &row, "assignment_added", &foreseen).await?;
    let mut changed = Changed::default();
    changed.added.push(proposal);
    changed.reads = found.reads();
    changed.reads.push(proposal);
    let occasion = format!("added:{}", row.id);
    tell::judges(ctx, &situation, &[(judge, changed)].into(), &occasion).await?;
    Ok(situation.challenge)
}

/// Takes a proposal from a judge who has not begun a review of it.
///
/// # Errors
/// As for assigning; `Invalid` where a review was begun.
pub async fn remove_assignment(ctx: &Context, input: ChangeAssignment) -> Result<Challenge> {
    let situation = locked(ctx, &input).await?;
    let found = Found::of(&situation, &input)?;
    let Some(row) = found.stands.cloned() else {
        return Ok(situation.challenge.clone());
    };
    let foreseen = found.foresee()?;
    if let Some(code) = foreseen.hindrance {
        return Err(Error::field("", code));
    }
    let (judge, proposal) = (found.judge_id(), found.proposal_id());
    let mut reads = found.reads();
    let mut ended = row.into_active_model();
    ended.removed_at = Set(Some(ctx.now()));
    ended.removed_by = Set(ctx.viewer().id());
    ended.removed_reason = Set("hand".to_owned());
    let row = ended.update(ctx.tx().await?).await?;
    note(ctx, &situation, &row, "assignment_removed", &foreseen).await?;
    reads.retain(|id| *id != proposal);
    let changed = Changed {
        added: Vec::new(),
        taken: vec![proposal],
        reads,
    };
    let occasion = format!("removed:{}", row.id);
    tell::judges(ctx, &situation, &[(judge, changed)].into(), &occasion).await?;
    Ok(situation.challenge)
}

async fn locked(ctx: &Context, pair: &ChangeAssignment) -> Result<Situation> {
    let tx = ctx.tx().await?;
    let judge = judge::Entity::find()
        .filter(judge::Column::Key.eq(&pair.judge))
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    let challenge = assign_judges::locked(ctx, judge.challenge_id).await?;
    let situation = situation::load(tx, &challenge).await?;
    if !situation.is_assigned() {
        return Err(Error::field("", "EVERYONE_READS"));
    }
    // One who was found ineligible meanwhile is none of the situation's.
    let there = proposal::Entity::find()
        .filter(proposal::Column::Key.eq(&pair.proposal))
        .filter(proposal::Column::ChallengeId.eq(challenge.id))
        .one(tx)
        .await?;
    there.map(|_| situation).ok_or(Error::NotFound)
}

/// The pair, found in the situation. Places are those of its lists.
struct Found<'s> {
    situation: &'s Situation,
    judge: usize,
    proposal: usize,
    stands: Option<&'s Assignment>,
}

impl<'s> Found<'s> {
    fn of(situation: &'s Situation, pair: &ChangeAssignment) -> Result<Self> {
        let judge = situation.judges.iter().position(|j| j.key == pair.judge);
        if judge.is_none() && situation.waiting.iter().any(|j| j.key == pair.judge) {
            return Err(Error::field("judge", "NOT_DECLARED_YET"));
        }
        let mut proposals = situation.proposals.iter();
        let proposal = proposals.position(|p| p.key == pair.proposal);
        let (Some(judge), Some(proposal)) = (judge, proposal) else {
            return Err(Error::NotFound);
        };
        let ids = (situation.judges[judge].id, situation.proposals[proposal].id);
        Ok(Self {
            situation,
            judge,
            proposal,
            stands: situation.assigned(ids.0, ids.1),
        })
    }

    fn judge_id(&self) -> i64 {
        self.situation.judges[self.judge].id
    }

    fn proposal_id(&self) -> i64 {
        self.situation.proposals[self.proposal].id
    }

    /// What the judge reads today.
    fn reads(&self) -> Vec<i64> {
        let pairs = self.situation.pairs();
        let own = pairs.iter().filter(|pair| pair.0 == self.judge);
        own.map(|pair| self.situation.proposals[pair.1].id)
            .collect()
    }

    fn foresee(&self) -> Result<Foreseen> {
        let situation = self.situation;
        let (judge, entry) = (self.judge, self.proposal);
        let adds = self.stands.is_none();
        let change = if adds {
            Change::Add { judge, entry }
        } else {
            Change::Remove { judge, entry }
        };
        let panel = situation.panel(&bounds(situation));
        let effect = effect(&panel, &situation.pairs(), change).ok_or(Error::NotFound)?;
        let begun = situation.review(self.judge_id(), self.proposal_id());
        let hindrance = if adds {
            effect.conflict.then_some("ASSIGN_CONFLICT")
        } else {
            begun.map(|_| "REVIEW_BEGUN")
        };
        Ok(Foreseen {
            judge: situation.name(self.judge_id()).to_owned(),
            title: situation.title(self.proposal_id()).to_owned(),
            adds,
            effect,
            hindrance,
        })
    }
}

/// The bounds of the last run; without one there are none.
fn bounds(situation: &Situation) -> Terms {
    let reviews = i32::try_from(situation.needed()).unwrap_or(i32::MAX);
    match &situation.run {
        Some(run) => Terms {
            reviews,
            least: run.least,
            most: run.most,
            seed: run.seed,
        },
        None => Terms {
            reviews,
            least: 0,
            most: i32::MAX,
            seed: 1,
        },
    }
}

async fn note(
    ctx: &Context,
    situation: &Situation,
    row: &Assignment,
    action: &str,
    foreseen: &Foreseen,
) -> Result<()> {
    let entry = audit::Entry {
        action,
        object_kind: "assignment",
        object_id: row.id,
        challenge_id: Some(situation.challenge.id),
        details: json!({
            "judge": row.judge_id,
            "proposal": row.proposal_id,
            "load": foreseen.effect.load.1,
            "reviews": foreseen.effect.reviews.1,
            "parts": foreseen.effect.parts.1,
        }),
    };
    audit::record(ctx, entry).await
}
