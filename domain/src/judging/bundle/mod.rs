//! The decision bundle: one file that holds what a decision was made on, so that an auditor can
//! work it out again on another machine. Proposals and judges stand in it under
//! [pseudonyms](super::calibrated::pseudonym).

mod assemble;
mod keep;
mod replay;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::judging::calibration::outcome::Outcome;
use crate::judging::calibration::{Reliability, rounded};
use crate::judging::lottery;

pub(crate) use assemble::assemble;
pub use keep::download_bundle;
pub(crate) use keep::{keep, kept};
pub use replay::Replayed;

/// Names the format; a program that reads a bundle looks at it first.
pub const FORMAT: &str = "knowledge-hub/decision-bundle";
/// Version of the format.
pub const VERSION: u32 = 1;

/// What a decision was made on.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Bundle {
    /// [`FORMAT`].
    pub format: String,
    /// [`VERSION`].
    pub version: u32,
    /// Version of the hub that wrote it.
    pub software: String,
    /// When it was written.
    pub written_at: DateTime<Utc>,
    /// The challenge, and the rules that it was judged by.
    pub challenge: Rules,
    /// How many of what.
    pub counts: Counts,
    /// The scores that count.
    pub scores: Vec<Score>,
    /// Those that reached the last round of judging, where there were several: they alone are
    /// ranked. Not in older bundles.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finalists: Option<BTreeSet<String>>,
    /// What went on to each later round, and why it left the rule of the round where it did. Not
    /// in older bundles.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rounds: Vec<LaterRound>,
    /// What was decided.
    pub decisions: Vec<Decided>,
    /// What `rank` makes of the scores; null where they cannot be ranked.
    pub ranking: Option<Outcome>,
    /// How far the judges agree, in the means that proposals are ranked by.
    pub agreement: Agreement,
    /// The lottery, where one was drawn. Not in older bundles.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lottery: Option<Lots>,
}

/// A later round of judging.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LaterRound {
    /// Its number.
    pub number: i32,
    /// What it is called.
    pub name: String,
    /// How many its rule takes on at least.
    pub goes_on: i32,
    /// Whether it was held.
    pub held: bool,
    /// Why it was not, or empty.
    pub reason: String,
    /// What could go on to it.
    pub entries: Vec<WentOn>,
}

impl LaterRound {
    /// Whether this entry could have gone on to it, and did not.
    pub fn stopped(&self, entry: &str) -> bool {
        let own = self.entries.iter().find(|row| row.entry == entry);
        self.held && own.is_some_and(|row| !row.goes_on)
    }

    /// How many went on.
    pub fn went_on(&self) -> usize {
        self.entries.iter().filter(|row| row.goes_on).count()
    }

    /// Those that left the rule of the round.
    pub fn departures(&self) -> impl Iterator<Item = &WentOn> {
        self.entries
            .iter()
            .filter(|row| row.goes_on != row.suggested)
    }
}

/// Whether a proposal went on to a later round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WentOn {
    /// Pseudonym of the proposal.
    pub entry: String,
    /// Its place in the scores then.
    pub place: Option<i32>,
    /// Whether the rule takes it on.
    pub suggested: bool,
    /// Whether it went on.
    pub goes_on: bool,
    /// Why it leaves the rule, or empty.
    pub reason: String,
}

/// A lottery that was drawn; [`lottery`](super::lottery) says how.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lots {
    /// The public value that it is drawn from, as it was named before.
    pub source: String,
    /// SHA-256 of the secret, in hexadecimal.
    pub commitment: String,
    /// When that was published.
    pub committed_at: DateTime<Utc>,
    /// The secret, in hexadecimal; empty while the decision is not public.
    pub secret: String,
    /// The public value.
    pub value: String,
    /// What all of it makes, in hexadecimal.
    pub seed: String,
    /// The pseudonyms, the first drawn first.
    pub order: Vec<String>,
}

impl Lots {
    /// Whether secret, value and entries give this commitment and this order.
    pub fn holds(&self) -> bool {
        let Some(secret) = lottery::from_hex(&self.secret) else {
            return false;
        };
        let drawn = lottery::draw(&secret, &self.value, &self.order);
        let same = |draw: lottery::Draw| {
            draw.order == self.order && lottery::to_hex(&draw.seed) == self.seed
        };
        lottery::to_hex(&lottery::commitment(&secret)) == self.commitment && drawn.is_ok_and(same)
    }
}

