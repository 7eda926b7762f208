//! The decision bundle: one file that holds what a decision was made on, so that an auditor can
//! work it out again on another machine. Proposals and judges stand in it under
//! [pseudonyms](super::calibrated::pseudonym).

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use hub_entity::challenge::{
    ProposalState, ReviewState, conflict, decision_bundle, judge, proposal, review as review_table,
};
use sea_orm::sea_query::Query;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait,
    QueryFilter, QuerySelect,
};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::challenge::{Challenge, rounds as declared};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::judging::calibrated::{self, Calibration, pseudonym};
use crate::judging::calibration::outcome::Outcome;
use crate::judging::calibration::scores::Unusable;
use crate::judging::calibration::{Question, Reliability, Table, rank_among, rounded};
use crate::judging::rounds::{self, held};
use crate::judging::{access, departures, lots, lottery, read, review, scoring};
use crate::platform::audit;
use crate::policy::judging::may_see_scores;

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
    /// Why it leaves what the scores say, where it does.
    pub departure: Option<String>,
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

impl Bundle {
    /// Works the ranking out again from the bundle's own scores and rules.
    ///
    /// # Errors
    /// When the scores are no table: one that is no number, or two of one judge for one entry.
    pub fn replay(&self) -> Result<Option<Outcome>, Unusable> {
        if self.scores.is_empty() {
            return Ok(None);
        }
        let rows = self
            .scores
            .iter()
            .map(|row| (row.entry.as_str(), row.judge.as_str(), row.score));
        let table = Table::new(rows)?;
        // Groups that share no judge are not ranked, here as there.
        let ranking = rank_among(&table, self.question(), self.finalists.as_ref()).ok();
        Ok(ranking.as_ref().map(Outcome::of))
    }

    /// What `rank` is asked with these rules.
    pub fn question(&self) -> Question {
        Question {
            awards: usize::try_from(self.challenge.awards).unwrap_or(0),
            draws: self.challenge.draws,
            seed: self.challenge.seed,
        }
    }
}

/// Puts the bundle of a challenge together. Callers have asked who may see it.
pub(crate) async fn assemble(
    db: &impl ConnectionTrait,
    challenge: &Challenge,
    now: DateTime<Utc>,
) -> Result<Bundle> {
    let calibration = calibrated::all(db, challenge).await?;
    let criteria = read::criteria(db, challenge.id).await?;
    let decisions = calibration
        .entries
        .iter()
        .filter_map(|entry| {
            let decision = entry.ranked.decision.as_ref()?;
            let departs = departures::departs(&calibration, entry, decision.outcome);
            Some(Decided {
                entry: pseudonym("entry", &entry.ranked.proposal.key),
                outcome: sea_orm::ActiveEnum::to_value(&decision.outcome),
                reserve_rank: decision.reserve_rank,
                departure: departs.then(|| decision.reason.clone()),
            })
        })
        .collect();
    Ok(Bundle {
        format: FORMAT.to_owned(),
        version: VERSION,
        software: env!("CARGO_PKG_VERSION").to_owned(),
        written_at: now,
        challenge: Rules {
            number: challenge.id,
            title: challenge.title.clone(),
            awards: challenge.awards,
            reviews_required: challenge.reviews_required,
            draws: calibration.question.draws,
            seed: calibration.question.seed,
            generator: "ChaCha20".to_owned(),
            criteria: criteria
                .iter()
                .map(|criterion| Criterion {
                    name: criterion.name.clone(),
                    weight: criterion.weight,
                    highest: scoring::highest(criterion),
                })
                .collect(),
        },
        counts: counts(db, challenge).await?,
        scores: scores(db, challenge, &criteria, &calibration).await?,
        finalists: (challenge.round > 1).then(|| finalists(&calibration)),
        rounds: later_rounds(db, challenge, &calibration).await?,
        decisions,
        ranking: calibration.ranking.as_ref().map(Outcome::of),
        agreement: calibration
            .reliability
            .as_ref()
            .map(Agreement::from)
            .unwrap_or_default(),
        lottery: lots(db, challenge, false).await?,
    })
}

