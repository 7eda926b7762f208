//! Reads of this area.

use async_graphql::{Context, Object, Result};
use hub_domain::challenge::list::{self, Filter};
use hub_domain::challenge::{desk, read};
use hub_domain::page::Page;

use crate::challenge::types::{Challenge, ChallengeKind, ChallengePublisher, ChallengeStatus};
use crate::connection::{self, List};
use crate::error::Graphql;
use crate::partnering::{self, Introduction, ReportedIntroduction};
use crate::request::reader;

/// Challenges.
#[derive(Default)]
pub struct ChallengeQuery;

#[Object]
impl ChallengeQuery {
    /// The challenge with this number.
    async fn challenge(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Number, as in its address.")] number: i64,
    ) -> Result<Challenge> {
        let reader = reader(ctx)?;
        read::by_number(reader.db(), reader.viewer(), number)
            .await
            .graphql()
            .map(Challenge)
    }

    /// Challenges that the viewer may see: open ones first, by when they close.
    #[allow(clippy::too_many_arguments)]
    async fn challenges(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only those that stand there; all when it is left out.")] status: Option<
            Vec<ChallengeStatus>,
        >,
        #[graphql(desc = "Only those of this kind.")] kind: Option<ChallengeKind>,
        #[graphql(desc = "Only those of the organisation with this number.")] publisher: Option<
            i64,
        >,
        #[graphql(desc = "Only those of the programme with this number.")] programme: Option<i64>,
        #[graphql(desc = "How many, 1 to 100; 20 when it is left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor after which to begin.")] after: Option<String>,
    ) -> Result<List<Challenge>> {
        let filter = Filter {
            statuses: status.map(|all| all.into_iter().map(Into::into).collect()),
            kind: kind.map(Into::into),
            publisher,
            programme,
        };
        let page = Page::parse(first, after.as_deref()).graphql()?;
        let later = page.after.is_some();
        let slice = list::challenges(reader(ctx)?, &filter, &page).await;
        Ok(connection::list(slice.graphql()?, later, Challenge))
    }

    /// The introduction with this key; null for everybody but the two concerned.
    async fn introduction(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its key, as in its address.")] key: String,
    ) -> Result<Option<Introduction>> {
        partnering::introduction(ctx, &key).await
    }

    /// Introductions that one of the two showed to the moderators, for them; empty for others.
    async fn reported_introductions(&self, ctx: &Context<'_>) -> Result<Vec<ReportedIntroduction>> {
        partnering::reported(ctx).await
    }

    /// The organisations in whose name the viewer may draft a challenge: programme bodies for
    /// staff, one's own councils, and those whose programmes one runs.
    async fn challenge_publishers(&self, ctx: &Context<'_>) -> Result<Vec<ChallengePublisher>> {
        let reader = reader(ctx)?;
        let rows = desk::publishers(reader.db(), reader.viewer()).await;
        Ok(rows.graphql()?.into_iter().map(Into::into).collect())
    }
}
