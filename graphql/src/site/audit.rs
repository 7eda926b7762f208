//! What is published of the audit.

use async_graphql::{Context, Object, Result};
use hub_domain::page::Page;
use hub_domain::platform::audit::{SITE, heads};

use crate::challenge::Challenge;
use crate::connection::{List, list};
use crate::error::{Graphql, optional};
use crate::request::{loaders, reader};

/// The record of who did what, as far as it is published: where its chains of hashes end. Whoever
/// keeps a copy can tell later whether the record was changed.
pub struct Audit(heads::Published);

/// The record of who did what, as far as it is published.
#[Object]
impl Audit {
    /// SHA-256, in hexadecimal, of the canonical JSON (RFC 8785) of the list of all chains, each an
    /// object of `chain` (the number of its challenge, or 0 for the rest of the site), `seq` (how
    /// many rows it has) and `hash`, sorted by chain.
    async fn hash(&self) -> &str {
        &self.0.hash
    }
    /// How many rows there are in all chains.
    async fn rows(&self) -> i64 {
        self.0.rows
    }
    /// The chains: the rest of the site first, then challenges by number.
    async fn chains(
        &self,
        #[graphql(desc = "How many, 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "Where to begin.")] after: Option<String>,
    ) -> Result<List<AuditChain>> {
        let page = Page::parse(first, after.as_deref()).graphql()?;
        let slice = self.0.slice(&page).graphql()?;
        Ok(list(slice, after.is_some(), AuditChain))
    }
}

/// One chain of hashes: the record of one challenge, or of the rest of the site.
pub struct AuditChain(heads::Head);

/// One chain of hashes: the record of one challenge, or of the rest of the site.
#[Object]
impl AuditChain {
    /// Its number: that of its challenge, or 0 for the rest of the site.
    async fn number(&self) -> i64 {
        self.0.chain
    }
    /// Its challenge; null for the rest of the site, and where the viewer may not see the
    /// challenge.
    async fn challenge(&self, ctx: &Context<'_>) -> Result<Option<Challenge>> {
        if self.0.chain == SITE {
            return Ok(None);
        }
        Ok(optional(loaders(ctx)?.challenge(self.0.chain).await)?.map(Challenge))
    }
    /// How many rows it has.
    async fn rows(&self) -> i64 {
        self.0.seq
    }
    /// SHA-256 of its last row and all before it, in hexadecimal.
    async fn hash(&self) -> &str {
        &self.0.hash
    }
}

/// The way there.
#[derive(Default)]
pub struct AuditQuery;

#[Object]
impl AuditQuery {
    /// Where the chains of the record of who did what end, for everybody.
    async fn audit(&self, ctx: &Context<'_>) -> Result<Audit> {
        heads::published(reader(ctx)?).await.graphql().map(Audit)
    }
}
