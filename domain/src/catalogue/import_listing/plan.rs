//! What an import will do, decided before anything is written.

use std::collections::{HashMap, HashSet};

use hub_entity::catalogue::{DatasetStatus, dataset, source};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::Options;
use super::content::Content;
use super::publishers::Publishers;
use super::report::{Change, Line, Reason};
use crate::catalogue::Dataset;
use crate::catalogue::import::{Format, Listing, PublisherRef, Record, RecordError};
use crate::context::{Reader, Viewer};
use crate::error::{Error, FieldError, Result};
use crate::policy;

/// What an import will do.
pub(super) struct Plan {
    pub name: String,
    pub format: Format,
    pub source: Option<i64>,
    pub complete: bool,
    pub steps: Vec<Step>,
    pub removals: Vec<Dataset>,
    pub publishers: Publishers,
}

/// One record, and what is to be written of it, if anything is.
pub(super) struct Step {
    pub line: Line,
    pub work: Option<Work>,
}

/// What is to be written of a record.
#[derive(Debug)]
pub(super) struct Work {
    pub content: Content,
    pub hash: String,
    pub publisher: Publisher,
}

/// Who publishes a record.
#[derive(Debug, Clone)]
pub(super) enum Publisher {
    /// An organisation that the hub knows.
    Known(i64),
    /// One that comes in with the record.
    New(PublisherRef),
}

/// Decides.
pub(super) async fn make(reader: &Reader, listing: Listing, options: &Options) -> Result<Plan> {
    let viewer = reader.viewer();
    policy::require(viewer, policy::catalogue::may_import(viewer))?;
    let name = source_name(&listing, options)?;
    let source = source::Entity::find()
        .filter(source::Column::Name.eq(&name))
        .one(reader.db())
        .await?
        .map(|row| row.id);
    let known = known(reader, source).await?;
    if listing.complete && listing.records.is_empty() && known.iter().any(is_listed) {
        return Err(Error::field("content", "FILE_LISTS_NOTHING"));
    }
    let publishers = Publishers::load(reader).await?;
    let by_guid: HashMap<&str, &Dataset> = known
        .iter()
        .filter_map(|row| Some((row.source_guid.as_deref()?, row)))
        .collect();
    let mut seen: HashSet<String> = HashSet::new();
    let mut steps = Vec::with_capacity(listing.records.len());
    for entry in listing.records {
        match entry {
            Ok(record) => {
                seen.insert(record.guid.clone());
                let known = by_guid.get(record.guid.as_str()).copied();
                steps.push(step(viewer, &publishers, options, known, record)?);
            }
            Err(error) => {
                seen.extend(error.guid.clone());
                steps.push(failed(&error));
            }
        }
    }
    drop(by_guid);
    // Others may import under the same name: nobody takes down what is not theirs.
    let removals = known
        .into_iter()
        .filter(|row| listing.complete && is_listed(row))
        .filter(|row| policy::catalogue::may_edit(viewer, row))
        .filter(|row| {
            row.source_guid
                .as_ref()
                .is_some_and(|guid| !seen.contains(guid))
        })
        .collect();
    Ok(Plan {
        name,
        format: listing.format,
        source,
        complete: listing.complete,
        steps,
        removals,
        publishers,
    })
}

fn source_name(listing: &Listing, options: &Options) -> Result<String> {
    let given = options.source.as_deref().map(str::trim);
    let name = given
        .filter(|name| !name.is_empty())
        .or(listing.source_name.as_deref())
        .map(str::trim)
        .unwrap_or_default();
    if name.is_empty() {
        return Err(Error::field("sourceName", "SOURCE_UNNAMED"));
    }
    if name.chars().count() > 500 {
        let error = FieldError::new("sourceName", "TOO_LONG").with("max", 500);
        return Err(error.with("count", name.chars().count()).into());
    }
    Ok(name.to_owned())
}

/// What the source listed before.
async fn known(reader: &Reader, source: Option<i64>) -> Result<Vec<Dataset>> {
    let Some(source) = source else {
        return Ok(Vec::new());
    };
    Ok(dataset::Entity::find()
        .filter(dataset::Column::SourceId.eq(source))
        .order_by_asc(dataset::Column::Id)
        .all(reader.db())
        .await?)
}

fn is_listed(row: &Dataset) -> bool {
    matches!(
        row.status,
        DatasetStatus::Published | DatasetStatus::Inactive
    )
}

fn step(
    viewer: &Viewer,
    publishers: &Publishers,
    options: &Options,
    known: Option<&Dataset>,
    record: Record,
) -> Result<Step> {
    let mut line = Line {
        position: Some(record.position),
        guid: record.guid.clone(),
        title: record.title.clone(),
        publisher: String::new(),
        number: known.map(|row| row.id),
        change: Change::Created,
        problem: None,
        warnings: record.warnings.iter().map(Reason::from).collect(),
    };
    let publisher = match &record.publisher {
        Some(named) => match publishers.find(named) {
            Some(id) => Publisher::Known(id),
            None => Publisher::New(named.clone()),
        },
        None => {
            if let Some(id) = options.publisher {
                Publisher::Known(id)
            } else {
                line.fail(Reason::new("NO_PUBLISHER"));
                return Ok(Step { line, work: None });
            }
        }
    };
    line.publisher = match &publisher {
        Publisher::Known(id) => publishers.name(*id).unwrap_or_default().to_owned(),
        Publisher::New(named) => named.name.clone(),
    };
    if let Some(reason) = forbidden(viewer, &publisher, &line.publisher, known) {
        line.fail(reason);
        return Ok(Step { line, work: None });
    }
    let content = Content::of(record);
    let hash = content.hash()?;
    line.change = match known {
        None => Change::Created,
        Some(row) if is_same(row, &hash, &publisher) => Change::Unchanged,
        Some(_) => Change::Updated,
    };
    let work = (line.change != Change::Unchanged).then_some(Work {
        content,
        hash,
        publisher,
    });
    Ok(Step { line, work })
}

fn is_same(row: &Dataset, hash: &str, publisher: &Publisher) -> bool {
    row.source_hash.as_deref() == Some(hash)
        && row.status != DatasetStatus::Removed
        && matches!(publisher, Publisher::Known(id) if *id == row.publisher_id)
}

/// An officer imports what their own organisations publish, and nothing else.
fn forbidden(
    viewer: &Viewer,
    publisher: &Publisher,
    name: &str,
    known: Option<&Dataset>,
) -> Option<Reason> {
    let code = match publisher {
        Publisher::Known(id) if !policy::catalogue::may_publish_for(viewer, *id) => {
            "NOT_YOUR_ORGANISATION"
        }
        Publisher::New(_) if !policy::catalogue::may_add_publisher(viewer) => "UNKNOWN_PUBLISHER",
        _ if known.is_some_and(|row| !policy::catalogue::may_edit(viewer, row)) => {
            "BELONGS_TO_ANOTHER"
        }
        _ => return None,
    };
    Some(Reason::new(code).with("publisher", name))
}

fn failed(error: &RecordError) -> Step {
    let line = Line {
        position: Some(error.position),
        guid: error.guid.clone().unwrap_or_default(),
        title: error.title.clone().unwrap_or_default(),
        publisher: String::new(),
        number: None,
        change: Change::Failed,
        problem: Some(Reason::from(error)),
        warnings: Vec::new(),
    };
    Step { line, work: None }
}
