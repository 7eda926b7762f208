//! Sessions: one signed-in browser or program.

use chrono::TimeDelta;
use hub_entity::account::session;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder,
};

use crate::context::{Context, Reader};
use crate::error::{Error, Result};
use crate::random::token_hash;

/// Sessions end by themselves after this long.
pub const LIFETIME: TimeDelta = TimeDelta::days(14);

/// A session, as its owner sees it.
pub type Session = session::Model;

/// Begins a session and returns its token, which is shown nowhere else.
pub(crate) async fn begin(ctx: &Context, person_id: i64) -> Result<String> {
    let token = ctx.hub().random().token();
    let agent: String = ctx.caller().user_agent.chars().take(200).collect();
    session::ActiveModel {
        token_hash: Set(token_hash(&token)),
        person_id: Set(person_id),
        csrf: Set(ctx.hub().random().token()),
        user_agent: Set(agent),
        address: Set(ctx.caller().address_text()),
        created_at: Set(ctx.now()),
        last_seen_at: Set(ctx.now()),
        expires_at: Set(ctx.now() + LIFETIME),
        ..Default::default()
    }
    .insert(ctx.tx().await?)
    .await?;
    Ok(token)
}

/// Ends all sessions of a person, but for one.
pub(crate) async fn end_all(ctx: &Context, person_id: i64, except: Option<i64>) -> Result<()> {
    session::Entity::delete_many()
        .filter(session::Column::PersonId.eq(person_id))
        .filter(session::Column::Id.ne(except.unwrap_or(0)))
        .exec(ctx.tx().await?)
        .await?;
    Ok(())
}

/// Ends the session that asks.
///
/// # Errors
/// `Unauthenticated` when no session asks.
pub async fn sign_out(ctx: &Context) -> Result<()> {
    let id = ctx.caller().session.ok_or(Error::Unauthenticated)?;
    session::Entity::delete_by_id(id)
        .exec(ctx.tx().await?)
        .await?;
    Ok(())
}

/// Ends one of the viewer's sessions.
///
/// # Errors
/// `NotFound` when the viewer has no such session.
pub async fn end_session(ctx: &Context, id: i64) -> Result<()> {
    let actor = ctx.actor()?;
    let gone = session::Entity::delete_many()
        .filter(session::Column::Id.eq(id))
        .filter(session::Column::PersonId.eq(actor.id))
        .exec(ctx.tx().await?)
        .await?;
    if gone.rows_affected == 0 {
        Err(Error::NotFound)
    } else {
        Ok(())
    }
}

/// The viewer's sessions, newest first.
///
/// # Errors
/// `Unauthenticated` for a visitor.
pub async fn sessions(reader: &Reader) -> Result<Vec<Session>> {
    let actor = reader.viewer().actor().ok_or(Error::Unauthenticated)?;
    Ok(session::Entity::find()
        .filter(session::Column::PersonId.eq(actor.id))
        .filter(session::Column::ExpiresAt.gt(reader.now()))
        .order_by_desc(session::Column::LastSeenAt)
        .all(reader.db())
        .await?)
}
