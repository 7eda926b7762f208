//! Bringing in what another catalogue lists: each record in a transaction of its own.
//!
//! A record belongs to its source and has an identifier there; together they are unique, so that
//! a second run makes no duplicates. What vanished from its source is marked as removed, and only
//! when the file holds everything that the source holds; its links to projects and challenges
//! stay, and it is published again when it reappears.

use std::sync::Arc;

use hub_entity::catalogue::source;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;

use crate::catalogue::import::{self, FileError, Format};
use crate::context::{Caller, Context};
use crate::error::{Error, FieldError, Result, is_duplicate};
use crate::hub::Hub;
use crate::platform::audit;

mod content;
mod plan;
mod publishers;
mod report;
mod write;

pub use report::{Change, Counts, Line, Preview, Reason, Report};

use plan::{Plan, Work};

/// How a file is to be taken.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The source that it comes from; by default the portal or inventory that the file names.
    pub source: Option<String>,
    /// The kind of file, where it is known; else its content tells.
    pub format: Option<Format>,
    /// The organisation of records that name no publisher.
    pub publisher: Option<i64>,
}

impl Options {
    /// The options that name a source, or leave that to the file.
    pub fn from_source(source: Option<&str>) -> Self {
        Self {
            source: source.map(str::to_owned),
            ..Self::default()
        }
    }
}

/// Imports a file.
///
/// # Errors
/// `Invalid` on `content` when nothing of the file can be read, or when it would remove
/// everything; `Invalid` on `sourceName` when nobody says where it comes from; `Forbidden`. What
/// is wrong with single records is in the report.
pub async fn import_listing(
    hub: &Hub,
    caller: &Caller,
    bytes: &[u8],
    source: Option<&str>,
) -> Result<Report> {
    import_with(hub, caller, bytes, &Options::from_source(source)).await
}

/// Says what an import would change, record by record, and changes nothing.
///
/// # Errors
/// Those of [`import_listing`].
pub async fn preview(
    hub: &Hub,
    caller: &Caller,
    bytes: &[u8],
    source: Option<&str>,
) -> Result<Preview> {
    preview_with(hub, caller, bytes, &Options::from_source(source)).await
}

/// [`preview`] with all options.
///
/// # Errors
/// Those of [`import_listing`].
pub async fn preview_with(
    hub: &Hub,
    caller: &Caller,
    bytes: &[u8],
    options: &Options,
) -> Result<Preview> {
    let plan = read(hub, caller, bytes, options).await?;
    let mut lines: Vec<Line> = plan.steps.into_iter().map(|step| step.line).collect();
    lines.extend(plan.removals.iter().map(Line::removed));
    let mut counts = Counts::default();
    for line in &lines {
        counts.add(line.change);
    }
    Ok(Preview {
        source: plan.name,
        complete: plan.complete,
        counts,
        lines,
    })
}

/// [`import_listing`] with all options.
///
/// # Errors
/// Those of [`import_listing`].
pub async fn import_with(
    hub: &Hub,
    caller: &Caller,
    bytes: &[u8],
    options: &Options,
) -> Result<Report> {
    let plan = read(hub, caller, bytes, options).await?;
    let source = begin(hub, caller, &plan).await?;
    let mut report = Report {
        source: plan.name.clone(),
        ..Report::default()
    };
    let mut publishers = plan.publishers;
    for step in plan.steps {
        let mut line = step.line;
        if let Some(work) = step.work {
            // An earlier record of this file may have brought the publisher in.
            let work = Arc::new(publishers.settle(work));
            match put(hub, caller, source, work).await {
                Ok(written) => {
                    publishers.add(written);
                }
                Err(error) => line.fail(reason(&error)?),
            }
        }
        report.add(line);
    }
    for gone in plan.removals {
        let mut line = Line::removed(&gone);
        let removed = hub
            .write(caller, |ctx| Box::pin(write::remove(ctx, gone.id)))
            .await;
        if let Err(error) = removed {
            line.fail(reason(&error)?);
        }
        report.add(line);
    }
    let counts = report.counts;
    hub.write(caller, |ctx| Box::pin(end(ctx, source, counts)))
        .await?;
    Ok(report)
}

