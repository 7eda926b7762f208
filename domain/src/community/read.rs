//! Finding communities. All of them are open.

use hub_entity::community::community;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::error::{Error, Result};
use crate::values;

/// A community of practice.
pub type Community = community::Model;

/// Its address.
pub fn path(community: &Community) -> String {
    values::path("communities", community.id, &community.slug)
}

/// One community.
///
/// # Errors
/// `NotFound` when there is none.
pub async fn by_number(db: &impl ConnectionTrait, number: i64) -> Result<Community> {
    community::Entity::find_by_id(number)
        .one(db)
        .await?
        .ok_or(Error::NotFound)
}

/// Several at once, for loaders.
///
/// # Errors
/// When the database does not answer.
pub async fn by_ids(db: &impl ConnectionTrait, ids: &[i64]) -> Result<Vec<Community>> {
    let select = community::Entity::find();
    Ok(select
        .filter(community::Column::Id.is_in(ids.iter().copied()))
        .all(db)
        .await?)
}
