//! Finding projects. All of them are public.

use hub_entity::project::project;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::error::{Error, Result};
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
