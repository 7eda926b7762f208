//! Choosing a new password while signed in.

use hub_entity::account::person;
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::json;

use crate::account::password::{self, Password};
use crate::account::{Person, people, session, token};
use crate::context::Context;
use crate::error::{FieldError, Result};
use crate::platform::letter::Letter;
use crate::platform::outbox::{self, Recipient};
use crate::platform::{audit, limit};
use crate::policy;
use crate::values::Fields;

/// What somebody fills in.
#[derive(Debug, Clone)]
pub struct ChangePassword {
    /// The password as it is.
    pub current: String,
    /// The new one.
    pub password: String,
}

/// Changes the viewer's password and ends their other sessions, because whoever knew the old
/// password may hold one.
///
/// # Errors
/// `Unauthenticated`; `Invalid` on `current` or `password`; `RateLimited`.
pub async fn change_password(ctx: &Context, input: ChangePassword) -> Result<Person> {
    let known = prove(ctx, "current", &input.current, |known| {
        let own = [known.name.as_str(), &known.handle, &known.email];
        let mut fields = Fields::default();
        fields.take(Password::parse("password", &input.password, &own));
        fields
    })
    .await?;
    let own = [known.name.as_str(), &known.handle, &known.email];
    let password = Password::parse("password", &input.password, &own)?;
    let hash = password.hash(ctx.hub()).await?;
    let person = person::ActiveModel {
        id: Set(known.id),
        password_hash: Set(Some(hash)),
        ..Default::default()
    }
    .update(ctx.tx().await?)
    .await?;
    session::end_all(ctx, person.id, ctx.caller().session).await?;
    token::drop_all(ctx, person.id).await?;
    tell(ctx, &person).await?;
    Ok(person)
}

/// Proves that the viewer knows their password, before anything that would hand the account to
/// somebody else. What else is wrong with the form is told together with a wrong password.
pub(crate) async fn prove(
    ctx: &Context,
    field: &str,
    typed: &str,
    check: impl Fn(&Person) -> Fields + Send,
) -> Result<Person> {
    let actor = ctx.actor()?;
    policy::require(
        ctx.viewer(),
        policy::account::may_edit(ctx.viewer(), actor.id),
    )?;
    limit::PROVE.take(ctx.hub(), &actor.id.to_string()).await?;
    let known = people::by_id(ctx.hub().database().reader(), actor.id).await?;
    let mut fields = check(&known);
    if typed.is_empty() {
        fields.push(FieldError::new(field, "REQUIRED"));
    } else if !password::verify(ctx.hub(), typed, known.password_hash.as_deref()).await? {
        fields.push(FieldError::new(field, "WRONG_PASSWORD"));
    }
    fields.finish()?;
    Ok(known)
}

/// Notes the change and tells the owner, who may not have made it.
pub(crate) async fn tell(ctx: &Context, person: &Person) -> Result<()> {
    let entry = audit::Entry {
        action: "password_changed",
        object_kind: "person",
        object_id: person.id,
        challenge_id: None,
        details: json!({}),
    };
    audit::record(ctx, entry).await?;
    let url = &ctx.hub().settings().public_url;
    let letter = Letter::PasswordChanged {
        reset_link: format!("{url}/forgotten-password"),
    };
    let occasion = format!(
        "password-changed:{}:{}",
        person.id,
        ctx.now().timestamp_millis()
    );
    outbox::send(ctx, &Recipient::from(person), &occasion, &letter).await
}
