//! Staff share proposals out among judges.

use std::collections::{HashMap, HashSet};

use hub_entity::challenge::{
    AssignmentOrigin, ReadingMode, assignment, assignment_run, challenge, judge,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect,
};
use serde_json::json;

use crate::challenge::{Challenge, ChallengeState, rounds};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::judging::assigned::tell::{self, Changed};
use crate::judging::assigned::{Plan, Run, Situation, Terms, begun, preview, situation};
use crate::judging::{access, desk, read};
use crate::platform::audit;
use crate::policy;

/// How to share out, and what was seen of it.
#[derive(Debug, Clone)]
pub struct AssignJudges {
    /// Number of the challenge.
    pub challenge: i64,
    /// How.
    pub terms: Terms,
    /// Digest of the preview; empty where there was none to be seen.
    pub digest: String,
}

/// Shares proposals out, as the preview showed. From then on judges read what they are assigned.
/// What was assigned by hand stays, and so does every review that was begun. Judges are told what
/// is theirs.
///
/// # Errors
/// `NotFound` to all but staff; `Forbidden` to staff with a part in the challenge or who judge it;
/// `Invalid` where it cannot be done, or would not give what was seen.
pub async fn assign_judges(ctx: &Context, input: AssignJudges) -> Result<Challenge> {
    let challenge = locked(ctx, input.challenge).await?;
    is_closed(ctx, &challenge)?;
    let tx = ctx.tx().await?;
    let situation = situation::load(tx, &challenge).await?;
    let preview = preview::preview(&situation, input.terms).await?;
    let Ok(plan) = preview.outcome else {
        return Err(Error::field("", "ASSIGNMENT_INFEASIBLE"));
    };
    if !input.digest.is_empty() && input.digest != plan.digest {
        return Err(Error::field("", "ASSIGNMENT_CHANGED"));
    }
    let run = keep(ctx, &challenge, &input.terms, &plan).await?;
    let changed = write(ctx, &situation, &plan, &run).await?;
    if !situation.is_assigned() {
        keep_outside(ctx, &situation).await?;
    }
    let challenge = read_as_assigned(ctx, challenge).await?;
    let entry = audit::Entry {
        action: "judges_assigned",
        object_kind: "challenge",
        object_id: challenge.id,
        challenge_id: Some(challenge.id),
        details: json!({
            "run": run.id,
            "seed": run.seed,
            "reviews": run.reviews,
            "least": run.least,
            "most": run.most,
            "pairs": plan.pairs.len(),
            "added": plan.added,
            "removed": plan.removed,
            "digest": plan.digest,
        }),
    };
    audit::record(ctx, entry).await?;
    tell::judges(ctx, &situation, &changed, &format!("run:{}", run.id)).await?;
    Ok(challenge)
}

/// The challenge, locked after its judges, for staff who may settle now who reads what. Judges
/// come first because whoever saves a review holds their own row and then asks for the challenge.
pub(crate) async fn locked(ctx: &Context, challenge_id: i64) -> Result<Challenge> {
    if !ctx.viewer().runs_any() {
        return Err(Error::NotFound);
    }
    let tx = ctx.tx().await?;
    judge::Entity::find()
        .filter(judge::Column::ChallengeId.eq(challenge_id))
        .order_by_asc(judge::Column::Id)
        .lock_exclusive()
        .all(tx)
        .await?;
    let challenge = access::locked_challenge(tx, ctx.viewer(), challenge_id).await?;
    let standing = access::standing(tx, ctx.viewer(), challenge.id).await?;
    if !standing.runs {
        return Err(Error::NotFound);
    }
    let allowed = policy::judging::may_assign(ctx.viewer(), standing);
    policy::require(ctx.viewer(), allowed)?;
    if challenge.state != ChallengeState::Published || challenge.decided_at.is_some() {
        return Err(Error::field("", "ASSIGN_NOT_NOW"));
    }
    if rounds::is_whole_panel(&challenge) {
        return Err(Error::field("", "ASSIGN_WHOLE_PANEL"));
    }
    Ok(challenge)
}

