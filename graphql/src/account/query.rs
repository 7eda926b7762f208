//! Reads of this area.

use async_graphql::{Context, Object, Result};
use hub_domain::account::people;

use crate::account::types::{Person, Viewer};
use crate::error::Graphql;
use crate::request::reader;

/// People and who is looking.
#[derive(Default)]
pub struct AccountQuery;

#[Object]
impl AccountQuery {
    /// Who is looking.
    async fn viewer(&self, ctx: &Context<'_>) -> Result<Viewer> {
        Ok(Viewer(reader(ctx)?.viewer().clone()))
    }

    /// The profile of the person with this handle.
    async fn person(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Handle, with or without capitals.")] handle: String,
    ) -> Result<Person> {
        people::profile(reader(ctx)?, &handle)
            .await
            .graphql()
            .map(Person)
    }
}
