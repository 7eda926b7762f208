//! Finding projects. All of them are public.

use hub_entity::project::{
    ProjectState, project, project_dataset, project_partner, project_update,
};
use sea_orm::sea_query::{Expr, ExprTrait, Func, Query, SelectStatement};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};

use crate::context::{Context, Reader, Viewer};
use crate::error::{Error, Result};
use crate::page::{Page, Slice};
use crate::platform::search_index;
use crate::project::{DatasetUse, Partner, Update};
use crate::values;

/// A project.
pub type Project = project::Model;

/// Its address.
pub fn path(project: &Project) -> String {
    values::path("projects", project.id, &project.slug)
}

/// One project.
///
/// # Errors
/// `NotFound` when there is none.
pub async fn by_number(db: &impl ConnectionTrait, number: i64) -> Result<Project> {
    project::Entity::find_by_id(number)
        .one(db)
        .await?
        .ok_or(Error::NotFound)
}

/// Several at once, for loaders.
///
/// # Errors
/// When the database does not answer.
pub async fn by_ids(db: &impl ConnectionTrait, ids: &[i64]) -> Result<Vec<Project>> {
    let select = project::Entity::find();
    Ok(select
        .filter(project::Column::Id.is_in(ids.iter().copied()))
        .all(db)
        .await?)
}

/// Which projects are asked for.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Where they stand.
    pub state: Option<ProjectState>,
    /// Words of the title or the summary.
    pub query: Option<String>,
}

/// Projects, the newest first.
///
/// # Errors
/// `Invalid` for a cursor of another list.
pub async fn list(reader: &Reader, filter: &Filter, page: &Page) -> Result<Slice<Project>> {
    let mut wanted =
        Condition::all().add_option(filter.state.map(|s| project::Column::State.eq(s)));
    for word in filter
        .query
        .as_deref()
        .unwrap_or_default()
        .split_whitespace()
        .take(10)
    {
        let like = format!("%{}%", word.to_lowercase().replace(['%', '_', '\\'], " "));
        let holds = |column| Expr::expr(Func::lower(Expr::col(column))).like(like.clone());
        wanted = wanted.add(
            Condition::any()
                .add(holds((project::Entity, project::Column::Title)))
                .add(holds((project::Entity, project::Column::Summary))),
        );
    }
    let select = project::Entity::find().filter(wanted);
    let total = select.clone().count(reader.db()).await?;
    let mut select = select.order_by_desc(project::Column::Id);
    if let Some([id]) = page.key::<1>()? {
        let id: i64 = id
            .parse()
            .map_err(|_| Error::field("after", "BAD_CURSOR"))?;
        select = select.filter(project::Column::Id.lt(id));
    }
    let rows = select.limit(page.first + 1).all(reader.db()).await?;
    Ok(Slice::cut(rows, page, |p| vec![p.id.to_string()]).with_total(total))
}

/// The projects that came from a challenge, in the order of their making.
///
/// # Errors
/// When the database does not answer.
pub async fn of_challenge(db: &impl ConnectionTrait, challenge_id: i64) -> Result<Vec<Project>> {
    Ok(project::Entity::find()
        .filter(project::Column::ChallengeId.eq(challenge_id))
        .order_by_asc(project::Column::Id)
        .all(db)
        .await?)
}

/// What a project consists of.
#[derive(Debug, Clone)]
pub struct Parts {
    /// Number of the project.
    pub id: i64,
    /// Who is behind it, in the order in which they came.
    pub partners: Vec<Partner>,
    /// What it uses.
    pub datasets: Vec<DatasetUse>,
}

/// The parts of several projects, in two statements however many they are.
///
/// # Errors
/// When the database does not answer.
pub async fn parts(db: &impl ConnectionTrait, ids: &[i64]) -> Result<Vec<Parts>> {
    let partners = project_partner::Entity::find()
        .filter(project_partner::Column::ProjectId.is_in(ids.iter().copied()))
        .order_by_asc(project_partner::Column::Id)
        .all(db)
        .await?;
    let datasets = project_dataset::Entity::find()
        .filter(project_dataset::Column::ProjectId.is_in(ids.iter().copied()))
        .order_by_asc(project_dataset::Column::Id)
        .all(db)
        .await?;
    let of = |id: i64| Parts {
        id,
        partners: partners
            .iter()
            .filter(|p| p.project_id == id)
            .cloned()
            .collect(),
        datasets: datasets
            .iter()
            .filter(|d| d.project_id == id)
            .cloned()
            .collect(),
    };
    Ok(ids.iter().copied().map(of).collect())
}

/// News of a project, the newest first.
///
/// # Errors
/// `Invalid` for a cursor of another list.
pub async fn updates(
    db: &impl ConnectionTrait,
    project_id: i64,
    page: &Page,
) -> Result<Slice<Update>> {
    let mut select = project_update::Entity::find()
        .filter(project_update::Column::ProjectId.eq(project_id))
        .filter(project_update::Column::DeletedAt.is_null())
        .order_by_desc(project_update::Column::Id);
    if let Some([id]) = page.key::<1>()? {
        let id: i64 = id
            .parse()
            .map_err(|_| Error::field("after", "BAD_CURSOR"))?;
        select = select.filter(project_update::Column::Id.lt(id));
    }
    let rows = select.limit(page.first + 1).all(db).await?;
    Ok(Slice::cut(rows, page, |u| vec![u.id.to_string()]))
}

/// Projects that the viewer is a partner of, in person or through an organisation.
pub fn partner_of(viewer: &Viewer) -> SelectStatement {
    Query::select()
        .column(project_partner::Column::ProjectId)
        .from(project_partner::Entity)
        .cond_where(
            Condition::any()
                .add(project_partner::Column::PersonId.eq(viewer.id().unwrap_or(0)))
                .add(project_partner::Column::OrganisationId.is_in(viewer.organisation_ids())),
        )
        .to_owned()
}

/// Whether the viewer is a partner of the project.
///
/// # Errors
/// When the database does not answer.
pub async fn is_partner(
    db: &impl ConnectionTrait,
    viewer: &Viewer,
    project_id: i64,
) -> Result<bool> {
    if viewer.id().is_none() {
        return Ok(false);
    }
    let select = project::Entity::find_by_id(project_id)
        .filter(project::Column::Id.in_subquery(partner_of(viewer)));
    Ok(select.one(db).await?.is_some())
}

/// Puts the project into the search index.
pub(crate) async fn index(ctx: &Context, project: &Project) -> Result<()> {
    let entry = search_index::Entry {
        kind: "project",
        object_id: project.id,
        visibility: "public".to_owned(),
        title: project.title.clone(),
        body: format!("{}\n\n{}", project.summary, project.impact),
        path: path(project),
    };
    search_index::put(ctx, entry).await
}

/// The project, locked, for a use case.
pub(crate) async fn locked(ctx: &Context, number: i64) -> Result<Project> {
    project::Entity::find_by_id(number)
        .lock_exclusive()
        .one(ctx.tx().await?)
        .await?
        .ok_or(Error::NotFound)
}