/// Before the challenge closes nobody reads what is handed in.
pub(crate) fn is_closed(ctx: &Context, challenge: &Challenge) -> Result<()> {
    if desk::is_past_close(challenge, ctx.now()) {
        Ok(())
    } else {
        Err(Error::field("", "NOT_CLOSED_YET"))
    }
}

/// Keeps what is needed to do it again.
async fn keep(ctx: &Context, challenge: &Challenge, terms: &Terms, plan: &Plan) -> Result<Run> {
    let row = assignment_run::ActiveModel {
        challenge_id: Set(challenge.id),
        seed: Set(terms.seed),
        reviews: Set(terms.reviews),
        least: Set(terms.least),
        most: Set(terms.most),
        total: Set(plan.total),
        input: Set(plan.input.clone()),
        made_by: Set(ctx.viewer().id()),
        made_at: Set(ctx.now()),
        ..Default::default()
    };
    Ok(row.insert(ctx.tx().await?).await?)
}

/// Ends what is not in the plan, and writes what is new in it; gives what changed for whom.
async fn write(
    ctx: &Context,
    situation: &Situation,
    plan: &Plan,
    run: &Run,
) -> Result<HashMap<i64, Changed>> {
    let tx = ctx.tx().await?;
    let planned: HashSet<(i64, i64)> = plan
        .pairs
        .iter()
        .map(|(j, p)| (situation.judges[*j].id, situation.proposals[*p].id))
        .collect();
    let mut changed: HashMap<i64, Changed> = HashMap::new();
    for row in &situation.standing {
        let pair = (row.judge_id, row.proposal_id);
        if planned.contains(&pair) {
            continue;
        }
        // Without a conflict the judge read it until now, and should know that they need not.
        let known = situation.proposals.iter().any(|p| p.id == pair.1);
        if known && situation.is_assigned() && situation.is_free(pair.0, pair.1) {
            changed.entry(pair.0).or_default().taken.push(pair.1);
        }
        let mut row = row.clone().into_active_model();
        row.removed_at = Set(Some(ctx.now()));
        row.removed_by = Set(ctx.viewer().id());
        row.removed_reason = Set("run".to_owned());
        row.update(tx).await?;
    }
    // In the order of the plan, which is that of the table.
    for (j, p) in &plan.pairs {
        let (judge_id, proposal_id) = (situation.judges[*j].id, situation.proposals[*p].id);
        let stands = situation.assigned(judge_id, proposal_id).is_some();
        if !stands {
            let row = assignment::ActiveModel {
                judge_id: Set(judge_id),
                proposal_id: Set(proposal_id),
                origin: Set(AssignmentOrigin::Rule),
                run_id: Set(Some(run.id)),
                assigned_by: Set(ctx.viewer().id()),
                assigned_at: Set(ctx.now()),
                removed_reason: Set(String::new()),
                ..Default::default()
            };
            row.insert(tx).await?;
        }
        let entry = changed.entry(judge_id).or_default();
        entry.reads.push(proposal_id);
        // What they read already in a challenge that everybody read is new to them all the same.
        if !stands || !situation.is_assigned() {
            entry.added.push(proposal_id);
        }
    }
    Ok(changed)
}

/// What did not go on to the round is in no plan, and keeps the reviews that it has.
async fn keep_outside(ctx: &Context, situation: &Situation) -> Result<()> {
    let all = read::handed_in(ctx.tx().await?, situation.challenge.id).await?;
    let outside: Vec<i64> = all
        .iter()
        .filter(|proposal| situation.proposals.iter().all(|own| own.id != proposal.id))
        .map(|proposal| proposal.id)
        .collect();
    begun::keep(ctx, situation.challenge.id, &outside).await?;
    Ok(())
}

/// From now on judges read what they are assigned.
async fn read_as_assigned(ctx: &Context, challenge: Challenge) -> Result<Challenge> {
    if challenge.reading == ReadingMode::Assigned {
        return Ok(challenge);
    }
    let row = challenge::ActiveModel {
        id: Set(challenge.id),
        reading: Set(ReadingMode::Assigned),
        ..Default::default()
    };
    Ok(row.update(ctx.tx().await?).await?)
}
