//! Who reads what in a challenge, as staff see it.

use async_graphql::SimpleObject;
use chrono::{DateTime, Utc};
use hub_domain::Error;
use hub_domain::judging::assigned::board::{Board, Covered, Loaded, Reads};
use hub_domain::judging::assigned::change::Foreseen;
use hub_domain::judging::assigned::{Preview, Run, Terms};
use hub_domain::judging::{self, ReviewState as ReviewRow};

use crate::error::{UserError, user_errors};
use crate::judging::enums::{AssignmentOrigin, Expertise, ReviewState};
use crate::judging::words;

fn size(number: usize) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

/// Who reads what.
#[derive(SimpleObject)]
pub struct AssignmentBoard {
    /// Whether judges read what they are assigned, rather than everything.
    is_assigned: bool,
    /// Whether the panel is small enough for everybody to read everything.
    is_small: bool,
    /// Whether it can be changed now.
    is_open: bool,
    /// Reviews that each proposal is to have.
    needed: i32,
    /// Proposals that lack readers.
    short_count: i32,
    /// What was handed in; what lacks readers comes first.
    proposals: Vec<CoveredProposal>,
    /// Judges who take part and declared their conflicts.
    judges: Vec<LoadedJudge>,
    /// Names of judges who have yet to answer or to declare.
    waiting: Vec<String>,
    /// The parts within which scores can be compared: 1 where all of them can.
    parts: i32,
    /// The last time that proposals were shared out.
    run: Option<AssignmentRun>,
    /// What to begin with the next time.
    suggested: AssignmentTerms,
}

/// How proposals are shared out.
#[derive(SimpleObject)]
pub struct AssignmentTerms {
    /// Reviews of each proposal.
    reviews: i32,
    /// The least that a judge is given.
    least: i32,
    /// The most that a judge is given.
    most: i32,
    /// Decides between assignments that are equally good.
    seed: i64,
}

/// A proposal with who reads it.
#[derive(SimpleObject)]
pub struct CoveredProposal {
    /// Random key.
    key: String,
    /// What people quote.
    reference: String,
    /// Title of the version that was handed in.
    title: String,
    /// How many readers it lacks.
    lacks: i32,
    /// How many judges may read it.
    may: i32,
    /// Who reads it.
    readers: Vec<AssignedReader>,
}

/// Somebody who reads a proposal.
#[derive(SimpleObject)]
pub struct AssignedReader {
    /// Key of the appointment.
    judge: String,
    /// Their name.
    name: String,
    /// How it came; null where everybody reads everything.
    origin: Option<AssignmentOrigin>,
    /// How far their review is; null where it is not begun.
    review: Option<ReviewState>,
    /// How well they know the field, if they said so.
    expertise: Option<Expertise>,
}

/// A judge with how much they read.
#[derive(SimpleObject)]
pub struct LoadedJudge {
    /// Key of the appointment.
    key: String,
    /// Their name.
    name: String,
    /// Proposals that they read.
    load: i32,
    /// Of these, reviews that they submitted.
    done: i32,
    /// Of these, proposals whose field they know well.
    well: i32,
    /// Proposals that they have a conflict with.
    conflicts: i32,
}

/// One time that proposals were shared out.
#[derive(SimpleObject)]
pub struct AssignmentRun {
    /// How.
    terms: AssignmentTerms,
    /// The sum of the affinities.
    total: f64,
    /// When.
    made_at: DateTime<Utc>,
    /// The table that it was worked out from, as `hub judging assign` reads it.
    table: String,
}

/// What sharing proposals out would give.
#[derive(SimpleObject)]
pub struct AssignmentPreview {
    /// What is wrong with the numbers.
    problems: Vec<UserError>,
    /// Why it cannot be done, by name.
    shortages: Vec<String>,
    /// What it would give; null where it cannot be done.
    plan: Option<AssignmentPlan>,
}

/// An assignment that could be made.
#[derive(SimpleObject)]
pub struct AssignmentPlan {
    /// How many pairs it has.
    pairs: i32,
    /// What each judge would read.
    loads: Vec<PlannedLoad>,
    /// The sum of the affinities.
    total: f64,
    /// The parts within which scores could be compared.
    parts: i32,
    /// What was done so that all scores can be compared, and what could not be done.
    notes: Vec<String>,
    /// Pairs that do not stand today.
    added: i32,
    /// Pairs that stand today and would no more.
    removed: i32,
    /// Digest of the pairs; send it along when you confirm.
    digest: String,
}

/// What a judge would read.
#[derive(SimpleObject)]
pub struct PlannedLoad {
    /// Name of the judge.
    name: String,
    /// How many proposals.
    load: i32,
}

