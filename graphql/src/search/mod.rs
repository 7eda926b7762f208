//! Search.

use async_graphql::{Context, Enum, Object, Result, SimpleObject};
use hub_domain::page::Page;
use hub_domain::search;

use crate::connection::{List, list};
use crate::error::Graphql;
use crate::request::reader;

/// A kind of thing that can be found.
#[derive(Enum, Copy, Clone, Eq, PartialEq)]
pub enum SearchKind {
    /// A call or a data challenge.
    Challenge,
    /// A programme, which groups challenges.
    Programme,
    /// A project.
    Project,
    /// Whom a project helped, and how.
    Story,
    /// A dataset.
    Dataset,
    /// A topic of the forum.
    Topic,
    /// A community of practice.
    Community,
    /// A council, a firm or another organisation.
    Organisation,
    /// A page of this site.
    Document,
    /// A proposal of one's own.
    Proposal,
}

impl SearchKind {
    const ALL: [Self; 10] = [
        Self::Challenge,
        Self::Programme,
        Self::Project,
        Self::Story,
        Self::Dataset,
        Self::Topic,
        Self::Community,
        Self::Organisation,
        Self::Document,
        Self::Proposal,
    ];

    /// As the index names it.
    fn name(self) -> &'static str {
        match self {
            Self::Challenge => "challenge",
            Self::Programme => "programme",
            Self::Project => "project",
            Self::Story => "story",
            Self::Dataset => "dataset",
            Self::Topic => "topic",
            Self::Community => "community",
            Self::Organisation => "organisation",
            Self::Document => "document",
            Self::Proposal => "proposal",
        }
    }
}

/// Something that was found.
#[derive(SimpleObject)]
pub struct SearchResult {
    /// What it is; null for a kind that is newer than this enumeration.
    pub kind: Option<SearchKind>,
    /// Its title.
    pub title: String,
    /// Address of its page.
    pub path: String,
    /// The part of its text that matches best, as plain text.
    pub excerpt: String,
}

impl From<search::Hit> for SearchResult {
    fn from(hit: search::Hit) -> Self {
        Self {
            kind: SearchKind::ALL
                .into_iter()
                .find(|kind| kind.name() == hit.kind),
            title: hit.title,
            path: hit.path,
            excerpt: hit.excerpt,
        }
    }
}

/// Search.
#[derive(Default)]
pub struct SearchQuery;

#[Object]
impl SearchQuery {
    /// Finds what has all of the words, best first, in all that the viewer may see; the last word
    /// may be unfinished. At most 200 results can be paged through.
    async fn search(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Words.")] query: String,
        #[graphql(desc = "Only things of this kind.")] kind: Option<SearchKind>,
        #[graphql(desc = "How many, 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "Cursor after which to begin.")] after: Option<String>,
    ) -> Result<List<SearchResult>> {
        let page = Page::parse(first, after.as_deref()).graphql()?;
        let kind = kind.map(SearchKind::name);
        let found = search::search(reader(ctx)?, &query, kind, &page).await;
        Ok(list(found.graphql()?, page.after.is_some(), Into::into))
    }
}
