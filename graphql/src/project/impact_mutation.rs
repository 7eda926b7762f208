//! What partners write of what their project has changed.

use async_graphql::{Context, InputObject, Object, Result};
use hub_domain::project::edit_story::{self, EditStory};
use hub_domain::project::impact::{self, SaveReach};
use hub_domain::project::measure::{self, RemoveMeasure, SaveMeasure};
use hub_domain::project::reading::{self, RemoveReading, SaveReading};
use hub_domain::project::story::{self, DeleteStory, PublishStory};

use crate::error::Graphql;
use crate::payload;
use crate::project::impact::Better;
use crate::project::types::Project;
use crate::request::{Outcome, change, loaders};

/// Whom a project reaches.
#[derive(InputObject)]
pub struct SaveReachInput {
    /// Number of the project.
    project: i64,
    /// Who benefits, and how, as Markdown.
    #[graphql(default)]
    beneficiaries: String,
    /// How many people it has reached, if you know.
    people_reached: Option<i32>,
    /// Version that you had before you.
    version: i32,
}

/// What is measured, from where to where.
#[derive(InputObject)]
pub struct SaveMeasureInput {
    /// Number of the project.
    project: i64,
    /// Number of the measure; none for a new one.
    measure: Option<i64>,
    /// What is measured.
    name: String,
    /// In which unit.
    unit: String,
    /// Whether it should grow or fall.
    better: Better,
    /// What it was before.
    baseline: f64,
    /// On which day, as 2027-03-31.
    baseline_on: String,
    /// What it should become.
    target: f64,
    /// By which day, as 2027-03-31.
    target_on: String,
    /// Where the figure comes from.
    source: String,
    /// Version that you had before you; of no account for a new one.
    #[graphql(default)]
    version: i32,
    /// The same id sent again returns the first result.
    request_id: Option<String>,
}

/// Which measure is not kept any more.
#[derive(InputObject)]
pub struct RemoveMeasureInput {
    /// Its number.
    measure: i64,
    /// Version that you had before you.
    version: i32,
}

/// What was read.
#[derive(InputObject)]
pub struct SaveReadingInput {
    /// Number of the measure.
    measure: i64,
    /// Number of the reading to correct; none for a new one.
    reading: Option<i64>,
    /// On which day, as 2027-03-31.
    taken_on: String,
    /// What it was.
    value: f64,
    /// What there is to say of it.
    #[graphql(default)]
    note: String,
    /// Version that you had before you; of no account for a new one.
    #[graphql(default)]
    version: i32,
    /// The same id sent again returns the first result.
    request_id: Option<String>,
}

/// Which reading was none.
#[derive(InputObject)]
pub struct RemoveReadingInput {
    /// Its number.
    reading: i64,
    /// Version that you had before you.
    version: i32,
}

/// Whom a project helped, and how.
#[derive(InputObject)]
pub struct PublishStoryInput {
    /// Number of the project.
    project: i64,
    /// Headline.
    title: String,
    /// Whom it helped, and how, as Markdown.
    body: String,
    /// What somebody says of it.
    #[graphql(default)]
    quote: String,
    /// Who says so, or is named.
    #[graphql(default)]
    quoted: String,
    /// Whether whoever is named or quoted agrees.
    #[graphql(default)]
    consent: bool,
    /// The same id sent again returns the first result.
    request_id: Option<String>,
}

/// What a story says from now on.
#[derive(InputObject)]
pub struct EditStoryInput {
    /// Its number.
    story: i64,
    /// The version that was edited.
    version: i32,
    /// Headline.
    title: String,
    /// Whom it helped, and how, as Markdown.
    body: String,
    /// What somebody says of it.
    #[graphql(default)]
    quote: String,
    /// Who says so, or is named.
    #[graphql(default)]
    quoted: String,
    /// Whether whoever is named or quoted agrees to the text as it is now.
    #[graphql(default)]
    consent: bool,
}

/// Which story to take down.
#[derive(InputObject)]
pub struct DeleteStoryInput {
    /// Its number.
    story: i64,
}

payload! {
    /// What was changed in what a project says of its impact.
    ImpactPayload {
        /// The project that it is of.
        project: Project
    }
}

/// What was changed leads back to the project.
async fn project_of<T: Send>(
    ctx: &Context<'_>,
    outcome: Outcome<T>,
    number: impl Fn(&T) -> i64,
) -> Result<ImpactPayload> {
    Ok(match outcome {
        Err(errors) => Err::<Project, _>(errors).into(),
        Ok(row) => {
            let project = loaders(ctx)?.project(number(&row)).await.graphql()?;
            Ok(Project(project)).into()
        }
    })
}

