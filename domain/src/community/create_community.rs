//! Founding a community.

use hub_entity::community::community;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait};
use serde_json::json;

use crate::community::{Community, read};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::platform::{audit, repeat, search_index};
use crate::policy;
use crate::values::{Fields, plain, slug};

/// What a community says of itself.
#[derive(Debug, Clone)]
pub struct CreateCommunity {
    /// What it is called.
    pub name: String,
    /// One sentence for lists.
    pub summary: String,
    /// Markdown.
    pub about: String,
    /// Makes a repeated request harmless.
    pub request_id: Option<String>,
}

/// Founds a community.
///
/// # Errors
/// `Invalid` on `name`, `summary` or `about`; `Forbidden` unless staff ask.
pub async fn create_community(ctx: &Context, input: CreateCommunity) -> Result<Community> {
    let (name, summary, about) = words(&input.name, &input.summary, &input.about)?;
    policy::require(ctx.viewer(), policy::community::may_found(ctx.viewer()))?;
    let tx = ctx.tx().await?;
    let request = input.request_id.as_deref();
    if let Some(id) = repeat::find(ctx, "createCommunity", request).await? {
        return read::by_number(tx, id).await;
    }
    let row = community::ActiveModel {
        slug: Set(slug(&name)),
        name: Set(name),
        summary: Set(summary),
        about: Set(about),
        member_count: Set(0),
        topic_count: Set(0),
        version: Set(1),
        created_at: Set(ctx.now()),
        ..Default::default()
    };
    let community = row.insert(tx).await?;
    repeat::remember(ctx, "createCommunity", request, community.id).await?;
    index(ctx, &community).await?;
    let entry = audit::Entry {
        action: "community_created",
        object_kind: "community",
        object_id: community.id,
        challenge_id: None,
        details: json!({ "name": community.name }),
    };
    audit::record(ctx, entry).await?;
    Ok(community)
}

/// Checks the words of a community.
pub(super) fn words(name: &str, summary: &str, about: &str) -> Result<(String, String, String)> {
    let mut fields = Fields::default();
    let name = fields.line("name", name, 3..=100);
    let summary = fields.line("summary", summary, 10..=300);
    let about = fields.text("about", about, 0..=20_000);
    fields.finish()?;
    Ok((name, summary, about))
}

/// Keeps what search finds of a community.
pub(super) async fn index(ctx: &Context, community: &Community) -> Result<()> {
    let entry = search_index::Entry {
        kind: "community",
        object_id: community.id,
        visibility: "public".into(),
        title: community.name.clone(),
        body: format!("{}\n{}", community.summary, plain(&community.about)),
        path: read::path(community),
    };
    search_index::put(ctx, entry).await
}

/// The row, locked against other changes.
pub(crate) async fn lock(ctx: &Context, number: i64) -> Result<Community> {
    use sea_orm::QuerySelect;
    community::Entity::find_by_id(number)
        .lock_exclusive()
        .one(ctx.tx().await?)
        .await?
        .ok_or(Error::NotFound)
}
