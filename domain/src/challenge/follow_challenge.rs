//! Asking to be told about a challenge.

use hub_entity::challenge::challenge_follow;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter,
};

use crate::challenge::{Challenge, read};
use crate::context::{Context, Reader};
use crate::error::Result;
use crate::policy;

/// Tells the viewer about a challenge from now on, or no more: when it opens and closes, when its
/// dates or rules change, what is asked and answered, and what is decided.
///
/// # Errors
/// `NotFound`; `Unauthenticated`; `Forbidden` before the address is confirmed.
pub async fn follow_challenge(ctx: &Context, number: i64, following: bool) -> Result<Challenge> {
    let challenge = read::by_number(ctx.tx().await?, ctx.viewer(), number).await?;
    let allowed = !following || policy::may_take_part(ctx.viewer());
    policy::require(ctx.viewer(), allowed)?;
    let person = ctx.actor()?.id;
    let tx = ctx.tx().await?;
    if following {
        let row = challenge_follow::ActiveModel {
            challenge_id: Set(challenge.id),
            person_id: Set(person),
            created_at: Set(ctx.now()),
            ..Default::default()
        };
        challenge_follow::Entity::insert(row)
            .on_conflict_do_nothing_on([
                challenge_follow::Column::ChallengeId,
                challenge_follow::Column::PersonId,
            ])
            .exec_without_returning(tx)
            .await?;
    } else {
        challenge_follow::Entity::delete_many()
            .filter(challenge_follow::Column::ChallengeId.eq(challenge.id))
            .filter(challenge_follow::Column::PersonId.eq(person))
            .exec(tx)
            .await?;
    }
    Ok(challenge)
}

/// Whether the viewer asked to be told about a challenge.
///
/// # Errors
/// When the database does not answer.
pub async fn follows(reader: &Reader, challenge_id: i64) -> Result<bool> {
    let Some(person) = reader.viewer().id() else {
        return Ok(false);
    };
    is_following(reader.db(), challenge_id, person).await
}

/// Whether somebody asked to be told about a challenge, and still does.
pub(crate) async fn is_following(
    db: &impl ConnectionTrait,
    challenge_id: i64,
    person_id: i64,
) -> Result<bool> {
    let count = challenge_follow::Entity::find()
        .filter(challenge_follow::Column::ChallengeId.eq(challenge_id))
        .filter(challenge_follow::Column::PersonId.eq(person_id))
        .count(db)
        .await?;
    Ok(count > 0)
}
