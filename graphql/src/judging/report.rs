//! The public report of a selection.

use async_graphql::{Context, Object, Result, SimpleObject};
use chrono::{DateTime, Utc};
use hub_domain::challenge;
use hub_domain::judging::bundle::Criterion;
use hub_domain::judging::offer;
use hub_domain::judging::report::{self, Report};

use crate::error::Graphql;
use crate::judging::calibration::{RankInterval, hundredth, tenth};
use crate::judging::offer::OfferCounts;
use crate::judging::rounds::ReportRound;
use crate::request::{loaders, reader};
use crate::scalars::Html;

/// A selection, as everybody sees it once it is announced.
pub struct SelectionReport {
    row: Report,
    number: i64,
}

/// A selection, as everybody sees it once it is announced. It stands as it was then.
#[Object]
impl SelectionReport {
    /// When it was written.
    async fn written_at(&self) -> DateTime<Utc> {
        self.row.written_at
    }
    /// How many could be selected.
    async fn awards(&self) -> i32 {
        self.row.awards
    }
    /// Reviews that a proposal needed before it could be selected.
    async fn reviews_required(&self) -> i32 {
        self.row.reviews_required
    }
    /// Proposals that were handed in.
    async fn submitted(&self) -> u64 {
        self.row.counts.submitted
    }
    /// Of these, taken back.
    async fn withdrawn(&self) -> u64 {
        self.row.counts.withdrawn
    }
    /// Of these, disqualified before the decision.
    async fn disqualified(&self) -> u64 {
        self.row.counts.disqualified
    }
    /// Those that took part: neither taken back, nor disqualified, nor found ineligible; null in reports of before
    /// this was counted.
    async fn eligible(&self) -> Option<u64> {
        self.row.counts.eligible
    }
    /// Proposals that at least one review counts of.
    async fn read(&self) -> usize {
        self.row.read
    }
    /// Judges whose reviews count.
    async fn judges(&self) -> u64 {
        self.row.counts.judges
    }
    /// Reviews that count.
    async fn reviews(&self) -> u64 {
        self.row.counts.reviews
    }
    /// Reviews that do not, because their judge left, was removed or got a conflict of interest.
    async fn reviews_set_aside(&self) -> u64 {
        self.row.counts.set_aside
    }
    /// Conflicts of interest, declared and by rule.
    async fn conflicts(&self) -> u64 {
        self.row.counts.conflicts.values().sum()
    }
    /// Proposals selected.
    async fn selected(&self) -> u64 {
        self.outcomes("select")
    }
    /// Proposals held in reserve.
    async fn reserve(&self) -> u64 {
        self.outcomes("reserve")
    }
    /// Proposals declined.
    async fn declined(&self) -> u64 {
        self.outcomes("decline")
    }
    /// What became of the awards, as it stands today; null where they need no acceptance.
    async fn offers(&self, ctx: &Context<'_>) -> Result<Option<OfferCounts>> {
        let row = loaders(ctx)?.challenge(self.number).await.graphql()?;
        let counts = offer::list::counts(reader(ctx)?, &row).await.graphql()?;
        Ok(counts.map(Into::into))
    }
    /// What was scored, and what it weighs.
    async fn criteria(&self) -> Vec<ReportCriterion> {
        self.row.criteria.iter().map(ReportCriterion::of).collect()
    }
    /// How many proposals have a mean in each tenth of the scale; null where they are so few that
    /// it would give single scores away.
    async fn distribution(&self) -> Option<Vec<DistributionBar>> {
        let bars = self.row.distribution.as_ref()?;
        let turn = |bar: &report::Bar| DistributionBar {
            from: bar.from,
            to: bar.to,
            count: bar.count,
        };
        Some(bars.iter().map(turn).collect())
    }
    /// The ranks that the scores leave open, best first, without names; empty where they are so
    /// few that each is easily told whose it is.
    async fn ranks(&self) -> Vec<ReportRanks> {
        let turn = |row: &report::Row| ReportRanks {
            expected_rank: tenth(row.expected_rank),
            middle_ranks: row.middle.into(),
            likely_ranks: row.likely.into(),
            outcome: row.outcome.clone(),
        };
        self.row.rows.iter().map(turn).collect()
    }
    /// Expected rank of the last that would be selected by scores alone; null where there were
    /// awards for all.
    async fn line(&self) -> Option<f64> {
        self.row.line.map(tenth)
    }
    /// Later rounds of judging, with what went on to them.
    async fn rounds(&self) -> Vec<ReportRound> {
        let rounds = self.row.rounds.iter().cloned();
        rounds.map(ReportRound).collect()
    }
    /// Decisions that leave what the scores say, and why.
    async fn departures(&self) -> Vec<ReportDeparture> {
        let turn = |departure: &report::Departure| ReportDeparture {
            outcome: departure.outcome.clone(),
            reason_html: Html::markdown(&departure.reason),
        };
        self.row.departures.iter().map(turn).collect()
    }
    /// Proposals that were selected below the least mean, or with too few reviews, and why.
    async fn waivers(&self) -> Vec<ReportWaiver> {
        let waivers = self.row.waivers.iter();
        let turn = |waiver: &report::Waiver| ReportWaiver {
            title: waiver.title.clone(),
            reason_html: Html::markdown(&waiver.reason),
        };
        waivers.map(turn).collect()
    }
    /// How many exceptions were made for proposals that were not selected.
    async fn other_waivers(&self) -> usize {
        self.row.other_waivers
    }
    /// The least mean, from 0 to 100, that could be selected without a waiver; null for none.
    async fn minimum_score(&self) -> Option<i32> {
        self.row.minimum_score
    }
    /// Consistency of the means that proposals are ranked by, ICC(C,k).
    async fn consistency(&self) -> Option<f64> {
        self.row.consistency.map(hundredth)
    }
    /// Agreement of these means, ICC(A,k).
    async fn agreement(&self) -> Option<f64> {
        self.row.agreement.map(hundredth)
    }
    /// How often ranks were drawn.
    async fn draws(&self) -> u32 {
        self.row.draws
    }
    /// Seed of the generator (ChaCha20).
    async fn seed(&self) -> String {
        self.row.seed.to_string()
    }
}

