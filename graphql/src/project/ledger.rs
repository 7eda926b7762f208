//! The programme's ledger.

use async_graphql::{Context, Object, Result, SimpleObject};
use hub_domain::project::ledger;

use crate::catalogue::Dataset;
use crate::challenge::Challenge;
use crate::error::Graphql;
use crate::project::types::Project;
use crate::request::reader;
use crate::scalars::Pence;

/// Projects, or datasets, that are listed behind the figures.
const MOST: usize = 200;

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

/// A project with its part in the figures of its challenge.
#[derive(SimpleObject)]
pub struct LedgerProject {
    /// The project.
    project: Project,
    /// The challenge in which it was selected.
    challenge: Challenge,
    /// The most that its award comes to.
    money: Pence,
    /// What was paid for its milestones.
    paid: Pence,
    /// People whom it reached; null where its partners do not know.
    people: Option<i64>,
}

/// A dataset that projects of a challenge use.
#[derive(SimpleObject)]
pub struct LedgerDataset {
    /// The dataset.
    dataset: Dataset,
    /// The challenge.
    challenge: Challenge,
    /// Whether it is open because of it.
    opened: bool,
}

/// What was advertised, awarded, delivered and stopped.
pub struct Ledger(ledger::Facts);

/// What was advertised, awarded, delivered and stopped.
#[Object]
impl Ledger {
    /// One line a challenge, the newest first.
    async fn lines(&self) -> Vec<LedgerLine> {
        let rows = self.0.lines().into_iter();
        rows.map(LedgerLine::from).collect()
    }
    /// Their sum. A dataset that projects of two challenges use is counted for each.
    async fn total(&self) -> LedgerLine {
        let mut total = LedgerLine::nothing();
        for row in self.0.lines() {
            total.add(&LedgerLine::from(row));
        }
        total
    }
    /// The projects that the figures of money and people count; at most 200.
    async fn projects(&self) -> Vec<LedgerProject> {
        let rows = self.0.projects().into_iter().take(MOST);
        let counted = |row: ledger::Counted| LedgerProject {
            people: row.project.people_reached,
            project: Project(row.project),
            challenge: row.challenge.into(),
            money: Pence(row.pence),
            paid: Pence(row.paid_pence),
        };
        rows.map(counted).collect()
    }
    /// The datasets that the figures of data count, those first that are open because of the
    /// challenge; at most 200.
    async fn datasets(&self) -> Vec<LedgerDataset> {
        let rows = self.0.datasets().into_iter().take(MOST);
        let used = |row: ledger::Used| LedgerDataset {
            dataset: Dataset(row.dataset),
            challenge: row.challenge.into(),
            opened: row.opened,
        };
        rows.map(used).collect()
    }
}

/// The programme's ledger.
#[derive(Default)]
pub struct LedgerQuery;

#[Object]
impl LedgerQuery {
    /// What was advertised, awarded, delivered and stopped, and for how much; the same for
    /// everybody.
    async fn ledger(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only challenges of the programme with this number.")] programme: Option<
            i64,
        >,
        #[graphql(desc = "Only the challenge with this number.")] challenge: Option<i64>,
    ) -> Result<Ledger> {
        let scope = ledger::Scope {
            programme,
            challenge,
        };
        ledger::facts(reader(ctx)?, scope)
            .await
            .graphql()
            .map(Ledger)
    }
}
