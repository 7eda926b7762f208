//! Measures: the figures by which partners show what their project has changed.

use chrono::{DateTime, NaiveDate, Utc};
use hub_entity::project::{Better, project_measure};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter,
};
use serde_json::json;

use crate::context::Context;
use crate::error::{Error, FieldError, Result};
use crate::platform::repeat;
use crate::project::Project;
use crate::project::impact::{record, to_report};
use crate::values::Fields;

/// A measure.
pub type Measure = project_measure::Model;

/// Most measures of one project: more than that, nobody reads.
const MOST: u64 = 20;

/// The largest figure, which a page can still show to the hundredth.
pub(super) const LARGEST: f64 = 1e12;

/// What is measured, from where to where.
#[derive(Debug, Clone)]
pub struct SaveMeasure {
    /// Number of the project.
    pub project: i64,
    /// Number of the measure; none for a new one.
    pub measure: Option<i64>,
    /// What is measured.
    pub name: String,
    /// In which unit.
    pub unit: String,
    /// Whether the figure should grow or fall.
    pub better: Better,
    /// What it was before.
    pub baseline: f64,
    /// On which day, as 2027-03-31.
    pub baseline_on: String,
    /// What it should become.
    pub target: f64,
    /// By which day, as 2027-03-31.
    pub target_on: String,
    /// Where the figure comes from.
    pub source: String,
    /// Version of the measure that they had before them; of no account for a new one.
    pub version: i32,
    /// Makes a repeat harmless.
    pub request_id: Option<String>,
}

/// Adds a measure, or changes one.
///
/// # Errors
/// `Forbidden` to all but the partners' people; `Invalid`; `NotFound` for a measure of another
/// project; `Conflict` when somebody else changed it meanwhile.
pub async fn save_measure(ctx: &Context, input: SaveMeasure) -> Result<Measure> {
    let mut fields = Fields::default();
    let name = fields.line("name", &input.name, 3..=150);
    let unit = fields.line("unit", &input.unit, 1..=40);
    let source = fields.text("source", &input.source, 1..=600);
    let baseline = fields.number("baseline", input.baseline, -LARGEST..=LARGEST);
    let target = fields.number("target", input.target, -LARGEST..=LARGEST);
    let better = match input.better {
        Better::More => target > baseline,
        Better::Less => target < baseline,
    };
    fields.require(better, "target", "TARGET_NOT_BETTER");
    let begins = past_day(&mut fields, "baselineOn", &input.baseline_on, ctx.now());
    let ends = day(&mut fields, "targetOn", &input.target_on);
    if let (Some(begins), Some(ends)) = (begins, ends) {
        fields.require(ends > begins, "targetOn", "TARGET_TOO_EARLY");
    }
    let project = to_report(ctx, input.project).await?;
    fields.finish()?;
    let (Some(begins), Some(ends)) = (begins, ends) else {
        return Err(Error::field("targetOn", "NOT_A_DATE"));
    };
    let tx = ctx.tx().await?;
    let mut row = project_measure::ActiveModel {
        name: Set(name),
        unit: Set(unit),
        better: Set(input.better),
        baseline: Set(baseline),
        baseline_on: Set(begins.to_string()),
        target: Set(target),
        target_on: Set(ends.to_string()),
        source: Set(source),
        ..Default::default()
    };
    let (before, measure) = if let Some(number) = input.measure {
        let known = current(ctx, number).await?;
        if known.project_id != project.id {
            return Err(Error::NotFound);
        }
        if known.version != input.version {
            return Err(Error::Conflict);
        }
        row.id = Set(known.id);
        row.version = Set(known.version + 1);
        (Some(known), row.update(tx).await?)
    } else {
        let id = input.request_id.as_deref();
        if let Some(known) = repeat::find(ctx, "saveMeasure", id).await? {
            return current(ctx, known).await;
        }
        let count = project_measure::Entity::find()
            .filter(project_measure::Column::ProjectId.eq(project.id))
            .filter(project_measure::Column::RemovedAt.is_null())
            .count(tx)
            .await?;
        if count >= MOST {
            return Err(FieldError::new("name", "TOO_MANY").with("max", MOST).into());
        }
        row.project_id = Set(project.id);
        row.version = Set(1);
        row.created_at = Set(ctx.now());
        let measure = row.insert(tx).await?;
        repeat::remember(ctx, "saveMeasure", id, measure.id).await?;
        (None, measure)
    };
    let action = match before {
        Some(_) => "project_measure_changed",
        None => "project_measure_added",
    };
    let details = json!({ "measure": measure.id, "name": measure.name,
        "before": before.as_ref().map(goal), "after": goal(&measure) });
    record(ctx, &project, action, details).await?;
    Ok(measure)
}

/// From where to where a measure should go, for the audit.
fn goal(measure: &Measure) -> serde_json::Value {
    json!({ "baseline": measure.baseline, "baseline_on": measure.baseline_on,
        "target": measure.target, "target_on": measure.target_on })
}

/// Which measure is not kept any more.
#[derive(Debug, Clone)]
pub struct RemoveMeasure {
    /// Its number.
    pub measure: i64,
    /// Version that they had before them.
    pub version: i32,
}

/// Takes a measure away, with its readings; the rows stay.
///
/// # Errors
/// `NotFound` when there is none; `Forbidden` to all but the partners' people; `Conflict` when
/// somebody else changed it meanwhile.
pub async fn remove_measure(ctx: &Context, input: RemoveMeasure) -> Result<Measure> {
    let (project, measure) = locked(ctx, input.measure).await?;
    if measure.version != input.version {
        return Err(Error::Conflict);
    }
    let mut row = measure.into_active_model();
    row.removed_at = Set(Some(ctx.now()));
    let measure = row.update(ctx.tx().await?).await?;
    let details = json!({ "measure": measure.id, "name": measure.name });
    record(ctx, &project, "project_measure_removed", details).await?;
    Ok(measure)
}

async fn current(ctx: &Context, number: i64) -> Result<Measure> {
    project_measure::Entity::find_by_id(number)
        .filter(project_measure::Column::RemovedAt.is_null())
        .one(ctx.tx().await?)
        .await?
        .ok_or(Error::NotFound)
}

/// A measure and its project, locked, for somebody who may change it. Of a project that they may
/// not see, there is none.
pub(super) async fn locked(ctx: &Context, number: i64) -> Result<(Project, Measure)> {
    let known = current(ctx, number).await?;
    let project = to_report(ctx, known.project_id).await?;
    // Again, because somebody may have changed it before the lock.
    let measure = current(ctx, number).await?;
    Ok((project, measure))
}

fn day(fields: &mut Fields, name: &str, text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    if text.is_empty() {
        fields.push(FieldError::new(name, "REQUIRED"));
        return None;
    }
    let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
    // Four figures of a year, so that days are in the order of their text.
    let day = day.filter(|day| day.to_string().len() == 10 && !day.to_string().starts_with('-'));
    fields.require(day.is_some(), name, "NOT_A_DATE");
    day
}

/// A day that is not ahead.
pub(super) fn past_day(
    fields: &mut Fields,
    name: &str,
    text: &str,
    now: DateTime<Utc>,
) -> Option<NaiveDate> {
    let day = day(fields, name, text)?;
    fields.require(day <= now.date_naive(), name, "IN_THE_FUTURE");
    Some(day)
}
