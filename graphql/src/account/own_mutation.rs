//! What people do with their own account.

use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};
use hub_domain::account::{api_token, change_email, change_password, change_profile, session};

use crate::account::mutation::{ConfirmEmailInput, Done, PersonPayload};
use crate::account::own::{ApiScope, ApiToken};
use crate::error::{Graphql, UserError};
use crate::id::number;
use crate::request::change;

/// A profile.
#[derive(InputObject)]
pub struct ChangeProfileInput {
    /// The name that others see.
    name: String,
    /// Role at work, in the person's own words.
    #[graphql(default)]
    job_title: String,
    /// About the person, as Markdown.
    #[graphql(default)]
    about: String,
    /// Skills, as short words; one entry may hold several between commas.
    #[graphql(default)]
    skills: Vec<String>,
    /// Whether replies in followed topics are mailed.
    mail_replies: bool,
    /// The version that was edited.
    version: i32,
}

/// A password for another.
#[derive(InputObject)]
pub struct ChangePasswordInput {
    /// The password as it is.
    current: String,
    /// The new one: 15 characters or more.
    password: String,
}

/// Another address.
#[derive(InputObject)]
pub struct ChangeEmailInput {
    /// The new address, which gets a link.
    email: String,
    /// The account's password.
    password: String,
}

/// Which session.
#[derive(InputObject)]
pub struct EndSessionInput {
    /// Global id of the session.
    id: ID,
}

/// A new token.
#[derive(InputObject)]
pub struct CreateApiTokenInput {
    /// What it is for.
    name: String,
    /// What it may do; reading is always part of it.
    scopes: Vec<ApiScope>,
    /// For how many days it works: 30, 90 or 365.
    days: i32,
    /// A repeat with the same id makes no second token.
    request_id: Option<String>,
}

/// Which token.
#[derive(InputObject)]
pub struct RevokeApiTokenInput {
    /// Global id of the token.
    id: ID,
}

/// A new token.
#[derive(SimpleObject)]
pub struct CreateApiTokenPayload {
    /// The token itself, shown this once; send it as `Authorization: Bearer`.
    pub token: Option<String>,
    /// What is kept of it.
    pub api_token: Option<ApiToken>,
    /// What is wrong with the input; empty when it was done.
    pub user_errors: Vec<UserError>,
}

/// One's own account.
#[derive(Default)]
pub struct OwnAccountMutation;

#[Object]
impl OwnAccountMutation {
    /// Changes the viewer's profile.
    async fn change_profile(
        &self,
        ctx: &Context<'_>,
        input: ChangeProfileInput,
    ) -> Result<PersonPayload> {
        let input = change_profile::ChangeProfile {
            name: input.name,
            job_title: input.job_title,
            about: input.about,
            skills: input.skills,
            mail_replies: input.mail_replies,
            version: input.version,
        };
        let outcome = change(ctx, input, |c, i| {
            Box::pin(change_profile::change_profile(c, i))
        });
        Ok(outcome.await?.into())
    }

    /// Changes the viewer's password and ends their other sessions.
    async fn change_password(
        &self,
        ctx: &Context<'_>,
        input: ChangePasswordInput,
    ) -> Result<PersonPayload> {
        let input = change_password::ChangePassword {
            current: input.current,
            password: input.password,
        };
        let outcome = change(ctx, input, |c, i| {
            Box::pin(change_password::change_password(c, i))
        });
        Ok(outcome.await?.into())
    }

    /// Mails a link to a new address; the old one stays until it is followed. The answer does
    /// not tell whether the new address has an account.
    async fn change_email(&self, ctx: &Context<'_>, input: ChangeEmailInput) -> Result<Done> {
        let input = change_email::ChangeEmail {
            email: input.email,
            password: input.password,
        };
        let outcome = change(ctx, input, |c, i| {
            Box::pin(change_email::change_email(c, i))
        });
        Ok(outcome.await?.into())
    }

    /// Moves an account to the address that a link was mailed to.
    async fn confirm_new_email(
        &self,
        ctx: &Context<'_>,
        input: ConfirmEmailInput,
    ) -> Result<PersonPayload> {
        let outcome = change(ctx, input.token, |c, i| {
            Box::pin(change_email::confirm_new_email(c, i))
        });
        Ok(outcome.await?.into())
    }

    /// Ends one of the viewer's sessions.
    async fn end_session(&self, ctx: &Context<'_>, input: EndSessionInput) -> Result<Done> {
        let id = number("Session", &input.id).graphql()?;
        let outcome = change(ctx, id, |c, i| Box::pin(session::end_session(c, i)));
        Ok(outcome.await?.into())
    }

    /// Makes a personal token for programs. Only somebody who is signed in may, not a program.
    async fn create_api_token(
        &self,
        ctx: &Context<'_>,
        input: CreateApiTokenInput,
    ) -> Result<CreateApiTokenPayload> {
        let input = api_token::CreateApiToken {
            name: input.name,
            write: input.scopes.contains(&ApiScope::Write),
            days: input.days,
            request_id: input.request_id,
        };
        let outcome = change(ctx, input, |c, i| {
            Box::pin(api_token::create_api_token(c, i))
        });
        let (made, user_errors) = match outcome.await? {
            Ok(made) => (Some(made), Vec::new()),
            Err(user_errors) => (None, user_errors),
        };
        let (row, token) = made.unzip();
        Ok(CreateApiTokenPayload {
            token,
            api_token: row.map(ApiToken),
            user_errors,
        })
    }

    /// Ends one of the viewer's tokens.
    async fn revoke_api_token(
        &self,
        ctx: &Context<'_>,
        input: RevokeApiTokenInput,
    ) -> Result<Done> {
        let id = number("ApiToken", &input.id).graphql()?;
        let outcome = change(ctx, id, |c, i| Box::pin(api_token::revoke_api_token(c, i)));
        Ok(outcome.await?.into())
    }
}
