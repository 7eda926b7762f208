//! An account that the operator makes from the command line.

use chrono::TimeDelta;
use hub_entity::account::{SiteRole, TokenPurpose, person};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use crate::account::password::Password;
use crate::account::{Person, people, register, token};
use crate::context::Context;
use crate::error::{Error, FieldError, Result};
use crate::policy;
use crate::values::{EmailAddress, Fields, Handle};

/// How long the operator has to hand on the link.
const LINK_LIFETIME: TimeDelta = TimeDelta::hours(72);

/// Whose account it is.
#[derive(Debug, Clone)]
pub struct CreatePerson {
    /// The name that others see.
    pub name: String,
    /// Unique handle.
    pub handle: String,
    /// Address, which the operator vouches for.
    pub email: String,
    /// Role on the site.
    pub role: SiteRole,
    /// A password, or none to get a link by which the person chooses one.
    pub password: Option<String>,
}

/// A new account.
#[derive(Debug, Clone)]
pub struct Created {
    /// The person.
    pub person: Person,
    /// Where they choose a password, if none was given. It works once, for 72 hours.
    pub link: Option<String>,
}

/// Makes an account whose address counts as confirmed.
///
/// # Errors
/// `Forbidden` to all but administrators and the operator; `Invalid` on a field.
pub async fn create_person(ctx: &Context, input: CreatePerson) -> Result<Created> {
    policy::require(ctx.viewer(), policy::account::may_grant_roles(ctx.viewer()))?;
    let mut fields = Fields::default();
    let name = fields.line("name", &input.name, 2..=80);
    let handle = fields.take(Handle::parse("handle", &input.handle));
    let email = fields.take(EmailAddress::parse("email", &input.email));
    let own = [input.name.as_str(), &input.handle, &input.email];
    let password = match &input.password {
        Some(typed) => fields.take(Password::parse("password", typed, &own)),
        None => None,
    };
    fields.finish()?;
    let (Some(handle), Some(email)) = (handle, email) else {
        return Err(Error::internal("a checked field is missing"));
    };
    let hash = match password {
        Some(password) => Some(password.hash(ctx.hub()).await?),
        None => None,
    };
    let tx = ctx.tx().await?;
    if people::by_email(tx, &email).await?.is_some() {
        return Err(FieldError::new("email", "EMAIL_TAKEN").into());
    }
    let handle = handle.into_string();
    require_free_handle(ctx, &handle).await?;
    let has_password = hash.is_some();
    let person = register::create(ctx, &name, handle, email, hash, input.role).await?;
    let person = confirm(ctx, &person).await?;
    let link = if has_password {
        None
    } else {
        let token = token::make(ctx, &person, TokenPurpose::ResetPassword, LINK_LIFETIME).await?;
        let url = &ctx.hub().settings().public_url;
        Some(format!("{url}/reset-password?token={token}"))
    };
    Ok(Created { person, link })
}

/// Refuses a handle that somebody has or had.
pub(crate) async fn require_free_handle(ctx: &Context, handle: &str) -> Result<()> {
    let taken = person::Entity::find()
        .filter(person::Column::Handle.eq(handle))
        .one(ctx.tx().await?)
        .await?
        .is_some();
    if taken {
        Err(FieldError::new("handle", "HANDLE_TAKEN").into())
    } else {
        Ok(())
    }
}

/// Writes that the address is the person's.
pub(crate) async fn confirm(ctx: &Context, person: &Person) -> Result<Person> {
    let row = person::ActiveModel {
        id: Set(person.id),
        email_confirmed_at: Set(Some(ctx.now())),
        ..Default::default()
    };
    Ok(row.update(ctx.tx().await?).await?)
}
