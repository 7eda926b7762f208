//! What administrators and the command line do with accounts.

use hub_entity::account::{SiteRole, person};
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::json;

use crate::account::password::Password;
use crate::account::register::{create, role_name};
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
    let made = create(
        ctx,
        &name,
        handle.into_string(),
        email,
        Some(hash),
        input.role,
    )
    .await?;
    let row = person::ActiveModel {
        id: Set(made.id),
        email_confirmed_at: Set(Some(ctx.now())),
        ..Default::default()
    };
    Ok(row.update(ctx.tx().await?).await?)
}

/// A role for a person.
#[derive(Debug, Clone)]
pub struct GrantRole {
    /// Whose.
    pub handle: String,
    /// Which.
    pub role: SiteRole,
}

/// Gives a person a role on the site.
///
/// # Errors
/// `NotFound`; `Forbidden` for all but administrators and the command line.
pub async fn grant_role(ctx: &Context, input: GrantRole) -> Result<Person> {
    policy::require(ctx.viewer(), policy::may_administer(ctx.viewer()))?;
    let tx = ctx.tx().await?;
    let known = people::by_handle(tx, &input.handle).await?;
    let entry = audit::Entry {
        action: "role_granted",
        object_kind: "person",
        object_id: known.id,
        challenge_id: None,
        details: json!({
            "before": role_name(known.site_role),
            "after": role_name(input.role),
        }),
    };
    audit::record(ctx, entry).await?;
    let row = person::ActiveModel {
        id: Set(known.id),
        site_role: Set(input.role),
        ..Default::default()
    };
    Ok(row.update(tx).await?)
}
