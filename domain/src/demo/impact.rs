//! What a project has changed: whom it reaches, a figure that is read each month, and a story.

use chrono::TimeDelta;
use hub_entity::project::Better;

use super::stage::{Past, act, text};
use crate::error::Result;
use crate::hub::Hub;
use crate::project::Project;
use crate::project::impact::{SaveReach, save_reach};
use crate::project::measure::{SaveMeasure, save_measure};
use crate::project::reading::{SaveReading, save_reading};
use crate::project::story::{PublishStory, publish_story};

/// How many play areas were described: how many days ago, how many, and what there is to say.
const READINGS: [(i64, f64, &str); 5] = [
    (210, 4.0, "The first four, with parents."),
    (170, 9.0, ""),
    (130, 17.0, "The inspectors do it on their rounds now."),
    (90, 21.0, "Rain: fewer rounds than planned."),
    (45, 26.0, ""),
];

/// What Maya says that her project has changed.
pub(super) async fn tell(hub: &Hub, past: &Past<'_>, project: &Project) -> Result<()> {
    past.before(TimeDelta::days(38));
    let day = |ago: i64| {
        let at = hub.clock().now() + TimeDelta::days(38 - ago);
        at.format("%Y-%m-%d").to_string()
    };
    let reach = SaveReach {
        project: project.id,
        beneficiaries: text(
            "Families with a child who cannot use every swing: they know before they set out which play area has one that fits.",
        ),
        people_reached: Some(1_240),
        version: project.version,
    };
    act(hub, "maya", |ctx| Box::pin(save_reach(ctx, reach.clone()))).await?;
    let measure = SaveMeasure {
        project: project.id,
        measure: None,
        name: text("Play areas whose equipment is described"),
        unit: text("play areas"),
        better: Better::More,
        baseline: 0.0,
        baseline_on: day(250),
        target: 31.0,
        target_on: day(-60),
        source: text("Counted in the published dataset on the first of each month."),
        version: 0,
        request_id: None,
    };
    let measure = act(hub, "maya", |ctx| {
        Box::pin(save_measure(ctx, measure.clone()))
    })
    .await?;
    for (ago, value, note) in READINGS {
        let reading = SaveReading {
            measure: measure.id,
            reading: None,
            taken_on: day(ago),
            value,
            note: text(note),
            version: 0,
            request_id: None,
        };
        act(hub, "maya", |ctx| {
            Box::pin(save_reading(ctx, reading.clone()))
        })
        .await?;
    }
    let story = PublishStory {
        project: project.id,
        title: text("An afternoon that went as planned"),
        body: text(
            "Two buses, one child, one basket swing. Until now the family rang the council first, and nobody there knew either.",
        ),
        quote: text("I looked it up at breakfast, and it was there when we came."),
        quoted: text("A father of two"),
        consent: true,
        request_id: None,
    };
    act(hub, "maya", |ctx| {
        Box::pin(publish_story(ctx, story.clone()))
    })
    .await?;
    Ok(())
}
