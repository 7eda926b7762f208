//! Publishing a dataset, and editing it.

use hub_entity::catalogue::{DatasetStatus, dataset, distribution};
use hub_entity::organisation::organisation;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter,
    QuerySelect,
};
use serde_json::json;

use crate::catalogue::{Dataset, Distribution, format, frequency, index, licence, read};
use crate::context::Context;
use crate::error::{Error, FieldError, Result};
use crate::organisation::gss::GssCode;
use crate::platform::{audit, repeat};
use crate::policy;
use crate::values::{Fields, slug};

/// Files that one dataset may have.
const MOST_DISTRIBUTIONS: usize = 300;
/// Words to find it by.
const MOST_KEYWORDS: usize = 50;

/// What its publisher fills in.
#[derive(Debug, Clone, Default)]
pub struct SaveDataset {
    /// Number of the dataset that is edited; none publishes a new one.
    pub number: Option<i64>,
    /// The version that was edited.
    pub version: Option<i32>,
    /// In whose name; for a new one only.
    pub organisation: Option<i64>,
    /// What it is called.
    pub title: String,
    /// Markdown.
    pub description: String,
    /// Code of the licence.
    pub licence: String,
    /// Code of how often it is updated, or empty.
    pub frequency: String,
    /// GSS code of the area that it covers, or empty.
    pub area_gss: String,
    /// Name of that area.
    pub area_name: String,
    /// Words to find it by, between commas.
    pub keywords: String,
    /// Page about it, or empty.
    pub landing_page: String,
    /// Its files and services.
    pub distributions: Vec<SaveDistribution>,
    /// Makes a double submit harmless.
    pub request_id: Option<String>,
}

/// A file or service of it.
#[derive(Debug, Clone, Default)]
pub struct SaveDistribution {
    /// What it is called.
    pub title: String,
    /// Where it is.
    pub url: String,
    /// Its format, as anybody spells it; told from the address where it is empty.
    pub format: String,
    /// What is in it.
    pub description: String,
}

/// The input, checked.
struct Checked {
    title: String,
    description: String,
    licence: Option<&'static licence::Licence>,
    frequency: String,
    area_gss: String,
    area_name: String,
    keywords: Vec<String>,
    landing_page: String,
    files: Vec<SaveDistribution>,
}

/// Publishes a dataset, or changes it.
///
/// # Errors
/// `NotFound`; `Forbidden` for those who do not belong to its publisher; `Conflict`; `Invalid`
/// on each field that is wrong.
pub async fn save_dataset(ctx: &Context, input: SaveDataset) -> Result<Dataset> {
    match input.number {
        Some(number) => edit(ctx, number, input).await,
        None => publish(ctx, input).await,
    }
}

async fn publish(ctx: &Context, input: SaveDataset) -> Result<Dataset> {
    let request = input.request_id.clone();
    let repeated = repeat::find(ctx, "saveDataset", request.as_deref()).await?;
    let tx = ctx.tx().await?;
    if let Some(number) = repeated {
        return read::by_number(tx, ctx.viewer(), number).await;
    }
    policy::require(ctx.viewer(), policy::catalogue::may_publish(ctx.viewer()))?;
    let mut fields = Fields::default();
    let publisher = publisher(ctx, &mut fields, input.organisation).await?;
    let checked = check(&mut fields, &input, false);
    fields.finish()?;
    let row = dataset::ActiveModel {
        publisher_id: Set(publisher),
        licence_label: Set(String::new()),
        status: Set(DatasetStatus::Published),
        source_id: Set(None),
        source_guid: Set(None),
        source_hash: Set(None),
        issued: Set(ctx.now().format("%Y-%m-%d").to_string()),
        created_by: Set(ctx.viewer().id()),
        version: Set(1),
        created_at: Set(ctx.now()),
        ..Default::default()
    };
    let dataset = fill(ctx, row, &checked).insert(tx).await?;
    repeat::remember(ctx, "saveDataset", request.as_deref(), dataset.id).await?;
    finish(ctx, dataset, checked.files, &[], "dataset_published").await
}

