//! What search looks through: one row an object, kept in the transaction of the change.

use hub_entity::platform::search_document;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use crate::context::Context;
use crate::error::Result;

/// What is to be found of one object.
#[derive(Debug)]
pub struct Entry {
    /// Its kind: `dataset`, `topic` …
    pub kind: &'static str,
    /// Its number.
    pub object_id: i64,
    /// `public`, or a key that only some viewers hold, such as `proposal:7`.
    pub visibility: String,
    /// Its title, which weighs more.
    pub title: String,
    /// Everything else, as plain text or Markdown.
    pub body: String,
    /// Its address.
    pub path: String,
}

/// Adds or replaces what is to be found of an object.
///
/// # Errors
/// When the database does not answer.
pub async fn put(ctx: &Context, entry: Entry) -> Result<()> {
    let row = search_document::ActiveModel {
        kind: Set(entry.kind.to_owned()),
        object_id: Set(entry.object_id),
        visibility: Set(entry.visibility),
        title: Set(entry.title),
        body: Set(entry.body),
        path: Set(entry.path),
        updated_at: Set(ctx.now()),
        ..Default::default()
    };
    use search_document::Column;
    search_document::Entity::insert(row)
        .on_conflict(
            OnConflict::columns([Column::Kind, Column::ObjectId])
                .update_columns([
                    Column::Visibility,
                    Column::Title,
                    Column::Body,
                    Column::Path,
                    Column::UpdatedAt,
                ])
                .to_owned(),
        )
        .exec_without_returning(ctx.tx().await?)
        .await?;
    Ok(())
}

/// Takes an object out of the index.
///
/// # Errors
/// When the database does not answer.
pub async fn remove(ctx: &Context, kind: &str, object_id: i64) -> Result<()> {
    search_document::Entity::delete_many()
        .filter(search_document::Column::Kind.eq(kind))
        .filter(search_document::Column::ObjectId.eq(object_id))
        .exec(ctx.tx().await?)
        .await?;
    Ok(())
}
