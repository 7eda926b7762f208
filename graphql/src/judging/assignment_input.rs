//! What mutations about who reads what take.

use async_graphql::InputObject;
use hub_domain::judging::assigned::Terms;
use hub_domain::judging::assigned::assign_judges::AssignJudges;
use hub_domain::judging::assigned::change::ChangeAssignment;
use hub_domain::judging::assigned::set_reading::SetReading;

use crate::judging::enums::ReadingMode;

/// How a challenge is to be read.
#[derive(InputObject)]
pub struct SetReadingInput {
    /// Number of the challenge.
    challenge: i64,
    /// How.
    reading: ReadingMode,
}

impl From<SetReadingInput> for SetReading {
    fn from(input: SetReadingInput) -> Self {
        Self {
            challenge: input.challenge,
            reading: input.reading.into(),
        }
    }
}

/// How to share proposals out.
#[derive(InputObject)]
pub struct AssignJudgesInput {
    /// Number of the challenge.
    challenge: i64,
    /// Reviews of each proposal.
    reviews: i32,
    /// The least that a judge is given.
    least: i32,
    /// The most that a judge is given.
    most: i32,
    /// Decides between assignments that are equally good; the same seed gives the same.
    seed: i64,
    /// Digest of the preview: what would not give the same any more is refused.
    #[graphql(default)]
    digest: String,
}

impl From<AssignJudgesInput> for AssignJudges {
    fn from(input: AssignJudgesInput) -> Self {
        Self {
            challenge: input.challenge,
            terms: Terms {
                reviews: input.reviews,
                least: input.least,
                most: input.most,
                seed: input.seed,
            },
            digest: input.digest,
        }
    }
}

/// A judge and a proposal.
#[derive(InputObject)]
pub struct ChangeAssignmentInput {
    /// Key of the appointment.
    judge: String,
    /// Key of the proposal.
    proposal: String,
}

impl From<ChangeAssignmentInput> for ChangeAssignment {
    fn from(input: ChangeAssignmentInput) -> Self {
        Self {
            judge: input.judge,
            proposal: input.proposal,
        }
    }
}