async fn edit(ctx: &Context, number: i64, input: SaveDataset) -> Result<Dataset> {
    let tx = ctx.tx().await?;
    let found = read::visible_to(ctx.viewer())
        .filter(dataset::Column::Id.eq(number))
        .lock_exclusive()
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    policy::require(
        ctx.viewer(),
        policy::catalogue::may_edit(ctx.viewer(), &found),
    )?;
    let mut fields = Fields::default();
    // A harvested record may have a licence that is known by its name alone.
    let named = !found.licence_label.is_empty() && found.licence.is_empty();
    let checked = check(&mut fields, &input, named);
    fields.finish()?;
    if input.version != Some(found.version) {
        return Err(Error::Conflict);
    }
    let before = read::distributions(tx, &[number]).await?;
    let version = found.version;
    let mut row = found.into_active_model();
    row.version = Set(version + 1);
    let dataset = fill(ctx, row, &checked).update(tx).await?;
    finish(ctx, dataset, checked.files, &before, "dataset_edited").await
}

/// In whose name: the only organisation of somebody who has one need not be said.
async fn publisher(ctx: &Context, fields: &mut Fields, asked: Option<i64>) -> Result<i64> {
    let own = ctx.viewer().organisation_ids();
    let asked = match (asked, own.as_slice()) {
        (None, [only]) => Some(*only),
        (asked, _) => asked,
    };
    let Some(asked) = asked else {
        fields.push(FieldError::new("organisation", "REQUIRED"));
        return Ok(0);
    };
    let known = organisation::Entity::find_by_id(asked)
        .one(ctx.tx().await?)
        .await?
        .is_some();
    let allowed = known && policy::catalogue::may_publish_for(ctx.viewer(), asked);
    fields.require(allowed, "organisation", "NOT_YOUR_ORGANISATION");
    Ok(asked)
}

fn check(fields: &mut Fields, input: &SaveDataset, named: bool) -> Checked {
    let title = fields.line("title", &input.title, 3..=200);
    let description = fields.text("description", &input.description, 1..=20_000);
    let known = licence::by_code(input.licence.trim());
    match (known, input.licence.trim()) {
        (Some(_), _) => {}
        (None, "") if named => {}
        (None, "") => fields.push(FieldError::new("licence", "REQUIRED")),
        (None, _) => fields.push(FieldError::new("licence", "NOT_A_CHOICE")),
    }
    let frequency = input.frequency.trim().to_owned();
    let usual = frequency.is_empty() || frequency::by_code(&frequency).is_some();
    fields.require(usual, "frequency", "NOT_A_CHOICE");
    let area_gss = area(fields, &input.area_gss);
    let area_name = fields.line("areaName", &input.area_name, 0..=200);
    let keywords = keywords(fields, &input.keywords);
    let landing_page = fields.web_address("landingPage", &input.landing_page, false);
    let files = files(fields, &input.distributions);
    // Data that nobody can reach is not published.
    let reachable = !input.distributions.is_empty() || !input.landing_page.trim().is_empty();
    fields.require(reachable, "distributions.0.url", "NEEDS_A_LINK");
    Checked {
        title,
        description,
        licence: known,
        frequency,
        area_gss,
        area_name,
        keywords,
        landing_page,
        files,
    }
}

fn area(fields: &mut Fields, text: &str) -> String {
    let text = text.trim();
    if text.is_empty() {
        return String::new();
    }
    if let Ok(code) = text.parse::<GssCode>() {
        code.as_str().to_owned()
    } else {
        fields.push(FieldError::new("areaGss", "NOT_A_GSS_CODE"));
        String::new()
    }
}

fn keywords(fields: &mut Fields, text: &str) -> Vec<String> {
    let text = fields.line("keywords", text, 0..=4000);
    let mut words: Vec<String> = Vec::new();
    for word in text.split([',', ';']).map(str::trim) {
        let known = words.iter().any(|known| known.eq_ignore_ascii_case(word));
        if !word.is_empty() && !known {
            words.push(word.to_owned());
        }
    }
    if words.len() > MOST_KEYWORDS {
        fields.push(FieldError::new("keywords", "TOO_MANY").with("max", MOST_KEYWORDS));
    }
    words
}

