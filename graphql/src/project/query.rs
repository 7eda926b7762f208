//! Reads of this area.

use async_graphql::{Context, Object, Result};
use hub_domain::project::read;

use crate::error::Graphql;
use crate::project::types::Project;
use crate::request::reader;

/// Projects.
#[derive(Default)]
pub struct ProjectQuery;

#[Object]
impl ProjectQuery {
    /// The project with this number.
    async fn project(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Number, as in its address.")] number: i64,
    ) -> Result<Project> {
        let reader = reader(ctx)?;
        read::by_number(reader.db(), number)
            .await
            .graphql()
            .map(Project)
    }
}
