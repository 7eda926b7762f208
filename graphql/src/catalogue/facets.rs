//! What a list of datasets can be narrowed by.

use async_graphql::connection::{Connection, ConnectionNameType, DefaultEdgeName, EmptyFields};
use async_graphql::{Context, Object, OutputType, Result, SimpleObject};
use hub_domain::catalogue::{licence, list};

use crate::catalogue::types::Dataset;
use crate::error::Graphql;
use crate::loaders::unwrap;
use crate::request::{loaders, reader};

/// The list of datasets has facets, which other connections of datasets lack.
pub struct CatalogueName;

impl ConnectionNameType for CatalogueName {
    fn type_name<T: OutputType>() -> String {
        "CatalogueConnection".to_owned()
    }
}

/// The catalogue as a connection.
pub type Catalogue =
    Connection<String, Dataset, CatalogueFields, EmptyFields, CatalogueName, DefaultEdgeName>;

/// One value of a facet.
#[derive(SimpleObject)]
pub struct FacetValue {
    /// The value, as the argument takes it.
    pub value: String,
    /// The value in words.
    pub label: String,
    /// How many of what is listed have it.
    pub count: i64,
}

/// What the list can be narrowed by. Each is counted without its own filter.
pub struct Facets(list::Filter);

/// What the list can be narrowed by.
#[Object]
impl Facets {
    /// Publishers, by number.
    async fn publisher(&self, ctx: &Context<'_>) -> Result<Vec<FacetValue>> {
        let values = list::publishers(reader(ctx)?, &self.0).await.graphql()?;
        let ids: Vec<i64> = values.iter().map(|value| value.value).collect();
        let rows = loaders(ctx)?.organisations.load_many(ids).await;
        let rows = rows.map_err(unwrap).graphql()?;
        let known = values.into_iter().filter_map(|value| {
            let label = rows.get(&value.value)?.name.clone();
            Some(FacetValue {
                value: value.value.to_string(),
                label,
                count: value.count,
            })
        });
        Ok(known.collect())
    }
    /// Formats.
    async fn format(&self, ctx: &Context<'_>) -> Result<Vec<FacetValue>> {
        let values = list::formats(reader(ctx)?, &self.0).await.graphql()?;
        Ok(values.into_iter().map(as_is).collect())
    }
    /// Licences.
    async fn licence(&self, ctx: &Context<'_>) -> Result<Vec<FacetValue>> {
        let values = list::licences(reader(ctx)?, &self.0).await.graphql()?;
        let named = values.into_iter().map(|value| {
            let label = licence::by_code(&value.value).map(|known| known.title.to_owned());
            FacetValue {
                label: label.unwrap_or_else(|| value.value.clone()),
                ..as_is(value)
            }
        });
        Ok(named.collect())
    }
}

fn as_is(value: list::Value<String>) -> FacetValue {
    FacetValue {
        label: value.value.clone(),
        value: value.value,
        count: value.count,
    }
}

/// What the catalogue says besides its edges.
pub struct CatalogueFields(pub list::Filter);

/// What the catalogue says besides its edges.
#[Object]
impl CatalogueFields {
    /// How many there are in all.
    async fn total_count(&self, ctx: &Context<'_>) -> Result<i64> {
        let count = list::count(reader(ctx)?, &self.0).await.graphql()?;
        Ok(i64::try_from(count).unwrap_or(i64::MAX))
    }
    /// What the list can be narrowed by.
    async fn facets(&self) -> Facets {
        Facets(self.0.clone())
    }
}