/// Impact.
#[derive(Default)]
pub struct ImpactMutation;

#[Object]
impl ImpactMutation {
    /// Says whom a project reaches.
    async fn save_reach(&self, ctx: &Context<'_>, input: SaveReachInput) -> Result<ImpactPayload> {
        let input = SaveReach {
            project: input.project,
            beneficiaries: input.beneficiaries,
            people_reached: input.people_reached,
            version: input.version,
        };
        let outcome = change(ctx, input, |c, i| Box::pin(impact::save_reach(c, i)));
        Ok(outcome.await?.into())
    }

    /// Adds a measure of a project, or changes one.
    async fn save_measure(
        &self,
        ctx: &Context<'_>,
        input: SaveMeasureInput,
    ) -> Result<ImpactPayload> {
        let input = SaveMeasure {
            project: input.project,
            measure: input.measure,
            name: input.name,
            unit: input.unit,
            better: input.better.into(),
            baseline: input.baseline,
            baseline_on: input.baseline_on,
            target: input.target,
            target_on: input.target_on,
            source: input.source,
            version: input.version,
            request_id: input.request_id,
        };
        let outcome = change(ctx, input, |c, i| Box::pin(measure::save_measure(c, i)));
        project_of(ctx, outcome.await?, |row| row.project_id).await
    }

    /// Takes a measure away, with its readings.
    async fn remove_measure(
        &self,
        ctx: &Context<'_>,
        input: RemoveMeasureInput,
    ) -> Result<ImpactPayload> {
        let input = RemoveMeasure {
            measure: input.measure,
            version: input.version,
        };
        let outcome = change(ctx, input, |c, i| Box::pin(measure::remove_measure(c, i)));
        project_of(ctx, outcome.await?, |row| row.project_id).await
    }

    /// Writes down what a measure was on a day, or corrects it.
    async fn save_reading(
        &self,
        ctx: &Context<'_>,
        input: SaveReadingInput,
    ) -> Result<ImpactPayload> {
        let input = SaveReading {
            measure: input.measure,
            reading: input.reading,
            taken_on: input.taken_on,
            value: input.value,
            note: input.note,
            version: input.version,
            request_id: input.request_id,
        };
        let outcome = change(ctx, input, |c, i| Box::pin(reading::save_reading(c, i)));
        Ok(outcome.await?.into())
    }

    /// Takes a reading of a measure away.
    async fn remove_reading(
        &self,
        ctx: &Context<'_>,
        input: RemoveReadingInput,
    ) -> Result<ImpactPayload> {
        let input = RemoveReading {
            reading: input.reading,
            version: input.version,
        };
        let outcome = change(ctx, input, |c, i| Box::pin(reading::remove_reading(c, i)));
        Ok(outcome.await?.into())
    }

    /// Publishes a story of a project.
    async fn publish_story(
        &self,
        ctx: &Context<'_>,
        input: PublishStoryInput,
    ) -> Result<ImpactPayload> {
        let input = PublishStory {
            project: input.project,
            title: input.title,
            body: input.body,
            quote: input.quote,
            quoted: input.quoted,
            consent: input.consent,
            request_id: input.request_id,
        };
        let outcome = change(ctx, input, |c, i| Box::pin(story::publish_story(c, i)));
        project_of(ctx, outcome.await?, |row| row.project_id).await
    }

    /// Edits a story of a project. A changed text that names or quotes somebody needs their agreement
    /// anew.
    async fn edit_story(&self, ctx: &Context<'_>, input: EditStoryInput) -> Result<ImpactPayload> {
        let input = EditStory {
            story: input.story,
            version: input.version,
            title: input.title,
            body: input.body,
            quote: input.quote,
            quoted: input.quoted,
            consent: input.consent,
        };
        let outcome = change(ctx, input, |c, i| Box::pin(edit_story::edit_story(c, i)));
        project_of(ctx, outcome.await?, |story| story.project_id).await
    }

    /// Takes a story of a project down.
    async fn delete_story(
        &self,
        ctx: &Context<'_>,
        input: DeleteStoryInput,
    ) -> Result<ImpactPayload> {
        let input = DeleteStory { story: input.story };
        let outcome = change(ctx, input, |c, i| Box::pin(story::delete_story(c, i)));
        project_of(ctx, outcome.await?, |row| row.project_id).await
    }
}
