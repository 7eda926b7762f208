//! Changes of this area.

use async_graphql::{Context, InputObject, Object, Result};
use hub_domain::catalogue::{save, withdraw};

use crate::catalogue::types::Dataset;
use crate::payload;
use crate::request::change;

/// A file or service of a dataset.
#[derive(InputObject)]
pub struct DistributionInput {
    /// What it is called.
    #[graphql(default)]
    title: String,
    /// Where it is: a whole web address.
    #[graphql(default)]
    url: String,
    /// Its format, as anybody spells it; told from the address where it is left out.
    #[graphql(default)]
    format: String,
    /// What is in it, as Markdown.
    #[graphql(default)]
    description: String,
}

/// What a publisher fills in about a dataset.
#[derive(InputObject)]
pub struct SaveDatasetInput {
    /// Number of the dataset that is edited; left out, a new one is published.
    number: Option<i64>,
    /// The version that was edited.
    version: Option<i32>,
    /// Number of the organisation in whose name a new one is published; may be left out by
    /// those who belong to one only.
    organisation: Option<i64>,
    /// What it is called, 3 to 200 characters.
    title: String,
    /// What is in it, as Markdown.
    description: String,
    /// Code of its licence.
    #[graphql(default)]
    licence: String,
    /// Code of how often it is renewed.
    #[graphql(default)]
    frequency: String,
    /// GSS code of the area that it covers.
    #[graphql(default)]
    area_gss: String,
    /// Name of that area.
    #[graphql(default)]
    area_name: String,
    /// Words to find it by, between commas.
    #[graphql(default)]
    keywords: String,
    /// Page about it.
    #[graphql(default)]
    landing_page: String,
    /// Its files and services, in order. They take the place of those that it had.
    #[graphql(default)]
    distributions: Vec<DistributionInput>,
    /// Makes a double submit harmless: the same value returns what the first one made.
    request_id: Option<String>,
}

/// Which dataset, and why.
#[derive(InputObject)]
pub struct DatasetStandingInput {
    /// Number of the dataset.
    number: i64,
    /// Why; it is kept in the audit.
    reason: String,
}

impl From<DatasetStandingInput> for withdraw::ChangeStanding {
    fn from(input: DatasetStandingInput) -> Self {
        Self {
            number: input.number,
            reason: input.reason,
        }
    }
}

payload! {
    /// A dataset that was changed.
    DatasetPayload {
        /// The dataset.
        dataset: Dataset
    }
}

impl From<SaveDatasetInput> for save::SaveDataset {
    fn from(input: SaveDatasetInput) -> Self {
        let files = input.distributions.into_iter();
        let files = files.map(|file| save::SaveDistribution {
            title: file.title,
            url: file.url,
            format: file.format,
            description: file.description,
        });
        Self {
            number: input.number,
            version: input.version,
            organisation: input.organisation,
            title: input.title,
            description: input.description,
            licence: input.licence,
            frequency: input.frequency,
            area_gss: input.area_gss,
            area_name: input.area_name,
            keywords: input.keywords,
            landing_page: input.landing_page,
            distributions: files.collect(),
            request_id: input.request_id,
        }
    }
}

/// The open data catalogue.
#[derive(Default)]
pub struct DatasetMutation;

#[Object]
impl DatasetMutation {
    /// Publishes a dataset, or changes one.
    async fn save_dataset(
        &self,
        ctx: &Context<'_>,
        input: SaveDatasetInput,
    ) -> Result<DatasetPayload> {
        let input = save::SaveDataset::from(input);
        let outcome = change(ctx, input, |c, i| Box::pin(save::save_dataset(c, i)));
        Ok(outcome.await?.into())
    }

    /// Takes a dataset down: only its publisher's people and staff see it from then on.
    async fn withdraw_dataset(
        &self,
        ctx: &Context<'_>,
        input: DatasetStandingInput,
    ) -> Result<DatasetPayload> {
        let input = withdraw::ChangeStanding::from(input);
        let outcome = change(ctx, input, |c, i| {
            Box::pin(withdraw::withdraw_dataset(c, i))
        });
        Ok(outcome.await?.into())
    }

    /// Puts a withdrawn dataset back.
    async fn restore_dataset(
        &self,
        ctx: &Context<'_>,
        input: DatasetStandingInput,
    ) -> Result<DatasetPayload> {
        let input = withdraw::ChangeStanding::from(input);
        let outcome = change(ctx, input, |c, i| Box::pin(withdraw::restore_dataset(c, i)));
        Ok(outcome.await?.into())
    }
}
