//! What the scores of a challenge say, and how surely: the calibrated order beside the raw one, for
//! staff before they decide.
//!
//! The mathematics is [`calibration`](super::calibration)'s. Entries and judges go into it under
//! [pseudonyms](pseudonym), so that a bundle that leaves the hub repeats the very same computation.

use std::collections::{BTreeSet, HashMap};

use hub_entity::challenge::{JudgeState, judge};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use sha2::{Digest, Sha256};

use crate::challenge::Challenge;
use crate::challenge::tie_break::{self, Rung};
use crate::context::Reader;
use crate::error::{Error, Result};
use crate::judging::calibration::near_tie::Standing as Line;
use crate::judging::calibration::rank::{self, Variances};
use crate::judging::calibration::{
    Note, Question, Ranking, Reliability, Table, components, rank_among, reliability, rounded,
};
use crate::judging::ranking::{self, Ranked};
use crate::judging::sealed::{self, Sealed, SealedKind};
use crate::judging::ties::{self, Levels, Tied};
use crate::judging::{Judge, lots, review};
use crate::policy::judging::{Standing, may_see_scores};

/// What the scores of a challenge say.
#[derive(Debug, Clone)]
pub struct Calibration {
    /// What it says, in a word.
    pub verdict: Verdict,
    /// What was asked: awards, draws and seed.
    pub question: Question,
    /// All that was handed in, in the order that the scores give; what nobody scored comes last.
    pub entries: Vec<Entry>,
    /// The judges whose reviews count.
    pub judges: Vec<PanelJudge>,
    /// Where proposals fall into groups that share no judge: the groups.
    pub groups: Vec<Group>,
    /// How large differences are in general.
    pub variances: Option<Variances>,
    /// Expected rank of the last proposal that would be selected.
    pub line: Option<f64>,
    /// What else has to be said of the numbers.
    pub notes: Vec<Note>,
    /// How far the judges agree.
    pub reliability: Option<Reliability>,
    /// All of it under pseudonyms, as it was worked out.
    pub ranking: Option<Ranking>,
}

/// What the scores say about who should be selected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// No review is in.
    Nothing,
    /// The proposals fall into groups that share no judge, and are not ranked across them.
    Apart,
    /// There is an award for each.
    AwardsForAll,
    /// One judge, one proposal, or nothing that could be told apart: the raw order stands, and
    /// nobody can say how surely.
    NotEnough,
    /// The proposals differ by no more than chance.
    Alike,
    /// Those above the line are told apart from those below.
    Clear,
    /// Some lie across the line: the scores do not say which of them should be selected.
    NearTie,
}

/// A proposal with what the scores say of it.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its place in the order; equal values share one. None while nobody scored it, where
    /// proposals are not ranked across groups, and where it did not reach the last round.
    pub place: Option<u32>,
    /// Whether it reached the round that is judged, or was judged last.
    pub is_in: bool,
    /// The proposal with its raw mean.
    pub ranked: Ranked,
    /// What calibration makes of it.
    pub found: Option<rank::Entry>,
    /// The rule that told it from others with equal scores.
    pub tie: Option<Rung>,
    /// Its place in the draw, once a lottery that was declared is drawn.
    pub drawn: Option<u32>,
    /// Whether the draw chose it, where the scores leave it to the draw.
    pub by_lot: Option<bool>,
}

impl Entry {
    /// Where it lies towards the line.
    pub fn line(&self) -> Option<Line> {
        self.found.as_ref().and_then(|found| found.standing)
    }
}

/// A judge with what the scores show of them.
#[derive(Debug, Clone)]
pub struct PanelJudge {
    /// Who.
    pub judge: Judge,
    /// What the scores show.
    pub found: rank::Judge,
}

/// Proposals and judges that can be compared with each other, and with nobody else.
#[derive(Debug, Clone)]
pub struct Group {
    /// Titles of the proposals.
    pub proposals: Vec<String>,
    /// The judges.
    pub judges: Vec<Judge>,
}

