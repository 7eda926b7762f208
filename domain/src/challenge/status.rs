//! Where a challenge stands: what staff decided, and what the clock makes of it.

use chrono::{DateTime, Utc};
use hub_entity::challenge::ChallengeState;

use crate::challenge::Challenge;

/// Where a challenge stands, as everybody sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Being written.
    Draft,
    /// Waiting for staff to publish it.
    InReview,
    /// Published; opens later.
    Scheduled,
    /// Takes proposals.
    Open,
    /// Takes none any more; judging has not begun.
    Closed,
    /// Judges are at work, or staff decide.
    Judging,
    /// Decided, and announced.
    Announced,
    /// Called off.
    Cancelled,
}

/// Where the challenge stands at this instant. Opening and closing are computed, never stored, so
/// that they happen to the second; at `closes_at` itself it is closed.
pub fn status(challenge: &Challenge, now: DateTime<Utc>) -> Status {
    match challenge.state {
        ChallengeState::Draft => Status::Draft,
        ChallengeState::InReview => Status::InReview,
        ChallengeState::Announced => Status::Announced,
        ChallengeState::Cancelled => Status::Cancelled,
        ChallengeState::Published => {
            let past = |at: Option<DateTime<Utc>>| at.is_some_and(|at| at <= now);
            if past(challenge.judging_opens_at) && past(challenge.closes_at) {
                Status::Judging
            } else if past(challenge.closes_at) {
                Status::Closed
            } else if past(challenge.opens_at) {
                Status::Open
            } else {
                Status::Scheduled
            }
        }
    }
}

/// Whether the deadline for proposals has passed.
pub fn is_past_close(challenge: &Challenge, now: DateTime<Utc>) -> bool {
    challenge.closes_at.is_some_and(|at| at <= now)
}
