//! A forgotten password.

use chrono::TimeDelta;
use hub_entity::account::{TokenPurpose, person};
use sea_orm::{ActiveModelTrait, ActiveValue::Set};

use crate::account::password::Password;
use crate::account::{Person, api_token, change_password, people, session, token};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::platform::letter::Letter;
use crate::platform::limit;
use crate::platform::outbox::{self, Recipient};
use crate::values::EmailAddress;

/// Sends a link to choose a new password. Whether the address has an account is not told.
///
/// # Errors
/// `Invalid` on `email` when it is none; `RateLimited`.
pub async fn request_password_reset(ctx: &Context, email: String) -> Result<()> {
    let email = EmailAddress::parse("email", &email)?;
    limit::RESET_ADDRESS
        .take(ctx.hub(), &ctx.caller().network_text())
        .await?;
    // A repeat within the hour sends nothing and says nothing: the first link still works.
    if limit::RESET.take(ctx.hub(), email.as_str()).await.is_err() {
        return Ok(());
    }
    let Some(person) = people::by_email(ctx.tx().await?, &email).await? else {
        return Ok(());
    };
    let token = token::make(
        ctx,
        &person,
        TokenPurpose::ResetPassword,
        TimeDelta::minutes(60),
    )
    .await?;
    let link = format!(
        "{}/reset-password?token={token}",
        ctx.hub().settings().public_url
    );
    let occasion = format!("reset:{}:{}", person.id, ctx.now().timestamp_millis());
    let letter = Letter::ResetPassword { link, minutes: 60 };
    outbox::send(ctx, &Recipient::from(&person), &occasion, &letter).await
}

/// Chooses a new password by the link that was sent. It proves the address as well, and ends
/// all sessions and API tokens, because whoever knew the old password may hold one.
///
/// # Errors
/// `Invalid` on `token` or `password`.
pub async fn reset_password(ctx: &Context, token: String, password: String) -> Result<Person> {
    let password = Password::parse("password", &password, &[])?;
    let hash = password.hash(ctx.hub()).await?;
    let found = token::redeem(ctx, &token, TokenPurpose::ResetPassword).await?;
    let tx = ctx.tx().await?;
    let known = people::by_id(tx, found.person_id).await?;
    if known.email != found.email {
        return Err(Error::field("token", "LINK_EXPIRED"));
    }
    let person = person::ActiveModel {
        id: Set(known.id),
        password_hash: Set(Some(hash)),
        email_confirmed_at: Set(Some(known.email_confirmed_at.unwrap_or(ctx.now()))),
        ..Default::default()
    }
    .update(tx)
    .await?;
    session::end_all(ctx, person.id, None).await?;
    token::drop_all(ctx, person.id).await?;
    api_token::revoke_all(ctx, person.id).await?;
    change_password::tell(ctx, &person).await?;
    Ok(person)
}
