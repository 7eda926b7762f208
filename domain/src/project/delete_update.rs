//! News of a project is taken down.

use hub_entity::project::project_update;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel};
use serde_json::json;

use crate::context::Context;
use crate::error::{Error, Result};
use crate::platform::audit;
use crate::policy;
use crate::project::{Update, read};

/// Which news to take down.
#[derive(Debug, Clone)]
pub struct DeleteUpdate {
    /// Its number.
    pub update: i64,
}

/// Takes news of a project down; the row stays.
///
/// # Errors
/// `NotFound` where the viewer may not see the project; `Forbidden` to all but its author, the
/// partners' people and moderators.
pub async fn delete_update(ctx: &Context, input: DeleteUpdate) -> Result<Update> {
    let tx = ctx.tx().await?;
    let find = || project_update::Entity::find_by_id(input.update).one(tx);
    let known = find().await?.ok_or(Error::NotFound)?;
    let project = read::locked(ctx, known.project_id).await?;
    // Read again, because it may have been taken down before the lock was ours.
    let update = find()
        .await?
        .filter(|update| update.deleted_at.is_none())
        .ok_or(Error::NotFound)?;
    let partner = read::is_partner(tx, ctx.viewer(), project.id).await?;
    let allowed = policy::project::may_delete_update(ctx.viewer(), partner, update.author_id);
    policy::require(ctx.viewer(), allowed)?;
    let mut row = update.into_active_model();
    row.deleted_at = Set(Some(ctx.now()));
    let update = row.update(tx).await?;
    let entry = audit::Entry {
        action: "project_update_deleted",
        object_kind: "project_update",
        object_id: update.id,
        challenge_id: None,
        details: json!({ "project": project.id }),
    };
    audit::record(ctx, entry).await?;
    Ok(update)
}
