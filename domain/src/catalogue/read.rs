//! Finding datasets.

use hub_entity::catalogue::{DatasetStatus, dataset, distribution, source};
use hub_entity::organisation::organisation;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Select,
};

use crate::catalogue::Distribution;
use crate::context::{Reader, Viewer};
use crate::error::{Error, Result};
use crate::organisation::Organisation;
use crate::policy;
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

/// Words to find it by.
pub fn keywords(dataset: &Dataset) -> Vec<String> {
    let list = dataset.keywords.as_array();
    list.into_iter()
        .flatten()
        .filter_map(|word| word.as_str().map(str::to_owned))
        .collect()
}

/// The distributions of several datasets, in their order.
///
/// # Errors
/// When the database does not answer.
pub async fn distributions(
    db: &impl ConnectionTrait,
    datasets: &[i64],
) -> Result<Vec<Distribution>> {
    Ok(distribution::Entity::find()
        .filter(distribution::Column::DatasetId.is_in(datasets.iter().copied()))
        .order_by_asc(distribution::Column::Position)
        .order_by_asc(distribution::Column::Id)
        .all(db)
        .await?)
}

/// Where records come from, for loaders.
///
/// # Errors
/// When the database does not answer.
pub async fn sources(db: &impl ConnectionTrait, ids: &[i64]) -> Result<Vec<source::Model>> {
    Ok(source::Entity::find()
        .filter(source::Column::Id.is_in(ids.iter().copied()))
        .all(db)
        .await?)
}

/// One dataset that the viewer may change.
///
/// # Errors
/// `NotFound`, `Unauthenticated` or `Forbidden`.
pub async fn to_edit(reader: &Reader, number: i64) -> Result<Dataset> {
    let viewer = reader.viewer();
    let dataset = by_number(reader.db(), viewer, number).await?;
    policy::require(viewer, policy::catalogue::may_edit(viewer, &dataset))?;
    Ok(dataset)
}

/// The organisations in whose name the viewer may publish: their own, or for staff all that
/// still exist.
///
/// # Errors
/// `Unauthenticated` for a visitor.
pub async fn publishers(reader: &Reader) -> Result<Vec<Organisation>> {
    reader.viewer().actor().ok_or(Error::Unauthenticated)?;
    let mut select = organisation::Entity::find().order_by_asc(organisation::Column::Name);
    if reader.viewer().is_staff() {
        select = select.filter(organisation::Column::Current.eq(true));
    } else {
        let own = reader.viewer().organisation_ids();
        select = select.filter(organisation::Column::Id.is_in(own));
    }
    Ok(select.all(reader.db()).await?)
}
