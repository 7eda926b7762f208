//! Reads of this area.

use async_graphql::{Context, InputObject, Object, Result, SimpleObject};
use hub_domain::Error;
use hub_domain::organisation::import::councils;
use hub_domain::organisation::list::{self, Facet, Filter};
use hub_domain::organisation::{self as area, read};
use hub_domain::page::Page;
use hub_domain::policy::organisation as rules;

use crate::connection::{self, List};
use crate::error::Graphql;
use crate::organisation::kinds::{CouncilType, OrganisationKind};
use crate::organisation::types::Organisation;
use crate::request::reader;

/// Which organisations are asked for.
#[derive(InputObject, Default)]
pub struct OrganisationFilter {
    /// Of this kind.
    kind: Option<OrganisationKind>,
    /// In this nation of the United Kingdom, such as `England`.
    nation: Option<String>,
    /// In this region, such as `West Midlands`.
    region: Option<String>,
    /// Councils of this type.
    council_type: Option<CouncilType>,
    /// Whose name holds all of these words.
    query: Option<String>,
    /// That exist today, or do not; all, if it is left out.
    current: Option<bool>,
}

impl From<OrganisationFilter> for Filter {
    fn from(filter: OrganisationFilter) -> Self {
        let council = filter.council_type.map(councils::CouncilType::from);
        Self {
            kind: filter.kind.map(Into::into),
            nation: filter.nation,
            region: filter.region,
            council_type: council.map(|council| council.code().to_owned()),
            query: filter.query,
            current: filter.current,
        }
    }
}

/// Organisations of one kind.
#[derive(SimpleObject)]
pub struct OrganisationKindCount {
    /// The kind.
    pub value: OrganisationKind,
    /// How many.
    pub count: i64,
}

/// Councils of one type.
#[derive(SimpleObject)]
pub struct CouncilTypeCount {
    /// The type.
    pub value: CouncilType,
    /// The words for it.
    pub label: &'static str,
    /// How many.
    pub count: i64,
}

/// Organisations of one place.
#[derive(SimpleObject)]
pub struct PlaceCount {
    /// The nation or region.
    pub value: String,
    /// How many.
    pub count: i64,
}

/// How many organisations there are of each kind and in each place, the most first. Each count
/// leaves its own part of the filter out.
pub struct OrganisationFacets(Filter);

/// How many organisations there are of each kind and in each place, the most first. Each count
/// leaves its own part of the filter out.
#[Object]
impl OrganisationFacets {
    /// By kind.
    async fn kinds(&self, ctx: &Context<'_>) -> Result<Vec<OrganisationKindCount>> {
        let counts = self.count(ctx, Facet::Kind).await?;
        let counts = counts.into_iter().filter_map(|(value, count)| {
            let value = kind_of(&value)?;
            Some(OrganisationKindCount { value, count })
        });
        Ok(counts.collect())
    }
    /// By nation.
    async fn nations(&self, ctx: &Context<'_>) -> Result<Vec<PlaceCount>> {
        Ok(places(self.count(ctx, Facet::Nation).await?))
    }
    /// By region.
    async fn regions(&self, ctx: &Context<'_>) -> Result<Vec<PlaceCount>> {
        Ok(places(self.count(ctx, Facet::Region).await?))
    }
    /// By type of council.
    async fn council_types(&self, ctx: &Context<'_>) -> Result<Vec<CouncilTypeCount>> {
        let counts = self.count(ctx, Facet::CouncilType).await?;
        let counts = counts.into_iter().filter_map(|(code, count)| {
            let council = councils::CouncilType::from_code(&code)?;
            let (value, label) = (council.into(), council.label());
            Some(CouncilTypeCount {
                value,
                label,
                count,
            })
        });
        Ok(counts.collect())
    }
}

impl OrganisationFacets {
    async fn count(&self, ctx: &Context<'_>, facet: Facet) -> Result<Vec<(String, i64)>> {
        list::count_by(reader(ctx)?, &self.0, facet).await.graphql()
    }
}

fn places(counts: Vec<(String, i64)>) -> Vec<PlaceCount> {
    let place = |(value, count)| PlaceCount { value, count };
    counts.into_iter().map(place).collect()
}

fn kind_of(code: &str) -> Option<OrganisationKind> {
    area::kind_from_code(code).map(OrganisationKind::from)
}

/// Organisations.
#[derive(Default)]
pub struct OrganisationQuery;

#[Object]
impl OrganisationQuery {
    /// The organisation with this number.
    async fn organisation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Number, as in its address.")] number: i64,
    ) -> Result<Organisation> {
        let reader = reader(ctx)?;
        read::by_number(reader.db(), number)
            .await
            .graphql()
            .map(Organisation)
    }

    /// Organisations by name.
    async fn organisations(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which of them.", default)] filter: OrganisationFilter,
        #[graphql(desc = "How many, 1 to 100; 20 if it is left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor after which to begin.")] after: Option<String>,
    ) -> Result<List<Organisation>> {
        let page = Page::parse(first, after.as_deref()).graphql()?;
        let slice = list::list(reader(ctx)?, &filter.into(), &page)
            .await
            .graphql()?;
        Ok(connection::list(slice, page.after.is_some(), Organisation))
    }

    /// Counts of organisations, for filters.
    async fn organisation_facets(
        &self,
        #[graphql(desc = "Which of them are counted.", default)] filter: OrganisationFilter,
    ) -> OrganisationFacets {
        OrganisationFacets(filter.into())
    }

    /// The kinds of organisation that the viewer may add; none before their address is confirmed.
    async fn organisation_kinds_to_add(&self, ctx: &Context<'_>) -> Result<Vec<OrganisationKind>> {
        let viewer = reader(ctx)?.viewer();
        if viewer.actor().is_none() {
            return Err(Error::Unauthenticated).graphql();
        }
        let kinds = area::KINDS.into_iter();
        let may = kinds.filter(|kind| rules::may_create(viewer, *kind));
        Ok(may.map(OrganisationKind::from).collect())
    }
}
