//! Whom a project reaches, and how far its measures have come.

use chrono::{Datelike, NaiveDate};
use hub_entity::project::{project_measure, project_reading};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel,
    QueryFilter, QueryOrder,
};
use serde_json::json;

use crate::context::Context;
use crate::error::{Error, Result};
use crate::platform::audit;
use crate::policy;
use crate::project::measure::Measure;
use crate::project::reading::Reading;
use crate::project::{Project, read};
use crate::values::Fields;

/// A measure and what was read of it, in the order of the days.
#[derive(Debug, Clone)]
pub struct Measured {
    /// The measure.
    pub measure: Measure,
    /// Its readings, the oldest first.
    pub readings: Vec<Reading>,
}

/// The measures of a project that the viewer was found to see, in the order of their making: two
/// statements however many they are.
///
/// # Errors
/// When the database does not answer.
pub async fn of(db: &impl ConnectionTrait, project_id: i64) -> Result<Vec<Measured>> {
    let measures = project_measure::Entity::find()
        .filter(project_measure::Column::ProjectId.eq(project_id))
        .filter(project_measure::Column::RemovedAt.is_null())
        .order_by_asc(project_measure::Column::Id)
        .all(db)
        .await?;
    let readings = project_reading::Entity::find()
        .filter(project_reading::Column::MeasureId.is_in(measures.iter().map(|m| m.id)))
        .filter(project_reading::Column::RemovedAt.is_null())
        .order_by_asc(project_reading::Column::TakenOn)
        .order_by_asc(project_reading::Column::Id)
        .all(db)
        .await?;
    let of = |measure: Measure| Measured {
        readings: readings
            .iter()
            .filter(|reading| reading.measure_id == measure.id)
            .cloned()
            .collect(),
        measure,
    };
    Ok(measures.into_iter().map(of).collect())
}

/// How much of the way from the baseline to the target a value has come, in per cent: 0 at the
/// baseline, 100 at the target, less than 0 when it went the wrong way.
pub fn percent(measure: &Measure, value: f64) -> i32 {
    let way = measure.target - measure.baseline;
    if way == 0.0 {
        return 100;
    }
    let share = (100.0 * (value - measure.baseline) / way).clamp(-1000.0, 1000.0);
    // Towards the baseline, so that what is nearly reached is not called reached.
    #[expect(clippy::cast_possible_truncation, reason = "clamped above")]
    let percent = share.trunc() as i32;
    percent
}

/// A measure as a picture: everything as shares of its width and its height, 0 at the left and at
/// the top.
#[derive(Debug, Clone)]
pub struct Picture {
    /// The baseline and each reading, as x and y, in the order of the days.
    pub points: Vec<(f64, f64)>,
    /// The height of the target.
    pub target: f64,
}

/// Draws a measure from the day of its baseline to that of its target, or of its last reading.
pub fn picture(measured: &Measured) -> Picture {
    let Measured { measure, readings } = measured;
    let day = |text: &str| {
        NaiveDate::parse_from_str(text, "%Y-%m-%d")
            .map_or(0.0, |day| f64::from(day.num_days_from_ce()))
    };
    let figures = std::iter::once((day(&measure.baseline_on), measure.baseline))
        .chain(readings.iter().map(|r| (day(&r.taken_on), r.value)));
    let mut figures: Vec<(f64, f64)> = figures.collect();
    figures.sort_by(|a, b| a.0.total_cmp(&b.0));
    let ends = day(&measure.target_on);
    let left = figures.first().map_or(ends, |figure| figure.0);
    let right = figures.last().map_or(ends, |figure| figure.0).max(ends);
    let values = || {
        figures
            .iter()
            .map(|figure| figure.1)
            .chain([measure.target])
    };
    let low = values().fold(f64::INFINITY, f64::min);
    let high = values().fold(f64::NEG_INFINITY, f64::max);
    let share = |value: f64, from: f64, to: f64| {
        if to > from {
            (value - from) / (to - from)
        } else {
            0.5
        }
    };
    Picture {
        target: 1.0 - share(measure.target, low, high),
        points: figures
            .iter()
            .map(|(x, y)| (share(*x, left, right), 1.0 - share(*y, low, high)))
            .collect(),
    }
}

/// Whom a project reaches.
#[derive(Debug, Clone)]
pub struct SaveReach {
    /// Number of the project.
    pub project: i64,
    /// Markdown: who benefits, and how.
    pub beneficiaries: String,
    /// How many people it has reached, if its partners know.
    pub people_reached: Option<i32>,
    /// Version of the project that they had before them.
    pub version: i32,
}

/// Says whom a project reaches.
///
/// # Errors
/// `Forbidden` to all but its partners' people; `Invalid`; `Conflict` when somebody else edited
/// the project meanwhile.
pub async fn save_reach(ctx: &Context, input: SaveReach) -> Result<Project> {
    let mut fields = Fields::default();
    let beneficiaries = fields.text("beneficiaries", &input.beneficiaries, 0..=5_000);
    let people = input
        .people_reached
        .map(|people| i64::from(fields.number("peopleReached", people, 0..=100_000_000)));
    let project = to_report(ctx, input.project).await?;
    fields.finish()?;
    if project.version != input.version {
        return Err(Error::Conflict);
    }
    let before = project.people_reached;
    let mut row = project.into_active_model();
    row.beneficiaries = Set(beneficiaries);
    row.people_reached = Set(people);
    row.version = Set(input.version + 1);
    row.updated_at = Set(ctx.now());
    let project = row.update(ctx.tx().await?).await?;
    read::index(ctx, &project).await?;
    let details = json!({ "before": before, "after": project.people_reached });
    record(ctx, &project, "project_reach_saved", details).await?;
    Ok(project)
}

/// The project, locked, for somebody who may say what it has changed.
pub(super) async fn to_report(ctx: &Context, number: i64) -> Result<Project> {
    let project = read::locked(ctx, number).await?;
    let partner = read::is_partner(ctx.tx().await?, ctx.viewer(), project.id).await?;
    let allowed = policy::project::may_report_impact(ctx.viewer(), partner);
    policy::require(ctx.viewer(), allowed)?;
    Ok(project)
}

/// Notes in the audit what was done to a project's impact.
pub(super) async fn record(
    ctx: &Context,
    project: &Project,
    action: &str,
    details: serde_json::Value,
) -> Result<()> {
    let entry = audit::Entry {
        action,
        object_kind: "project",
        object_id: project.id,
        challenge_id: project.challenge_id,
        details,
    };
    audit::record(ctx, entry).await
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use hub_entity::project::Better;

    use super::*;

    fn measure(baseline: f64, target: f64) -> Measure {
        Measure {
            id: 1,
            project_id: 1,
            name: "Wait".to_owned(),
            unit: "minutes".to_owned(),
            better: Better::Less,
            baseline,
            baseline_on: "2027-01-01".to_owned(),
            target,
            target_on: "2027-12-31".to_owned(),
            source: "Count".to_owned(),
            version: 1,
            created_at: DateTime::UNIX_EPOCH,
            removed_at: None,
        }
    }

    #[test]
    fn the_way_is_measured_from_baseline_to_target_in_either_direction() {
        let falls = measure(40.0, 20.0);
        for (value, percent_of) in [(40.0, 0), (30.0, 50), (20.0, 100), (50.0, -50), (20.01, 99)] {
            assert_eq!(percent(&falls, value), percent_of, "{value}");
        }
        assert_eq!(percent(&measure(0.0, 200.0), 50.0), 25);
    }
}
