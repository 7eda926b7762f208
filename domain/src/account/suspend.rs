//! Suspending an account, and letting it back in.

use hub_entity::account::person;
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::json;

use crate::account::administer::{is_last_administrator, locked, note};
use crate::account::{Person, session};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::policy;
use crate::values::Fields;

/// Refuses sign-in to a person and ends their sessions.
///
/// # Errors
/// `Forbidden` to all but administrators, and to suspend oneself; `NotFound`; `Invalid` on
/// `reason` or for the last administrator.
pub async fn suspend_person(ctx: &Context, handle: String, reason: String) -> Result<Person> {
    let mut fields = Fields::default();
    let reason = fields.text("reason", &reason, 3..=1000);
    policy::require(ctx.viewer(), policy::account::may_grant_roles(ctx.viewer()))?;
    fields.finish()?;
    let known = locked(ctx, &handle).await?;
    policy::require(
        ctx.viewer(),
        policy::account::may_suspend(ctx.viewer(), known.id),
    )?;
    if known.suspended_at.is_some() {
        return Ok(known);
    }
    if is_last_administrator(ctx, &known).await? {
        return Err(Error::field("", "LAST_ADMINISTRATOR"));
    }
    let person = set_suspended(ctx, &known, Some(ctx.now())).await?;
    session::end_all(ctx, person.id, None).await?;
    note(
        ctx,
        "person_suspended",
        person.id,
        json!({ "reason": reason }),
    )
    .await?;
    Ok(person)
}

/// Lets a suspended person sign in again.
///
/// # Errors
/// `Forbidden` to all but administrators; `NotFound`.
pub async fn unsuspend_person(ctx: &Context, handle: String) -> Result<Person> {
    policy::require(ctx.viewer(), policy::account::may_grant_roles(ctx.viewer()))?;
    let known = locked(ctx, &handle).await?;
    if known.suspended_at.is_none() {
        return Ok(known);
    }
    let person = set_suspended(ctx, &known, None).await?;
    note(ctx, "person_unsuspended", person.id, json!({})).await?;
    Ok(person)
}

async fn set_suspended(
    ctx: &Context,
    person: &Person,
    at: Option<chrono::DateTime<chrono::Utc>>,
) -> Result<Person> {
    let row = person::ActiveModel {
        id: Set(person.id),
        suspended_at: Set(at),
        ..Default::default()
    };
    Ok(row.update(ctx.tx().await?).await?)
}
