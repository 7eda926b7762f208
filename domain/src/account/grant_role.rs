//! Roles on the site, and suspension.

use hub_entity::account::{SiteRole, person};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, PaginatorTrait, QueryFilter, QuerySelect,
};
use serde_json::json;

use crate::account::register::role_name;
use crate::account::{Person, people, session};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::platform::audit;
use crate::policy;
use crate::values::Fields;

/// Gives a person a role. The last administrator keeps theirs, because nobody could give it back.
///
/// # Errors
/// `Forbidden` to all but administrators and the operator; `NotFound`; `Invalid` on `role`.
pub async fn grant_role(ctx: &Context, handle: String, role: SiteRole) -> Result<Person> {
    policy::require(ctx.viewer(), policy::account::may_grant_roles(ctx.viewer()))?;
    let known = locked(ctx, &handle).await?;
    if known.site_role == role {
        return Ok(known);
    }
    if role != SiteRole::Administrator && is_last_administrator(ctx, &known).await? {
        return Err(Error::field("role", "LAST_ADMINISTRATOR"));
    }
    let row = person::ActiveModel {
        id: Set(known.id),
        site_role: Set(role),
        ..Default::default()
    };
    let person = row.update(ctx.tx().await?).await?;
    let details = json!({ "before": role_name(known.site_role), "after": role_name(role) });
    note(ctx, "role_granted", person.id, details).await?;
    Ok(person)
}

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

async fn locked(ctx: &Context, handle: &str) -> Result<Person> {
    people::visible_to()
        .filter(person::Column::Handle.eq(handle.trim_start_matches('@').to_lowercase()))
        .lock_exclusive()
        .one(ctx.tx().await?)
        .await?
        .ok_or(Error::NotFound)
}

async fn is_last_administrator(ctx: &Context, person: &Person) -> Result<bool> {
    if person.site_role != SiteRole::Administrator {
        return Ok(false);
    }
    let others = people::visible_to()
        .filter(person::Column::SiteRole.eq(SiteRole::Administrator))
        .filter(person::Column::SuspendedAt.is_null())
        .filter(person::Column::Id.ne(person.id))
        .count(ctx.tx().await?)
        .await?;
    Ok(others == 0)
}

async fn note(
    ctx: &Context,
    action: &'static str,
    id: i64,
    details: serde_json::Value,
) -> Result<()> {
    let entry = audit::Entry {
        action,
        object_kind: "person",
        object_id: id,
        challenge_id: None,
        details,
    };
    audit::record(ctx, entry).await
}
