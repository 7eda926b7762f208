//! Reads of this area.

use async_graphql::{Context, Object, Result};
use hub_domain::catalogue::read;

use crate::catalogue::types::Dataset;
use crate::error::Graphql;
use crate::request::reader;

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
}
