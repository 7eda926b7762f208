//! Reads of this area.

use async_graphql::{Context, Object, Result};
use hub_domain::challenge::read;

use crate::challenge::types::Challenge;
use crate::error::Graphql;
use crate::request::reader;

/// Challenges.
#[derive(Default)]
pub struct ChallengeQuery;

#[Object]
impl ChallengeQuery {
    /// The challenge with this number.
    async fn challenge(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Number, as in its address.")] number: i64,
    ) -> Result<Challenge> {
        let reader = reader(ctx)?;
        read::by_number(reader.db(), reader.viewer(), number)
            .await
            .graphql()
            .map(Challenge)
    }
}
