//! Reads of this area.

use async_graphql::{Context, Object, Result};
use hub_domain::page::Page;
use hub_domain::project::read::{self, Filter};

use crate::connection::{self, List};
use crate::error::Graphql;
use crate::project::types::{Project, ProjectState};
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

    /// Projects, the newest first.
    async fn projects(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Where they stand.")] state: Option<ProjectState>,
        #[graphql(desc = "Words of the title or the summary.")] query: Option<String>,
        #[graphql(desc = "How many, 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "Cursor after which to begin.")] after: Option<String>,
    ) -> Result<List<Project>> {
        let page = Page::parse(first, after.as_deref()).graphql()?;
        let filter = Filter {
            state: state.map(Into::into),
            query,
        };
        let slice = read::list(reader(ctx)?, &filter, &page).await.graphql()?;
        Ok(connection::list(slice, page.after.is_some(), Project))
    }
}
