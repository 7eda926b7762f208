//! Enumerations of this area.

use async_graphql::Enum;

/// Whether somebody who was appointed takes part.
#[derive(Enum, Copy, Clone, Eq, PartialEq)]
#[graphql(remote = "hub_domain::judging::JudgeState")]
pub enum JudgeState {
    /// Has not answered.
    Invited,
    /// Takes part.
    Accepted,
    /// Does not.
    Declined,
    /// Taken off by staff.
    Removed,
}

/// Whether a review counts.
#[derive(Enum, Copy, Clone, Eq, PartialEq)]
#[graphql(remote = "hub_domain::judging::ReviewState")]
pub enum ReviewState {
    /// Being written.
    Draft,
    /// Counts.
    Submitted,
}

/// What is decided about a proposal.
#[derive(Enum, Copy, Clone, Eq, PartialEq)]
#[graphql(remote = "hub_domain::judging::Outcome")]
pub enum Outcome {
    /// To be funded.
    Select,
    /// Next in line.
    Reserve,
    /// Not funded.
    Decline,
}

/// What a proposal waits for on a judge's desk.
#[derive(Enum, Copy, Clone, Eq, PartialEq)]
#[graphql(remote = "hub_domain::judging::desk::Place")]
pub enum DeskPlace {
    /// The judge has not said whether there is a conflict of interest.
    ToDeclare,
    /// There is a conflict of interest by rule: the judge, or an organisation of theirs, is a
    /// partner.
    RuledOut,
    /// The judge declared a conflict of interest.
    Conflicted,
    /// Not begun.
    Left,
    /// Begun.
    Draft,
    /// Done.
    Submitted,
}
