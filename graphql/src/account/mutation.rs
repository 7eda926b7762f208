//! Changes of this area.

use async_graphql::{Context, InputObject, Object, Result, SimpleObject};
use hub_domain::account::{confirm_email, register, reset_password, session, sign_in};

use crate::account::types::Person;
use crate::error::UserError;
use crate::payload;
use crate::request::change;

/// What somebody fills in to make an account.
#[derive(InputObject)]
pub struct RegisterInput {
    /// The name that others will see.
    name: String,
    /// A unique handle of 3 to 30 letters, numbers and single hyphens.
    handle: String,
    /// Email address; a mail asks to confirm it.
    email: String,
    /// 15 characters or more.
    password: String,
}

/// What somebody fills in to sign in.
#[derive(InputObject)]
pub struct SignInInput {
    /// Email address.
    email: String,
    /// Password.
    password: String,
}

/// A link from a mail.
#[derive(InputObject)]
pub struct ConfirmEmailInput {
    /// The token in the link.
    pub(super) token: String,
}

/// Which account's password was forgotten.
#[derive(InputObject)]
pub struct RequestPasswordResetInput {
    /// Email address.
    email: String,
}

/// A new password.
#[derive(InputObject)]
pub struct ResetPasswordInput {
    /// The token in the link.
    token: String,
    /// 15 characters or more.
    password: String,
}

/// Whether it was done.
#[derive(SimpleObject)]
pub struct Done {
    /// Whether it was done.
    pub done: bool,
    /// What is wrong with the input; empty when it was done.
    pub user_errors: Vec<UserError>,
}

impl<T> From<crate::request::Outcome<T>> for Done {
    fn from(outcome: crate::request::Outcome<T>) -> Self {
        match outcome {
            Ok(_) => Self {
                done: true,
                user_errors: Vec::new(),
            },
            Err(user_errors) => Self {
                done: false,
                user_errors,
            },
        }
    }
}

/// A new session.
#[derive(SimpleObject)]
pub struct SignInPayload {
    /// The session's token, shown once; send it as `Authorization: Bearer`.
    pub token: Option<String>,
    /// Who signed in.
    pub person: Option<Person>,
    /// What is wrong with the input; empty when it was done.
    pub user_errors: Vec<UserError>,
}

payload! {
    /// A person whose account changed.
    PersonPayload {
        /// The person.
        person: Person
    }
}

/// Accounts.
#[derive(Default)]
pub struct AccountMutation;

#[Object]
impl AccountMutation {
    /// Makes an account and mails a link to confirm its address. The answer does not tell
    /// whether the address had an account before.
    async fn register(&self, ctx: &Context<'_>, input: RegisterInput) -> Result<Done> {
        let input = register::Register {
            name: input.name,
            handle: input.handle,
            email: input.email,
            password: input.password,
        };
        Ok(
            change(ctx, input, |c, i| Box::pin(register::register(c, i)))
                .await?
                .into(),
        )
    }

    /// Confirms the address that a link was mailed to.
    async fn confirm_email(
        &self,
        ctx: &Context<'_>,
        input: ConfirmEmailInput,
    ) -> Result<PersonPayload> {
        Ok(change(ctx, input.token, |c, i| {
            Box::pin(confirm_email::confirm_email(c, i))
        })
        .await?
        .into())
    }

    /// Mails the link that confirms the viewer's address again.
    async fn resend_confirmation(&self, ctx: &Context<'_>) -> Result<Done> {
        Ok(change(ctx, (), |c, ()| {
            Box::pin(confirm_email::resend_confirmation(c))
        })
        .await?
        .into())
    }

    /// Begins a session. Each call takes one from the limits of sign-in, also when several stand
    /// in one document.
    async fn sign_in(&self, ctx: &Context<'_>, input: SignInInput) -> Result<SignInPayload> {
        let input = sign_in::SignIn {
            email: input.email,
            password: input.password,
        };
        let outcome = change(ctx, input, |c, i| Box::pin(sign_in::sign_in(c, i))).await?;
        Ok(match outcome {
            Ok(session) => SignInPayload {
                token: Some(session.token),
                person: Some(session.person.into()),
                user_errors: Vec::new(),
            },
            Err(user_errors) => SignInPayload {
                token: None,
                person: None,
                user_errors,
            },
        })
    }

    /// Ends the session that asks.
    async fn sign_out(&self, ctx: &Context<'_>) -> Result<Done> {
        Ok(change(ctx, (), |c, ()| Box::pin(session::sign_out(c)))
            .await?
            .into())
    }

    /// Mails a link to choose a new password. The answer does not tell whether there is such an
    /// account.
    async fn request_password_reset(
        &self,
        ctx: &Context<'_>,
        input: RequestPasswordResetInput,
    ) -> Result<Done> {
        let outcome = change(ctx, input.email, |c, i| {
            Box::pin(reset_password::request_password_reset(c, i))
        });
        Ok(outcome.await?.into())
    }

    /// Chooses a new password by a mailed link, and ends all sessions of the account.
    async fn reset_password(
        &self,
        ctx: &Context<'_>,
        input: ResetPasswordInput,
    ) -> Result<PersonPayload> {
        let outcome = change(
            ctx,
            (input.token, input.password),
            |c, (token, password)| Box::pin(reset_password::reset_password(c, token, password)),
        );
        Ok(outcome.await?.into())
    }
}
