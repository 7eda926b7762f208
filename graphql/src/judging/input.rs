//! What mutations of this area take.

use async_graphql::InputObject;
use hub_domain::judging::{
    add_conflict::AddConflict,
    announce::AnnounceDecision,
    answer_appointment::AnswerAppointment,
    appoint_judge::AppointJudge,
    decide_proposal::DecideProposal,
    declare_conflict::DeclareConflict,
    declare_conflicts::{Answer, DeclareConflicts, PartyAnswer},
    remove_judge::RemoveJudge,
    save_review::{GiveScore, SaveReview},
    settle_conflict::{ConfirmConflict, LiftConflict},
};

use crate::judging::enums::{ConflictKind, Expertise, Outcome};

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
    /// Why not, for staff; kept where you decline.
    #[graphql(default)]
    reason: String,
}

impl From<AnswerAppointmentInput> for AnswerAppointment {
    fn from(input: AnswerAppointmentInput) -> Self {
        Self {
            judge: input.judge,
            accept: input.accept,
            reason: input.reason,
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
    /// One answer for each who takes part, where proposals are read without names.
    #[graphql(default)]
    taking_part: Vec<PartyAnswerInput>,
    /// That there is no conflict with any that is left open. Where the hub sees a sign of one, an
    /// answer of its own is needed still.
    #[graphql(default)]
    none_otherwise: bool,
}

/// What a judge says of somebody who takes part.
#[derive(InputObject)]
pub struct PartyAnswerInput {
    /// Their key, as the judge's desk gives it.
    party: String,
    /// Whether there is a conflict of interest.
    conflict: Option<bool>,
    /// What kind of conflict it is; needed where there is one.
    kind: Option<ConflictKind>,
    /// What it is, for staff.
    #[graphql(default)]
    note: String,
}

impl From<PartyAnswerInput> for PartyAnswer {
    fn from(answer: PartyAnswerInput) -> Self {
        Self {
            party: answer.party,
            conflict: answer.conflict,
            kind: answer.kind.map(Into::into),
            note: answer.note,
        }
    }
}

/// What a judge says of one proposal.
#[derive(InputObject)]
pub struct ConflictAnswerInput {
    /// Key of the proposal.
    proposal: String,
    /// Whether there is a conflict of interest; may be left open where proposals are read without
    /// names.
    conflict: Option<bool>,
    /// What kind of conflict it is; needed where there is one.
    kind: Option<ConflictKind>,
    /// What it is, for staff.
    #[graphql(default)]
    note: String,
    /// How well you know the field, if you want to say so. Proposals may be shared out by it.
    expertise: Option<Expertise>,
}

impl From<DeclareConflictsInput> for DeclareConflicts {
    fn from(input: DeclareConflictsInput) -> Self {
        let answer = |answer: ConflictAnswerInput| Answer {
            proposal: answer.proposal,
            conflict: answer.conflict,
            kind: answer.kind.map(Into::into),
            note: answer.note,
            expertise: answer.expertise.map(Into::into),
        };
        Self {
            judge: input.judge,
            answers: input.answers.into_iter().map(answer).collect(),
            taking_part: input.taking_part.into_iter().map(Into::into).collect(),
            none_otherwise: input.none_otherwise,
        }
    }
}

/// A conflict of interest that a judge found late.
#[derive(InputObject)]
pub struct DeclareConflictInput {
    /// Key of the appointment.
    judge: String,
    /// Key of the proposal.
    proposal: String,
    /// What it is.
    kind: Option<ConflictKind>,
    /// In your words, for staff.
    #[graphql(default)]
    note: String,
}

impl From<DeclareConflictInput> for DeclareConflict {
    fn from(input: DeclareConflictInput) -> Self {
        Self {
            judge: input.judge,
            proposal: input.proposal,
            kind: input.kind.map(Into::into),
            note: input.note,
        }
    }
}

/// A conflict of interest that staff know of.
#[derive(InputObject)]
pub struct AddConflictInput {
    /// Key of the appointment.
    judge: String,
    /// Key of the proposal.
    proposal: String,
    /// What it is.
    kind: Option<ConflictKind>,
    /// How you know, for other staff.
    #[graphql(default)]
    note: String,
}

impl From<AddConflictInput> for AddConflict {
    fn from(input: AddConflictInput) -> Self {
        Self {
            judge: input.judge,
            proposal: input.proposal,
            kind: input.kind.map(Into::into),
            note: input.note,
        }
    }
}

/// Which conflict of interest to confirm.
#[derive(InputObject)]
pub struct ConfirmConflictInput {
    /// Key of the appointment.
    judge: String,
    /// Key of the proposal.
    proposal: String,
}

impl From<ConfirmConflictInput> for ConfirmConflict {
    fn from(input: ConfirmConflictInput) -> Self {
        Self {
            judge: input.judge,
            proposal: input.proposal,
        }
    }
}

/// Which conflict of interest to lift, and why.
#[derive(InputObject)]
pub struct LiftConflictInput {
    /// Key of the appointment.
    judge: String,
    /// Key of the proposal.
    proposal: String,
    /// Why it is none.
    #[graphql(default)]
    reason: String,
}

impl From<LiftConflictInput> for LiftConflict {
    fn from(input: LiftConflictInput) -> Self {
        Self {
            judge: input.judge,
            proposal: input.proposal,
            reason: input.reason,
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
    /// Comment to the panel and to staff.
    #[graphql(default)]
    comment: String,
    /// Comment to the applicant, which staff may put into the letter.
    #[graphql(default)]
    applicant_comment: String,
    /// Notes that nobody but you ever reads.
    #[graphql(default)]
    private_notes: String,
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
            applicant_comment: input.applicant_comment,
            private_notes: input.private_notes,
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
