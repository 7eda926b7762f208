//! The audit: one row for each transition, score and act of moderation, in its transaction.

use hub_entity::platform::audit;
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::Value;

use crate::context::Context;
use crate::error::Result;

/// What was done to what.
#[derive(Debug)]
pub struct Entry<'a> {
    /// The verb, as the API names it: `proposal_submitted`.
    pub action: &'a str,
    /// Kind of the object: `proposal`.
    pub object_kind: &'a str,
    /// Its number.
    pub object_id: i64,
    /// The challenge that it belongs to, if it does.
    pub challenge_id: Option<i64>,
    /// Before, after and reason. People by number, never by name, so that erasing a person
    /// leaves the audit whole.
    pub details: Value,
}

/// Writes an audit row.
///
/// # Errors
/// When the database does not answer; the change is not made then either.
pub async fn record(ctx: &Context, entry: Entry<'_>) -> Result<()> {
    audit::ActiveModel {
        at: Set(ctx.now()),
        actor_id: Set(ctx.viewer().id()),
        action: Set(entry.action.to_owned()),
        object_kind: Set(entry.object_kind.to_owned()),
        object_id: Set(entry.object_id),
        challenge_id: Set(entry.challenge_id),
        details: Set(entry.details),
        ..Default::default()
    }
    .insert(ctx.tx().await?)
    .await?;
    Ok(())
}
