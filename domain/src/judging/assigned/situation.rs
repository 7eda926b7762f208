//! What an assignment starts from: judges, proposals, conflicts, expertise, and what stands.

use std::collections::{HashMap, HashSet};

use hub_entity::challenge::{
    AssignmentOrigin, ExpertiseLevel, JudgeState, ReadingMode, ReviewState, assignment,
    assignment_run, judge, review,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::account::people;
use crate::challenge::{Challenge, rounds};
use crate::error::Result;
use crate::judging::assigned::{Assignment, Run, Terms};
use crate::judging::assignment::{Entry, Judge as Seat, Pair, Panel, Standing};
use crate::judging::{Judge, conflict_rule, desk, expertise, read};
use crate::proposal::Proposal;

/// What an assignment starts from.
#[derive(Debug, Clone)]
pub struct Situation {
    /// The challenge.
    pub challenge: Challenge,
    /// Judges who take part and declared their conflicts, in the order of appointment.
    pub judges: Vec<Judge>,
    /// Judges who have yet to answer or to declare.
    pub waiting: Vec<Judge>,
    /// What was handed in, and reached the round that is judged.
    pub proposals: Vec<Proposal>,
    /// The last time that proposals were shared out.
    pub run: Option<Run>,
    /// What stands, conflicts or not.
    pub standing: Vec<Assignment>,
    /// How often proposals were shared out.
    pub runs: usize,
    names: HashMap<i64, String>,
    titles: HashMap<i64, String>,
    free: HashSet<(i64, i64)>,
    reviews: HashMap<(i64, i64), ReviewState>,
    expertise: HashMap<(i64, i64), ExpertiseLevel>,
    /// The place in `standing` of each pair.
    places: HashMap<(i64, i64), usize>,
}

/// Reads it. Callers have asked who may see it.
pub(crate) async fn load(db: &impl ConnectionTrait, challenge: &Challenge) -> Result<Situation> {
    let appointed = judge::Entity::find()
        .filter(judge::Column::ChallengeId.eq(challenge.id))
        .filter(judge::Column::State.is_in([JudgeState::Invited, JudgeState::Accepted]))
        .order_by_asc(judge::Column::Id)
        .all(db)
        .await?;
    let ids: Vec<i64> = appointed.iter().map(|judge| judge.id).collect();
    let persons: Vec<i64> = appointed.iter().filter_map(|j| j.person_id).collect();
    let persons = people::by_ids(db, &persons).await?;
    let name = |judge: &Judge| {
        let person = persons.iter().find(|p| Some(p.id) == judge.person_id);
        person.map_or_else(|| judge.email.clone(), |person| person.name.clone())
    };
    let names = appointed.iter().map(|j| (j.id, name(j))).collect();
    let mut proposals = read::handed_in(db, challenge.id).await?;
    // What did not go on is nobody's to read any more, and keeps who read it.
    proposals.retain(|proposal| proposal.round >= challenge.round);
    let contents = read::submitted(db, &proposals).await?;
    let title = |proposal: &Proposal| {
        let content = contents.get(&proposal.id);
        content.map_or_else(|| proposal.title.clone(), |content| content.title.clone())
    };
    let titles = proposals.iter().map(|p| (p.id, title(p))).collect();
    let reviews = review::Entity::find()
        .filter(review::Column::JudgeId.is_in(ids.iter().copied()))
        .all(db)
        .await?;
    let runs = runs(db, challenge.id).await?;
    let mut standing = standing_of(db, &ids).await?;
    standing.retain(|row| proposals.iter().any(|p| p.id == row.proposal_id));
    let (judges, waiting) = appointed.into_iter().partition(takes_part);
    Ok(Situation {
        challenge: challenge.clone(),
        judges,
        waiting,
        proposals,
        runs: runs.len(),
        run: runs.into_iter().next(),
        places: standing
            .iter()
            .enumerate()
            .map(|(place, row)| ((row.judge_id, row.proposal_id), place))
            .collect(),
        standing,
        names,
        titles,
        free: desk::matching(db, &ids, conflict_rule::conflict_free()).await?,
        reviews: reviews
            .into_iter()
            .map(|review| ((review.judge_id, review.proposal_id), review.state))
            .collect(),
        expertise: expertise::of(db, &ids).await?,
    })
}

fn takes_part(judge: &Judge) -> bool {
    judge.state == JudgeState::Accepted && judge.conflicts_declared_at.is_some()
}

/// The runs of a challenge, the newest first.
async fn runs(db: &impl ConnectionTrait, challenge_id: i64) -> Result<Vec<Run>> {
    Ok(assignment_run::Entity::find()
        .filter(assignment_run::Column::ChallengeId.eq(challenge_id))
        .order_by_desc(assignment_run::Column::Id)
        .all(db)
        .await?)
}

/// What stands for these judges.
pub(crate) async fn standing_of(
    db: &impl ConnectionTrait,
    judge_ids: &[i64],
) -> Result<Vec<Assignment>> {
    Ok(assignment::Entity::find()
        .filter(assignment::Column::JudgeId.is_in(judge_ids.iter().copied()))
        .filter(assignment::Column::RemovedAt.is_null())
        .order_by_asc(assignment::Column::Id)
        .all(db)
        .await?)
}

/// How many reviews a proposal is to have: as many as it was assigned last, and never fewer than
/// it needs to be selected.
pub(crate) async fn needed(db: &impl ConnectionTrait, challenge: &Challenge) -> Result<u32> {
    let last = match challenge.reading {
        ReadingMode::Everyone => None,
        ReadingMode::Assigned => runs(db, challenge.id).await?.into_iter().next(),
    };
    Ok(needed_by(challenge, last.as_ref()))
}

fn needed_by(challenge: &Challenge, run: Option<&Run>) -> u32 {
    let reviews = run.map_or(0, |run| run.reviews);
    u32::try_from(reviews.max(challenge.reviews_required)).unwrap_or(0)
}

impl Situation {
    /// Whether judges read what they are assigned.
    pub fn is_assigned(&self) -> bool {
        self.challenge.reading == ReadingMode::Assigned && !rounds::is_whole_panel(&self.challenge)
    }

    /// How many reviews each proposal is to have.
    pub fn needed(&self) -> usize {
        usize::try_from(needed_by(&self.challenge, self.run.as_ref())).unwrap_or(usize::MAX)
    }

    /// Name of a judge.
    pub fn name(&self, judge_id: i64) -> &str {
        self.names.get(&judge_id).map_or("", String::as_str)
    }

    /// Title of a proposal, as it was handed in.
    pub fn title(&self, proposal_id: i64) -> &str {
        self.titles.get(&proposal_id).map_or("", String::as_str)
    }

    /// Whether nothing keeps the judge from the proposal.
    pub fn is_free(&self, judge_id: i64, proposal_id: i64) -> bool {
        self.free.contains(&(judge_id, proposal_id))
    }

    /// How far the judge's review of the proposal is, if it was begun.
    pub fn review(&self, judge_id: i64, proposal_id: i64) -> Option<ReviewState> {
        self.reviews.get(&(judge_id, proposal_id)).copied()
    }

    /// How well the judge knows the field of the proposal, if they said so.
    pub fn expertise(&self, judge_id: i64, proposal_id: i64) -> Option<ExpertiseLevel> {
        self.expertise.get(&(judge_id, proposal_id)).copied()
    }

    /// The assignment of the pair, whatever came between.
    pub(crate) fn stands(&self, judge_id: i64, proposal_id: i64) -> Option<&Assignment> {
        let place = self.places.get(&(judge_id, proposal_id))?;
        self.standing.get(*place)
    }

    /// How the pair stands: assigned, to a judge who takes part and may read it.
    pub fn assigned(&self, judge_id: i64, proposal_id: i64) -> Option<&Assignment> {
        self.stands(judge_id, proposal_id)
            .filter(|row| self.is_free(row.judge_id, row.proposal_id))
    }

    /// The pairs that are read: what is assigned, or everything that everybody may. Places are
    /// those of the lists.
    pub fn pairs(&self) -> Vec<(usize, usize)> {
        let mut pairs = Vec::new();
        for (j, judge) in self.judges.iter().enumerate() {
            for (p, proposal) in self.proposals.iter().enumerate() {
                let reads = if self.is_assigned() {
                    self.assigned(judge.id, proposal.id).is_some()
                } else {
                    self.is_free(judge.id, proposal.id)
                };
                if reads {
                    pairs.push((j, p));
                }
            }
        }
        pairs
    }

    /// The panel that the algorithm works on. Judges and proposals go by what stays the same and
    /// says nothing about a person, so that the table can be kept.
    pub(crate) fn panel(&self, terms: &Terms) -> Panel {
        let size = |number: i32| usize::try_from(number).unwrap_or(0);
        let seat = |judge: &Judge| Seat {
            name: format!("judge-{}", judge.id),
            least: size(terms.least),
            most: Some(size(terms.most)),
        };
        let entry = |proposal: &Proposal| Entry {
            name: proposal.reference.clone(),
            reviews: size(terms.reviews),
        };
        let mut pairs = Vec::with_capacity(self.judges.len() * self.proposals.len());
        for (j, judge) in self.judges.iter().enumerate() {
            for (p, proposal) in self.proposals.iter().enumerate() {
                pairs.push(Pair {
                    judge: j,
                    entry: p,
                    affinity: expertise::affinity(self.expertise(judge.id, proposal.id)),
                    standing: self.place(judge.id, proposal.id),
                });
            }
        }
        Panel {
            judges: self.judges.iter().map(seat).collect(),
            entries: self.proposals.iter().map(entry).collect(),
            pairs,
        }
    }

    /// A review that was begun stays with its judge, and so does what was assigned by hand.
    fn place(&self, judge_id: i64, proposal_id: i64) -> Standing {
        let by_hand = self
            .assigned(judge_id, proposal_id)
            .is_some_and(|row| row.origin == AssignmentOrigin::Hand);
        if !self.is_free(judge_id, proposal_id) {
            Standing::Conflict
        } else if by_hand || self.review(judge_id, proposal_id).is_some() {
            Standing::Fixed
        } else {
            Standing::Free
        }
    }
}
