//! Reads of this area.

use async_graphql::{Context, Object, Result};
use hub_domain::page::Page;
use hub_domain::policy;
use hub_domain::programme::read;

use crate::connection::{List, list};
use crate::error::Graphql;
use crate::organisation::Organisation;
use crate::programme::types::Programme;
use crate::request::reader;

/// Programmes.
#[derive(Default)]
pub struct ProgrammeQuery;

#[Object]
impl ProgrammeQuery {
    /// The programme with this number.
    async fn programme(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Number, as in its address.")] number: i64,
    ) -> Result<Programme> {
        let reader = reader(ctx)?;
        read::by_number(reader.db(), number)
            .await
            .graphql()
            .map(Programme)
    }

    /// Programmes, by name.
    async fn programmes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only those that the viewer runs.")] own: Option<bool>,
        #[graphql(desc = "How many, 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "Cursor after which to begin.")] after: Option<String>,
    ) -> Result<List<Programme>> {
        let page = Page::parse(first, after.as_deref()).graphql()?;
        let slice = read::list(reader(ctx)?, own.unwrap_or(false), &page)
            .await
            .graphql()?;
        Ok(list(slice, page.after.is_some(), Programme))
    }

    /// The organisations that a new programme can be of: programme bodies, then councils; none for
    /// those who may not begin one.
    async fn programme_publishers(&self, ctx: &Context<'_>) -> Result<Vec<Organisation>> {
        let rows = read::publishers(reader(ctx)?).await.graphql()?;
        Ok(rows.into_iter().map(Organisation).collect())
    }

    /// Whether the viewer may begin a programme.
    async fn may_create_programme(&self, ctx: &Context<'_>) -> Result<bool> {
        Ok(policy::programme::may_create(reader(ctx)?.viewer()))
    }
}
