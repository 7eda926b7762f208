//! Links in mails that act once.

use chrono::TimeDelta;
use hub_entity::account::{TokenPurpose, single_use_token};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QuerySelect,
};

use crate::account::Person;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::policy;
use crate::random::token_hash;

/// Makes a token for a link. Earlier ones of the same purpose stop working.
pub(crate) async fn make(
    ctx: &Context,
    person: &Person,
    purpose: TokenPurpose,
    lifetime: TimeDelta,
) -> Result<String> {
    make_for(ctx, person.id, &person.email, purpose, lifetime).await
}

/// The same for an address that is not the person's yet.
pub(crate) async fn make_for(
    ctx: &Context,
    person_id: i64,
    email: &str,
    purpose: TokenPurpose,
    lifetime: TimeDelta,
) -> Result<String> {
    let tx = ctx.tx().await?;
    single_use_token::Entity::delete_many()
        .filter(single_use_token::Column::PersonId.eq(person_id))
        .filter(single_use_token::Column::Purpose.eq(purpose))
        .exec(tx)
        .await?;
    let token = ctx.hub().random().token();
    single_use_token::ActiveModel {
        purpose: Set(purpose),
        token_hash: Set(token_hash(&token)),
        person_id: Set(person_id),
        email: Set(email.to_owned()),
        expires_at: Set(ctx.now() + lifetime),
        used_at: Set(None),
        created_at: Set(ctx.now()),
        ..Default::default()
    }
    .insert(tx)
    .await?;
    Ok(token)
}

/// Uses a token up.
///
/// # Errors
/// `Invalid` on `token` when it is unknown, used or too old: all three look alike.
pub(crate) async fn redeem(
    ctx: &Context,
    token: &str,
    purpose: TokenPurpose,
) -> Result<single_use_token::Model> {
    let tx = ctx.tx().await?;
    let found = single_use_token::Entity::find()
        .filter(single_use_token::Column::TokenHash.eq(token_hash(token)))
        .filter(single_use_token::Column::Purpose.eq(purpose))
        .filter(single_use_token::Column::UsedAt.is_null())
        .filter(single_use_token::Column::ExpiresAt.gt(ctx.now()))
        // Whoever follows it at the same time waits, and then finds it used.
        .lock_exclusive()
        .one(tx)
        .await?
        .ok_or_else(|| Error::field("token", "LINK_EXPIRED"))?;
    single_use_token::ActiveModel {
        id: Set(found.id),
        used_at: Set(Some(ctx.now())),
        ..Default::default()
    }
    .update(tx)
    .await?;
    Ok(found)
}

/// Uses up a token of the viewer's own account.
///
/// # Errors
/// As [`redeem`]; `Unauthenticated` for a visitor; `Invalid` on `token` when it is another's.
pub(crate) async fn redeem_own(
    ctx: &Context,
    token: &str,
    purpose: TokenPurpose,
) -> Result<single_use_token::Model> {
    let own = ctx.actor()?.id;
    policy::require(ctx.viewer(), policy::account::may_edit(ctx.viewer(), own))?;
    let found = redeem(ctx, token, purpose).await?;
    if found.person_id != own {
        return Err(Error::field("token", "NOT_YOUR_LINK"));
    }
    Ok(found)
}

/// Makes every link void that would take over or move the account.
pub(crate) async fn drop_all(ctx: &Context, person_id: i64) -> Result<()> {
    single_use_token::Entity::delete_many()
        .filter(single_use_token::Column::PersonId.eq(person_id))
        .filter(
            single_use_token::Column::Purpose
                .is_in([TokenPurpose::ResetPassword, TokenPurpose::ChangeEmail]),
        )
        .exec(ctx.tx().await?)
        .await?;
    Ok(())
}
