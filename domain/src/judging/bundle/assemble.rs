//! Putting a bundle together.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use hub_entity::challenge::{
    ProposalState, ReviewState, conflict, judge, proposal, review as review_table,
};
use sea_orm::sea_query::Query;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect,
};

use super::{
    Agreement, Bundle, Counts, Criterion, Decided, FORMAT, LaterRound, Lots, Rules, Score, VERSION,
    WentOn,
};
use crate::challenge::{Challenge, rounds as declared, tie_break};
use crate::error::Result;
use crate::judging::calibrated::{self, Calibration, pseudonym};
use crate::judging::calibration::outcome::Outcome;
use crate::judging::rounds::{self, held};
use crate::judging::{self, access, departures, lots, offer, read, review, scoring};

/// Puts the bundle of a challenge together. Callers have asked who may see it.
pub(crate) async fn assemble(
    db: &impl ConnectionTrait,
    challenge: &Challenge,
    now: DateTime<Utc>,
) -> Result<Bundle> {
    let calibration = calibrated::all(db, challenge).await?;
    let criteria = read::criteria(db, challenge.id).await?;
    let ladder = tie_break::ladder(challenge);
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
                place: entry.place,
                waiver: decision.waiver.clone(),
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
            minimum_score: challenge.minimum_score,
            reserve_moves_up: offer::can_be_awarded(challenge, judging::Outcome::Reserve),
            tie_break: Some(ladder.iter().map(ToString::to_string).collect()),
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
pub(super) async fn lots(
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
