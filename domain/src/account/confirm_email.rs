//! Confirming an address.

use hub_entity::account::{TokenPurpose, person};
use sea_orm::{ActiveModelTrait, ActiveValue::Set};

use crate::account::{Person, people, register, token};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::platform::limit;
use crate::policy;

/// Confirms the viewer's address, to which the link was sent. Reading the mail is not enough: who
/// opens a link that belongs to somebody else's account would lend it their address, and with it
/// what the address's domain proves.
///
/// # Errors
/// `Unauthenticated`; `Invalid` on `token` when the link is used, too old, or another account's.
pub async fn confirm_email(ctx: &Context, token: String) -> Result<Person> {
    let found = token::redeem_own(ctx, &token, TokenPurpose::ConfirmEmail).await?;
    let tx = ctx.tx().await?;
    let known = people::by_id(tx, found.person_id).await?;
    if known.email != found.email {
        return Err(Error::field("token", "LINK_EXPIRED"));
    }
    let person = person::ActiveModel {
        id: Set(known.id),
        email_confirmed_at: Set(Some(ctx.now())),
        ..Default::default()
    };
    Ok(person.update(tx).await?)
}

/// Sends the mail again.
///
/// # Errors
/// `Unauthenticated` for a visitor, `Invalid` when the address is confirmed already,
/// `RateLimited`; `Forbidden` for a token that only reads.
pub async fn resend_confirmation(ctx: &Context) -> Result<()> {
    let actor = ctx.actor()?;
    policy::require(
        ctx.viewer(),
        policy::account::may_edit(ctx.viewer(), actor.id),
    )?;
    if actor.confirmed {
        return Err(Error::field("", "ALREADY_CONFIRMED"));
    }
    limit::RESET
        .take(ctx.hub(), &format!("confirm:{}", actor.id))
        .await?;
    let person = people::by_id(ctx.tx().await?, actor.id).await?;
    register::ask_to_confirm(ctx, &person).await
}
