//! Moving an account to another address. The old one stays until the new one is confirmed.

use chrono::TimeDelta;
use hub_entity::account::{TokenPurpose, person};
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::json;

use crate::account::change_password::prove;
use crate::account::{Person, people, token};
use crate::context::Context;
use crate::error::{Error, Result, is_duplicate};
use crate::platform::audit;
use crate::platform::letter::Letter;
use crate::platform::outbox::{self, Recipient};
use crate::values::{EmailAddress, Fields};

/// What somebody fills in.
#[derive(Debug, Clone)]
pub struct ChangeEmail {
    /// The new address.
    pub email: String,
    /// Their password: an address is what an account can be taken over by.
    pub password: String,
}

/// Mails a link to the new address. An address that has an account gets a mail that says so, and
/// the answer is the same.
///
/// # Errors
/// `Unauthenticated`; `Invalid` on `email` or `password`; `RateLimited`.
pub async fn change_email(ctx: &Context, input: ChangeEmail) -> Result<()> {
    let known = prove(ctx, "password", &input.password, |known| {
        let mut fields = Fields::default();
        let email = fields.take(EmailAddress::parse("email", &input.email));
        let same = email.is_some_and(|email| email.as_str() == known.email);
        fields.require(!same, "email", "EMAIL_SAME");
        fields
    })
    .await?;
    let email = EmailAddress::parse("email", &input.email)?;
    let tx = ctx.tx().await?;
    let url = &ctx.hub().settings().public_url;
    let at = ctx.now().timestamp_millis();
    if let Some(other) = people::by_email(tx, &email).await? {
        let letter = Letter::AlreadyRegistered {
            sign_in_link: format!("{url}/sign-in"),
            reset_link: format!("{url}/forgotten-password"),
        };
        let occasion = format!("change-email-taken:{}:{at}", known.id);
        return outbox::send(ctx, &Recipient::from(&other), &occasion, &letter).await;
    }
    let token = token::make_for(
        ctx,
        known.id,
        email.as_str(),
        TokenPurpose::ChangeEmail,
        TimeDelta::hours(24),
    )
    .await?;
    let letter = Letter::ConfirmNewEmail {
        link: format!("{url}/confirm-new-email?token={token}"),
        hours: 24,
    };
    let to = Recipient {
        person_id: Some(known.id),
        address: email.into_string(),
        name: known.name.clone(),
    };
    outbox::send(
        ctx,
        &to,
        &format!("change-email:{}:{at}", known.id),
        &letter,
    )
    .await
}

/// Moves the viewer's account to the address that the link was sent to, and tells the old one. As
/// with [`confirm_email`](crate::account::confirm_email), reading the mail is not enough.
///
/// # Errors
/// `Unauthenticated`; `Invalid` on `token` when the link is used, too old, or another account's,
/// or the address was taken meanwhile.
pub async fn confirm_new_email(ctx: &Context, token: String) -> Result<Person> {
    let found = token::redeem_own(ctx, &token, TokenPurpose::ChangeEmail).await?;
    let tx = ctx.tx().await?;
    let known = people::by_id(tx, found.person_id).await?;
    let row = person::ActiveModel {
        id: Set(known.id),
        email: Set(found.email.clone()),
        email_confirmed_at: Set(Some(ctx.now())),
        ..Default::default()
    };
    let person = row.update(tx).await.map_err(|error| {
        if is_duplicate(&error) {
            Error::field("token", "LINK_EXPIRED")
        } else {
            error.into()
        }
    })?;
    // Links that went to the old address would hand the account to whoever reads it now.
    token::drop_all(ctx, person.id).await?;
    let entry = audit::Entry {
        action: "email_changed",
        object_kind: "person",
        object_id: person.id,
        challenge_id: None,
        details: json!({}),
    };
    audit::record(ctx, entry).await?;
    if known.email_confirmed_at.is_none() {
        return Ok(person);
    }
    let letter = Letter::EmailChanged {
        address: person.email.clone(),
    };
    let occasion = format!("email-changed:{}:{}", person.id, found.id);
    outbox::send(ctx, &Recipient::from(&known), &occasion, &letter).await?;
    Ok(person)
}
