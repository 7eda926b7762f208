//! Reads of this area.

use async_graphql::{Context, Object, Result};
use hub_domain::proposal::read;

use crate::error::Graphql;
use crate::proposal::types::Proposal;
use crate::request::reader;

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
}
