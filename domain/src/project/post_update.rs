//! Partners tell how their project goes.

use hub_entity::project::project_update;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait};

use crate::context::Context;
use crate::error::{Error, Result};
use crate::platform::{limit, repeat};
use crate::policy;
use crate::project::{Update, read};
use crate::values::Fields;

/// News of a project.
#[derive(Debug, Clone)]
pub struct PostUpdate {
    /// Number of the project.
    pub project: i64,
    /// Headline.
    pub title: String,
    /// Markdown.
    pub body: String,
    /// Makes a repeat harmless.
    pub request_id: Option<String>,
}

/// Posts news of a project.
///
/// # Errors
/// `Forbidden` to all but its partners' people.
pub async fn post_update(ctx: &Context, input: PostUpdate) -> Result<Update> {
    let mut fields = Fields::default();
    let title = fields.line("title", &input.title, 3..=150);
    let body = fields.text("body", &input.body, 1..=20_000);
    if let Some(id) = ctx.viewer().id() {
        limit::POST.take(ctx.hub(), &id.to_string()).await?;
    }
    let project = read::locked(ctx, input.project).await?;
    let tx = ctx.tx().await?;
    let partner = read::is_partner(tx, ctx.viewer(), project.id).await?;
    policy::require(
        ctx.viewer(),
        policy::project::may_post_update(ctx.viewer(), partner),
    )?;
    fields.finish()?;
    let id = input.request_id.as_deref();
    if let Some(known) = repeat::find(ctx, "postUpdate", id).await? {
        return project_update::Entity::find_by_id(known)
            .one(tx)
            .await?
            .ok_or(Error::NotFound);
    }
    let row = project_update::ActiveModel {
        project_id: Set(project.id),
        author_id: Set(ctx.actor()?.id),
        title: Set(title),
        body: Set(body),
        created_at: Set(ctx.now()),
        deleted_at: Set(None),
        ..Default::default()
    };
    let update = row.insert(tx).await?;
    repeat::remember(ctx, "postUpdate", id, update.id).await?;
    Ok(update)
}
