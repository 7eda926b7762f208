//! Reads of this area.

use async_graphql::{Context, Object, Result, SimpleObject};
use hub_domain::page::Page;
use hub_domain::policy;
use hub_domain::project::list::{self, Filter};
use hub_domain::project::{self, read, register, still_live};
use hub_locales::sentence;

use crate::catalogue::FacetValue;
use crate::connection::{self, List};
use crate::error::Graphql;
use crate::loaders::unwrap;
use crate::project::types::{Project, ProjectOrigin, ProjectState};
use crate::request::{loaders, reader};

/// Projects.
#[derive(Default)]
pub struct ProjectQuery;

#[allow(
    clippy::too_many_arguments,
    reason = "each filter is an argument, and the macro repeats the facets' functions"
)]
#[Object]
impl ProjectQuery {
    /// The project with this number.
    async fn project(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Number, as in its address.")] number: i64,
    ) -> Result<Project> {
        let reader = reader(ctx)?;
        read::by_number(reader.db(), reader.viewer(), number)
            .await
            .graphql()
            .map(Project)
    }

    /// Projects, the newest first.
    async fn projects(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Where they stand.")] state: Option<ProjectState>,
        #[graphql(desc = "Where they came from.")] origin: Option<ProjectOrigin>,
        #[graphql(desc = "Number of an organisation that publishes data that they use.")]
        publisher: Option<i64>,
        #[graphql(desc = "Number of the challenge in which they were selected.")] challenge: Option<
            i64,
        >,
        #[graphql(desc = "Number of the programme in whose challenges they were selected.")]
        programme: Option<i64>,
        #[graphql(desc = "Words that all must be found.")] query: Option<String>,
        #[graphql(desc = "How many, 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "Cursor after which to begin.")] after: Option<String>,
    ) -> Result<List<Project>> {
        let page = Page::parse(first, after.as_deref()).graphql()?;
        let filter = Filter {
            state: state.map(Into::into),
            origin: origin.map(Into::into),
            publisher,
            challenge,
            programme,
            query,
        };
        let slice = list::list(reader(ctx)?, &filter, &page).await.graphql()?;
        Ok(connection::list(slice, page.after.is_some(), Project))
    }

    /// What a list of projects can be narrowed by. Each is counted without its own filter.
    async fn project_facets(
        &self,
        #[graphql(desc = "Where they stand.")] state: Option<ProjectState>,
        #[graphql(desc = "Where they came from.")] origin: Option<ProjectOrigin>,
        #[graphql(desc = "Number of an organisation that publishes data that they use.")]
        publisher: Option<i64>,
        #[graphql(desc = "Number of the challenge in which they were selected.")] challenge: Option<
            i64,
        >,
        #[graphql(desc = "Number of the programme in whose challenges they were selected.")]
        programme: Option<i64>,
        #[graphql(desc = "Words that all must be found.")] query: Option<String>,
    ) -> ProjectFacets {
        ProjectFacets(Filter {
            state: state.map(Into::into),
            origin: origin.map(Into::into),
            publisher,
            challenge,
            programme,
            query,
        })
    }

    /// The projects that are known at a web address, before one registers another.
    async fn projects_at(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The web address of a service.")] address: String,
    ) -> Result<Vec<Project>> {
        let rows = register::at_address(reader(ctx)?, &address).await;
        Ok(rows.graphql()?.into_iter().map(Project).collect())
    }

    /// Whether the viewer may register a project.
    async fn viewer_can_register(&self, ctx: &Context<'_>) -> Result<bool> {
        Ok(policy::project::may_register(reader(ctx)?.viewer()))
    }

    /// What the link of a mail asks: whether a project is still live.
    async fn still_live(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The last part of the link.")] token: String,
    ) -> Result<StillLive> {
        let question = still_live::question(reader(ctx)?, &token).await.graphql()?;
        Ok(StillLive {
            project: Project(question.project),
            open: question.open,
        })
    }
}

/// The question whether a project is still live.
#[derive(SimpleObject)]
pub struct StillLive {
    /// Which project.
    project: Project,
    /// Whether an answer still counts: nobody has given one, and nobody was asked again.
    open: bool,
}

/// What a list of projects can be narrowed by.
pub struct ProjectFacets(Filter);

/// What a list of projects can be narrowed by.
#[Object]
impl ProjectFacets {
    /// Where they stand.
    async fn state(&self, ctx: &Context<'_>) -> Result<Vec<FacetValue>> {
        let values = list::states(reader(ctx)?, &self.0).await.graphql()?;
        let named = values.into_iter().map(|value| {
            let code = match value.value {
                project::ProjectState::InDelivery => "IN_DELIVERY",
                project::ProjectState::Live => "LIVE",
                project::ProjectState::Completed => "COMPLETED",
                project::ProjectState::Stopped => "STOPPED",
            };
            named(code, &format!("project-state-{code}"), value.count)
        });
        Ok(named.collect())
    }
    /// Where they came from.
    async fn origin(&self, ctx: &Context<'_>) -> Result<Vec<FacetValue>> {
        let values = list::origins(reader(ctx)?, &self.0).await.graphql()?;
        let named = values.into_iter().map(|value| {
            let code = match value.value {
                list::Origin::Challenge => "CHALLENGE",
                list::Origin::Registered => "REGISTERED",
            };
            named(code, &format!("project-origin-{code}"), value.count)
        });
        Ok(named.collect())
    }
    /// Publishers of the data that they use, by number.
    async fn publisher(&self, ctx: &Context<'_>) -> Result<Vec<FacetValue>> {
        let values = list::publishers(reader(ctx)?, &self.0).await.graphql()?;
        let ids: Vec<i64> = values.iter().map(|value| value.value).collect();
        let rows = loaders(ctx)?.organisations.load_many(ids).await;
        let rows = rows.map_err(unwrap).graphql()?;
        let known = values.into_iter().filter_map(|value| {
            Some(FacetValue {
                label: rows.get(&value.value)?.name.clone(),
                value: value.value.to_string(),
                count: value.count,
            })
        });
        Ok(known.collect())
    }
}

fn named(code: &str, key: &str, count: i64) -> FacetValue {
    FacetValue {
        value: code.to_owned(),
        label: sentence(key, &[]).unwrap_or_else(|| code.to_owned()),
        count,
    }
}
