//! Claiming and settling jobs: leased, retried with back-off, dead after a bounded number of
//! tries and then visible to an administrator.

use chrono::TimeDelta;
use hub_entity::platform::job;
use sea_orm::sea_query::{LockBehavior, LockType};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, ExprTrait, QueryFilter,
    QueryOrder, QuerySelect,
};

use crate::context::{Caller, Context};
use crate::error::Result;
use crate::hub::Hub;

/// A job.
pub type Job = job::Model;

const LEASE: TimeDelta = TimeDelta::minutes(5);
const BACK_OFF: &[i64] = &[1, 5, 15, 60, 240];

/// Claims the next job that is due.
///
/// # Errors
/// When the database does not answer.
pub async fn claim(hub: &Hub) -> Result<Option<Job>> {
    hub.write(&Caller::system(), |ctx| Box::pin(claim_in(ctx)))
        .await
}

async fn claim_in(ctx: &Context) -> Result<Option<Job>> {
    let now = ctx.now();
    let tx = ctx.tx().await?;
    let due = job::Entity::find()
        .filter(job::Column::FinishedAt.is_null())
        .filter(job::Column::DeadAt.is_null())
        .filter(job::Column::RunAt.lte(now))
        .filter(
            job::Column::LeasedUntil
                .is_null()
                .or(job::Column::LeasedUntil.lt(now)),
        )
        .order_by_asc(job::Column::RunAt)
        .order_by_asc(job::Column::Id)
        .limit(1)
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
        .one(tx)
        .await?;
    let Some(due) = due else { return Ok(None) };
    let row = job::ActiveModel {
        id: Set(due.id),
        lease: Set(Some(ctx.hub().random().key())),
        leased_until: Set(Some(now + LEASE)),
        attempts: Set(due.attempts + 1),
        ..Default::default()
    };
    Ok(Some(row.update(tx).await?))
}

/// Writes down what became of a job: done, or why not.
///
/// # Errors
/// When the database does not answer.
pub async fn settle(hub: &Hub, job: &Job, outcome: std::result::Result<(), String>) -> Result<()> {
    hub.write(&Caller::system(), |ctx| {
        Box::pin(settle_in(ctx, job.clone(), outcome.clone()))
    })
    .await
}

async fn settle_in(
    ctx: &Context,
    job: Job,
    outcome: std::result::Result<(), String>,
) -> Result<()> {
    let now = ctx.now();
    let mut row = job::ActiveModel {
        lease: Set(None),
        leased_until: Set(None),
        ..Default::default()
    };
    match outcome {
        Ok(()) => row.finished_at = Set(Some(now)),
        Err(reason) => {
            let tries = usize::try_from(job.attempts).unwrap_or(1).max(1);
            tracing::warn!(job = job.id, kind = job.kind, tries, reason, "a job failed");
            row.last_error = Set(reason);
            match BACK_OFF.get(tries - 1) {
                Some(minutes) => row.run_at = Set(now + TimeDelta::minutes(*minutes)),
                None => row.dead_at = Set(Some(now)),
            }
        }
    }
    job::Entity::update_many()
        .set(row)
        .filter(job::Column::Id.eq(job.id))
        .filter(job::Column::Lease.eq(job.lease))
        .exec(ctx.tx().await?)
        .await?;
    Ok(())
}
