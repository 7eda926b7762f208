//! Readings: what a measure was on a day.

use hub_entity::project::project_reading;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter,
};
use serde_json::json;

use crate::context::Context;
use crate::error::{Error, FieldError, Result};
use crate::platform::repeat;
use crate::project::Project;
use crate::project::impact::record;
use crate::project::measure::{LARGEST, locked, past_day};
use crate::values::Fields;

/// A reading.
pub type Reading = project_reading::Model;

/// Most readings of one measure: one a week for nearly ten years.
const MOST: u64 = 500;

/// What was read.
#[derive(Debug, Clone)]
pub struct SaveReading {
    /// Number of the measure.
    pub measure: i64,
    /// Number of the reading to correct; none for a new one.
    pub reading: Option<i64>,
    /// On which day, as 2027-03-31.
    pub taken_on: String,
    /// What it was.
    pub value: f64,
    /// What there is to say of it, or empty.
    pub note: String,
    /// Version of the reading that they had before them; of no account for a new one.
    pub version: i32,
    /// Makes a repeat harmless.
    pub request_id: Option<String>,
}

/// Writes a reading down, or corrects one; what it was before stays in the audit. Gives the
/// project.
///
/// # Errors
/// `Forbidden` to all but the partners' people; `Invalid`; `NotFound` for a reading of another
/// measure; `Conflict` when somebody else corrected it meanwhile.
pub async fn save_reading(ctx: &Context, input: SaveReading) -> Result<Project> {
    let mut fields = Fields::default();
    let taken_on = past_day(&mut fields, "takenOn", &input.taken_on, ctx.now());
    let value = fields.number("value", input.value, -LARGEST..=LARGEST);
    let note = fields.text("note", &input.note, 0..=600);
    let (project, measure) = locked(ctx, input.measure).await?;
    fields.finish()?;
    let taken_on = taken_on.ok_or_else(|| Error::field("takenOn", "NOT_A_DATE"))?;
    let tx = ctx.tx().await?;
    let mut row = project_reading::ActiveModel {
        taken_on: Set(taken_on.to_string()),
        value: Set(value),
        note: Set(note),
        ..Default::default()
    };
    let (before, reading) = if let Some(number) = input.reading {
        let known = current(ctx, number).await?;
        if known.measure_id != measure.id {
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
        if repeat::find(ctx, "saveReading", id).await?.is_some() {
            return Ok(project);
        }
        let count = project_reading::Entity::find()
            .filter(project_reading::Column::MeasureId.eq(measure.id))
            .filter(project_reading::Column::RemovedAt.is_null())
            .count(tx)
            .await?;
        if count >= MOST {
            let error = FieldError::new("value", "TOO_MANY").with("max", MOST);
            return Err(error.into());
        }
        row.measure_id = Set(measure.id);
        row.person_id = Set(ctx.actor()?.id);
        row.version = Set(1);
        row.created_at = Set(ctx.now());
        let reading = row.insert(tx).await?;
        repeat::remember(ctx, "saveReading", id, reading.id).await?;
        (None, reading)
    };
    let action = match before {
        Some(_) => "project_reading_corrected",
        None => "project_reading_added",
    };
    let details = json!({ "measure": measure.id, "reading": reading.id,
        "before": before.as_ref().map(figure), "after": figure(&reading) });
    record(ctx, &project, action, details).await?;
    Ok(project)
}

fn figure(reading: &Reading) -> serde_json::Value {
    json!({ "taken_on": reading.taken_on, "value": reading.value })
}

/// Which reading was none.
#[derive(Debug, Clone)]
pub struct RemoveReading {
    /// Its number.
    pub reading: i64,
    /// Version that they had before them.
    pub version: i32,
}

/// Takes a reading away; the row stays. Gives the project.
///
/// # Errors
/// `NotFound` when there is none; `Forbidden` to all but the partners' people; `Conflict` when
/// somebody else corrected it meanwhile.
pub async fn remove_reading(ctx: &Context, input: RemoveReading) -> Result<Project> {
    let known = current(ctx, input.reading).await?;
    let (project, measure) = locked(ctx, known.measure_id).await?;
    let reading = current(ctx, input.reading).await?;
    if reading.version != input.version {
        return Err(Error::Conflict);
    }
    let details = json!({ "measure": measure.id, "reading": reading.id,
        "before": figure(&reading) });
    let mut row = reading.into_active_model();
    row.removed_at = Set(Some(ctx.now()));
    row.update(ctx.tx().await?).await?;
    record(ctx, &project, "project_reading_removed", details).await?;
    Ok(project)
}

async fn current(ctx: &Context, number: i64) -> Result<Reading> {
    project_reading::Entity::find_by_id(number)
        .filter(project_reading::Column::RemovedAt.is_null())
        .one(ctx.tx().await?)
        .await?
        .ok_or(Error::NotFound)
}
