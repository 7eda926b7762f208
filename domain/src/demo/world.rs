//! Opening the demonstration: the first time it is made, and after that it is as it was left.

use chrono::TimeDelta;

use super::access::require_demo;
use super::stage::{Past, catch_up, forget_limits};
use super::{cast, clock, datasets, past, topics};
use crate::account::people;
use crate::context::Caller;
use crate::error::{Error, Result};
use crate::forum::category;
use crate::hub::Hub;
use crate::platform::setting;

/// The row that says that the world is complete; it holds the number of the challenge that the
/// six steps are about.
pub(super) const SEEDED: &str = "demo_seeded";

/// Makes the world of the demonstration where there is none yet, and sets the clock as it was
/// left where there is. Called before anything listens.
///
/// # Errors
/// `NotFound` outside the demonstration; `Internal` where an earlier start was stopped half way.
pub async fn open(hub: &Hub) -> Result<()> {
    require_demo(hub)?;
    let db = hub.database().reader();
    if setting::get(db, SEEDED).await?.is_some() {
        return clock::restore(hub).await;
    }
    if !people::none_yet(hub).await? {
        return Err(Error::internal(
            "the demonstration was left half made; delete its database and start again",
        ));
    }
    let now = hub.clock().now();
    let challenge = {
        let past = Past::of(hub);
        past.before(TimeDelta::days(400));
        hub.write(&Caller::system(), |ctx| {
            Box::pin(category::ensure_defaults(ctx))
        })
        .await?;
        cast::enter(hub).await?;
        datasets::publish(hub, &past).await?;
        forget_limits(hub).await?;
        let challenge = past::play(hub, &past, now).await?;
        forget_limits(hub).await?;
        topics::write(hub, &past).await?;
        catch_up(hub).await?;
        challenge
    };
    forget_limits(hub).await?;
    let number = challenge.to_string();
    hub.write(&Caller::system(), |ctx| {
        let number = number.clone();
        Box::pin(async move { setting::set(ctx, SEEDED, &number).await })
    })
    .await
}
