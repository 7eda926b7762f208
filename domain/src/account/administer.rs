//! What administrators and the command line do with accounts.

use hub_entity::account::{SiteRole, person};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use serde_json::json;

use crate::account::password::Password;
use crate::account::register::{confirm, create, require_free_handle, role_name};
use crate::account::{Person, people};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::platform::audit;
use crate::policy;
use crate::values::{EmailAddress, Fields, Handle};

/// An account that somebody makes for another.
#[derive(Debug, Clone)]
pub struct CreatePerson {
    /// The name that others will see.
    pub name: String,
    /// The handle.
    pub handle: String,
    /// The address, which counts as confirmed.
    pub email: String,
    /// The password.
    pub password: String,
    /// The role on the site.
    pub role: SiteRole,
}

/// Makes an account with a confirmed address.
///
/// # Errors
/// `Invalid` on the fields; `Forbidden` for all but administrators and the command line.
pub async fn create_person(ctx: &Context, input: CreatePerson) -> Result<Person> {
    policy::require(ctx.viewer(), policy::may_administer(ctx.viewer()))?;
    let mut fields = Fields::default();
    let name = fields.line("name", &input.name, 2..=80);
    let handle = fields.take(Handle::parse("handle", &input.handle));
    let email = fields.take(EmailAddress::parse("email", &input.email));
    let own = [input.name.as_str(), &input.handle, &input.email];
    let password = fields.take(Password::parse("password", &input.password, &own));
    fields.finish()?;
    let (Some(handle), Some(email), Some(password)) = (handle, email, password) else {
        return Err(Error::internal("a checked field is missing"));
    };
    let hash = password.hash(ctx.hub()).await?;
    if people::by_email(ctx.tx().await?, &email).await?.is_some() {
        return Err(Error::field("email", "EMAIL_TAKEN"));
    }
    let handle = handle.into_string();
    require_free_handle(ctx, &handle).await?;
    let made = create(ctx, &name, handle, email, Some(hash), input.role).await?;
    confirm(ctx, &made).await
}

/// A role for a person.
#[derive(Debug, Clone)]
pub struct GrantRole {
    /// Whose.
    pub handle: String,
    /// Which.
    pub role: SiteRole,
}

/// Gives a person a role on the site. The last administrator keeps theirs, because nobody could
/// give it back.
///
/// # Errors
/// `NotFound`; `Forbidden` for all but administrators and the command line; `Invalid` on `role`.
pub async fn grant_role(ctx: &Context, input: GrantRole) -> Result<Person> {
    policy::require(ctx.viewer(), policy::may_administer(ctx.viewer()))?;
    let known = locked(ctx, &input.handle).await?;
    if known.site_role == input.role {
        return Ok(known);
    }
    if input.role != SiteRole::Administrator && is_last_administrator(ctx, &known).await? {
        return Err(Error::field("role", "LAST_ADMINISTRATOR"));
    }
    let row = person::ActiveModel {
        id: Set(known.id),
        site_role: Set(input.role),
        ..Default::default()
    };
    let person = row.update(ctx.tx().await?).await?;
    let details = json!({
        "before": role_name(known.site_role),
        "after": role_name(input.role),
    });
    note(ctx, "role_granted", person.id, details).await?;
    Ok(person)
}

/// A person whose standing is about to change, locked after all administrators: two of them who
/// demote each other at once take turns, and the second finds that the first is the last.
pub(crate) async fn locked(ctx: &Context, handle: &str) -> Result<Person> {
    people::visible_to()
        .filter(person::Column::SiteRole.eq(SiteRole::Administrator))
        .order_by_asc(person::Column::Id)
        .lock_exclusive()
        .all(ctx.tx().await?)
        .await?;
    people::visible_to()
        .filter(person::Column::Handle.eq(handle.trim_start_matches('@').to_lowercase()))
        .lock_exclusive()
        .one(ctx.tx().await?)
        .await?
        .ok_or(Error::NotFound)
}

pub(crate) async fn is_last_administrator(ctx: &Context, person: &Person) -> Result<bool> {
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

pub(crate) async fn note(
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
