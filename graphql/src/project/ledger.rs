//! The programme's ledger.

use async_graphql::{Context, Object, Result, SimpleObject};
use hub_domain::project::ledger;

use crate::challenge::Challenge;
use crate::error::Graphql;
use crate::request::reader;
use crate::scalars::Pence;

/// What came of a challenge, or of all of them.
#[derive(SimpleObject)]
pub struct LedgerLine {
    /// The challenge; null for the sum of all.
    challenge: Option<Challenge>,
    /// Awards that were advertised.
    advertised: i64,
    /// Projects that were selected.
    awarded: i64,
    /// Those that are live or completed.
    delivered: i64,
    /// Those that ended early.
    stopped: i64,
    /// The most that their awards come to.
    money: Pence,
    /// Datasets that they use.
    datasets: i64,
    /// Those of them that came into the catalogue after the decision.
    opened: i64,
}

/// The programme's ledger.
#[derive(SimpleObject)]
pub struct Ledger {
    /// One line a challenge, the newest first.
    lines: Vec<LedgerLine>,
    /// Their sum. A dataset that projects of two challenges use is counted for each.
    total: LedgerLine,
}

/// The programme's ledger.
#[derive(Default)]
pub struct LedgerQuery;

#[Object]
impl LedgerQuery {
    /// What was advertised, awarded, delivered and stopped, and for how much; the same for
    /// everybody.
    async fn ledger(&self, ctx: &Context<'_>) -> Result<Ledger> {
        let rows = ledger::lines(reader(ctx)?).await.graphql()?;
        let mut total = LedgerLine {
            challenge: None,
            advertised: 0,
            awarded: 0,
            delivered: 0,
            stopped: 0,
            money: Pence(0),
            datasets: 0,
            opened: 0,
        };
        let mut lines = Vec::new();
        for row in rows {
            total.advertised += row.advertised;
            total.awarded += row.awarded;
            total.delivered += row.delivered;
            total.stopped += row.stopped;
            total.money = Pence(total.money.0.saturating_add(row.pence));
            total.datasets += row.datasets;
            total.opened += row.opened;
            lines.push(LedgerLine {
                challenge: Some(row.challenge.into()),
                advertised: row.advertised,
                awarded: row.awarded,
                delivered: row.delivered,
                stopped: row.stopped,
                money: Pence(row.pence),
                datasets: row.datasets,
                opened: row.opened,
            });
        }
        Ok(Ledger { lines, total })
    }
}