async fn later_rounds(
    db: &impl ConnectionTrait,
    challenge: &Challenge,
    calibration: &Calibration,
) -> Result<Vec<LaterRound>> {
    let settled = rounds::settled(db, challenge.id).await?;
    let ids: Vec<i64> = settled.iter().map(|round| round.id).collect();
    let mut entries = held::entries(db, &ids).await?;
    let keys: HashMap<i64, String> = calibration
        .entries
        .iter()
        .map(|entry| &entry.ranked.proposal)
        .map(|proposal| (proposal.id, pseudonym("entry", &proposal.key)))
        .collect();
    let went = |row: held::Entry| {
        Some(WentOn {
            // What was taken back since is in no count any more.
            entry: keys.get(&row.proposal_id)?.clone(),
            place: row.place,
            suggested: row.suggested,
            goes_on: row.goes_on,
            reason: row.reason,
        })
    };
    let turn = |round: rounds::Settled| {
        let rule = declared::rule(challenge, round.number).unwrap_or_default();
        let own = entries.remove(&round.id).unwrap_or_default();
        LaterRound {
            number: round.number,
            name: rule.name,
            goes_on: rule.goes_on,
            held: round.held,
            reason: round.reason,
            entries: own.into_iter().filter_map(went).collect(),
        }
    };
    Ok(settled.into_iter().map(turn).collect())
}

fn finalists(calibration: &Calibration) -> BTreeSet<String> {
    let entries = calibration.entries.iter().filter(|entry| entry.is_in);
    entries
        .map(|entry| pseudonym("entry", &entry.ranked.proposal.key))
        .collect()
}

/// The lottery that was drawn; its secret only where it is published.
async fn lots(
    db: &impl ConnectionTrait,
    challenge: &Challenge,
    published: bool,
) -> Result<Option<Lots>> {
    let Some(kept) = lots::kept(db, challenge.id).await? else {
        return Ok(None);
    };
    let order = lots::order(&kept);
    let (Some(value), Some(seed)) = (kept.public_value, kept.seed) else {
        return Ok(None);
    };
    Ok(Some(Lots {
        source: challenge.lottery_source.clone(),
        commitment: kept.commitment,
        committed_at: kept.committed_at,
        secret: if published {
            kept.secret
        } else {
            String::new()
        },
        value,
        seed,
        order,
    }))
}

async fn counts(db: &impl ConnectionTrait, challenge: &Challenge) -> Result<Counts> {
    let submitted = proposal::Entity::find()
        .filter(proposal::Column::ChallengeId.eq(challenge.id))
        .filter(proposal::Column::SubmittedVersion.gt(0));
    let withdrawn = submitted
        .clone()
        .filter(proposal::Column::State.eq(ProposalState::Withdrawn));
    let disqualified = submitted
        .clone()
        .filter(proposal::Column::State.eq(ProposalState::Disqualified));
    let judges: Vec<i64> = judge::Entity::find()
        .select_only()
        .column(judge::Column::Id)
        .filter(judge::Column::ChallengeId.eq(challenge.id))
        .into_tuple()
        .all(db)
        .await?;
    let reviews = review::counted(db, challenge.id).await?;
    let taking_part = Query::select()
        .column(proposal::Column::Id)
        .from(proposal::Entity)
        .cond_where(access::handed_in())
        .to_owned();
    let written = review_table::Entity::find()
        .filter(review_table::Column::JudgeId.is_in(judges.iter().copied()))
        .filter(review_table::Column::State.eq(ReviewState::Submitted))
        .filter(review_table::Column::ProposalId.in_subquery(taking_part))
        .count(db)
        .await?;
    let mut conflicts = BTreeMap::new();
    let rows = conflict::Entity::find()
        .filter(conflict::Column::JudgeId.is_in(judges))
        .filter(conflict::Column::LiftedAt.is_null())
        .all(db)
        .await?;
    for row in rows {
        let origin: String = sea_orm::ActiveEnum::to_value(&row.origin);
        *conflicts.entry(origin).or_default() += 1;
    }
    let counted = u64::try_from(reviews.len()).unwrap_or(u64::MAX);
    let mut wrote: Vec<i64> = reviews.iter().map(|review| review.judge_id).collect();
    wrote.sort_unstable();
    wrote.dedup();
    Ok(Counts {
        submitted: submitted.clone().count(db).await?,
        withdrawn: withdrawn.count(db).await?,
        disqualified: disqualified.count(db).await?,
        eligible: Some(submitted.filter(access::handed_in()).count(db).await?),
        judges: u64::try_from(wrote.len()).unwrap_or(u64::MAX),
        reviews: counted,
        set_aside: written.saturating_sub(counted),
        conflicts,
    })
}

