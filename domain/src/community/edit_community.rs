//! Editing what a community says of itself.

use hub_entity::community::community;
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::json;

use crate::community::Community;
use crate::community::create_community::{index, lock, words};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::platform::audit;
use crate::policy;
use crate::values::slug;

/// What is to be said from now on.
#[derive(Debug, Clone)]
pub struct EditCommunity {
    /// Which.
    pub community: i64,
    /// The version that was edited.
    pub version: i32,
    /// What it is called.
    pub name: String,
    /// One sentence for lists.
    pub summary: String,
    /// Markdown.
    pub about: String,
}

/// Edits a community.
///
/// # Errors
/// `Invalid` on `name`, `summary` or `about`; `Conflict` when somebody else was faster;
/// `Forbidden` unless staff ask.
pub async fn edit_community(ctx: &Context, input: EditCommunity) -> Result<Community> {
    let (name, summary, about) = words(&input.name, &input.summary, &input.about)?;
    let community = lock(ctx, input.community).await?;
    policy::require(ctx.viewer(), policy::community::may_edit(ctx.viewer()))?;
    if community.version != input.version {
        return Err(Error::Conflict);
    }
    let row = community::ActiveModel {
        id: Set(community.id),
        slug: Set(slug(&name)),
        name: Set(name),
        summary: Set(summary),
        about: Set(about),
        version: Set(community.version + 1),
        ..Default::default()
    };
    let community = row.update(ctx.tx().await?).await?;
    index(ctx, &community).await?;
    let entry = audit::Entry {
        action: "community_edited",
        object_kind: "community",
        object_id: community.id,
        challenge_id: None,
        details: json!({ "version": community.version }),
    };
    audit::record(ctx, entry).await?;
    Ok(community)
}
