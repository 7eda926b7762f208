//! Reads of this area.

use async_graphql::{Context, Object, Result};
use hub_domain::challenge;
use hub_domain::proposal::read;
use hub_domain::proposal::screening_desk::Desk;

use crate::error::Graphql;
use crate::proposal::choices::ProposalChoices;
use crate::proposal::screening::ScreeningDesk;
use crate::proposal::types::Proposal;
use crate::request::{loaders, reader};

/// Partnerships and what they propose.
#[derive(Default)]
pub struct ProposalQuery;

#[Object]
impl ProposalQuery {
    /// The proposal with this key, for those who may see it.
    async fn proposal(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Random key, as in its address.")] key: String,
    ) -> Result<Proposal> {
        read::by_key(reader(ctx)?, &key)
            .await
            .graphql()
            .map(Proposal)
    }

    /// What a proposal for this challenge can be made of.
    async fn proposal_choices(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Number of the challenge.")] number: i64,
    ) -> Result<ProposalChoices> {
        let reader = reader(ctx)?;
        challenge::read::by_number(reader.db(), reader.viewer(), number)
            .await
            .graphql()
            .map(ProposalChoices)
    }
    /// What was handed in for a challenge, for staff without a part in it to look whether it may
    /// take part, once the challenge has closed.
    async fn screening(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Number of the challenge.")] number: i64,
    ) -> Result<ScreeningDesk> {
        let reader = reader(ctx)?;
        let challenge = challenge::read::by_number(reader.db(), reader.viewer(), number)
            .await
            .graphql()?;
        let place = loaders(ctx)?.place_in_challenge(number).await.graphql()?;
        let desk = Desk::of(reader, &challenge, place.standing).graphql()?;
        Ok(ScreeningDesk { challenge, desk })
    }
}
