//! Personal tokens for programs.

use chrono::TimeDelta;
use hub_entity::account::api_token;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder,
};
use serde_json::json;

use crate::account::authenticate::API_TOKEN_PREFIX;
use crate::context::{Context, Reader};
use crate::error::{Error, FieldError, Result};
use crate::platform::{audit, repeat};
use crate::policy;
use crate::random::token_hash;
use crate::values::Fields;

/// A token, as its owner sees it: never the token itself.
pub type ApiToken = api_token::Model;

/// For how many days a token may be made.
pub const LIFETIMES: [i32; 3] = [30, 90, 365];

/// A person has at most so many that work.
const MOST: u64 = 20;

/// What somebody fills in.
#[derive(Debug, Clone)]
pub struct CreateApiToken {
    /// What it is for.
    pub name: String,
    /// Whether it may change things, besides reading them.
    pub write: bool,
    /// One of [`LIFETIMES`].
    pub days: i32,
    /// A repeat with the same id makes no second token.
    pub request_id: Option<String>,
}

/// Makes a token and returns it with its row. It is shown this once; only its hash is kept.
///
/// # Errors
/// `Unauthenticated`; `Forbidden` for a program and for an address that is not confirmed;
/// `Invalid` on a field.
pub async fn create_api_token(ctx: &Context, input: CreateApiToken) -> Result<(ApiToken, String)> {
    let mut fields = Fields::default();
    let name = fields.line("name", &input.name, 1..=60);
    fields.require(LIFETIMES.contains(&input.days), "days", "NOT_A_CHOICE");
    fields.finish()?;
    let in_session = ctx.caller().session.is_some();
    policy::require(
        ctx.viewer(),
        policy::account::may_make_tokens(ctx.viewer(), in_session),
    )?;
    let owner = ctx.actor()?.id;
    let repeated = repeat::find(ctx, "create_api_token", input.request_id.as_deref()).await?;
    if repeated.is_some() {
        // The token itself is known to nobody any more.
        return Err(Error::field("", "TOKEN_MADE"));
    }
    let tx = ctx.tx().await?;
    let working = working(owner, ctx.now()).count(tx).await?;
    if working >= MOST {
        return Err(FieldError::new("", "TOO_MANY_TOKENS")
            .with("max", MOST)
            .into());
    }
    let token = format!("{API_TOKEN_PREFIX}{}", ctx.hub().random().token());
    let scopes = if input.write {
        json!(["read", "write"])
    } else {
        json!(["read"])
    };
    let row = api_token::ActiveModel {
        person_id: Set(owner),
        name: Set(name),
        prefix: Set(token.chars().take(12).collect()),
        token_hash: Set(token_hash(&token)),
        scopes: Set(scopes.clone()),
        expires_at: Set(ctx.now() + TimeDelta::days(i64::from(input.days))),
        last_used_at: Set(None),
        revoked_at: Set(None),
        created_at: Set(ctx.now()),
        ..Default::default()
    }
    .insert(tx)
    .await?;
    repeat::remember(ctx, "create_api_token", input.request_id.as_deref(), row.id).await?;
    note(
        ctx,
        "api_token_created",
        row.id,
        json!({ "scopes": scopes }),
    )
    .await?;
    Ok((row, token))
}

/// Ends one of the viewer's tokens.
///
/// # Errors
/// `NotFound` when the viewer has no such token, or it was ended before.
pub async fn revoke_api_token(ctx: &Context, id: i64) -> Result<ApiToken> {
    let owner = ctx.actor()?.id;
    policy::require(ctx.viewer(), policy::account::may_edit(ctx.viewer(), owner))?;
    let tx = ctx.tx().await?;
    let known = working(owner, ctx.now())
        .filter(api_token::Column::Id.eq(id))
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    let row = api_token::ActiveModel {
        id: Set(known.id),
        revoked_at: Set(Some(ctx.now())),
        ..Default::default()
    }
    .update(tx)
    .await?;
    note(ctx, "api_token_revoked", row.id, json!({})).await?;
    Ok(row)
}

/// The viewer's tokens that work, newest first.
///
/// # Errors
/// `Unauthenticated` for a visitor.
pub async fn api_tokens(reader: &Reader) -> Result<Vec<ApiToken>> {
    let owner = reader.viewer().id().ok_or(Error::Unauthenticated)?;
    Ok(working(owner, reader.now())
        .order_by_desc(api_token::Column::Id)
        .all(reader.db())
        .await?)
}

/// Whether a token may change things.
pub fn may_write(token: &ApiToken) -> bool {
    token
        .scopes
        .as_array()
        .is_some_and(|scopes| scopes.iter().any(|scope| scope.as_str() == Some("write")))
}

fn working(owner: i64, now: chrono::DateTime<chrono::Utc>) -> sea_orm::Select<api_token::Entity> {
    api_token::Entity::find()
        .filter(api_token::Column::PersonId.eq(owner))
        .filter(api_token::Column::RevokedAt.is_null())
        .filter(api_token::Column::ExpiresAt.gt(now))
}

async fn note(
    ctx: &Context,
    action: &'static str,
    id: i64,
    details: serde_json::Value,
) -> Result<()> {
    let entry = audit::Entry {
        action,
        object_kind: "api_token",
        object_id: id,
        challenge_id: None,
        details,
    };
    audit::record(ctx, entry).await
}

/// Ends all tokens of a person: whoever knew the old password may have made one.
pub(crate) async fn revoke_all(ctx: &Context, person_id: i64) -> Result<()> {
    let row = api_token::ActiveModel {
        revoked_at: Set(Some(ctx.now())),
        ..Default::default()
    };
    api_token::Entity::update_many()
        .set(row)
        .filter(api_token::Column::PersonId.eq(person_id))
        .filter(api_token::Column::RevokedAt.is_null())
        .exec(ctx.tx().await?)
        .await?;
    Ok(())
}
