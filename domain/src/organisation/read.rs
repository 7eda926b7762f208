//! Finding organisations. All of them are public.

use hub_entity::organisation::organisation;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::error::{Error, Result};
use crate::values;

/// An organisation.
pub type Organisation = organisation::Model;

/// Its address.
pub fn path(organisation: &Organisation) -> String {
    values::path("organisations", organisation.id, &organisation.slug)
}

/// One organisation.
///
/// # Errors
/// `NotFound` when there is none.
pub async fn by_number(db: &impl ConnectionTrait, number: i64) -> Result<Organisation> {
    organisation::Entity::find_by_id(number)
        .one(db)
        .await?
        .ok_or(Error::NotFound)
}

/// Several at once, for loaders.
///
/// # Errors
/// When the database does not answer.
pub async fn by_ids(db: &impl ConnectionTrait, ids: &[i64]) -> Result<Vec<Organisation>> {
    let select = organisation::Entity::find();
    Ok(select
        .filter(organisation::Column::Id.is_in(ids.iter().copied()))
        .all(db)
        .await?)
}

/// The domains whose confirmed addresses prove membership, sorted.
pub fn email_domains(organisation: &Organisation) -> Vec<String> {
    let mut domains: Vec<String> = organisation
        .email_domains
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|domain| domain.as_str().map(str::to_lowercase))
        .collect();
    domains.sort();
    domains
}
