//! What mutations of this area take.

use async_graphql::InputObject;
use hub_domain::judging::{
    announce::AnnounceDecision,
    answer_appointment::AnswerAppointment,
    appoint_judge::AppointJudge,
    decide_proposal::DecideProposal,
    declare_conflicts::{Answer, DeclareConflicts},
    remove_judge::RemoveJudge,
    save_review::{GiveScore, SaveReview},
};

use crate::judging::enums::Outcome;

/// Whom to appoint.
#[derive(InputObject)]
pub struct AppointJudgeInput {
    /// Number of the challenge.
    challenge: i64,
    /// A handle, or an email address; an address without an account is invited.
    who: String,
}

impl From<AppointJudgeInput> for AppointJudge {
    fn from(input: AppointJudgeInput) -> Self {
        Self {
            challenge: input.challenge,
            who: input.who,
        }
    }
}

/// Whom to take off.
#[derive(InputObject)]
pub struct RemoveJudgeInput {
    /// Key of the appointment.
    judge: String,
}

impl From<RemoveJudgeInput> for RemoveJudge {
    fn from(input: RemoveJudgeInput) -> Self {
        Self { judge: input.judge }
    }
}

/// An answer to an appointment.
#[derive(InputObject)]
pub struct AnswerAppointmentInput {
    /// Key of the appointment.
    judge: String,
    /// Whether to take part.
    accept: bool,
}

impl From<AnswerAppointmentInput> for AnswerAppointment {
    fn from(input: AnswerAppointmentInput) -> Self {
        Self {
            judge: input.judge,
            accept: input.accept,
        }
    }
}

/// What a judge declares.
#[derive(InputObject)]
pub struct DeclareConflictsInput {
    /// Key of the appointment.
    judge: String,
    /// One answer for each proposal that asks for one.
    #[graphql(default)]
    answers: Vec<ConflictAnswerInput>,
}

/// What a judge says of one proposal.
#[derive(InputObject)]
pub struct ConflictAnswerInput {
    /// Key of the proposal.
    proposal: String,
    /// Whether there is a conflict of interest.
    conflict: Option<bool>,
    /// What it is, for staff.
    #[graphql(default)]
    note: String,
}

impl From<DeclareConflictsInput> for DeclareConflicts {
    fn from(input: DeclareConflictsInput) -> Self {
        let answer = |answer: ConflictAnswerInput| Answer {
            proposal: answer.proposal,
            conflict: answer.conflict,
            note: answer.note,
        };
        Self {
            judge: input.judge,
            answers: input.answers.into_iter().map(answer).collect(),
        }
    }
}

/// A review as its judge fills it in.
#[derive(InputObject)]
pub struct SaveReviewInput {
    /// Key of the appointment.
    judge: String,
    /// Key of the proposal.
    proposal: String,
    /// Version that you had before you; 0 for a new review.
    version: i32,
    /// One score a criterion.
    #[graphql(default)]
    scores: Vec<ScoreInput>,
    /// Overall comment.
    #[graphql(default)]
    comment: String,
}

/// A score as its judge fills it in.
#[derive(InputObject)]
pub struct ScoreInput {
    /// Number of the criterion.
    criterion: i64,
    /// The level, or none yet.
    level: Option<i32>,
    /// Why.
    #[graphql(default)]
    comment: String,
}

impl From<SaveReviewInput> for SaveReview {
    fn from(input: SaveReviewInput) -> Self {
        let score = |score: ScoreInput| GiveScore {
            criterion: score.criterion,
            level: score.level,
            comment: score.comment,
        };
        Self {
            judge: input.judge,
            proposal: input.proposal,
            version: input.version,
            scores: input.scores.into_iter().map(score).collect(),
            comment: input.comment,
        }
    }
}

/// What staff decide on a proposal.
#[derive(InputObject)]
pub struct DecideProposalInput {
    /// Key of the proposal.
    proposal: String,
    /// What is decided.
    outcome: Option<Outcome>,
    /// Place on the reserve list, where it is held there.
    reserve_rank: Option<i32>,
    /// Why, as Markdown; public once a selected proposal is announced.
    #[graphql(default)]
    reason: String,
    /// Markdown, for the applicant's letter; needed before the announcement.
    #[graphql(default)]
    feedback: String,
    /// Why it is selected although its mean is below the challenge's least.
    #[graphql(default)]
    waiver: String,
    /// Version that you had before you; 0 for a first decision.
    version: i32,
}

impl From<DecideProposalInput> for DecideProposal {
    fn from(input: DecideProposalInput) -> Self {
        Self {
            proposal: input.proposal,
            outcome: input.outcome.map(Into::into),
            reserve_rank: input.reserve_rank,
            reason: input.reason,
            feedback: input.feedback,
            waiver: input.waiver,
            version: input.version,
        }
    }
}

/// What is announced.
#[derive(InputObject)]
pub struct AnnounceDecisionInput {
    /// Number of the challenge.
    challenge: i64,
    /// Why these were selected, as Markdown.
    #[graphql(default)]
    announcement: String,
    /// Version of the challenge that you had before you.
    version: i32,
}

impl From<AnnounceDecisionInput> for AnnounceDecision {
    fn from(input: AnnounceDecisionInput) -> Self {
        Self {
            challenge: input.challenge,
            announcement: input.announcement,
            version: input.version,
        }
    }
}
