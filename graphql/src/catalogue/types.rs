//! Types of this area.

use async_graphql::{Context, Enum, ID, Object, Result, SimpleObject};
use chrono::{DateTime, Utc};
use hub_domain::catalogue::{self, frequency, licence, read, uses};
use hub_domain::policy;
use hub_locales::sentence;

use crate::catalogue::loaders::DatasetLoaders;
use crate::challenge::Challenge;
use crate::error::Graphql;
use crate::id::global;
use crate::loaders::unwrap;
use crate::organisation::Organisation;
use crate::project::{Project, UseRole};
use crate::request::{loaders, reader};
use crate::scalars::{ByteSize, Html};

/// Whether a dataset can be had.
#[derive(Enum, Copy, Clone, Eq, PartialEq)]
#[graphql(remote = "hub_domain::catalogue::DatasetStatus")]
pub enum DatasetStatus {
    /// It can be had.
    Published,
    /// Its source marks it as no longer kept.
    Inactive,
    /// It is gone from its source.
    Removed,
    /// Its publisher took it down here.
    Withdrawn,
}

/// A licence.
#[derive(SimpleObject)]
pub struct Licence {
    /// Code, that of SPDX where there is one.
    code: &'static str,
    /// Its name.
    label: &'static str,
    /// Where its text is; null for those that have none.
    url: Option<&'static str>,
    /// Whether anybody may use the data for any purpose (Open Definition).
    open: bool,
}

impl From<&'static licence::Licence> for Licence {
    fn from(known: &'static licence::Licence) -> Self {
        Self {
            code: known.code,
            label: known.title,
            url: Some(known.url).filter(|url| !url.is_empty()),
            open: known.open,
        }
    }
}

/// How often data is renewed.
#[derive(SimpleObject)]
pub struct Frequency {
    /// Code.
    code: &'static str,
    /// The code in words.
    label: String,
}

impl From<&'static frequency::Frequency> for Frequency {
    fn from(known: &'static frequency::Frequency) -> Self {
        let label = sentence(&format!("catalogue-frequency-{}", known.code), &[]);
        Self {
            code: known.code,
            label: label.unwrap_or_else(|| known.code.to_owned()),
        }
    }
}

/// A file or service that holds a dataset.
#[derive(SimpleObject)]
pub struct Distribution {
    /// What it is called.
    title: String,
    /// What is in it, as Markdown.
    description: String,
    /// The same as HTML.
    description_html: Html,
    /// The beginning of it, as plain text, for lists.
    summary: String,
    /// Where it is.
    url: String,
    /// Canonical short name of its format, such as CSV; empty if it is not known.
    format: String,
    /// Media type, or empty.
    media_type: String,
    /// Its size.
    byte_size: Option<ByteSize>,
}

impl From<catalogue::Distribution> for Distribution {
    fn from(row: catalogue::Distribution) -> Self {
        Self {
            description_html: Html::markdown(&row.description),
            summary: hub_domain::values::excerpt(&row.description, 200),
            title: row.title,
            description: row.description,
            url: row.url,
            format: row.format,
            media_type: row.media_type,
            byte_size: row.byte_size.map(ByteSize),
        }
    }
}

/// A project that uses a dataset.
pub struct ProjectUse(uses::Use);

/// A project that uses a dataset.
#[Object]
impl ProjectUse {
    /// The project.
    async fn project(&self) -> Project {
        self.0.project.clone().into()
    }
    /// What it uses the dataset for.
    async fn purpose(&self) -> &str {
        &self.0.purpose
    }
    /// Since when.
    async fn since(&self) -> DateTime<Utc> {
        self.0.since
    }
    /// What the project would be without it.
    async fn role(&self) -> UseRole {
        self.0.role.into()
    }
    /// When its partners last said that it is so, or null.
    async fn confirmed_at(&self) -> Option<DateTime<Utc>> {
        self.0.confirmed_at
    }
}

/// What the viewer may do with a dataset.
#[derive(SimpleObject)]
pub struct DatasetPermissions {
    /// Change it.
    edit: bool,
    /// Take it down, or put it back.
    withdraw: bool,
}

/// A collection of data that a publisher releases.
pub struct Dataset(pub catalogue::Dataset);

impl From<catalogue::Dataset> for Dataset {
    fn from(row: catalogue::Dataset) -> Self {
        Self(row)
    }
}

fn own<'c>(ctx: &Context<'c>) -> Result<&'c DatasetLoaders> {
    ctx.data::<DatasetLoaders>()
}

