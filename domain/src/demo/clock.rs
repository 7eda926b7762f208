//! The demonstration's clock: it runs ahead of the system's by what visitors have moved it, and
//! still does after a restart.

use chrono::{DateTime, TimeDelta, Utc};
use hub_entity::challenge::{ChallengeState, challenge};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::access::require_demo;
use crate::context::Caller;
use crate::error::{Error, Result};
use crate::hub::Hub;
use crate::platform::setting;

/// The row that keeps how far the clock runs ahead.
const AHEAD: &str = "clock_ahead_ms";

/// The farthest that one move may go.
pub const MOST_DAYS: i64 = 90;

/// Sets the clock as it was when the demonstration was last open. Does nothing elsewhere.
///
/// # Errors
/// When the database does not answer.
pub async fn restore(hub: &Hub) -> Result<()> {
    if !hub.settings().demo {
        return Ok(());
    }
    let kept = setting::get(hub.database().reader(), AHEAD).await?;
    if let Some(ahead) = kept.and_then(|text| text.parse().ok()) {
        hub.clock().set_ahead(TimeDelta::milliseconds(ahead));
    }
    Ok(())
}

/// The next instant at which a published challenge opens, closes, or has its judging begin or
/// end.
///
/// # Errors
/// When the database does not answer.
pub async fn next_deadline(hub: &Hub) -> Result<Option<DateTime<Utc>>> {
    let now = hub.clock().now();
    let published = challenge::Entity::find()
        .filter(challenge::Column::State.eq(ChallengeState::Published))
        .all(hub.database().reader())
        .await?;
    Ok(published
        .iter()
        .flat_map(|known| {
            [
                known.opens_at,
                known.closes_at,
                known.judging_opens_at,
                known.judging_closes_at,
            ]
        })
        .flatten()
        .filter(|at| *at > now)
        .min())
}

/// Moves the clock to the next deadline, if there is one ahead.
///
/// # Errors
/// `NotFound` outside the demonstration.
pub async fn advance_to_next_deadline(hub: &Hub) -> Result<()> {
    require_demo(hub)?;
    match next_deadline(hub).await? {
        Some(at) => advance_past(hub, at).await,
        None => Ok(()),
    }
}

/// Moves the clock on by whole days.
///
/// # Errors
/// `NotFound` outside the demonstration; `Invalid` on `days`.
pub async fn advance_by_days(hub: &Hub, days: i64) -> Result<()> {
    require_demo(hub)?;
    if !(1..=MOST_DAYS).contains(&days) {
        return Err(Error::field("days", "OUT_OF_RANGE"));
    }
    advance_past(hub, hub.clock().now() + TimeDelta::days(days)).await
}

/// Moves the clock to just after an instant, unless it is there already, keeps that, and wakes
/// the worker for what has fallen due meanwhile.
pub(super) async fn advance_past(hub: &Hub, at: DateTime<Utc>) -> Result<()> {
    let now = hub.clock().now();
    if at >= now {
        // A minute later, because deadlines are read to the minute.
        hub.clock().advance(at - now + TimeDelta::minutes(1));
    }
    let ahead = hub.clock().ahead().num_milliseconds().to_string();
    hub.write(&Caller::system(), |ctx| {
        let ahead = ahead.clone();
        Box::pin(async move {
            setting::set(ctx, AHEAD, &ahead).await?;
            ctx.leaves_work();
            Ok(())
        })
    })
    .await
}
