//! Finding projects. All of them are public, but those that moderators hid.

use hub_entity::project::{project, project_dataset, project_partner, project_update};
use sea_orm::sea_query::{Query, SelectStatement};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    Select,
};

use crate::context::{Context, Viewer};
use crate::error::{Error, Result};
use crate::judging::access;
use crate::page::{Page, Slice};
use crate::platform::search_index;
use crate::policy::project::Part;
use crate::project::{DatasetUse, Partner, Update};
use crate::values;

/// A project.
pub type Project = project::Model;

/// Its address.
pub fn path(project: &Project) -> String {
    values::path("projects", project.id, &project.slug)
}

/// Projects that the viewer may see: all but those that a moderator hid, which its partners'
/// people, moderators and staff who run its programme see still.
pub fn visible_to(viewer: &Viewer) -> Select<project::Entity> {
    let select = project::Entity::find();
    if viewer.is_moderator() || viewer.is_staff() {
        return select;
    }
    let shown = Condition::any().add(project::Column::HiddenAt.is_null());
    let mut any = shown;
    if viewer.id().is_some() {
        any = any.add(project::Column::Id.in_subquery(partner_of(viewer)));
    }
    if viewer.runs_any() {
        any = any.add(project::Column::ChallengeId.in_subquery(access::of_own_programmes(viewer)));
    }
    select.filter(any)
}

/// One project that the viewer may see.
///
/// # Errors
/// `NotFound` when there is none.
pub async fn by_number(db: &impl ConnectionTrait, viewer: &Viewer, number: i64) -> Result<Project> {
    let select = visible_to(viewer).filter(project::Column::Id.eq(number));
    select.one(db).await?.ok_or(Error::NotFound)
}

/// Several that the viewer may see, for loaders.
///
/// # Errors
/// When the database does not answer.
pub async fn by_ids(
    db: &impl ConnectionTrait,
    viewer: &Viewer,
    ids: &[i64],
) -> Result<Vec<Project>> {
    let select = visible_to(viewer);
    Ok(select
        .filter(project::Column::Id.is_in(ids.iter().copied()))
        .all(db)
        .await?)
}

/// The projects that came from a challenge and are shown, in the order of their making.
///
/// # Errors
/// When the database does not answer.
pub async fn of_challenge(db: &impl ConnectionTrait, challenge_id: i64) -> Result<Vec<Project>> {
    Ok(project::Entity::find()
        .filter(project::Column::ChallengeId.eq(challenge_id))
        .filter(project::Column::HiddenAt.is_null())
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

/// What part the viewer has in the project.
///
/// # Errors
/// When the database does not answer.
pub async fn part(db: &impl ConnectionTrait, viewer: &Viewer, project_id: i64) -> Result<Part> {
    let mut runs = viewer.is_staff();
    if !runs && viewer.runs_any() {
        let own = access::of_own_programmes(viewer);
        let select = project::Entity::find_by_id(project_id)
            .filter(project::Column::ChallengeId.in_subquery(own));
        runs = select.one(db).await?.is_some();
    }
    Ok(Part {
        partner: is_partner(db, viewer, project_id).await?,
        runs,
    })
}

/// Puts the project into the search index, unless it is hidden.
pub(crate) async fn index(ctx: &Context, project: &Project) -> Result<()> {
    if project.hidden_at.is_some() {
        return Ok(());
    }
    let entry = search_index::Entry {
        kind: "project",
        object_id: project.id,
        visibility: "public".to_owned(),
        title: project.title.clone(),
        body: [&project.summary, &project.impact, &project.beneficiaries]
            .map(String::as_str)
            .join("\n\n"),
        path: path(project),
    };
    search_index::put(ctx, entry).await
}

/// The project, locked, for a use case; one that the viewer may see.
pub(crate) async fn locked(ctx: &Context, number: i64) -> Result<Project> {
    visible_to(ctx.viewer())
        .filter(project::Column::Id.eq(number))
        .lock_exclusive()
        .one(ctx.tx().await?)
        .await?
        .ok_or(Error::NotFound)
}
