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
    /// The most that the advertised awards come to.
    advertised_money: Pence,
    /// The most that the awards of the projects come to.
    money: Pence,
    /// What was paid for their milestones.
    paid: Pence,
    /// People whom they reached, as far as their partners know.
    people: i64,
    /// Datasets that they use.
    datasets: i64,
    /// Those of them that are open because of it: they came into the catalogue after the decision,
    /// or their proposals promised to publish them, and by now there is a file or service.
    opened: i64,
}

impl From<ledger::Line> for LedgerLine {
    fn from(row: ledger::Line) -> Self {
        Self {
            challenge: Some(row.challenge.into()),
            advertised: row.advertised,
            awarded: row.awarded,
            delivered: row.delivered,
            stopped: row.stopped,
            advertised_money: Pence(row.advertised_pence),
            money: Pence(row.pence),
            paid: Pence(row.paid_pence),
            people: row.people,
            datasets: row.datasets,
            opened: row.opened,
        }
    }
}

impl LedgerLine {
    fn nothing() -> Self {
        Self {
            challenge: None,
            advertised: 0,
            awarded: 0,
            delivered: 0,
            stopped: 0,
            advertised_money: Pence(0),
            money: Pence(0),
            paid: Pence(0),
            people: 0,
            datasets: 0,
            opened: 0,
        }
    }

    fn add(&mut self, line: &Self) {
        self.advertised += line.advertised;
        self.awarded += line.awarded;
        self.delivered += line.delivered;
        self.stopped += line.stopped;
        for (sum, one) in [
            (&mut self.advertised_money, &line.advertised_money),
            (&mut self.money, &line.money),
            (&mut self.paid, &line.paid),
        ] {
            sum.0 = sum.0.saturating_add(one.0);
        }
        self.people += line.people;
        self.datasets += line.datasets;
        self.opened += line.opened;
    }
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
        let mut total = LedgerLine::nothing();
        let mut lines = Vec::new();
        for row in rows {
            let line = LedgerLine::from(row);
            total.add(&line);
            lines.push(line);
        }
        Ok(Ledger { lines, total })
    }
}
