//! The site's own pages.

use async_graphql::{Context, Object, Result, SimpleObject};
use chrono::{DateTime, Utc};
use hub_domain::document::{self, read};
use hub_domain::{Error, policy};

use crate::account::Person;
use crate::error::{Graphql, optional};
use crate::request::{loaders, reader};
use crate::scalars::Html;

/// The longest text that is previewed, in characters: the longest that can be saved anywhere.
const MOST_PREVIEW: usize = 50_000;

/// A page of the site that staff write in Markdown.
pub struct Document(pub document::Document);

impl From<document::Document> for Document {
    fn from(document: document::Document) -> Self {
        Self(document)
    }
}

/// What the viewer may do with a page of the site.
#[derive(SimpleObject)]
pub struct DocumentViewerCan {
    /// Edit it.
    pub edit: bool,
}

/// A page of the site that staff write in Markdown.
#[Object]
impl Document {
    /// Its address without the slash, which never changes.
    async fn slug(&self) -> &str {
        &self.0.slug
    }
    /// Its address.
    async fn path(&self) -> String {
        self.0.path()
    }
    /// Its title.
    async fn title(&self) -> &str {
        &self.0.title
    }
    /// Its text, as Markdown.
    async fn body(&self) -> &str {
        &self.0.body
    }
    /// Its text, as HTML.
    async fn html(&self) -> Html {
        Html::page(&self.0.body)
    }
    /// Grows with each edit; 0 for the text that it shipped with.
    async fn version(&self) -> i32 {
        self.0.version
    }
    /// When it was last edited; null for the text that it shipped with.
    async fn updated_at(&self) -> Option<DateTime<Utc>> {
        self.0.updated_at
    }
    /// Who edited it last.
    async fn updated_by(&self, ctx: &Context<'_>) -> Result<Option<Person>> {
        match self.0.updated_by {
            None => Ok(None),
            Some(id) => Ok(optional(loaders(ctx)?.person(id).await)?.map(Person)),
        }
    }
    /// What the viewer may do with it.
    async fn viewer_can(&self, ctx: &Context<'_>) -> Result<DocumentViewerCan> {
        let edit = policy::document::may_edit_pages(reader(ctx)?.viewer());
        Ok(DocumentViewerCan { edit })
    }
}

/// The site's own pages.
#[derive(Default)]
pub struct DocumentQuery;

#[Object]
impl DocumentQuery {
    /// A page of the site: `about`, `open-data`, `accessibility`, `privacy` or `cookies`.
    async fn document(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its address without the slash.")] slug: String,
    ) -> Result<Document> {
        let found = read::by_slug(reader(ctx)?.db(), &slug).await;
        found.graphql().map(Document)
    }

    /// Markdown as it would be published, for people who are signed in.
    async fn preview(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The text.")] markdown: String,
    ) -> Result<Html> {
        let viewer = reader(ctx)?.viewer();
        policy::require_to_read(viewer, policy::document::may_preview(viewer)).graphql()?;
        if markdown.chars().count() > MOST_PREVIEW {
            return Err(Error::field("markdown", "TOO_LONG")).graphql();
        }
        Ok(Html::markdown(&markdown))
    }
}
