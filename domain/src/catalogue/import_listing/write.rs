//! Writing one record.

use hub_entity::catalogue::{DatasetStatus, dataset, distribution};
use hub_entity::organisation::{OrganisationKind, organisation};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter,
    QuerySelect,
};
use serde_json::json;

use super::content::{Content, File};
use super::plan::{Publisher, Work};
use crate::catalogue::import::PublisherRef;
use crate::catalogue::save::replace_distributions;
use crate::catalogue::{Dataset, index, read};
use crate::context::Context;
use crate::error::{Error, Result, is_duplicate};
use crate::organisation::{self as organisations, Organisation};
use crate::platform::search_index;
use crate::policy;
use crate::values::slug;

/// Creates or changes the dataset of a record, and returns its publisher if that is new.
pub(super) async fn put(ctx: &Context, source: i64, work: &Work) -> Result<Option<Organisation>> {
    let tx = ctx.tx().await?;
    let (publisher, added) = match &work.publisher {
        Publisher::Known(id) => (*id, None),
        Publisher::New(named) => {
            let added = add_publisher(ctx, named).await?;
            (added.id, Some(added))
        }
    };
    let known = dataset::Entity::find()
        .filter(dataset::Column::SourceId.eq(source))
        .filter(dataset::Column::SourceGuid.eq(&work.content.guid))
        .lock_exclusive()
        .one(tx)
        .await?;
    // The plan was made outside this transaction.
    if let Some(known) = &known {
        policy::require(
            ctx.viewer(),
            policy::catalogue::may_edit(ctx.viewer(), known),
        )?;
    }
    let dataset = write(ctx, source, publisher, work, known).await?;
    let files = work.content.files.iter().map(file).collect();
    replace_distributions(ctx, dataset.id, files).await?;
    let files = read::distributions(tx, &[dataset.id]).await?;
    index::put(ctx, &dataset, &files).await?;
    Ok(added)
}

async fn write(
    ctx: &Context,
    source: i64,
    publisher: i64,
    work: &Work,
    known: Option<Dataset>,
) -> Result<Dataset> {
    let tx = ctx.tx().await?;
    let listed = if work.content.active {
        DatasetStatus::Published
    } else {
        DatasetStatus::Inactive
    };
    let Some(known) = known else {
        let row = dataset::ActiveModel {
            source_id: Set(Some(source)),
            source_guid: Set(Some(work.content.guid.clone())),
            status: Set(listed),
            created_by: Set(ctx.viewer().id()),
            version: Set(1),
            created_at: Set(ctx.now()),
            ..Default::default()
        };
        return match fill(ctx, row, publisher, work).insert(tx).await {
            Ok(row) => Ok(row),
            // Somebody else imports the same file at this moment.
            Err(error) if is_duplicate(&error) => Err(Error::Transient("record added".into())),
            Err(error) => Err(error.into()),
        };
    };
    let (status, version) = (known.status, known.version);
    let mut row = known.into_active_model();
    // What its publisher took down here stays down, whatever the source says.
    if status != DatasetStatus::Withdrawn {
        row.status = Set(listed);
    }
    row.version = Set(version + 1);
    Ok(fill(ctx, row, publisher, work).update(tx).await?)
}

fn fill(
    ctx: &Context,
    mut row: dataset::ActiveModel,
    publisher: i64,
    work: &Work,
) -> dataset::ActiveModel {
    let Content {
        title,
        description,
        keywords,
        licence,
        licence_label,
        frequency,
        area_gss,
        area_name,
        issued,
        modified,
        landing_page,
        ..
    } = &work.content;
    row.slug = Set(slug(title));
    row.title = Set(title.clone());
    row.description = Set(description.clone());
    row.keywords = Set(json!(keywords));
    row.publisher_id = Set(publisher);
    row.licence = Set(licence.clone());
    row.licence_label = Set(licence_label.clone());
    row.frequency = Set(frequency.clone());
    row.area_gss = Set(area_gss.clone());
    row.area_name = Set(area_name.clone());
    row.landing_page = Set(landing_page.clone());
    row.issued = Set(issued.clone());
    row.modified = Set(modified.clone());
    row.source_hash = Set(Some(work.hash.clone()));
    row.updated_at = Set(ctx.now());
    row
}

fn file(file: &File) -> distribution::ActiveModel {
    distribution::ActiveModel {
        title: Set(file.title.clone()),
        description: Set(file.description.clone()),
        url: Set(file.url.clone()),
        format: Set(file.format.clone()),
        media_type: Set(file.media_type.clone()),
        byte_size: Set(file.size),
        licence: Set(String::new()),
        ..Default::default()
    }
}

/// Marks a dataset as gone from its source. Everything that links to it stays.
pub(super) async fn remove(ctx: &Context, id: i64) -> Result<()> {
    let tx = ctx.tx().await?;
    let found = dataset::Entity::find_by_id(id)
        .lock_exclusive()
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    policy::require(
        ctx.viewer(),
        policy::catalogue::may_edit(ctx.viewer(), &found),
    )?;
    let version = found.version;
    let mut row = found.into_active_model();
    row.status = Set(DatasetStatus::Removed);
    row.version = Set(version + 1);
    row.updated_at = Set(ctx.now());
    row.update(tx).await?;
    Ok(())
}

async fn add_publisher(ctx: &Context, named: &PublisherRef) -> Result<Organisation> {
    policy::require(
        ctx.viewer(),
        policy::catalogue::may_add_publisher(ctx.viewer()),
    )?;
    let identifiers: Vec<&str> = named.uri.as_deref().into_iter().collect();
    let row = organisation::ActiveModel {
        kind: Set(OrganisationKind::Publisher),
        slug: Set(slug(&named.name)),
        name: Set(named.name.clone()),
        short_name: Set(String::new()),
        gss_code: Set(None),
        council_type: Set(None),
        nation: Set(String::new()),
        region: Set(String::new()),
        latitude: Set(None),
        longitude: Set(None),
        about: Set(String::new()),
        website: Set(String::new()),
        email_domains: Set(json!([])),
        identifiers: Set(json!(identifiers)),
        current: Set(true),
        version: Set(1),
        created_at: Set(ctx.now()),
        ..Default::default()
    };
    let added = row.insert(ctx.tx().await?).await?;
    let entry = search_index::Entry {
        kind: "organisation",
        object_id: added.id,
        visibility: "public".to_owned(),
        title: added.name.clone(),
        body: String::new(),
        path: organisations::read::path(&added),
    };
    search_index::put(ctx, entry).await?;
    Ok(added)
}
