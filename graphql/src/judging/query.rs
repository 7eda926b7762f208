//! Reads of this area.

use async_graphql::{Context, Object, Result};
use hub_domain::judging::{read, review};

use crate::error::optional;
use crate::judging::judge::Judge;
use crate::judging::moderation::{self, PanelDiscussion};
use crate::judging::review::ScoreCard;
use crate::request::reader;

/// Judging, as judges see it. What staff see is `judging` of a challenge.
#[derive(Default)]
pub struct JudgingQuery;

#[Object]
impl JudgingQuery {
    /// An appointment of the viewer as a judge; null when it is not theirs.
    async fn judge(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Key of the appointment.")] key: String,
    ) -> Result<Option<Judge>> {
        let reader = reader(ctx)?;
        let row = read::own(reader.db(), reader.viewer(), &key).await;
        Ok(optional(row)?.map(Judge))
    }

    /// The viewer's score card of a proposal; null when they may not score it.
    async fn score_card(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Key of the appointment.")] judge: String,
        #[graphql(desc = "Key of the proposal.")] proposal: String,
    ) -> Result<Option<ScoreCard>> {
        let card = review::score_card(reader(ctx)?, &judge, &proposal).await;
        Ok(optional(card)?.map(ScoreCard))
    }

    /// What the panel says about a proposal; null for everybody who may not read it, and before
    /// reviews were due.
    async fn panel_discussion(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Key of the proposal.")] proposal: String,
    ) -> Result<Option<PanelDiscussion>> {
        moderation::panel_discussion(ctx, &proposal).await
    }
}
