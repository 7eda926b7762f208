//! Finding challenges.

use hub_entity::challenge::{ChallengeState, challenge};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, Select,
};

use crate::context::{Context, Viewer};
use crate::error::{Error, Result};
use crate::values;

/// A challenge.
pub type Challenge = challenge::Model;

/// Its address.
pub fn path(challenge: &Challenge) -> String {
    values::path("challenges", challenge.id, &challenge.slug)
}

/// The address of the page where it is run, as mails carry it.
pub(crate) fn manage_link(ctx: &Context, challenge: &Challenge) -> String {
    let url = &ctx.hub().settings().public_url;
    format!("{url}/challenges/{}/manage", challenge.id)
}

/// Challenges that the viewer may see: what is published, and drafts of one's own organisations and
/// programmes.
pub fn visible_to(viewer: &Viewer) -> Select<challenge::Entity> {
    let select = challenge::Entity::find();
    if viewer.is_staff() {
        return select;
    }
    select.filter(
        Condition::any()
            .add(challenge::Column::PublishedAt.is_not_null())
            .add(challenge::Column::State.is_in([ChallengeState::Announced]))
            .add(challenge::Column::PublisherId.is_in(viewer.organisation_ids()))
            .add(challenge::Column::ProgrammeId.is_in(viewer.programme_ids())),
    )
}

/// One challenge that the viewer may see.
///
/// # Errors
/// `NotFound` when there is none.
pub async fn by_number(
    db: &impl ConnectionTrait,
    viewer: &Viewer,
    number: i64,
) -> Result<Challenge> {
    let select = visible_to(viewer).filter(challenge::Column::Id.eq(number));
    select.one(db).await?.ok_or(Error::NotFound)
}

/// One challenge that the viewer may see, with its row locked until the use case ends.
///
/// # Errors
/// `NotFound` when there is none.
pub async fn lock(ctx: &Context, number: i64) -> Result<Challenge> {
    visible_to(ctx.viewer())
        .filter(challenge::Column::Id.eq(number))
        .lock_exclusive()
        .one(ctx.tx().await?)
        .await?
        .ok_or(Error::NotFound)
}

/// Several that the viewer may see, for loaders.
///
/// # Errors
/// When the database does not answer.
pub async fn by_ids(
    db: &impl ConnectionTrait,
    viewer: &Viewer,
    ids: &[i64],
) -> Result<Vec<Challenge>> {
    let select = visible_to(viewer);
    Ok(select
        .filter(challenge::Column::Id.is_in(ids.iter().copied()))
        .all(db)
        .await?)
}
