//! From events to their consequences. Events are claimed row by row, because ids become
//! visible out of order on PostgreSQL.

use hub_entity::platform::event;
use sea_orm::sea_query::{LockBehavior, LockType};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};

use crate::context::{Caller, Context};
use crate::error::{Error, Result};
use crate::forum;
use crate::hub::Hub;
use crate::platform::event::Happening;

/// Fans the oldest waiting event out. `false` when none waits.
///
/// # Errors
/// When the database does not answer; the event waits on.
pub async fn next(hub: &Hub) -> Result<bool> {
    hub.write(&Caller::system(), |ctx| Box::pin(claim(ctx)))
        .await
}

async fn claim(ctx: &Context) -> Result<bool> {
    let tx = ctx.tx().await?;
    let waiting = event::Entity::find()
        .filter(event::Column::FannedOutAt.is_null())
        .order_by_asc(event::Column::Id)
        .limit(1)
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
        .one(tx)
        .await?;
    let Some(event) = waiting else {
        return Ok(false);
    };
    match serde_json::from_value(event.payload) {
        Ok(Happening::PostCreated { topic_id, post_id }) => {
            forum::notify::post_created(ctx, topic_id, post_id).await?;
        }
        Err(error) => {
            // A newer release wrote it; this one leaves it to that one's workers.
            tracing::error!(event = event.id, %error, "an event that this release cannot read");
            return Err(Error::internal("unreadable event"));
        }
    }
    event::ActiveModel {
        id: Set(event.id),
        fanned_out_at: Set(Some(ctx.now())),
        ..Default::default()
    }
    .update(tx)
    .await?;
    Ok(true)
}