fn files(fields: &mut Fields, given: &[SaveDistribution]) -> Vec<SaveDistribution> {
    if given.len() > MOST_DISTRIBUTIONS {
        let error = FieldError::new("distributions", "TOO_MANY").with("max", MOST_DISTRIBUTIONS);
        fields.push(error);
        return Vec::new();
    }
    let mut files = Vec::new();
    for (row, file) in given.iter().enumerate() {
        let name = |part: &str| format!("distributions.{row}.{part}");
        let url = link(fields, &name("url"), &file.url);
        let declared = fields.line(&name("format"), &file.format, 0..=30);
        let declared = Some(declared.as_str()).filter(|text| !text.is_empty());
        files.push(SaveDistribution {
            title: fields.line(&name("title"), &file.title, 1..=300),
            format: format::canonical(declared, None, Some(&url)).unwrap_or_default(),
            description: fields.text(&name("description"), &file.description, 0..=5000),
            url,
        });
    }
    files
}

/// The address of a file. Some councils still serve theirs by FTP.
fn link(fields: &mut Fields, name: &str, text: &str) -> String {
    let text = text.trim();
    let by_ftp = url::Url::parse(text)
        .is_ok_and(|url| url.scheme() == "ftp" && url.has_host() && url.password().is_none());
    if by_ftp {
        fields.line(name, text, 1..=2000)
    } else {
        fields.web_address(name, text, true)
    }
}

fn fill(ctx: &Context, mut row: dataset::ActiveModel, checked: &Checked) -> dataset::ActiveModel {
    row.slug = Set(slug(&checked.title));
    row.title = Set(checked.title.clone());
    row.description = Set(checked.description.clone());
    row.keywords = Set(json!(checked.keywords));
    if let Some(licence) = checked.licence {
        row.licence = Set(licence.code.to_owned());
        row.licence_label = Set(licence.title.to_owned());
    } else if row.licence.is_not_set() {
        row.licence = Set(String::new());
    }
    row.frequency = Set(checked.frequency.clone());
    row.area_gss = Set(checked.area_gss.clone());
    row.area_name = Set(checked.area_name.clone());
    row.landing_page = Set(checked.landing_page.clone());
    row.modified = Set(ctx.now().format("%Y-%m-%d").to_string());
    row.updated_at = Set(ctx.now());
    row
}

/// Writes the files of the dataset, what search finds of it, and the audit.
async fn finish(
    ctx: &Context,
    dataset: Dataset,
    files: Vec<SaveDistribution>,
    before: &[Distribution],
    action: &str,
) -> Result<Dataset> {
    let rows: Vec<_> = files
        .into_iter()
        .map(|file| {
            // What a form does not ask about stays with the file that has the same address.
            let same = before.iter().find(|known| known.url == file.url);
            distribution::ActiveModel {
                title: Set(file.title),
                description: Set(file.description),
                format: Set(file.format),
                url: Set(file.url),
                media_type: Set(same.map(|f| f.media_type.clone()).unwrap_or_default()),
                byte_size: Set(same.and_then(|f| f.byte_size)),
                licence: Set(same.map(|f| f.licence.clone()).unwrap_or_default()),
                ..Default::default()
            }
        })
        .collect();
    replace_distributions(ctx, dataset.id, rows).await?;
    let files = read::distributions(ctx.tx().await?, &[dataset.id]).await?;
    index::put(ctx, &dataset, &files).await?;
    let entry = audit::Entry {
        action,
        object_kind: "dataset",
        object_id: dataset.id,
        challenge_id: None,
        details: json!({ "version": dataset.version }),
    };
    audit::record(ctx, entry).await?;
    Ok(dataset)
}

/// Puts these files in the place of those that the dataset had, in this order.
pub(super) async fn replace_distributions(
    ctx: &Context,
    dataset: i64,
    rows: Vec<distribution::ActiveModel>,
) -> Result<()> {
    let tx = ctx.tx().await?;
    distribution::Entity::delete_many()
        .filter(distribution::Column::DatasetId.eq(dataset))
        .exec(tx)
        .await?;
    let mut position = 0;
    let rows: Vec<_> = rows
        .into_iter()
        .map(|mut row| {
            row.dataset_id = Set(dataset);
            row.position = Set(position);
            position += 1;
            row
        })
        .collect();
    // SQLite takes 32,766 values in one statement; a row has eight.
    for part in rows.chunks(500) {
        distribution::Entity::insert_many(part.to_vec())
            .exec_without_returning(tx)
            .await?;
    }
    Ok(())
}