async fn read(hub: &Hub, caller: &Caller, bytes: &[u8], options: &Options) -> Result<Plan> {
    let listing = import::parse(bytes, options.format).map_err(|error| refused(&error))?;
    plan::make(&hub.reader(caller), listing, options).await
}

async fn put(
    hub: &Hub,
    caller: &Caller,
    source: i64,
    work: Arc<Work>,
) -> Result<Option<crate::organisation::Organisation>> {
    hub.write(caller, |ctx| {
        let work = Arc::clone(&work);
        Box::pin(async move { write::put(ctx, source, &work).await })
    })
    .await
}

/// Why one record was not written. A database that does not answer stops the import instead.
fn reason(error: &Error) -> Result<Reason> {
    match error {
        Error::Transient(text) => Err(Error::Transient(text.clone())),
        Error::Internal(text) => {
            tracing::error!(text, "a record was not imported");
            Ok(Reason::new("NOT_STORED"))
        }
        other => {
            tracing::debug!(%other, "a record was not imported");
            Ok(Reason::new("CHANGED_MEANWHILE"))
        }
    }
}

/// Finds or adds the source.
async fn begin(hub: &Hub, caller: &Caller, plan: &Plan) -> Result<i64> {
    if let Some(id) = plan.source {
        return Ok(id);
    }
    let (name, format) = (plan.name.clone(), plan.format.code().to_lowercase());
    hub.write(caller, |ctx| {
        let (name, format) = (name.clone(), format.clone());
        Box::pin(async move { add_source(ctx, name, format).await })
    })
    .await
}

async fn add_source(ctx: &Context, name: String, format: String) -> Result<i64> {
    let tx = ctx.tx().await?;
    let known = source::Entity::find()
        .filter(source::Column::Name.eq(&name))
        .one(tx)
        .await?;
    if let Some(known) = known {
        return Ok(known.id);
    }
    let row = source::ActiveModel {
        name: Set(name),
        format: Set(format),
        created_at: Set(ctx.now()),
        imported_at: Set(ctx.now()),
        ..Default::default()
    };
    match row.insert(tx).await {
        Ok(row) => Ok(row.id),
        Err(error) if is_duplicate(&error) => Err(Error::Transient("source added".into())),
        Err(error) => Err(error.into()),
    }
}

/// Notes when the source was last imported, and what came of it.
async fn end(ctx: &Context, id: i64, counts: Counts) -> Result<()> {
    source::ActiveModel {
        id: Set(id),
        imported_at: Set(ctx.now()),
        ..Default::default()
    }
    .update(ctx.tx().await?)
    .await?;
    let entry = audit::Entry {
        action: "catalogue_imported",
        object_kind: "source",
        object_id: id,
        challenge_id: None,
        details: json!(counts),
    };
    audit::record(ctx, entry).await
}

/// A file of which nothing can be read, as an error of the field that it came in.
pub(super) fn refused(error: &FileError) -> Error {
    let code = match error {
        FileError::Empty => "FILE_EMPTY",
        FileError::TooLarge { .. } => "LISTING_TOO_LARGE",
        FileError::NotUtf8 { .. } => "FILE_NOT_UTF8",
        FileError::NotJson { .. } => "FILE_NOT_JSON",
        FileError::NotXml { .. } => "FILE_NOT_XML",
        FileError::DoctypeRefused { .. } => "FILE_DOCTYPE",
        FileError::NotACkanAnswer { .. } => "FILE_NOT_CKAN",
        FileError::PortalError { .. } => "FILE_PORTAL_ERROR",
        FileError::UnknownFormat { .. } => "FILE_UNKNOWN",
    };
    let mut field = FieldError::new("content", code);
    for (name, value) in error.args() {
        field = field.with(name, value);
    }
    field.into()
}
