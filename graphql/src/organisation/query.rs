//! Reads of this area.

use async_graphql::{Context, Object, Result};
use hub_domain::organisation::read;

use crate::error::Graphql;
use crate::organisation::types::Organisation;
use crate::request::reader;

/// Organisations.
#[derive(Default)]
pub struct OrganisationQuery;

#[Object]
impl OrganisationQuery {
    /// The organisation with this number.
    async fn organisation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Number, as in its address.")] number: i64,
    ) -> Result<Organisation> {
        let reader = reader(ctx)?;
        read::by_number(reader.db(), number)
            .await
            .graphql()
            .map(Organisation)
    }
}
