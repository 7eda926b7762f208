//! Who reads what, as staff see it: what is covered, what is short and why, and each judge's load.

use hub_entity::challenge::{AssignmentOrigin, ExpertiseLevel, ReviewState};

use crate::challenge::Challenge;
use crate::context::Reader;
use crate::error::{Error, Result};
use crate::judging::assigned::{Run, Situation, Terms, situation};
use crate::judging::assignment::{Scheme, parts};
use crate::judging::{Judge, desk};
use crate::policy::judging::{Standing, may_assign};
use crate::proposal::Proposal;

/// Who reads what.
#[derive(Debug, Clone)]
pub struct Board {
    /// Whether judges read what they are assigned.
    pub is_assigned: bool,
    /// Whether everybody could read everything: a small panel.
    pub is_small: bool,
    /// Whether it can be changed now.
    pub is_open: bool,
    /// Proposals, those that are short first.
    pub proposals: Vec<Covered>,
    /// Judges who take part and declared their conflicts.
    pub judges: Vec<Loaded>,
    /// Names of judges who have yet to answer or to declare.
    pub waiting: Vec<String>,
    /// The parts within which scores can be compared.
    pub parts: usize,
    /// The last time that proposals were shared out.
    pub run: Option<Run>,
    /// What to begin with the next time.
    pub suggested: Terms,
}

/// A proposal with who reads it.
#[derive(Debug, Clone)]
pub struct Covered {
    /// The proposal.
    pub proposal: Proposal,
    /// Title of the version that was handed in.
    pub title: String,
    /// Reviews that it is to have.
    pub needed: usize,
    /// Who reads it.
    pub readers: Vec<Reads>,
    /// How many judges may read it.
    pub may: usize,
}

impl Covered {
    /// How many readers it lacks.
    pub fn lacks(&self) -> usize {
        self.needed.saturating_sub(self.readers.len())
    }
}

/// Somebody who reads a proposal.
#[derive(Debug, Clone)]
pub struct Reads {
    /// Who.
    pub judge: Judge,
    /// Their name.
    pub name: String,
    /// How it came; nothing where everybody reads everything.
    pub origin: Option<AssignmentOrigin>,
    /// How far their review is, if it was begun.
    pub review: Option<ReviewState>,
    /// How well they know the field, if they said so.
    pub expertise: Option<ExpertiseLevel>,
}

/// A judge with how much they read.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// Who.
    pub judge: Judge,
    /// Their name.
    pub name: String,
    /// Proposals that they read.
    pub load: usize,
    /// Of these, reviews that they submitted.
    pub done: usize,
    /// Of these, proposals whose field they know well.
    pub well: usize,
    /// Proposals that they have a conflict with.
    pub conflicts: usize,
}

/// Who reads what, for staff who may assign.
///
/// # Errors
/// `NotFound` for everybody else, and before the challenge closes.
pub async fn of(reader: &Reader, challenge: &Challenge, standing: Standing) -> Result<Board> {
    let closed = desk::is_past_close(challenge, reader.now());
    if !closed || !may_assign(reader.viewer(), standing) {
        return Err(Error::NotFound);
    }
    Ok(board(&situation::load(reader.db(), challenge).await?))
}

fn board(situation: &Situation) -> Board {
    let pairs = situation.pairs();
    let needed = situation.needed();
    let (judges, proposals) = (situation.judges.len(), situation.proposals.len());
    let mut covered: Vec<Covered> = situation
        .proposals
        .iter()
        .enumerate()
        .map(|(place, proposal)| Covered {
            title: situation.title(proposal.id).to_owned(),
            needed,
            readers: pairs
                .iter()
                .filter(|pair| pair.1 == place)
                .map(|pair| reads(situation, &situation.judges[pair.0], proposal))
                .collect(),
            may: situation
                .judges
                .iter()
                .filter(|judge| situation.is_free(judge.id, proposal.id))
                .count(),
            proposal: proposal.clone(),
        })
        .collect();
    covered.sort_by_key(|each| std::cmp::Reverse(each.lacks()));
    let loads = situation.judges.iter().enumerate();
    Board {
        is_assigned: situation.is_assigned(),
        is_small: Scheme::suggested(judges + situation.waiting.len(), proposals)
            == Scheme::Everyone,
        is_open: situation.challenge.state == crate::challenge::ChallengeState::Published
            && situation.challenge.decided_at.is_none(),
        proposals: covered,
        judges: loads
            .map(|(place, judge)| loaded(situation, &pairs, place, judge))
            .collect(),
        waiting: situation
            .waiting
            .iter()
            .map(|judge| situation.name(judge.id).to_owned())
            .collect(),
        parts: parts(judges, proposals, &pairs),
        run: situation.run.clone(),
        suggested: suggested(situation),
    }
}

fn reads(situation: &Situation, judge: &Judge, proposal: &Proposal) -> Reads {
    let assigned = situation.assigned(judge.id, proposal.id);
    Reads {
        judge: judge.clone(),
        name: situation.name(judge.id).to_owned(),
        origin: assigned
            .filter(|_| situation.is_assigned())
            .map(|row| row.origin),
        review: situation.review(judge.id, proposal.id),
        expertise: situation.expertise(judge.id, proposal.id),
    }
}

fn loaded(situation: &Situation, pairs: &[(usize, usize)], place: usize, judge: &Judge) -> Loaded {
    let own = || pairs.iter().filter(|pair| pair.0 == place);
    let of = |pair: &(usize, usize)| situation.proposals[pair.1].id;
    Loaded {
        name: situation.name(judge.id).to_owned(),
        load: own().count(),
        done: own()
            .filter(|pair| situation.review(judge.id, of(pair)) == Some(ReviewState::Submitted))
            .count(),
        well: own()
            .filter(|pair| situation.expertise(judge.id, of(pair)) == Some(ExpertiseLevel::Well))
            .count(),
        conflicts: situation
            .proposals
            .iter()
            .filter(|proposal| !situation.is_free(judge.id, proposal.id))
            .count(),
        judge: judge.clone(),
    }
}

/// Loads around the mean, with room for conflicts; a seed that nobody chose.
fn suggested(situation: &Situation) -> Terms {
    let size = |number: usize| i32::try_from(number).unwrap_or(1000);
    let (judges, proposals) = (
        size(situation.judges.len()),
        size(situation.proposals.len()),
    );
    let needed = situation.challenge.reviews_required.max(1);
    let reviews = match &situation.run {
        Some(run) => run.reviews.max(needed),
        None => judges.min(3).max(needed),
    };
    let all = reviews.saturating_mul(proposals);
    let mean = all / judges.max(1);
    let runs = i64::try_from(situation.runs).unwrap_or(0);
    Terms {
        reviews,
        least: (mean - 1).clamp(0, 1000),
        most: (mean + 2).clamp(1, 1000),
        seed: (situation.challenge.id * 1000 + runs + 1).clamp(1, 999_999_999),
    }
}