/// What one change by hand would do. Of each pair of numbers the first is today's.
#[derive(SimpleObject)]
pub struct AssignmentEffect {
    /// Name of the judge.
    judge: String,
    /// Title of the proposal.
    title: String,
    /// Whether the judge would read it, rather than read it no more.
    adds: bool,
    /// What the judge reads.
    load_before: i32,
    /// What the judge would read.
    load_after: i32,
    /// How many read the proposal.
    readers_before: i32,
    /// How many would.
    readers_after: i32,
    /// The parts within which scores can be compared.
    parts_before: i32,
    /// The same then.
    parts_after: i32,
    /// Whether the judge would have more than the most of the last time.
    above_most: bool,
    /// Whether the judge would have less than the least of the last time.
    below_least: bool,
    /// Whether the proposal would be read less often than it is to be.
    too_few: bool,
    /// Why it cannot be done; null where it can.
    hindrance: Option<UserError>,
}

impl From<Board> for AssignmentBoard {
    fn from(board: Board) -> Self {
        let short = board.proposals.iter().filter(|each| each.lacks() > 0);
        Self {
            is_assigned: board.is_assigned,
            is_small: board.is_small,
            is_open: board.is_open,
            needed: size(board.proposals.first().map_or(0, |each| each.needed)),
            short_count: size(short.count()),
            proposals: board.proposals.into_iter().map(Into::into).collect(),
            judges: board.judges.into_iter().map(Into::into).collect(),
            waiting: board.waiting,
            parts: size(board.parts),
            run: board.run.map(Into::into),
            suggested: board.suggested.into(),
        }
    }
}

impl From<Terms> for AssignmentTerms {
    fn from(terms: Terms) -> Self {
        Self {
            reviews: terms.reviews,
            least: terms.least,
            most: terms.most,
            seed: terms.seed,
        }
    }
}

impl From<Covered> for CoveredProposal {
    fn from(covered: Covered) -> Self {
        Self {
            lacks: size(covered.lacks()),
            may: size(covered.may),
            key: covered.proposal.key,
            reference: covered.proposal.reference,
            title: covered.title,
            readers: covered.readers.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<Reads> for AssignedReader {
    fn from(reads: Reads) -> Self {
        Self {
            judge: reads.judge.key,
            name: reads.name,
            origin: reads.origin.map(Into::into),
            review: reads.review.map(|state: ReviewRow| state.into()),
            expertise: reads.expertise.map(Into::into),
        }
    }
}

impl From<Loaded> for LoadedJudge {
    fn from(loaded: Loaded) -> Self {
        Self {
            key: loaded.judge.key,
            name: loaded.name,
            load: size(loaded.load),
            done: size(loaded.done),
            well: size(loaded.well),
            conflicts: size(loaded.conflicts),
        }
    }
}

impl From<Run> for AssignmentRun {
    fn from(run: Run) -> Self {
        Self {
            terms: AssignmentTerms {
                reviews: run.reviews,
                least: run.least,
                most: run.most,
                seed: run.seed,
            },
            total: run.total,
            made_at: run.made_at,
            table: run.input,
        }
    }
}

impl From<Foreseen> for AssignmentEffect {
    fn from(foreseen: Foreseen) -> Self {
        let effect = foreseen.effect;
        Self {
            judge: foreseen.judge,
            title: foreseen.title,
            adds: foreseen.adds,
            load_before: size(effect.load.0),
            load_after: size(effect.load.1),
            readers_before: size(effect.reviews.0),
            readers_after: size(effect.reviews.1),
            parts_before: size(effect.parts.0),
            parts_after: size(effect.parts.1),
            above_most: effect.above_most,
            below_least: effect.below_least,
            too_few: effect.too_few,
            hindrance: foreseen
                .hindrance
                .map(|code| hub_domain::FieldError::new("", code).into()),
        }
    }
}

impl AssignmentPreview {
    /// A preview, or what is wrong with what was asked for.
    ///
    /// # Errors
    /// Whatever is not the input's fault.
    pub(super) fn of(outcome: Result<Preview, Error>) -> Result<Self, Error> {
        let preview = match outcome {
            Ok(preview) => preview,
            Err(error) => {
                return Ok(Self {
                    problems: user_errors(error)?,
                    shortages: Vec::new(),
                    plan: None,
                });
            }
        };
        let (plan, shortages) = match preview.outcome {
            Ok(plan) => (Some(plan), Vec::new()),
            Err(why) => (None, why.iter().map(words::shortage).collect()),
        };
        Ok(Self {
            problems: Vec::new(),
            shortages,
            plan: plan.map(Into::into),
        })
    }
}

impl From<judging::assigned::Plan> for AssignmentPlan {
    fn from(plan: judging::assigned::Plan) -> Self {
        let mut notes: Vec<String> = plan.repairs.iter().map(words::repair).collect();
        notes.extend(plan.parted.map(|why| words::parted(why, plan.parts)));
        Self {
            pairs: size(plan.pairs.len()),
            loads: plan
                .loads
                .into_iter()
                .map(|(name, load)| PlannedLoad {
                    name,
                    load: size(load),
                })
                .collect(),
            total: plan.total,
            parts: size(plan.parts),
            notes,
            added: size(plan.added),
            removed: size(plan.removed),
            digest: plan.digest,
        }
    }
}
