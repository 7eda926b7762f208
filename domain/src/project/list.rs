//! Projects as a list: a search, facets beside it, and one page at a time.

use hub_entity::catalogue::dataset;
use hub_entity::challenge::challenge;
use hub_entity::project::{ProjectState, project, project_dataset};
use sea_orm::sea_query::{Expr, Func};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, JoinType, Order, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait, Select,
};

use crate::catalogue::list::{Value, matching, values};
use crate::context::Reader;
use crate::error::{Error, Result};
use crate::page::{Page, Slice};
use crate::project::{Project, read};

/// Publishers that are listed; those beyond are found by searching.
const PUBLISHERS: u64 = 12;

/// Where a project came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// It was selected in a challenge.
    Challenge,
    /// Its makers registered it.
    Registered,
}

/// Which projects are asked for.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Where they stand.
    pub state: Option<ProjectState>,
    /// Where they came from.
    pub origin: Option<Origin>,
    /// Number of an organisation that publishes data that they use.
    pub publisher: Option<i64>,
    /// Number of the challenge in which they were selected.
    pub challenge: Option<i64>,
    /// Number of the programme in whose challenges they were selected.
    pub programme: Option<i64>,
    /// Words that all must be found.
    pub query: Option<String>,
}

/// Projects that the viewer may see, the newest first.
///
/// # Errors
/// `Invalid` for a cursor of another list.
pub async fn list(reader: &Reader, filter: &Filter, page: &Page) -> Result<Slice<Project>> {
    let select = select(reader, filter);
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

/// How many projects are in each state. A facet is counted without its own filter, so that one
/// may change one's mind.
///
/// # Errors
/// When the database does not answer.
pub async fn states(reader: &Reader, filter: &Filter) -> Result<Vec<Value<ProjectState>>> {
    let others = Filter {
        state: None,
        ..filter.clone()
    };
    let rows: Vec<(ProjectState, i64)> = select(reader, &others)
        .select_only()
        .column(project::Column::State)
        .column_as(project::Column::Id.count(), "number")
        .group_by(project::Column::State)
        .order_by_asc(project::Column::State)
        .into_tuple()
        .all(reader.db())
        .await?;
    Ok(values(rows, filter.state))
}

/// How many came from a challenge, and how many did not.
///
/// # Errors
/// When the database does not answer.
pub async fn origins(reader: &Reader, filter: &Filter) -> Result<Vec<Value<Origin>>> {
    let mut rows = Vec::new();
    for origin in [Origin::Challenge, Origin::Registered] {
        let one = Filter {
            origin: Some(origin),
            ..filter.clone()
        };
        let count = select(reader, &one).count(reader.db()).await?;
        if count > 0 {
            rows.push((origin, i64::try_from(count).unwrap_or(i64::MAX)));
        }
    }
    Ok(values(rows, filter.origin))
}

/// Publishers of the data that is used, those of most projects first.
///
/// # Errors
/// When the database does not answer.
pub async fn publishers(reader: &Reader, filter: &Filter) -> Result<Vec<Value<i64>>> {
    let others = Filter {
        publisher: None,
        ..filter.clone()
    };
    let projects = select(reader, &others)
        .select_only()
        .column(project::Column::Id)
        .into_query();
    let counted = || {
        Expr::from(Func::count_distinct(Expr::col((
            project_dataset::Entity,
            project_dataset::Column::ProjectId,
        ))))
    };
    let edge = project_dataset::Entity::belongs_to(dataset::Entity)
        .from(project_dataset::Column::DatasetId)
        .to(dataset::Column::Id)
        .into();
    let rows: Vec<(i64, i64)> = project_dataset::Entity::find()
        .join(JoinType::InnerJoin, edge)
        .filter(project_dataset::Column::ProjectId.in_subquery(projects))
        .select_only()
        .column(dataset::Column::PublisherId)
        .column_as(counted(), "number")
        .group_by(dataset::Column::PublisherId)
        .order_by(counted(), Order::Desc)
        .order_by_asc(dataset::Column::PublisherId)
        .limit(PUBLISHERS)
        .into_tuple()
        .all(reader.db())
        .await?;
    Ok(values(rows, filter.publisher))
}

fn select(reader: &Reader, filter: &Filter) -> Select<project::Entity> {
    let mut select = read::visible_to(reader.viewer());
    if let Some(state) = filter.state {
        select = select.filter(project::Column::State.eq(state));
    }
    match filter.origin {
        Some(Origin::Challenge) => {
            select = select.filter(project::Column::ChallengeId.is_not_null());
        }
        Some(Origin::Registered) => {
            select = select.filter(project::Column::ChallengeId.is_null());
        }
        None => {}
    }
    if let Some(challenge) = filter.challenge {
        select = select.filter(project::Column::ChallengeId.eq(challenge));
    }
    if let Some(publisher) = filter.publisher {
        let released = dataset::Entity::find()
            .filter(dataset::Column::PublisherId.eq(publisher))
            .select_only()
            .column(dataset::Column::Id)
            .into_query();
        let with = project_dataset::Entity::find()
            .filter(project_dataset::Column::DatasetId.in_subquery(released))
            .select_only()
            .column(project_dataset::Column::ProjectId)
            .into_query();
        select = select.filter(Condition::all().add(project::Column::Id.in_subquery(with)));
    }
    if let Some(programme) = filter.programme {
        let own = challenge::Entity::find()
            .filter(challenge::Column::ProgrammeId.eq(programme))
            .select_only()
            .column(challenge::Column::Id)
            .into_query();
        select = select.filter(project::Column::ChallengeId.in_subquery(own));
    }
    if let Some(query) = filter.query.as_deref().filter(|q| !q.trim().is_empty()) {
        let found = matching(reader.hub().database().backend(), "project", query);
        select = select.filter(project::Column::Id.in_subquery(found));
    }
    select
}