impl SelectionReport {
    fn outcomes(&self, outcome: &str) -> u64 {
        self.row.outcomes.get(outcome).copied().unwrap_or(0)
    }

    /// The report of a challenge; none before it is announced.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn of(ctx: &Context<'_>, row: &challenge::Challenge) -> Result<Option<Self>> {
        let found = report::of(reader(ctx)?, row).await.graphql()?;
        Ok(found.map(|report| Self {
            row: report,
            number: row.id,
        }))
    }
}

/// Why a rule was not kept for a proposal that was selected.
#[derive(SimpleObject)]
pub struct ReportWaiver {
    /// What the proposal is called; null while everybody is not shown it.
    title: Option<String>,
    /// Why.
    reason_html: Html,
}

/// A criterion, and what it weighs.
#[derive(SimpleObject)]
pub struct ReportCriterion {
    /// What it is called.
    name: String,
    /// What it weighs.
    weight: i32,
    /// Its highest level; the lowest is 0.
    highest: i32,
}

impl ReportCriterion {
    pub(super) fn of(criterion: &Criterion) -> Self {
        Self {
            name: criterion.name.clone(),
            weight: criterion.weight,
            highest: criterion.highest,
        }
    }
}

/// Proposals whose mean lies in a part of the scale.
#[derive(SimpleObject)]
pub struct DistributionBar {
    /// The part's least mean.
    from: usize,
    /// Its greatest.
    to: usize,
    /// How many.
    count: usize,
}

/// The ranks that the scores leave open to a proposal, without its name.
#[derive(SimpleObject)]
pub struct ReportRanks {
    /// Expected rank.
    expected_rank: f64,
    /// Ranks with a probability of one half.
    middle_ranks: RankInterval,
    /// Ranks with a probability of nine in ten.
    likely_ranks: RankInterval,
    /// What was decided: `select`, `reserve` or `decline`.
    outcome: Option<String>,
}

/// A decision that leaves what the scores say.
#[derive(SimpleObject)]
pub struct ReportDeparture {
    /// What was decided: `select`, `reserve` or `decline`.
    outcome: String,
    /// Why.
    reason_html: Html,
}
