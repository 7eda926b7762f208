//! What a project has changed, and for whom.

use async_graphql::{Context, Enum, Object, Result, SimpleObject};
use chrono::{DateTime, Utc};
use hub_domain::project::impact::{self, Measured};
use hub_domain::project::{reading, story};

use crate::account::Person;
use crate::error::optional;
use crate::request::loaders;
use crate::scalars::Html;

/// Whether a figure should grow or fall.
#[derive(Enum, Copy, Clone, Eq, PartialEq)]
#[graphql(remote = "hub_domain::project::Better")]
pub enum Better {
    /// It should grow.
    More,
    /// It should fall.
    Less,
}

/// A point of a picture, as shares of its width and height from the top left.
#[derive(SimpleObject)]
pub struct MeasurePoint {
    /// From the left.
    x: f64,
    /// From the top.
    y: f64,
}

/// A measure as a picture.
#[derive(SimpleObject)]
pub struct MeasurePicture {
    /// The baseline and each reading, in the order of the days.
    points: Vec<MeasurePoint>,
    /// How far from the top the target is.
    target: f64,
}

/// A figure by which a project shows what it has changed.
pub struct Measure(pub Measured);

/// A figure by which a project shows what it has changed.
#[Object]
impl Measure {
    /// Number.
    async fn number(&self) -> i64 {
        self.0.measure.id
    }
    /// What is measured.
    async fn name(&self) -> &str {
        &self.0.measure.name
    }
    /// In which unit.
    async fn unit(&self) -> &str {
        &self.0.measure.unit
    }
    /// Whether it should grow or fall.
    async fn better(&self) -> Better {
        self.0.measure.better.into()
    }
    /// What it was before.
    async fn baseline(&self) -> f64 {
        self.0.measure.baseline
    }
    /// On which day, as 2027-03-31.
    async fn baseline_on(&self) -> &str {
        &self.0.measure.baseline_on
    }
    /// What it should become.
    async fn target(&self) -> f64 {
        self.0.measure.target
    }
    /// By which day, as 2027-03-31.
    async fn target_on(&self) -> &str {
        &self.0.measure.target_on
    }
    /// Where the figure comes from.
    async fn source(&self) -> &str {
        &self.0.measure.source
    }
    /// Grows with each change; send it along when you change it.
    async fn version(&self) -> i32 {
        self.0.measure.version
    }
    /// What it was since, the oldest first.
    async fn readings(&self) -> Vec<Reading> {
        self.0.readings.iter().cloned().map(Reading).collect()
    }
    /// What it was last; null when nothing was read.
    async fn latest(&self) -> Option<Reading> {
        self.0.readings.last().cloned().map(Reading)
    }
    /// How much of the way from the baseline to the target the last reading has come, in per cent;
    /// less than 0 when it went the wrong way, null when nothing was read.
    async fn percent(&self) -> Option<i32> {
        let last = self.0.readings.last()?;
        Some(impact::percent(&self.0.measure, last.value))
    }
    /// How it went, as a picture.
    async fn picture(&self) -> MeasurePicture {
        let picture = impact::picture(&self.0);
        MeasurePicture {
            target: picture.target,
            points: picture
                .points
                .into_iter()
                .map(|(x, y)| MeasurePoint { x, y })
                .collect(),
        }
    }
}

/// What a measure was on a day.
pub struct Reading(pub reading::Reading);

/// What a measure was on a day.
#[Object]
impl Reading {
    /// Number.
    async fn number(&self) -> i64 {
        self.0.id
    }
    /// On which day, as 2027-03-31.
    async fn taken_on(&self) -> &str {
        &self.0.taken_on
    }
    /// What it was.
    async fn value(&self) -> f64 {
        self.0.value
    }
    /// What there is to say of it, or empty.
    async fn note(&self) -> &str {
        &self.0.note
    }
    /// Who wrote it down.
    async fn person(&self, ctx: &Context<'_>) -> Result<Option<Person>> {
        Ok(optional(loaders(ctx)?.person(self.0.person_id).await)?.map(Person))
    }
    /// Grows with each correction; send it along when you correct it.
    async fn version(&self) -> i32 {
        self.0.version
    }
}

/// Whom a project helped, and how.
pub struct ProjectStory(pub story::Story);

/// Whom a project helped, and how.
#[Object]
impl ProjectStory {
    /// Number, by which it is edited and taken down.
    async fn number(&self) -> i64 {
        self.0.id
    }
    /// Headline.
    async fn title(&self) -> &str {
        &self.0.title
    }
    /// Whom it helped, and how, as Markdown.
    async fn body(&self) -> &str {
        &self.0.body
    }
    /// Whom it helped, and how, as HTML.
    async fn body_html(&self) -> Html {
        Html::markdown(&self.0.body)
    }
    /// What somebody says of it, or empty.
    async fn quote(&self) -> &str {
        &self.0.quote
    }
    /// Who says so, or is named; or empty.
    async fn quoted(&self) -> &str {
        &self.0.quoted
    }
    /// Who published it.
    async fn author(&self, ctx: &Context<'_>) -> Result<Option<Person>> {
        Ok(optional(loaders(ctx)?.person(self.0.author_id).await)?.map(Person))
    }
    /// When.
    async fn created_at(&self) -> DateTime<Utc> {
        self.0.created_at
    }
    /// When it was last edited; null when it is as it was published.
    async fn edited_at(&self) -> Option<DateTime<Utc>> {
        self.0.edited_at
    }
    /// Grows with each edit; send it along when you edit it.
    async fn version(&self) -> i32 {
        self.0.version
    }
}