/// What stands for a proposal or a judge outside the hub. The key is random, so that nobody who
/// has not seen it can tell whose it is; whoever has can check it.
pub fn pseudonym(kind: &str, key: &str) -> String {
    let digest = Sha256::digest(format!("{kind}:{key}"));
    digest[..6]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// The scores of a challenge under pseudonyms, with what they stand for.
struct Scores {
    table: Option<Table>,
    ranked: Vec<Ranked>,
    judges: HashMap<String, Judge>,
    question: Question,
    ladder: Vec<Rung>,
    levels: Levels,
    drawn: HashMap<String, u32>,
    finalists: Option<BTreeSet<String>>,
}

/// Reads the scores that count. Callers have asked who may see them.
async fn scores(db: &impl ConnectionTrait, challenge: &Challenge) -> Result<Scores> {
    let reviews = review::counted(db, challenge.id).await?;
    let ranked = ranking::with(db, challenge.id, &reviews).await?;
    let judges: HashMap<i64, Judge> = judge::Entity::find()
        .filter(judge::Column::ChallengeId.eq(challenge.id))
        .filter(judge::Column::State.eq(JudgeState::Accepted))
        .all(db)
        .await?
        .into_iter()
        .map(|judge| (judge.id, judge))
        .collect();
    let proposals: HashMap<i64, &Ranked> = ranked.iter().map(|r| (r.proposal.id, r)).collect();
    let rows: Vec<(String, String, f64)> = reviews
        .iter()
        .filter_map(|review| {
            let entry = &proposals.get(&review.proposal_id)?.proposal.key;
            let judge = &judges.get(&review.judge_id)?.key;
            let score = review.total?;
            Some((pseudonym("entry", entry), pseudonym("judge", judge), score))
        })
        .collect();
    let table = if rows.is_empty() {
        None
    } else {
        Some(Table::new(rows).map_err(Error::internal)?)
    };
    let entries = table.as_ref().map_or(0, |table| table.entries().len());
    let finalists = (challenge.round > 1).then(|| finalists(challenge, &ranked));
    let ladder = tie_break::ladder(challenge);
    Ok(Scores {
        drawn: lots::places(db, challenge).await?,
        levels: ties::levels(db, challenge.id, &reviews, &ladder).await?,
        ladder,
        question: question(challenge, entries),
        finalists,
        judges: judges
            .into_values()
            .map(|judge| (pseudonym("judge", &judge.key), judge))
            .collect(),
        table,
        ranked,
    })
}

/// The pseudonyms of those that reached the round which is judged, or was judged last.
fn finalists(challenge: &Challenge, ranked: &[Ranked]) -> BTreeSet<String> {
    ranked
        .iter()
        .filter(|row| row.proposal.round >= challenge.round)
        .map(|row| pseudonym("entry", &row.proposal.key))
        .collect()
}

/// What is asked of a challenge's scores. The seed is its number, so that anybody can repeat the
/// draws, and nobody can choose among them.
pub fn question(challenge: &Challenge, entries: usize) -> Question {
    Question {
        awards: usize::try_from(challenge.awards).unwrap_or(0),
        draws: Question::usual_draws(entries),
        seed: u64::try_from(challenge.id).unwrap_or(0),
    }
}

/// What the scores of a challenge say, for staff who may see them.
///
/// # Errors
/// `NotFound` for everybody else.
pub async fn of(reader: &Reader, challenge: &Challenge, standing: Standing) -> Result<Calibration> {
    if !may_see_scores(reader.viewer(), standing) {
        return Err(Error::NotFound);
    }
    let found = all(reader.db(), challenge).await?;
    if found.verdict != Verdict::Nothing {
        let sealed = Sealed::of_challenge(SealedKind::Ranking, challenge.id);
        sealed::view(reader, sealed).await?;
    }
    Ok(found)
}

/// The same for use cases that have asked policy.
pub(crate) async fn all(db: &impl ConnectionTrait, challenge: &Challenge) -> Result<Calibration> {
    let scores = scores(db, challenge).await?;
    // A few milliseconds for a panel, seconds for thousands of proposals: too long for a thread
    // that others wait for.
    tokio::task::spawn_blocking(move || calibration(scores))
        .await
        .map_err(Error::internal)
}

fn calibration(scores: Scores) -> Calibration {
    let Scores {
        table,
        ranked,
        judges,
        question,
        ladder,
        levels,
        drawn,
        finalists,
    } = scores;
    let mut calibration = Calibration {
        verdict: Verdict::Nothing,
        question,
        entries: raw(ranked, &drawn, finalists.as_ref()),
        judges: Vec::new(),
        groups: Vec::new(),
        variances: None,
        line: None,
        notes: Vec::new(),
        reliability: None,
        ranking: None,
    };
    let Some(table) = table else {
        return calibration;
    };
    calibration.reliability = Some(reliability(&table));
    match rank_among(&table, question, finalists.as_ref()) {
        Err(_) => {
            calibration.verdict = Verdict::Apart;
            calibration.groups = groups(&table, &calibration.entries, &judges);
            for entry in &mut calibration.entries {
                entry.place = None;
            }
        }
        Ok(ranking) => calibration.take(ranking, &judges),
    }
    calibration.break_ties(&ladder, &levels);
    lots::settle(&mut calibration);
    calibration
}

fn raw(
    ranked: Vec<Ranked>,
    drawn: &HashMap<String, u32>,
    finalists: Option<&BTreeSet<String>>,
) -> Vec<Entry> {
    let is_in = |row: &Ranked| {
        finalists.is_none_or(|names| names.contains(&pseudonym("entry", &row.proposal.key)))
    };
    let turn = |ranked: Ranked| Entry {
        place: ranked.place.filter(|_| is_in(&ranked)),
        is_in: is_in(&ranked),
        drawn: drawn
            .get(&pseudonym("entry", &ranked.proposal.key))
            .copied(),
        ranked,
        found: None,
        tie: None,
        by_lot: None,
    };
    let mut entries: Vec<Entry> = ranked.into_iter().map(turn).collect();
    // Stable: what is out comes last, in the order of its means.
    entries.sort_by_key(|entry| !entry.is_in);
    entries
}

fn groups(table: &Table, entries: &[Entry], judges: &HashMap<String, Judge>) -> Vec<Group> {
    let titles: HashMap<String, &str> = entries
        .iter()
        .map(|e| (pseudonym("entry", &e.ranked.proposal.key), &*e.ranked.title))
        .collect();
    let group = |part: &super::calibration::Component| Group {
        proposals: part
            .entries
            .iter()
            .filter_map(|at| titles.get(&table.entries()[*at]))
            .map(|title| (*title).to_owned())
            .collect(),
        judges: part
            .judges
            .iter()
            .filter_map(|at| judges.get(&table.judges()[*at]).cloned())
            .collect(),
    };
    components(table).iter().map(group).collect()
}

impl Calibration {
    fn take(&mut self, ranking: Ranking, judges: &HashMap<String, Judge>) {
        self.ranking = Some(ranking.clone());
        self.verdict = verdict(&ranking);
        self.variances = ranking.variances;
        self.line = ranking.line;
        self.notes.clone_from(&ranking.notes);
        let mut found: HashMap<String, (usize, Option<u32>, rank::Entry)> = HashMap::new();
        let places = places(&ranking);
        for (at, (index, place)) in ranking.order.iter().zip(places).enumerate() {
            let entry = ranking.entries[*index].clone();
            found.insert(entry.id.clone(), (at, Some(place), entry));
        }
        // What is out stands below, the highest predicted value first.
        let mut out: Vec<&rank::Entry> = ranking.entries.iter().filter(|e| !e.is_in).collect();
        let value = |entry: &rank::Entry| {
            rounded(
                entry
                    .calibrated
                    .map_or(entry.raw_mean, |found| found.predicted),
            )
        };
        out.sort_by(|a, b| value(b).total_cmp(&value(a)));
        for (at, entry) in (ranking.order.len()..).zip(out) {
            found.insert(entry.id.clone(), (at, None, entry.clone()));
        }
        let mut entries = std::mem::take(&mut self.entries);
        entries.sort_by_key(|entry| {
            let id = pseudonym("entry", &entry.ranked.proposal.key);
            let at = found.get(&id).map_or(usize::MAX, |(at, ..)| *at);
            (at, entry.ranked.proposal.id)
        });
        for entry in &mut entries {
            let id = pseudonym("entry", &entry.ranked.proposal.key);
            entry.place = None;
            if let Some((_, place, row)) = found.remove(&id) {
                entry.place = place;
                entry.found = Some(row);
            }
        }
        self.entries = entries;
        self.judges = ranking
            .judges
            .into_iter()
            .filter_map(|found| {
                let judge = judges.get(&found.id)?.clone();
                Some(PanelJudge { judge, found })
            })
            .collect();
        self.judges.sort_by_key(|judge| judge.judge.id);
    }

    /// Gives those that share a place places of their own, as far as the ladder tells them apart.
    fn break_ties(&mut self, ladder: &[Rung], levels: &Levels) {
        let tied: Vec<Tied<'_>> = self
            .entries
            .iter()
            .map(|entry| Tied {
                place: entry.place,
                reviews: entry.ranked.reviews,
                drawn: entry.drawn,
                levels: levels.get(&entry.ranked.proposal.id),
            })
            .collect();
        let settled = ties::broken(&tied, ladder);
        let mut before: Vec<Option<Entry>> = std::mem::take(&mut self.entries)
            .into_iter()
            .map(Some)
            .collect();
        let stands = |one: ties::Settled| {
            let entry = before[one.at].take()?;
            Some(Entry {
                place: one.place,
                tie: one.tie,
                ..entry
            })
        };
        self.entries = settled.into_iter().filter_map(stands).collect();
    }

    /// Proposals that lie across the line.
    pub fn near_ties(&self) -> impl Iterator<Item = &Entry> {
        let across = |entry: &&Entry| entry.line() == Some(Line::NearTie);
        self.entries.iter().filter(across)
    }

    /// Whether calibration changes the order that raw means give.
    pub fn is_reordered(&self) -> bool {
        let means: Vec<f64> = self
            .entries
            .iter()
            .filter(|entry| entry.is_in)
            .filter_map(|entry| Some(rounded(entry.found.as_ref()?.raw_mean)))
            .collect();
        means.windows(2).any(|pair| pair[0] < pair[1])
    }
}

/// The place of each entry of a ranking, in its order; equal values share one.
pub(crate) fn places(ranking: &Ranking) -> Vec<u32> {
    let value = |index: &usize| {
        let entry = &ranking.entries[*index];
        rounded(entry.expected_rank.unwrap_or(-entry.raw_mean))
    };
    let mut places: Vec<u32> = Vec::with_capacity(ranking.order.len());
    for (at, index) in ranking.order.iter().enumerate() {
        let equal = at > 0 && value(&ranking.order[at - 1]).to_bits() == value(index).to_bits();
        let place = match places.last() {
            Some(last) if equal => *last,
            _ => u32::try_from(at + 1).unwrap_or(u32::MAX),
        };
        places.push(place);
    }
    places
}

fn verdict(ranking: &Ranking) -> Verdict {
    let has = |note| ranking.notes.contains(&note);
    if has(Note::AwardsForAll) {
        Verdict::AwardsForAll
    } else if has(Note::AllEqual) || has(Note::EntriesAlike) {
        Verdict::Alike
    } else if ranking.variances.is_none() {
        Verdict::NotEnough
    } else if ranking
        .entries
        .iter()
        .any(|entry| entry.standing == Some(Line::NearTie))
    {
        // The last that would be selected lies on the line itself; alone it is no tie.
        let across = ranking
            .entries
            .iter()
            .filter(|entry| entry.standing == Some(Line::NearTie))
            .count();
        if across > 1 {
            Verdict::NearTie
        } else {
            Verdict::Clear
        }
    } else {
        Verdict::Clear
    }
}
