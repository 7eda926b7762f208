//! Finding people.

use hub_entity::account::person;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, Select};

use crate::account::Person;
use crate::error::{Error, Result};
use crate::values::EmailAddress;

/// People who have an account: what profiles, lists and names go through.
pub fn visible_to() -> Select<person::Entity> {
    person::Entity::find().filter(person::Column::DeletedAt.is_null())
}

/// One person.
///
/// # Errors
/// `NotFound` when there is none, or it was deleted.
pub async fn by_id(db: &impl ConnectionTrait, id: i64) -> Result<Person> {
    visible_to()
        .filter(person::Column::Id.eq(id))
        .one(db)
        .await?
        .ok_or(Error::NotFound)
}

/// Several people at once, for loaders.
///
/// # Errors
/// When the database does not answer.
pub async fn by_ids(db: &impl ConnectionTrait, ids: &[i64]) -> Result<Vec<Person>> {
    // A deleted person's row is kept without personal data, so that what they wrote has an
    // author; so it is not filtered here.
    Ok(person::Entity::find()
        .filter(person::Column::Id.is_in(ids.iter().copied()))
        .all(db)
        .await?)
}

/// Who has this handle.
///
/// # Errors
/// `NotFound` when nobody has.
pub async fn by_handle(db: &impl ConnectionTrait, handle: &str) -> Result<Person> {
    visible_to()
        .filter(person::Column::Handle.eq(handle.to_lowercase()))
        .one(db)
        .await?
        .ok_or(Error::NotFound)
}

/// Who has this address. For use cases only: no read by the public may tell.
pub(crate) async fn by_email(
    db: &impl ConnectionTrait,
    email: &EmailAddress,
) -> Result<Option<Person>> {
    Ok(visible_to()
        .filter(person::Column::Email.eq(email.as_str()))
        .one(db)
        .await?)
}

/// Whether nobody has an account yet.
///
/// # Errors
/// When the database does not answer.
pub async fn none_yet(hub: &crate::Hub) -> Result<bool> {
    Ok(person::Entity::find()
        .one(hub.database().reader())
        .await?
        .is_none())
}
