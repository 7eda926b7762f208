//! Reads of this area.

use async_graphql::{Context, Object, Result};
use hub_domain::community::read;

use crate::community::types::Community;
use crate::error::Graphql;
use crate::request::reader;

/// Communities of practice.
#[derive(Default)]
pub struct CommunityQuery;

#[Object]
impl CommunityQuery {
    /// The community with this number.
    async fn community(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Number, as in its address.")] number: i64,
    ) -> Result<Community> {
        let reader = reader(ctx)?;
        read::by_number(reader.db(), number)
            .await
            .graphql()
            .map(Community)
    }
}
