//! Finding datasets.

use hub_entity::catalogue::{DatasetStatus, dataset};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, Select};

use crate::context::Viewer;
use crate::error::{Error, Result};
use crate::values;

/// A dataset.
pub type Dataset = dataset::Model;

/// Its address.
pub fn path(dataset: &Dataset) -> String {
    values::path("datasets", dataset.id, &dataset.slug)
}

/// Datasets that the viewer may see: all but those that their publisher withdrew, which only
/// its own people and staff see. What vanished from its source stays, and says so.
pub fn visible_to(viewer: &Viewer) -> Select<dataset::Entity> {
    let select = dataset::Entity::find();
    if viewer.is_staff() {
        return select;
    }
    select.filter(
        Condition::any()
            .add(dataset::Column::Status.ne(DatasetStatus::Withdrawn))
            .add(dataset::Column::PublisherId.is_in(viewer.organisation_ids())),
    )
}

/// One dataset that the viewer may see.
///
/// # Errors
/// `NotFound` when there is none.
pub async fn by_number(db: &impl ConnectionTrait, viewer: &Viewer, number: i64) -> Result<Dataset> {
    let select = visible_to(viewer).filter(dataset::Column::Id.eq(number));
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
) -> Result<Vec<Dataset>> {
    let select = visible_to(viewer);
    Ok(select
        .filter(dataset::Column::Id.is_in(ids.iter().copied()))
        .all(db)
        .await?)
}
