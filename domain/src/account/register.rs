//! Registration.

use chrono::TimeDelta;
use hub_entity::account::{SiteRole, TokenPurpose, person};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;

use crate::account::password::Password;
use crate::account::{Person, people, token};
use crate::context::Context;
use crate::error::{Error, FieldError, Result, is_duplicate};
use crate::platform::letter::Letter;
use crate::platform::outbox::{self, Recipient};
use crate::platform::{audit, limit};
use crate::values::{EmailAddress, Fields, Handle};

/// What somebody fills in.
#[derive(Debug, Clone)]
pub struct Register {
    /// The name that others will see.
    pub name: String,
    /// The handle that they would like.
    pub handle: String,
    /// Their address.
    pub email: String,
    /// Their password.
    pub password: String,
}

/// Makes an account and asks for its address to be confirmed. An address that has an account
/// already gets a mail that says so, and the answer is the same, so that nobody can find out
/// who is registered.
///
/// # Errors
/// `Invalid` on `name`, `handle`, `email` or `password`; `RateLimited`.
pub async fn register(ctx: &Context, input: Register) -> Result<()> {
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
    limit::REGISTER
        .take(ctx.hub(), &ctx.caller().network_text())
        .await?;
    let hash = password.hash(ctx.hub()).await?;

    let tx = ctx.tx().await?;
    let handle = handle.into_string();
    // Deleted people keep their handle: it is never given to another.
    require_free_handle(ctx, &handle).await?;
    if let Some(known) = people::by_email(tx, &email).await? {
        let url = &ctx.hub().settings().public_url;
        let letter = Letter::AlreadyRegistered {
            sign_in_link: format!("{url}/sign-in"),
            reset_link: format!("{url}/forgotten-password"),
        };
        let occasion = format!("registered-again:{}", ctx.now().timestamp());
        return outbox::send(ctx, &Recipient::from(&known), &occasion, &letter).await;
    }
    let person = create(ctx, &name, handle, email, Some(hash), SiteRole::Member).await?;
    ask_to_confirm(ctx, &person).await
}

/// Writes the row of a new account.
pub(crate) async fn create(
    ctx: &Context,
    name: &str,
    handle: String,
    email: EmailAddress,
    password_hash: Option<String>,
    role: SiteRole,
) -> Result<Person> {
    let row = person::ActiveModel {
        handle: Set(handle),
        name: Set(name.to_owned()),
        email: Set(email.into_string()),
        email_confirmed_at: Set(None),
        password_hash: Set(password_hash),
        site_role: Set(role),
        about: Set(String::new()),
        job_title: Set(String::new()),
        skills: Set(json!([])),
        mail_replies: Set(true),
        demo: Set(false),
        version: Set(1),
        created_at: Set(ctx.now()),
        suspended_at: Set(None),
        deleted_at: Set(None),
        ..Default::default()
    };
    let person = row.insert(ctx.tx().await?).await.map_err(|error| {
        if is_duplicate(&error) {
            Error::field("handle", "HANDLE_TAKEN")
        } else {
            error.into()
        }
    })?;
    let entry = audit::Entry {
        action: "person_registered",
        object_kind: "person",
        object_id: person.id,
        challenge_id: None,
        details: json!({ "role": role_name(role) }),
    };
    audit::record(ctx, entry).await?;
    Ok(person)
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

/// The stable name of a role, as the database and the audit write it.
pub fn role_name(role: SiteRole) -> String {
    use sea_orm::ActiveEnum;
    role.to_value()
}

/// Sends the mail that confirms an address.
pub(crate) async fn ask_to_confirm(ctx: &Context, person: &Person) -> Result<()> {
    let token = token::make(
        ctx,
        person,
        TokenPurpose::ConfirmEmail,
        TimeDelta::hours(24),
    )
    .await?;
    let link = format!(
        "{}/confirm-email?token={token}",
        ctx.hub().settings().public_url
    );
    let occasion = format!("confirm:{}:{}", person.id, ctx.now().timestamp_millis());
    let letter = Letter::ConfirmEmail { link, hours: 24 };
    outbox::send(ctx, &Recipient::from(person), &occasion, &letter).await
}
