//! Invitations that came by mail.

use async_graphql::{Context, Enum, InputObject, Object, Result, SimpleObject};
use chrono::{DateTime, Utc};
use hub_domain::account::accept_invitation::{self, Accepted, Offer};

use crate::account::mutation::Done;
use crate::account::types::Person;
use crate::error::{UserError, optional};
use crate::request::{change, reader};

/// What accepting does.
#[derive(Enum, Copy, Clone, Eq, PartialEq)]
#[graphql(remote = "hub_domain::account::InvitationPurpose")]
pub enum InvitationPurpose {
    /// Joins a proposal as a partner, who then consents to it or not.
    Partner,
    /// Judges a challenge.
    Judge,
}

/// An invitation, as whoever holds its link sees it.
pub struct Invitation(Offer);

/// An invitation, as whoever holds its link sees it.
#[Object]
impl Invitation {
    /// What accepting does.
    async fn purpose(&self) -> InvitationPurpose {
        self.0.invitation.purpose.into()
    }
    /// The address that was invited.
    async fn email(&self) -> &str {
        &self.0.invitation.email
    }
    /// Who invites.
    async fn inviter(&self) -> Option<Person> {
        self.0.inviter.clone().map(Person)
    }
    /// Title of the challenge.
    async fn challenge_title(&self) -> &str {
        &self.0.challenge_title
    }
    /// Title of the proposal, for partners.
    async fn proposal_title(&self) -> Option<&str> {
        self.0.proposal_title.as_deref()
    }
    /// Until when it can be answered.
    async fn expires_at(&self) -> DateTime<Utc> {
        self.0.invitation.expires_at
    }
    /// Whether the invited address has an account, which signs in to accept.
    async fn has_account(&self) -> bool {
        self.0.has_account
    }
}

/// An answer, and the new account of somebody who has none.
#[derive(InputObject)]
pub struct AcceptInvitationInput {
    /// The token in the link.
    token: String,
    /// The name that others will see; for a new account.
    name: Option<String>,
    /// A unique handle; for a new account.
    handle: Option<String>,
    /// 15 characters or more; for a new account.
    password: Option<String>,
}

/// An answer.
#[derive(InputObject)]
pub struct DeclineInvitationInput {
    /// The token in the link.
    token: String,
}

/// An accepted invitation.
#[derive(SimpleObject, Default)]
pub struct AcceptInvitationPayload {
    /// Who accepted.
    pub person: Option<Person>,
    /// Where it leads.
    pub path: Option<String>,
    /// A session's token for somebody who had none; send it as `Authorization: Bearer`.
    pub token: Option<String>,
    /// What is wrong with the input; empty when it was done.
    pub user_errors: Vec<UserError>,
}

impl From<Accepted> for AcceptInvitationPayload {
    fn from(accepted: Accepted) -> Self {
        Self {
            person: Some(accepted.person.into()),
            path: Some(accepted.path),
            token: accepted.token,
            user_errors: Vec::new(),
        }
    }
}

/// Reads of invitations.
#[derive(Default)]
pub struct InvitationQuery;

#[Object]
impl InvitationQuery {
    /// What a link invites to; null when it was answered, is too old or unknown.
    async fn invitation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The token in the link.")] token: String,
    ) -> Result<Option<Invitation>> {
        let found = accept_invitation::offer(reader(ctx)?, &token).await;
        Ok(optional(found)?.map(Invitation))
    }
}

/// Answers to invitations.
#[derive(Default)]
pub struct InvitationMutation;

#[Object]
impl InvitationMutation {
    /// Accepts an invitation, as whoever is signed in or with a new account, whose address the
    /// link confirms.
    async fn accept_invitation(
        &self,
        ctx: &Context<'_>,
        input: AcceptInvitationInput,
    ) -> Result<AcceptInvitationPayload> {
        let input = accept_invitation::AcceptInvitation {
            token: input.token,
            name: input.name,
            handle: input.handle,
            password: input.password,
        };
        let outcome = change(ctx, input, |c, i| {
            Box::pin(accept_invitation::accept_invitation(c, i))
        });
        Ok(match outcome.await? {
            Ok(accepted) => accepted.into(),
            Err(user_errors) => AcceptInvitationPayload {
                user_errors,
                ..Default::default()
            },
        })
    }

    /// Declines an invitation; whoever holds the link may.
    async fn decline_invitation(
        &self,
        ctx: &Context<'_>,
        input: DeclineInvitationInput,
    ) -> Result<Done> {
        let outcome = change(ctx, input.token, |c, i| {
            Box::pin(accept_invitation::decline_invitation(c, i))
        });
        Ok(outcome.await?.into())
    }
}