/// A collection of data that a publisher releases.
#[Object]
impl Dataset {
    /// Global id.
    pub async fn id(&self) -> ID {
        global("Dataset", self.0.id)
    }
    /// Number, which decides its address.
    async fn number(&self) -> i64 {
        self.0.id
    }
    /// Address of its page.
    async fn path(&self) -> String {
        read::path(&self.0)
    }
    /// What it is called.
    async fn title(&self) -> &str {
        &self.0.title
    }
    /// What is in it, as Markdown.
    async fn description(&self) -> &str {
        &self.0.description
    }
    /// What is in it, as HTML.
    async fn description_html(&self) -> Html {
        Html::markdown(&self.0.description)
    }
    /// The beginning of the description, as plain text, for lists.
    async fn summary(&self) -> String {
        hub_domain::values::excerpt(&self.0.description, 200)
    }
    /// Who releases it.
    async fn publisher(&self, ctx: &Context<'_>) -> Result<Organisation> {
        let loaders = loaders(ctx)?;
        let publisher = loaders.organisation(self.0.publisher_id).await;
        publisher.graphql().map(Organisation)
    }
    /// Its licence, if it is one that is known.
    async fn licence(&self) -> Option<Licence> {
        licence::by_code(&self.0.licence).map(Licence::from)
    }
    /// The licence as its source names it, or empty.
    async fn licence_label(&self) -> &str {
        &self.0.licence_label
    }
    /// How often it is renewed, if that is said.
    async fn frequency(&self) -> Option<Frequency> {
        frequency::by_code(&self.0.frequency).map(Frequency::from)
    }
    /// GSS code of the area that it covers, or empty.
    async fn area_gss(&self) -> &str {
        &self.0.area_gss
    }
    /// Name of the area that it covers, or empty.
    async fn area_name(&self) -> &str {
        &self.0.area_name
    }
    /// Words to find it by.
    async fn keywords(&self) -> Vec<String> {
        read::keywords(&self.0)
    }
    /// Page about it at its publisher, or null.
    async fn landing_page(&self) -> Option<&str> {
        Some(self.0.landing_page.as_str()).filter(|page| !page.is_empty())
    }
    /// Whether it can be had.
    async fn status(&self) -> DatasetStatus {
        self.0.status.into()
    }
    /// The portal or inventory that it was harvested from, or null.
    async fn source_name(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        let Some(source) = self.0.source_id else {
            return Ok(None);
        };
        own(ctx)?
            .sources
            .load_one(source)
            .await
            .map_err(unwrap)
            .graphql()
    }
    /// Date of release, as 2026-11-24, or null.
    async fn issued(&self) -> Option<&str> {
        Some(self.0.issued.as_str()).filter(|day| !day.is_empty())
    }
    /// Date of the data's last change, as 2026-11-24, or null.
    async fn modified(&self) -> Option<&str> {
        Some(self.0.modified.as_str()).filter(|day| !day.is_empty())
    }
    /// When it was added to the hub.
    async fn created_at(&self) -> DateTime<Utc> {
        self.0.created_at
    }
    /// When its record was last changed here.
    async fn updated_at(&self) -> DateTime<Utc> {
        self.0.updated_at
    }
    /// Grows with each edit; an edit says which it was made on.
    async fn version(&self) -> i32 {
        self.0.version
    }
    /// Its files and services.
    async fn distributions(&self, ctx: &Context<'_>) -> Result<Vec<Distribution>> {
        let rows = own(ctx)?.distributions.load_one(self.0.id).await;
        let rows = rows.map_err(unwrap).graphql()?.unwrap_or_default();
        Ok(rows.into_iter().map(Distribution::from).collect())
    }
    /// The formats of its files, each once.
    async fn formats(&self, ctx: &Context<'_>) -> Result<Vec<String>> {
        let rows = own(ctx)?.distributions.load_one(self.0.id).await;
        let mut formats: Vec<String> = Vec::new();
        for row in rows.map_err(unwrap).graphql()?.unwrap_or_default() {
            if !row.format.is_empty() && !formats.contains(&row.format) {
                formats.push(row.format);
            }
        }
        Ok(formats)
    }
    /// The projects that use it.
    async fn projects(&self, ctx: &Context<'_>) -> Result<Vec<ProjectUse>> {
        let rows = own(ctx)?.projects.load_one(self.0.id).await;
        let rows = rows.map_err(unwrap).graphql()?.unwrap_or_default();
        Ok(rows.into_iter().map(ProjectUse).collect())
    }
    /// The challenges that offer it, those that the viewer may see.
    async fn challenges(&self, ctx: &Context<'_>) -> Result<Vec<Challenge>> {
        let rows = own(ctx)?.challenges.load_one(self.0.id).await;
        let rows = rows.map_err(unwrap).graphql()?.unwrap_or_default();
        Ok(rows.into_iter().map(Challenge::from).collect())
    }
    /// What the viewer may do with it.
    async fn viewer_can(&self, ctx: &Context<'_>) -> Result<DatasetPermissions> {
        let viewer = reader(ctx)?.viewer();
        Ok(DatasetPermissions {
            edit: policy::catalogue::may_edit(viewer, &self.0),
            withdraw: policy::catalogue::may_withdraw(viewer, &self.0),
        })
    }
}
