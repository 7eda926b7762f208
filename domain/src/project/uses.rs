//! Partners say on which data their project stands, and for what.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use hub_entity::project::project_dataset;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter,
};
use serde_json::json;

use crate::catalogue::{self, Dataset};
use crate::context::Context;
use crate::error::{Error, FieldError, Result};
use crate::platform::audit;
use crate::policy;
use crate::project::{Project, UseRole, read};
use crate::values::{self, Fields};

/// Most datasets of one project.
const MOST: u64 = 200;

/// What a project uses a dataset for.
#[derive(Debug, Clone)]
pub struct SaveProjectUse {
    /// Number of the project.
    pub project: i64,
    /// Number of the dataset, or the address of its page.
    pub dataset: String,
    /// What the project would be without it.
    pub role: UseRole,
    /// What it is used for.
    pub purpose: String,
    /// Address of the file or service that is used, or empty for the dataset as a whole.
    pub distribution: String,
    /// Since when, as `2027-03-31`, or empty for what is known, or today.
    pub since: String,
    /// Version of the project that they had before them.
    pub version: i32,
}

/// Adds a dataset to what a project uses, or changes what is said of one.
///
/// # Errors
/// `Forbidden` to all but the partners' people and staff; `Invalid`; `Conflict` when somebody
/// else edited the project meanwhile.
pub async fn save_project_use(ctx: &Context, input: SaveProjectUse) -> Result<Project> {
    let mut fields = Fields::default();
    let purpose = fields.text("purpose", &input.purpose, 0..=600);
    let number = number_of(input.dataset.trim());
    if number.is_none() {
        let code = match input.dataset.trim() {
            "" => "DATASET_NOT_CHOSEN",
            _ => "DATASET_UNKNOWN",
        };
        fields.push(FieldError::new("dataset", code));
    }
    let since = since(&mut fields, &input.since, ctx.now());
    let project = to_edit(ctx, input.project).await?;
    let dataset = match number {
        Some(number) => known(ctx, &mut fields, "dataset", number).await?,
        None => None,
    };
    if let Some(dataset) = &dataset {
        check_distribution(ctx, &mut fields, dataset, input.distribution.trim()).await?;
    }
    fields.finish()?;
    let dataset = dataset.ok_or_else(|| Error::field("dataset", "DATASET_UNKNOWN"))?;
    let project = grown(ctx, project, input.version).await?;
    let (by, now) = (ctx.viewer().id(), ctx.now());
    let tx = ctx.tx().await?;
    let before = project_dataset::Entity::find()
        .filter(project_dataset::Column::ProjectId.eq(project.id))
        .filter(project_dataset::Column::DatasetId.eq(dataset.id))
        .one(tx)
        .await?;
    let mut row = project_dataset::ActiveModel {
        role: Set(input.role),
        purpose: Set(purpose),
        distribution_url: Set(input.distribution.trim().to_owned()),
        confirmed_at: Set(Some(now)),
        confirmed_by: Set(by),
        ..Default::default()
    };
    if let Some(before) = before {
        row.id = Set(before.id);
        row.since = Set(since.unwrap_or(before.since));
        row.update(tx).await?;
    } else {
        row.project_id = Set(project.id);
        row.dataset_id = Set(dataset.id);
        row.since = Set(since.unwrap_or(now));
        row.insert(tx).await?;
        if count(ctx, project.id).await? > MOST {
            return Err(FieldError::new("dataset", "TOO_MANY")
                .with("max", MOST)
                .into());
        }
        record(ctx, &project, "project_use_added", dataset.id).await?;
    }
    Ok(project)
}

/// Which dataset a project uses no longer.
#[derive(Debug, Clone)]
pub struct RemoveProjectUse {
    /// Number of the project.
    pub project: i64,
    /// Number of the dataset.
    pub dataset: i64,
    /// Version of the project that they had before them.
    pub version: i32,
}

/// Takes a dataset from what a project uses.
///
/// # Errors
/// `Forbidden` to all but the partners' people and staff; `Invalid` for the last one of a project
/// that is here because it uses one; `Conflict`; `NotFound` when it does not use it.
pub async fn remove_project_use(ctx: &Context, input: RemoveProjectUse) -> Result<Project> {
    let project = to_edit(ctx, input.project).await?;
    let project = grown(ctx, project, input.version).await?;
    let gone = project_dataset::Entity::delete_many()
        .filter(project_dataset::Column::ProjectId.eq(project.id))
        .filter(project_dataset::Column::DatasetId.eq(input.dataset))
        .exec(ctx.tx().await?)
        .await?;
    if gone.rows_affected == 0 {
        return Err(Error::NotFound);
    }
    if project.challenge_id.is_none() && count(ctx, project.id).await? == 0 {
        return Err(Error::field("dataset", "PROJECT_NEEDS_DATASET"));
    }
    record(ctx, &project, "project_use_removed", input.dataset).await?;
    Ok(project)
}

