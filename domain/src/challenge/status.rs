//! Where a challenge stands: what staff decided, and what the clock makes of it. How it comes from
//! one to the other is in [`transition`](super::transition).

use chrono::{DateTime, TimeDelta, Utc};
use hub_entity::challenge::ChallengeState;

use crate::challenge::Challenge;

/// Where a challenge stands, as everybody sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// Being written.
    Draft,
    /// Waiting for staff to publish it.
    InReview,
    /// Handed back by staff, with a note of what should change.
    EditsRequested,
    /// Published; opens later.
    Scheduled,
    /// Takes proposals.
    Open,
    /// Takes none any more; judging has not begun.
    Closed,
    /// The same, while staff look at which proposals are eligible.
    Screening,
    /// Judges are at work.
    Judging,
    /// Reviews are no longer due; staff look at them and decide.
    Moderation,
    /// Decisions are fixed, and nobody is told before the announcement.
    Decided,
    /// The decision is public.
    Announced,
    /// What was selected is being built.
    Delivery,
    /// What was selected was delivered, or stopped.
    Completed,
    /// Put away.
    Archived,
    /// Called off.
    Cancelled,
}

impl Status {
    /// All of them, in the order of a challenge's life.
    pub const ALL: [Self; 15] = [
        Self::Draft,
        Self::InReview,
        Self::EditsRequested,
        Self::Scheduled,
        Self::Open,
        Self::Closed,
        Self::Screening,
        Self::Judging,
        Self::Moderation,
        Self::Decided,
        Self::Announced,
        Self::Delivery,
        Self::Completed,
        Self::Archived,
        Self::Cancelled,
    ];

    /// What the audit calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::InReview => "in_review",
            Self::EditsRequested => "edits_requested",
            Self::Scheduled => "scheduled",
            Self::Open => "open",
            Self::Closed => "closed",
            Self::Screening => "screening",
            Self::Judging => "judging",
            Self::Moderation => "moderation",
            Self::Decided => "decided",
            Self::Announced => "announced",
            Self::Delivery => "delivery",
            Self::Completed => "completed",
            Self::Archived => "archived",
            Self::Cancelled => "cancelled",
        }
    }

    /// Whether its publisher's people write it, and nobody else sees it.
    pub fn is_being_written(self) -> bool {
        matches!(self, Self::Draft | Self::EditsRequested)
    }

    /// Whether it was never published.
    pub fn is_unpublished(self) -> bool {
        matches!(self, Self::Draft | Self::EditsRequested | Self::InReview)
    }

    /// Whether it has closed for proposals and was not called off.
    pub fn is_past_close(self) -> bool {
        self.is_between() || self.is_announced()
    }

    /// Whether it has closed, and the decision is not public yet.
    pub fn is_between(self) -> bool {
        matches!(
            self,
            Self::Closed | Self::Screening | Self::Judging | Self::Moderation | Self::Decided
        )
    }

    /// Whether the decision is public, whatever came of it since.
    pub fn is_announced(self) -> bool {
        matches!(
            self,
            Self::Announced | Self::Delivery | Self::Completed | Self::Archived
        )
    }

    /// Whether nothing about it can change that concerns applicants: announced or called off.
    pub fn is_over(self) -> bool {
        self.is_announced() || self == Self::Cancelled
    }
}

/// Where the challenge stands at this instant. Opening and closing are computed, never stored, so
/// that they happen to the second; at `closes_at` itself it is closed, unless a grace period follows.
pub fn status(challenge: &Challenge, now: DateTime<Utc>) -> Status {
    match challenge.state {
        ChallengeState::Draft => Status::Draft,
        ChallengeState::InReview => Status::InReview,
        ChallengeState::EditsRequested => Status::EditsRequested,
        ChallengeState::Cancelled => Status::Cancelled,
        ChallengeState::Announced => {
            if challenge.archived_at.is_some() {
                Status::Archived
            } else if challenge.completed_at.is_some() {
                Status::Completed
            } else if challenge.delivery_at.is_some() {
                Status::Delivery
            } else {
                Status::Announced
            }
        }
        ChallengeState::Published => by_clock(challenge, now),
    }
}

fn by_clock(challenge: &Challenge, now: DateTime<Utc>) -> Status {
    let past = |at: Option<DateTime<Utc>>| at.is_some_and(|at| at <= now);
    if !is_past_close(challenge, now) {
        if past(challenge.opens_at) {
            Status::Open
        } else {
            Status::Scheduled
        }
    } else if challenge.decided_at.is_some() {
        Status::Decided
    } else if past(challenge.judging_opens_at) {
        if past(challenge.judging_closes_at) {
            Status::Moderation
        } else {
            Status::Judging
        }
    } else if challenge.screening_began_at.is_some() && challenge.screening_ended_at.is_none() {
        Status::Screening
    } else {
        Status::Closed
    }
}

/// Whether the deadline for proposals has passed, and its grace period with it.
pub fn is_past_close(challenge: &Challenge, now: DateTime<Utc>) -> bool {
    locks_at(challenge).is_some_and(|at| at <= now)
}

/// When it closes for good: at its deadline, or when the grace period after it has passed. Until
/// then nobody but their partners reads proposals.
pub fn locks_at(challenge: &Challenge) -> Option<DateTime<Utc>> {
    challenge.locks_at.or(challenge.closes_at)
}

/// Until when it takes proposals, as somebody is told at this instant: its deadline or, once that has
/// passed, the end of the grace period. None while it takes none.
pub fn takes_until(challenge: &Challenge, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    if status(challenge, now) != Status::Open {
        return None;
    }
    challenge
        .closes_at
        .filter(|at| now < *at)
        .or_else(|| locks_at(challenge))
}

/// Whether the deadline has passed, and what is submitted still counts.
pub fn is_in_grace(challenge: &Challenge, now: DateTime<Utc>) -> bool {
    status(challenge, now) == Status::Open && challenge.closes_at.is_some_and(|at| at <= now)
}

/// The end of a grace period, as it is kept.
pub(crate) fn lock_after(closes: Option<DateTime<Utc>>, grace: i32) -> Option<DateTime<Utc>> {
    let closes = closes.filter(|_| grace > 0)?;
    Some(closes + TimeDelta::minutes(i64::from(grace)))
}
