//! Signing in. Behind one use case, so that other ways of proving who one is can be added.

use hub_entity::account::person;
use sea_orm::{ActiveModelTrait, ActiveValue::Set};

use crate::account::{Person, password, people, session};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::platform::limit;
use crate::values::EmailAddress;

/// What somebody fills in.
#[derive(Debug, Clone)]
pub struct SignIn {
    /// Their address.
    pub email: String,
    /// Their password.
    pub password: String,
}

/// A new session.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// The session's token, shown once.
    pub token: String,
    /// Who signed in.
    pub person: Person,
}

/// Begins a session. An unknown address and a wrong password answer alike, in text and in time.
///
/// # Errors
/// `Invalid` with `WRONG_CREDENTIALS`; `RateLimited`.
pub async fn sign_in(ctx: &Context, input: SignIn) -> Result<SignedIn> {
    let hub = ctx.hub();
    let wrong = || Error::field("", "WRONG_CREDENTIALS");
    let Ok(email) = EmailAddress::parse("email", &input.email) else {
        return Err(wrong());
    };
    let address = ctx.caller().network_text();
    limit::SIGN_IN_ADDRESS.take(hub, &address).await?;
    limit::SIGN_IN
        .take(hub, &format!("{address}:{}", email.as_str()))
        .await?;
    limit::SIGN_IN_ACCOUNT.take(hub, email.as_str()).await?;

    let known = people::by_email(hub.database().reader(), &email).await?;
    let hash = known
        .as_ref()
        .and_then(|person| person.password_hash.clone());
    let proven = password::verify(hub, &input.password, hash.as_deref()).await?;
    let Some(person) = known.filter(|person| proven && person.suspended_at.is_none()) else {
        return Err(wrong());
    };
    if hash.as_deref().is_some_and(password::is_outdated) {
        let hash = password::proven(&input.password).hash(hub).await?;
        person::ActiveModel {
            id: Set(person.id),
            password_hash: Set(Some(hash)),
            ..Default::default()
        }
        .update(ctx.tx().await?)
        .await?;
    }
    let token = session::begin(ctx, person.id).await?;
    Ok(SignedIn { token, person })
}
