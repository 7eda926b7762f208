//! Changes of this area.

use async_graphql::{Context, Object, Result};
use hub_domain::challenge::amend_rules::{self, AmendRules};
use hub_domain::challenge::cancel_challenge::{self, CancelChallenge};
use hub_domain::challenge::create_challenge::{self, CreateChallenge};
use hub_domain::challenge::edit_challenge::{self, EditChallenge};
use hub_domain::challenge::extend_deadline::{self, ExtendDeadline};
use hub_domain::challenge::move_challenge::{self, MoveChallenge};
use hub_domain::challenge::request_edits::{self, RequestEdits};
use hub_domain::challenge::{publish_challenge, submit_for_review};

use crate::challenge::input::{
    AmendChallengeRulesInput, CancelChallengeInput, ChallengeInput, CreateChallengeInput,
    EditChallengeInput, ExtendDeadlineInput, MoveChallengeInput, RequestChallengeEditsInput,
};
use crate::challenge::types::Challenge;
use crate::payload;
use crate::request::change;

payload! {
    /// A challenge that changed.
    ChallengePayload {
        /// The challenge.
        challenge: Challenge
    }
}

/// Challenges.
#[derive(Default)]
pub struct ChallengeMutation;

#[Object]
impl ChallengeMutation {
    /// Drafts a challenge from the template Make it Local.
    async fn create_challenge(
        &self,
        ctx: &Context<'_>,
        input: CreateChallengeInput,
    ) -> Result<ChallengePayload> {
        let outcome = change(ctx, CreateChallenge::from(input), |c, i| {
            Box::pin(create_challenge::create_challenge(c, i))
        });
        Ok(outcome.await?.into())
    }

    /// Saves an edit: everything until it opens, and its texts and datasets afterwards.
    async fn edit_challenge(
        &self,
        ctx: &Context<'_>,
        input: EditChallengeInput,
    ) -> Result<ChallengePayload> {
        let outcome = change(ctx, EditChallenge::from(input), |c, i| {
            Box::pin(edit_challenge::edit_challenge(c, i))
        });
        Ok(outcome.await?.into())
    }

    /// Hands a council's draft in for staff to publish.
    async fn submit_challenge_for_review(
        &self,
        ctx: &Context<'_>,
        input: ChallengeInput,
    ) -> Result<ChallengePayload> {
        let outcome = change(ctx, input.number, |c, number| {
            Box::pin(submit_for_review::submit_for_review(c, number))
        });
        Ok(outcome.await?.into())
    }

    /// Hands a challenge back to be improved, with a note.
    async fn request_challenge_edits(
        &self,
        ctx: &Context<'_>,
        input: RequestChallengeEditsInput,
    ) -> Result<ChallengePayload> {
        let outcome = change(ctx, RequestEdits::from(input), |c, i| {
            Box::pin(request_edits::request_edits(c, i))
        });
        Ok(outcome.await?.into())
    }

    /// Publishes a challenge; from then on the clock opens and closes it.
    async fn publish_challenge(
        &self,
        ctx: &Context<'_>,
        input: ChallengeInput,
    ) -> Result<ChallengePayload> {
        let outcome = change(ctx, input.number, |c, number| {
            Box::pin(publish_challenge::publish_challenge(c, number))
        });
        Ok(outcome.await?.into())
    }

    /// Moves deadlines: only later, and only before they pass.
    async fn extend_deadline(
        &self,
        ctx: &Context<'_>,
        input: ExtendDeadlineInput,
    ) -> Result<ChallengePayload> {
        let outcome = change(ctx, ExtendDeadline::from(input), |c, i| {
            Box::pin(extend_deadline::extend_deadline(c, i))
        });
        Ok(outcome.await?.into())
    }

    /// Amends the rules of a challenge that has opened, with a reason, until the first review is
    /// in. Everybody concerned is told.
    async fn amend_challenge_rules(
        &self,
        ctx: &Context<'_>,
        input: AmendChallengeRulesInput,
    ) -> Result<ChallengePayload> {
        let outcome = change(ctx, AmendRules::from(input), |c, i| {
            Box::pin(amend_rules::amend_rules(c, i))
        });
        Ok(outcome.await?.into())
    }

    /// Moves a challenge on: screening begins or ends, decisions are fixed or opened again,
    /// delivery begins, it is completed, it is put away.
    async fn move_challenge(
        &self,
        ctx: &Context<'_>,
        input: MoveChallengeInput,
    ) -> Result<ChallengePayload> {
        let outcome = change(ctx, MoveChallenge::from(input), |c, i| {
            Box::pin(move_challenge::move_challenge(c, i))
        });
        Ok(outcome.await?.into())
    }

    /// Calls a challenge off, and tells everybody who works on a proposal.
    async fn cancel_challenge(
        &self,
        ctx: &Context<'_>,
        input: CancelChallengeInput,
    ) -> Result<ChallengePayload> {
        let outcome = change(ctx, CancelChallenge::from(input), |c, i| {
            Box::pin(cancel_challenge::cancel_challenge(c, i))
        });
        Ok(outcome.await?.into())
    }
}
