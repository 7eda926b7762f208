//! Editing a page of the site.

use hub_entity::platform::document;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QuerySelect,
};
use serde_json::json;

use crate::context::Context;
use crate::document::read::{self, Document};
use crate::document::seed::index;
use crate::error::{Error, Result, is_duplicate};
use crate::platform::audit;
use crate::policy;
use crate::values::Fields;

/// What staff fill in.
#[derive(Debug, Clone)]
pub struct SaveDocument {
    /// Which page.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Markdown.
    pub body: String,
    /// The version that was edited.
    pub version: i32,
}

/// Saves a page. What stood there before goes into the audit, which is the page's history.
///
/// # Errors
/// `Unauthenticated`, `Forbidden` to all but staff; `NotFound`; `Invalid` on a field; `Conflict`
/// when it was edited elsewhere meanwhile.
pub async fn save_document(ctx: &Context, input: SaveDocument) -> Result<Document> {
    policy::require(ctx.viewer(), policy::document::may_edit_pages(ctx.viewer()))?;
    let shipped = read::shipped(&input.slug)?;
    let mut fields = Fields::default();
    let title = fields.line("title", &input.title, 3..=100);
    let body = fields.text("body", &input.body, 1..=50_000);
    fields.finish()?;

    let tx = ctx.tx().await?;
    let known = document::Entity::find()
        .filter(document::Column::Slug.eq(&input.slug))
        .lock_exclusive()
        .one(tx)
        .await?;
    if known.as_ref().map_or(0, |row| row.version) != input.version {
        return Err(Error::Conflict);
    }
    let mut row = document::ActiveModel {
        title: Set(title),
        body: Set(body),
        version: Set(input.version + 1),
        updated_by: Set(ctx.viewer().id()),
        updated_at: Set(ctx.now()),
        ..Default::default()
    };
    let before = match &known {
        Some(known) => json!({ "title": known.title, "body": known.body }),
        // The text that shipped is in the release; its name is enough.
        None => json!({ "shipped": shipped.slug }),
    };
    let saved = if let Some(known) = known {
        row.id = Set(known.id);
        row.update(tx).await
    } else {
        row.slug = Set(input.slug);
        row.insert(tx).await
    };
    let saved = saved.map_err(|error| {
        if is_duplicate(&error) {
            Error::Conflict
        } else {
            error.into()
        }
    })?;
    let entry = audit::Entry {
        action: "document_saved",
        object_kind: "document",
        object_id: saved.id,
        challenge_id: None,
        details: json!({ "slug": saved.slug, "version": saved.version, "before": before }),
    };
    audit::record(ctx, entry).await?;
    let saved = Document::from(saved);
    index(ctx, &saved).await?;
    Ok(saved)
}
