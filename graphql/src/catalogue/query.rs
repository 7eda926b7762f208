//! Reads of this area.

use async_graphql::connection::Edge;
use async_graphql::{Context, Enum, Object, Result};
use hub_domain::catalogue::{frequency, licence, list, read};
use hub_domain::page::Page;
use hub_domain::policy;

use crate::catalogue::facets::{Catalogue, CatalogueFields};
use crate::catalogue::types::{Dataset, DatasetStatus, Frequency, Licence};
use crate::error::Graphql;
use crate::organisation::Organisation;
use crate::request::reader;

/// In which order datasets come.
#[derive(Enum, Copy, Clone, Eq, PartialEq, Default)]
pub enum DatasetSort {
    /// By title, from A to Z.
    #[default]
    Title,
    /// Added last comes first.
    Newest,
}

/// The open data catalogue.
#[derive(Default)]
pub struct DatasetQuery;

#[Object]
impl DatasetQuery {
    /// The dataset with this number.
    async fn dataset(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Number, as in its address.")] number: i64,
    ) -> Result<Dataset> {
        let reader = reader(ctx)?;
        read::by_number(reader.db(), reader.viewer(), number)
            .await
            .graphql()
            .map(Dataset)
    }

    /// The catalogue, narrowed by whatever is given.
    #[allow(clippy::too_many_arguments)]
    async fn datasets(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Words that all must be found in it.")] query: Option<String>,
        #[graphql(desc = "Number of the publisher.")] publisher: Option<i64>,
        #[graphql(desc = "Format that one of its files has, such as CSV.")] format: Option<String>,
        #[graphql(desc = "Code of the licence.")] licence: Option<String>,
        #[graphql(desc = "Published, where nothing is said.")] status: Option<DatasetStatus>,
        #[graphql(desc = "Order.", default)] sort: DatasetSort,
        #[graphql(desc = "How many, 1 to 100; 20 by default.")] first: Option<i32>,
        #[graphql(desc = "Cursor after which to begin.")] after: Option<String>,
    ) -> Result<Catalogue> {
        let filter = list::Filter {
            query,
            publisher,
            format,
            licence,
            status: status.map(Into::into),
        };
        let sort = match sort {
            DatasetSort::Title => list::Sort::Title,
            DatasetSort::Newest => list::Sort::Newest,
        };
        let page = Page::parse(first, after.as_deref()).graphql()?;
        let slice = list::list(reader(ctx)?, &filter, sort, &page).await;
        let slice = slice.graphql()?;
        let fields = CatalogueFields(filter);
        let mut list = Catalogue::with_additional_fields(page.after.is_some(), slice.more, fields);
        let edges = slice.rows.into_iter();
        list.edges
            .extend(edges.map(|(cursor, row)| Edge::new(cursor, row.into())));
        Ok(list)
    }

    /// Licences as a form offers them, the Open Government Licence first.
    async fn licences(&self) -> Vec<Licence> {
        licence::LICENCES.iter().map(Licence::from).collect()
    }

    /// Frequencies as a form offers them, the quickest first.
    async fn frequencies(&self) -> Vec<Frequency> {
        frequency::FREQUENCIES.iter().map(Frequency::from).collect()
    }

    /// The organisations in whose name the viewer may publish data, for a form.
    async fn dataset_publishers(&self, ctx: &Context<'_>) -> Result<Vec<Organisation>> {
        let rows = read::publishers(reader(ctx)?).await.graphql()?;
        Ok(rows.into_iter().map(Organisation).collect())
    }

    /// The dataset with this number, for those who may change it.
    async fn editable_dataset(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Number, as in its address.")] number: i64,
    ) -> Result<Dataset> {
        read::to_edit(reader(ctx)?, number)
            .await
            .graphql()
            .map(Dataset)
    }

    /// Whether there is an organisation in whose name the viewer may publish data.
    async fn viewer_can_publish(&self, ctx: &Context<'_>) -> Result<bool> {
        Ok(policy::catalogue::may_publish(reader(ctx)?.viewer()))
    }
}
