//! The lottery of a challenge that declared one.

use async_graphql::{Context, InputObject, Object, Result, SimpleObject};
use chrono::{DateTime, Utc};
use hub_domain::challenge;
use hub_domain::judging::draw_lottery::{self, DrawLottery};
use hub_domain::judging::lots::{self, Lottery, Named};
use hub_domain::policy::judging::Standing;

use crate::error::Graphql;
use crate::request::reader;

/// The lottery of a challenge that declared one: a secret that it commits to when it closes, and a
/// public value that nobody knows by then.
pub struct ChallengeLottery {
    found: Lottery,
    row: challenge::Challenge,
    standing: Standing,
}

/// What the viewer may do about a lottery.
#[derive(SimpleObject)]
pub struct LotteryCan {
    /// Draw it now.
    draw: bool,
    /// What keeps those who may draw it from doing so: `LOTTERY_BEFORE_REVIEWS`,
    /// `LOTTERY_NOT_NOW` or `LOTTERY_DRAWN`; null where nothing does, and for everybody else.
    why_not: Option<&'static str>,
}

/// A proposal in a draw.
#[derive(SimpleObject)]
pub struct DrawnProposal {
    /// Its place in the draw, from 1.
    place: usize,
    /// Its pseudonym.
    entry: String,
    /// What it is called, for those who may read it; null for everybody else.
    title: Option<String>,
}

/// The lottery of a challenge that declared one: a secret that it commits to when it closes, and a
/// public value that nobody knows by then.
#[Object]
impl ChallengeLottery {
    /// The public value that it is drawn from, as it was named before the challenge opened.
    async fn source(&self) -> &str {
        &self.found.source
    }
    /// SHA-256 of the secret, in hexadecimal; null before the challenge closes.
    async fn commitment(&self) -> Option<&str> {
        self.found.commitment.as_deref()
    }
    /// When that was published.
    async fn committed_at(&self) -> Option<DateTime<Utc>> {
        self.found.committed_at
    }
    /// The public value; null before it is drawn.
    async fn value(&self) -> Option<&str> {
        self.found.value.as_deref()
    }
    /// When it was drawn.
    async fn drawn_at(&self) -> Option<DateTime<Utc>> {
        self.found.drawn_at
    }
    /// The secret, in hexadecimal; null before the decision is public.
    async fn secret(&self) -> Option<&str> {
        self.found.secret.as_deref()
    }
    /// What secret, value and entries make, in hexadecimal; null before the decision is public.
    async fn seed(&self) -> Option<&str> {
        self.found.seed.as_deref()
    }
    /// The proposals in the order of the draw; empty before it and, for those who may not see
    /// scores, before the decision is public.
    async fn order(&self, ctx: &Context<'_>) -> Result<Vec<DrawnProposal>> {
        let named = lots::named(reader(ctx)?, self.row.id, &self.found.order);
        let named = named.await.graphql()?;
        let turn = |(place, named): (usize, Named)| DrawnProposal {
            place,
            entry: named.entry,
            title: named.title,
        };
        Ok((1..).zip(named).map(turn).collect())
    }
    /// What the viewer may do.
    async fn viewer_can(&self, ctx: &Context<'_>) -> Result<LotteryCan> {
        let may = draw_lottery::may_draw(reader(ctx)?, &self.row, self.standing);
        let (draw, why_not) = may.await.graphql()?;
        Ok(LotteryCan { draw, why_not })
    }
}

/// The lottery of a challenge; null where none is declared.
///
/// # Errors
/// When the database does not answer.
pub async fn of(
    ctx: &Context<'_>,
    row: &challenge::Challenge,
    standing: Standing,
) -> Result<Option<ChallengeLottery>> {
    let found = lots::of(reader(ctx)?, row, standing).await.graphql()?;
    Ok(found.map(|found| ChallengeLottery {
        found,
        row: row.clone(),
        standing,
    }))
}

/// The draw of a lottery.
#[derive(InputObject)]
pub struct DrawLotteryInput {
    /// Number of the challenge.
    challenge: i64,
    /// The public value, as its source published it.
    value: String,
    /// Whether you have compared it with its source: a draw is not repeated.
    #[graphql(default)]
    confirmed: bool,
}

impl From<DrawLotteryInput> for DrawLottery {
    fn from(input: DrawLotteryInput) -> Self {
        Self {
            challenge: input.challenge,
            value: input.value,
            confirmed: input.confirmed,
        }
    }
}
