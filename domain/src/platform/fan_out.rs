//! From events to their consequences. Events are claimed row by row, because ids become
//! visible out of order on PostgreSQL.

use hub_entity::platform::event;
use sea_orm::sea_query::{LockBehavior, LockType};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};

use crate::context::{Caller, Context};
use crate::error::Result;
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
        // A newer release's events are left to its own workers, and hold nothing up here.
        .filter(event::Column::Kind.is_in(Happening::KINDS))
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
            // Given up, because whatever waits behind it would wait for ever.
            tracing::error!(event = event.id, %error, "an event of a known kind is unreadable");
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
