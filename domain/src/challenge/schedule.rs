//! What the clock will do to a challenge: the jobs that are asked for when it is published, and
//! again when its times move. Whether it is open is computed, not done by these.

use chrono::{DateTime, TimeDelta, Utc};
use hub_entity::challenge::{ChallengeState, challenge};
use hub_entity::platform::audit as row;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;

use crate::challenge::status::locks_at;
use crate::challenge::{Challenge, concerned, remind};
use crate::context::Context;
use crate::error::Result;
use crate::judging::lots;
use crate::platform::audit;
use crate::platform::job::{self, Task};
use crate::platform::letter::News;

/// What the audit calls the end of judging.
const JUDGING_CLOSED: &str = "challenge_judging_closed";

/// Days before a deadline on which people are reminded.
const REMIND_BEFORE: [i64; 2] = [7, 1];

/// Asks for everything that is still to come. Calling it again with the same times changes
/// nothing; tasks for times that moved find that out when they run.
pub(crate) async fn enqueue(ctx: &Context, challenge: &Challenge) -> Result<()> {
    let id = challenge.id;
    let transitions = [
        ("opened", challenge.opens_at),
        ("closed", locks_at(challenge)),
        ("judging_opened", challenge.judging_opens_at),
        ("judging_closed", challenge.judging_closes_at),
    ];
    for (transition, at) in transitions {
        let Some(at) = at else { continue };
        let task = Task::NoteClock {
            challenge_id: id,
            transition: transition.to_owned(),
            at,
        };
        let key = format!("clock:{id}:{transition}:{}", at.timestamp());
        job::enqueue(ctx, &task, at, Some(key)).await?;
    }
    for days in REMIND_BEFORE {
        if let Some(deadline) = challenge.closes_at {
            let task = Task::RemindApplicants {
                challenge_id: id,
                deadline,
                days,
            };
            reminder(ctx, "applicants", &task, id, deadline, days).await?;
        }
        if let Some(deadline) = challenge.judging_closes_at {
            let task = Task::RemindJudges {
                challenge_id: id,
                deadline,
                days,
            };
            reminder(ctx, "judges", &task, id, deadline, days).await?;
        }
    }
    Ok(())
}

/// Asks for a reminder, unless its day has passed: nobody is told late that a week is left.
async fn reminder(
    ctx: &Context,
    whom: &str,
    task: &Task,
    id: i64,
    deadline: DateTime<Utc>,
    days: i64,
) -> Result<()> {
    let at = deadline - TimeDelta::days(days);
    if at <= ctx.now() {
        return Ok(());
    }
    let key = format!("remind-{whom}:{id}:{}:{days}", deadline.timestamp());
    job::enqueue(ctx, task, at, Some(key)).await
}

/// Writes the audit row of the end of judging, unless the clock has: for whoever moves that time
/// after it has passed, when the note that was asked for would find another time.
pub(crate) async fn note_judging_closed(ctx: &Context, challenge: &Challenge) -> Result<()> {
    let Some(at) = challenge.judging_closes_at.filter(|at| *at <= ctx.now()) else {
        return Ok(());
    };
    let known = row::Entity::find()
        .filter(row::Column::ChallengeId.eq(challenge.id))
        .filter(row::Column::Action.eq(JUDGING_CLOSED))
        .filter(row::Column::At.gte(at))
        .one(ctx.tx().await?)
        .await?;
    match known {
        Some(_) => Ok(()),
        None => note(ctx, challenge, JUDGING_CLOSED, at).await,
    }
}

async fn note(
    ctx: &Context,
    challenge: &Challenge,
    action: &'static str,
    at: DateTime<Utc>,
) -> Result<()> {
    let entry = audit::Entry {
        action,
        object_kind: "challenge",
        object_id: challenge.id,
        challenge_id: Some(challenge.id),
        details: json!({ "at": at }),
    };
    audit::record(ctx, entry).await
}

/// Writes the audit row of a transition that the clock made, tells those who asked to be told that
/// it opened and the judges that judging did, and commits to the secret of a lottery when it
/// closes, unless the time was moved or
/// the challenge called off since the note was asked for.
///
/// # Errors
/// When the database does not answer.
pub async fn note_clock(
    ctx: &Context,
    challenge_id: i64,
    transition: &str,
    at: DateTime<Utc>,
) -> Result<()> {
    let found = challenge::Entity::find_by_id(challenge_id)
        .one(ctx.tx().await?)
        .await?;
    let Some(found) = found else { return Ok(()) };
    let (action, meant) = match transition {
        "opened" => ("challenge_opened", found.opens_at),
        "closed" => ("challenge_closed", locks_at(&found)),
        "judging_closed" => (JUDGING_CLOSED, found.judging_closes_at),
        _ => ("challenge_judging_opened", found.judging_opens_at),
    };
    let runs = matches!(
        found.state,
        ChallengeState::Published | ChallengeState::Announced
    );
    if !runs || meant != Some(at) {
        return Ok(());
    }
    note(ctx, &found, action, at).await?;
    match transition {
        "opened" => concerned::tell_news(ctx, &found, News::Opened).await,
        "closed" => lots::commit(ctx, &found).await,
        // Of a later round judges have heard with what goes on to it.
        "judging_opened" if found.state == ChallengeState::Published && found.round == 1 => {
            remind::tell_judging_opened(ctx, &found).await
        }
        _ => Ok(()),
    }
}
