//! A file that an officer uploads: first a preview, then the import.

use chrono::TimeDelta;
use hub_entity::catalogue::import_upload;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};

use crate::catalogue::import_listing::{self, Options, Preview, Report};
use crate::context::{Context, Reader};
use crate::error::{Error, FieldError, Result};
use crate::policy;

/// An upload.
pub type Upload = import_upload::Model;

/// Uploads are kept this long; they are copies of public files.
pub const LIFETIME: TimeDelta = TimeDelta::days(1);
/// Uploads of one person that are kept: files are large.
const MOST: u64 = 5;

/// What an officer sends.
#[derive(Debug, Clone)]
pub struct UploadListing {
    /// The organisation of records that name no publisher.
    pub organisation: Option<i64>,
    /// The file's name on their machine.
    pub file_name: String,
    /// The source that it comes from; by default what the file names.
    pub source_name: String,
    /// The file.
    pub content: String,
}

/// Keeps a file until it is confirmed.
///
/// # Errors
/// `Unauthenticated` or `Forbidden` for those who belong to no organisation; `Invalid` on
/// `content`, `sourceName` or `organisation`.
pub async fn upload_listing(ctx: &Context, input: UploadListing) -> Result<Upload> {
    policy::require(ctx.viewer(), policy::catalogue::may_import(ctx.viewer()))?;
    let actor = ctx.actor()?.id;
    if let Some(organisation) = input.organisation
        && !policy::catalogue::may_publish_for(ctx.viewer(), organisation)
    {
        return Err(FieldError::new("organisation", "NOT_YOUR_ORGANISATION").into());
    }
    let options = Options {
        source: Some(input.source_name.clone()),
        format: None,
        publisher: input.organisation,
    };
    // The preview itself is made when the page is shown; here it tells what is wrong at once.
    let bytes = input.content.as_bytes();
    let preview = import_listing::preview_with(ctx.hub(), ctx.caller(), bytes, &options).await?;
    let tx = ctx.tx().await?;
    clear(ctx, actor).await?;
    let row = import_upload::ActiveModel {
        key: Set(ctx.hub().random().key()),
        person_id: Set(actor),
        file_name: Set(input.file_name.chars().take(200).collect()),
        source_name: Set(preview.source),
        organisation_id: Set(input.organisation),
        report: Set(None),
        content: Set(input.content),
        created_at: Set(ctx.now()),
        ..Default::default()
    };
    Ok(row.insert(tx).await?)
}

/// Deletes uploads that are too old, and this person's oldest beyond a few.
async fn clear(ctx: &Context, person: i64) -> Result<()> {
    let tx = ctx.tx().await?;
    use import_upload::{Column, Entity};
    Entity::delete_many()
        .filter(Column::CreatedAt.lt(ctx.now() - LIFETIME))
        .exec(tx)
        .await?;
    let kept: Vec<i64> = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::PersonId.eq(person))
        .order_by_desc(Column::Id)
        .limit(MOST - 1)
        .into_tuple()
        .all(tx)
        .await?;
    Entity::delete_many()
        .filter(Column::PersonId.eq(person))
        .filter(Column::Id.is_not_in(kept))
        .exec(tx)
        .await?;
    Ok(())
}

/// One of the viewer's own uploads.
///
/// # Errors
/// `NotFound` when there is none, or when it is another's or too old.
pub async fn by_key(reader: &Reader, key: &str) -> Result<Upload> {
    let person = reader.viewer().id().ok_or(Error::NotFound)?;
    import_upload::Entity::find()
        .filter(import_upload::Column::Key.eq(key))
        .filter(import_upload::Column::PersonId.eq(person))
        .filter(import_upload::Column::CreatedAt.gte(reader.now() - LIFETIME))
        .one(reader.db())
        .await?
        .ok_or(Error::NotFound)
}

/// What the import would change; none once it is done.
///
/// # Errors
/// When the database does not answer, or the file is no longer what it was.
pub async fn preview(reader: &Reader, upload: &Upload) -> Result<Option<Preview>> {
    if upload.report.is_some() {
        return Ok(None);
    }
    let bytes = upload.content.as_bytes();
    let caller = reader.caller();
    import_listing::preview_with(reader.hub(), caller, bytes, &options(upload))
        .await
        .map(Some)
}

/// What the import came to; none before it is done.
///
/// # Errors
/// `Internal` when what is stored cannot be read.
pub fn report(upload: &Upload) -> Result<Option<Report>> {
    upload
        .report
        .as_deref()
        .map(|text| serde_json::from_str(text).map_err(Error::internal))
        .transpose()
}

fn options(upload: &Upload) -> Options {
    Options {
        source: Some(upload.source_name.clone()),
        format: None,
        publisher: upload.organisation_id,
    }
}

/// Imports an uploaded file. A second call returns what the first one did.
///
/// # Errors
/// `NotFound` when the upload is another's or too old; `Forbidden` for those who no longer
/// publish for anybody, and for a token that only reads; those of
/// [`import_listing::import_listing`].
pub async fn confirm_import(ctx: &Context, key: String) -> Result<Upload> {
    // Each record has a transaction of its own, so this one must not have begun before them.
    let reader = ctx.hub().reader(ctx.caller());
    let upload = by_key(&reader, &key).await?;
    policy::require(ctx.viewer(), policy::catalogue::may_import(ctx.viewer()))?;
    if upload.report.is_some() {
        return Ok(upload);
    }
    let bytes = upload.content.as_bytes();
    let options = options(&upload);
    let report = import_listing::import_with(ctx.hub(), ctx.caller(), bytes, &options).await?;
    let text = serde_json::to_string(&report).map_err(Error::internal)?;
    let row = import_upload::ActiveModel {
        id: Set(upload.id),
        report: Set(Some(text)),
        content: Set(String::new()),
        ..Default::default()
    };
    Ok(row.update(ctx.tx().await?).await?)
}