/// The scores that count, sorted, each with its levels.
async fn scores(
    db: &impl ConnectionTrait,
    challenge: &Challenge,
    criteria: &[crate::judging::Criterion],
    calibration: &Calibration,
) -> Result<Vec<Score>> {
    let reviews = review::counted(db, challenge.id).await?;
    let levels = review::scores_of_many(db, &reviews).await?;
    let entries: HashMap<i64, String> = calibration
        .entries
        .iter()
        .map(|e| {
            (
                e.ranked.proposal.id,
                pseudonym("entry", &e.ranked.proposal.key),
            )
        })
        .collect();
    let judges: HashMap<i64, String> = judge::Entity::find()
        .filter(judge::Column::ChallengeId.eq(challenge.id))
        .all(db)
        .await?
        .into_iter()
        .map(|judge| (judge.id, pseudonym("judge", &judge.key)))
        .collect();
    let mut scores: Vec<Score> = reviews
        .iter()
        .filter_map(|review| {
            let own = levels.get(&review.id).map_or(&[][..], Vec::as_slice);
            let level = |criterion: &crate::judging::Criterion| {
                let score = own.iter().find(|score| score.criterion_id == criterion.id);
                score.and_then(|score| score.level)
            };
            Some(Score {
                entry: entries.get(&review.proposal_id)?.clone(),
                judge: judges.get(&review.judge_id)?.clone(),
                score: review.total?,
                levels: criteria.iter().map(level).collect(),
                round: review.round,
            })
        })
        .collect();
    scores.sort_by(|a, b| (&a.entry, &a.judge).cmp(&(&b.entry, &b.judge)));
    Ok(scores)
}

/// Keeps the bundle of a challenge that is being announced.
pub(crate) async fn keep(ctx: &Context, challenge: &Challenge) -> Result<()> {
    let tx = ctx.tx().await?;
    let mut bundle = assemble(tx, challenge, ctx.now()).await?;
    bundle.lottery = lots(tx, challenge, true).await?;
    decision_bundle::ActiveModel {
        challenge_id: Set(challenge.id),
        content: Set(serde_json::to_value(&bundle).map_err(Error::internal)?),
        created_at: Set(ctx.now()),
        ..Default::default()
    }
    .insert(tx)
    .await?;
    Ok(())
}

/// The bundle that was kept when a challenge was announced; none before. Callers have asked who
/// may see it.
pub(crate) async fn kept(db: &impl ConnectionTrait, challenge_id: i64) -> Result<Option<Bundle>> {
    let row = decision_bundle::Entity::find()
        .filter(decision_bundle::Column::ChallengeId.eq(challenge_id))
        .one(db)
        .await?;
    row.map(|row| serde_json::from_value(row.content).map_err(Error::internal))
        .transpose()
}

/// The bundle of a challenge, for staff who may see scores: as it was announced, or as it would be
/// now. That somebody took it is noted, because it leaves the hub.
///
/// # Errors
/// `NotFound` for everybody else.
pub async fn download_bundle(ctx: &Context, number: i64) -> Result<Bundle> {
    let tx = ctx.tx().await?;
    let challenge = crate::challenge::read::by_number(tx, ctx.viewer(), number).await?;
    let standing = access::standing(tx, ctx.viewer(), challenge.id).await?;
    if !may_see_scores(ctx.viewer(), standing) {
        return Err(Error::NotFound);
    }
    let bundle = match kept(tx, challenge.id).await? {
        Some(bundle) => bundle,
        None => assemble(tx, &challenge, ctx.now()).await?,
    };
    let entry = audit::Entry {
        action: "decision_bundle_taken",
        object_kind: "challenge",
        object_id: challenge.id,
        challenge_id: Some(challenge.id),
        details: json!({}),
    };
    audit::record(ctx, entry).await?;
    Ok(bundle)
}