async fn to_edit(ctx: &Context, number: i64) -> Result<Project> {
    let project = read::locked(ctx, number).await?;
    let part = read::part(ctx.tx().await?, ctx.viewer(), project.id).await?;
    let allowed = policy::project::may_edit(ctx.viewer(), part);
    policy::require(ctx.viewer(), allowed)?;
    Ok(project)
}

/// The project at its next version, unless somebody else was first.
async fn grown(ctx: &Context, project: Project, version: i32) -> Result<Project> {
    if project.version != version {
        return Err(Error::Conflict);
    }
    let mut row = project.into_active_model();
    row.version = Set(version + 1);
    row.updated_at = Set(ctx.now());
    Ok(row.update(ctx.tx().await?).await?)
}

async fn count(ctx: &Context, project: i64) -> Result<u64> {
    Ok(project_dataset::Entity::find()
        .filter(project_dataset::Column::ProjectId.eq(project))
        .count(ctx.tx().await?)
        .await?)
}

async fn record(ctx: &Context, project: &Project, action: &str, dataset: i64) -> Result<()> {
    let entry = audit::Entry {
        action,
        object_kind: "project",
        object_id: project.id,
        challenge_id: project.challenge_id,
        details: json!({ "dataset": dataset }),
    };
    audit::record(ctx, entry).await
}

/// The dataset with this number, if the viewer may see it.
pub(super) async fn known(
    ctx: &Context,
    fields: &mut Fields,
    field: &str,
    number: i64,
) -> Result<Option<Dataset>> {
    match catalogue::read::by_number(ctx.tx().await?, ctx.viewer(), number).await {
        Ok(dataset) => Ok(Some(dataset)),
        Err(Error::NotFound) => {
            fields.push(FieldError::new(field, "DATASET_UNKNOWN"));
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

/// A file or service has to be one of the dataset's.
async fn check_distribution(
    ctx: &Context,
    fields: &mut Fields,
    dataset: &Dataset,
    url: &str,
) -> Result<()> {
    if url.is_empty() {
        return Ok(());
    }
    let files = catalogue::read::distributions(ctx.tx().await?, &[dataset.id]).await?;
    let known = files.iter().any(|file| file.url == url);
    fields.require(known, "distribution", "DISTRIBUTION_UNKNOWN");
    Ok(())
}

/// A day that is not ahead, at its beginning.
fn since(fields: &mut Fields, text: &str, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let Ok(day) = NaiveDate::parse_from_str(text, "%Y-%m-%d") else {
        fields.push(FieldError::new("since", "NOT_A_DATE"));
        return None;
    };
    fields.require(day <= now.date_naive(), "since", "IN_THE_FUTURE");
    Some(day.and_time(NaiveTime::MIN).and_utc())
}

/// The number in `42`, `/datasets/42-bus-stops` or a whole address of a dataset's page.
pub(super) fn number_of(text: &str) -> Option<i64> {
    let text = text.split(['?', '#']).next().unwrap_or_default();
    let segment = match text.rsplit_once("/datasets/") {
        Some((_, rest)) => rest.split('/').next().unwrap_or_default(),
        None if text.contains('/') => return None,
        None => text,
    };
    values::number_of(segment)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datasets_are_named_by_number_or_address() {
        for text in [
            "42",
            "/datasets/42-bus-stops",
            "https://hub.example.org/datasets/42-x/edit?a",
        ] {
            assert_eq!(number_of(text), Some(42), "{text}");
        }
        for text in [
            "",
            "bus stops",
            "https://example.org/42",
            "-1",
            "/datasets/",
        ] {
            assert_eq!(number_of(text), None, "{text}");
        }
    }

    #[test]
    fn uses_begin_on_a_day_that_has_come() {
        let now = DateTime::from_timestamp(1_780_000_000, 0).unwrap();
        let mut fields = Fields::default();
        assert_eq!(since(&mut fields, "", now), None);
        assert!(since(&mut fields, "2026-05-01", now).is_some());
        assert!(fields.is_clean());
        since(&mut fields, "2027-05-01", now);
        since(&mut fields, "May", now);
        let Err(Error::Invalid(errors)) = fields.finish() else {
            panic!("both are wrong")
        };
        let codes: Vec<_> = errors.iter().map(|error| error.code).collect();
        assert_eq!(codes, ["IN_THE_FUTURE", "NOT_A_DATE"]);
    }
}
