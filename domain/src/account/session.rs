//! Sessions: one signed-in browser or program.

use chrono::TimeDelta;
use hub_entity::account::session;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder,
};

use crate::context::{Context, Reader};
use crate::error::{Error, Result};
use crate::policy;
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
/// `Forbidden` for a token that may not write; `NotFound` when the viewer has no such session.
pub async fn end_session(ctx: &Context, id: i64) -> Result<()> {
    let actor = ctx.actor()?;
    policy::require(
        ctx.viewer(),
        policy::account::may_edit(ctx.viewer(), actor.id),
    )?;
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

/// What a browser calls itself, in words that its owner recognises: “Firefox on Windows”. All
/// browsers pretend to be others, so the most particular name wins. Programs are cut short.
pub fn browser(user_agent: &str) -> String {
    const BROWSERS: [(&str, &str); 6] = [
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser", "Samsung Internet"),
        ("Firefox", "Firefox"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ];
    const SYSTEMS: [(&str, &str); 6] = [
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Mac OS X", "Mac"),
        ("Linux", "Linux"),
    ];
    let named = |list: &[(&str, &'static str)]| {
        list.iter()
            .find(|(sign, _)| user_agent.contains(sign))
            .map(|(_, name)| *name)
    };
    match (named(&BROWSERS), named(&SYSTEMS)) {
        (Some(browser), Some(system)) => format!("{browser} on {system}"),
        (Some(name), None) | (None, Some(name)) => name.to_owned(),
        (None, None) => user_agent.chars().take(40).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::browser;

    #[test]
    fn browsers_are_told_by_the_name_that_their_owners_know() {
        let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like \
                    Gecko) Chrome/120.0.0.0 Safari/537.36 Edg/120.0.0.0";
        let phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 \
                     (KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1";
        assert_eq!(browser(edge), "Edge on Windows");
        assert_eq!(browser(phone), "Safari on iPhone");
        assert_eq!(browser("curl/8.5.0"), "curl/8.5.0");
        assert_eq!(browser(""), "");
    }
}
