//! Reads of this area.

use async_graphql::{Context, Object, Result};
use hub_domain::community::read;
use hub_domain::page::Page;
use hub_domain::policy;

use crate::community::types::Community;
use crate::connection::{List, list};
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

    /// All communities, by name.
    async fn communities(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many, 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "Cursor after which to begin.")] after: Option<String>,
    ) -> Result<List<Community>> {
        let page = Page::parse(first, after.as_deref()).graphql()?;
        let slice = read::list(reader(ctx)?, &page).await.graphql()?;
        Ok(list(slice, page.after.is_some(), Community))
    }

    /// The communities that the viewer belongs to, by name; none for a visitor.
    async fn own_communities(&self, ctx: &Context<'_>) -> Result<Vec<Community>> {
        let own = read::own(reader(ctx)?).await.graphql()?;
        Ok(own.into_iter().map(Community).collect())
    }

    /// Whether the viewer may found a community.
    async fn may_create_community(&self, ctx: &Context<'_>) -> Result<bool> {
        Ok(policy::community::may_found(reader(ctx)?.viewer()))
    }
}
