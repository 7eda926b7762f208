//! Who looked at what is sealed, for staff who may see scores.

use async_graphql::{Context, Enum, Object, Result};
use chrono::{DateTime, Utc};
use hub_domain::challenge;
use hub_domain::judging::sealed::{self, Listed};
use hub_domain::page::Page;
use hub_domain::policy::judging::Standing;

use crate::account::Person;
use crate::connection::{List, list};
use crate::error::optional;
use crate::request::{loaders, reader};

/// What is sealed.
#[derive(Enum, Copy, Clone, Eq, PartialEq)]
#[graphql(remote = "hub_domain::judging::sealed::SealedKind")]
pub enum SealedKind {
    /// The order of the proposals by their scores.
    Ranking,
    /// How far judges disagree, with their totals.
    Disagreements,
    /// The draw of the lottery, before the decision is public.
    Draw,
    /// The reviews of a proposal that others wrote.
    Reviews,
    /// The text of an announcement that is planned.
    Announcement,
    /// A proposal, read by its judge.
    Proposal,
}

/// That somebody looked at what is sealed: once a day, or once where a judge reads a proposal.
pub struct SealedView(Listed);

/// That somebody looked at what is sealed: once a day, or once where a judge reads a proposal.
#[Object]
impl SealedView {
    /// Who.
    async fn person(&self, ctx: &Context<'_>) -> Result<Option<Person>> {
        Ok(optional(loaders(ctx)?.person(self.0.view.person_id).await)?.map(Person))
    }
    /// What.
    async fn kind(&self) -> SealedKind {
        self.0.view.kind.into()
    }
    /// Title of the proposal; null for what is about all of them.
    async fn title(&self) -> Option<&str> {
        self.0.title.as_deref()
    }
    /// When it was looked at first on that day.
    async fn at(&self) -> DateTime<Utc> {
        self.0.view.seen_at
    }
}

/// Who looked at what in a challenge; none for those who may not see scores.
///
/// # Errors
/// When the database does not answer, or the cursor is none of this list.
pub(super) async fn views(
    ctx: &Context<'_>,
    row: &challenge::Challenge,
    standing: Standing,
    first: Option<i32>,
    after: Option<String>,
) -> Result<Option<List<SealedView>>> {
    use crate::error::Graphql;
    let page = Page::parse(first, after.as_deref()).graphql()?;
    let found = sealed::of(reader(ctx)?, row, standing, &page).await;
    Ok(optional(found)?.map(|slice| list(slice, after.is_some(), SealedView)))
}