/// The rules that a challenge was judged by.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Rules {
    /// Its number.
    pub number: i64,
    /// What it is called.
    pub title: String,
    /// How many proposals could be selected.
    pub awards: i32,
    /// Reviews that a proposal needed.
    pub reviews_required: i32,
    /// The least mean that could be selected without a waiver, where there was one. Not in older
    /// bundles.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minimum_score: Option<i32>,
    /// Whether what is held in reserve moves up without another decision, so that it needs the least
    /// mean as well. Not in older bundles.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub reserve_moves_up: bool,
    /// How ties were broken, in order: `reviews`, `lottery`, or `criterion:` with a name. None in
    /// older bundles, which do not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tie_break: Option<Vec<String>>,
    /// Draws of ranks.
    pub draws: u32,
    /// Seed of the generator.
    pub seed: u64,
    /// The generator.
    pub generator: String,
    /// What was scored.
    pub criteria: Vec<Criterion>,
}

/// A criterion.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Criterion {
    /// What it is called.
    pub name: String,
    /// What it weighs.
    pub weight: i32,
    /// Its highest level; the lowest is 0.
    pub highest: i32,
}

/// How many of what.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Counts {
    /// Proposals that were handed in.
    pub submitted: u64,
    /// Of these, taken back.
    pub withdrawn: u64,
    /// Of these, disqualified.
    #[serde(default)]
    pub disqualified: u64,
    /// Those that took part: neither taken back, nor disqualified, nor found ineligible. Not in
    /// older bundles.
    #[serde(default)]
    pub eligible: Option<u64>,
    /// Judges who took part.
    pub judges: u64,
    /// Reviews that count.
    pub reviews: u64,
    /// Reviews that do not, because their judge left, was removed or got a conflict.
    pub set_aside: u64,
    /// Conflicts of interest, by where they come from.
    pub conflicts: BTreeMap<String, u64>,
}

/// What one judge gave one proposal.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Score {
    /// Pseudonym of the proposal.
    pub entry: String,
    /// Pseudonym of the judge.
    pub judge: String,
    /// Weighted mean from 0 to 100.
    pub score: f64,
    /// The level on each criterion, in their order.
    pub levels: Vec<Option<i32>>,
    /// The round in which it was submitted last; left out where that is the first.
    #[serde(default = "first", skip_serializing_if = "is_first")]
    pub round: i32,
}

fn first() -> i32 {
    1
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes a reference"
)]
fn is_first(round: &i32) -> bool {
    *round == 1
}

/// What was decided on one proposal.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Decided {
    /// Pseudonym of the proposal.
    pub entry: String,
    /// `select`, `reserve` or `decline`.
    pub outcome: String,
    /// Place on the reserve list.
    pub reserve_rank: Option<i32>,
    /// Its place in the order of the scores, with ties broken; none where it has none, and in older
    /// bundles.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<u32>,
    /// Why it leaves what the scores say, where it does.
    pub departure: Option<String>,
    /// Why it could be decided with too few reviews, or selected below the least mean; empty where
    /// that was not asked, and in older bundles.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub waiver: String,
}

/// How far the judges agree, in the means that proposals are ranked by; null where it cannot be
/// said.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub struct Agreement {
    /// ICC(A,k): a strict judge lowers it.
    pub icc_ak: Option<f64>,
    /// ICC(C,k): a strict judge does not.
    pub icc_ck: Option<f64>,
    /// Krippendorff's α for interval scales.
    pub krippendorff: Option<f64>,
    /// Kendall's W.
    pub kendall_w: Option<f64>,
}

impl From<&Reliability> for Agreement {
    fn from(found: &Reliability) -> Self {
        Self {
            icc_ak: found.icc.agreement_mean.map(rounded),
            icc_ck: found.icc.consistency_mean.map(rounded),
            krippendorff: found.krippendorff.interval.map(rounded),
            kendall_w: found.kendall_w.map(rounded),
        }
    }
}
