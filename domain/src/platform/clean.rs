//! Removing what is out of date, so that tables that only serve the present stay small.

use chrono::TimeDelta;
use hub_entity::account::{rate_limit, request_record, session, single_use_token};
use hub_entity::challenge::score_upload;
use hub_entity::platform::job;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::context::{Caller, Context};
use crate::error::Result;
use crate::hub::Hub;
use crate::judging::offline::upload;

/// Removes sessions and links that have ended, limits that have recovered, score sheets that were
/// uploaded and not confirmed, and the memory of requests and jobs that nobody will repeat. Mail, events and the audit stay.
///
/// # Errors
/// When the database does not answer.
pub async fn clean(hub: &Hub) -> Result<()> {
    hub.write(&Caller::system(), |ctx| Box::pin(clean_in(ctx)))
        .await
}

async fn clean_in(ctx: &Context) -> Result<()> {
    let now = ctx.now();
    let tx = ctx.tx().await?;
    session::Entity::delete_many()
        .filter(session::Column::ExpiresAt.lt(now))
        .exec(tx)
        .await?;
    single_use_token::Entity::delete_many()
        .filter(single_use_token::Column::ExpiresAt.lt(now - TimeDelta::days(30)))
        .exec(tx)
        .await?;
    // A limit whose time of arrival has passed is as good as new.
    rate_limit::Entity::delete_many()
        .filter(rate_limit::Column::Arrival.lt(now.timestamp_millis()))
        .exec(tx)
        .await?;
    request_record::Entity::delete_many()
        .filter(request_record::Column::CreatedAt.lt(now - TimeDelta::days(7)))
        .exec(tx)
        .await?;
    // Sheets hold notes that are nobody's but their judge's.
    score_upload::Entity::delete_many()
        .filter(score_upload::Column::CreatedAt.lt(now - upload::LIFETIME))
        .exec(tx)
        .await?;
    // The unique key of a job is what makes a second request harmless, so it stays for longer
    // than a challenge lasts.
    job::Entity::delete_many()
        .filter(job::Column::FinishedAt.lt(now - TimeDelta::days(400)))
        .exec(tx)
        .await?;
    Ok(())
}
