//! The shelves of the forum.

use hub_entity::forum::category;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
};

use crate::context::Context;
use crate::error::{Error, Result};

/// A shelf of the forum.
pub type Category = category::Model;

/// The shelves that every hub begins with: address, name, what belongs there.
const DEFAULTS: [(&str, &str, &str); 4] = [
    (
        "general",
        "General",
        "Introduce yourself, and talk about anything that has no shelf of its own.",
    ),
    (
        "questions",
        "Questions",
        "Ask how others have done it: data, licences, procurement, software.",
    ),
    (
        "good-practice",
        "Good practice",
        "What worked, what did not, and what you would do again.",
    ),
    (
        "show-and-tell",
        "Show and tell",
        "Show what you have built on open data, finished or not.",
    ),
];

/// Adds the shelves that every hub begins with, where they are missing. Called at each start; it
/// changes nothing that is there.
///
/// # Errors
/// When the database does not answer.
pub async fn ensure_defaults(ctx: &Context) -> Result<()> {
    let tx = ctx.tx().await?;
    for (position, (slug, name, description)) in (1..).zip(DEFAULTS) {
        let row = category::ActiveModel {
            slug: Set(slug.to_owned()),
            name: Set(name.to_owned()),
            description: Set(description.to_owned()),
            position: Set(position),
            ..Default::default()
        };
        category::Entity::insert(row)
            .on_conflict_do_nothing_on([category::Column::Slug])
            .exec_without_returning(tx)
            .await?;
    }
    Ok(())
}

/// All shelves, in the order of display.
///
/// # Errors
/// When the database does not answer.
pub async fn list(db: &impl ConnectionTrait) -> Result<Vec<Category>> {
    Ok(category::Entity::find()
        .order_by_asc(category::Column::Position)
        .order_by_asc(category::Column::Id)
        .all(db)
        .await?)
}

/// The shelf with this address.
///
/// # Errors
/// `NotFound` when there is none.
pub async fn by_slug(db: &impl ConnectionTrait, slug: &str) -> Result<Category> {
    category::Entity::find()
        .filter(category::Column::Slug.eq(slug))
        .one(db)
        .await?
        .ok_or(Error::NotFound)
}

/// Several at once, for loaders.
///
/// # Errors
/// When the database does not answer.
pub async fn by_ids(db: &impl ConnectionTrait, ids: &[i64]) -> Result<Vec<Category>> {
    Ok(category::Entity::find()
        .filter(category::Column::Id.is_in(ids.iter().copied()))
        .all(db)
        .await?)
}
