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

/// What became of an offer of an award.
#[derive(Enum, Copy, Clone, Eq, PartialEq)]
#[graphql(remote = "hub_domain::judging::offer::OfferState")]
pub enum OfferState {
    /// Waits for an answer.
    Open,
    /// Accepted: the project begins.
    Accepted,
    /// Declined: the next in reserve is offered the award.
    Declined,
    /// Not answered in time, with the same effect.
    Lapsed,
    /// Taken back, because the proposal was disqualified; with the same effect.
    TakenBack,
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
    /// Reviewed in an earlier round, and to be looked at again in this one.
    Again,
    /// Did not go on to this round; there is nothing left to do.
    LeftBehind,
}

/// What a conflict of interest is.
#[derive(Enum, Copy, Clone, Eq, PartialEq)]
#[graphql(remote = "hub_domain::judging::ConflictKind")]
pub enum ConflictKind {
    /// The judge works for a partner, or did.
    Employer,
    /// The judge has a part in the proposal.
    Partner,
    /// Family or friends.
    Family,
    /// Money, owed or to come.
    Money,
    /// Work done before, with the applicants or on the same thing.
    PriorWork,
    /// Anything else.
    Other,
}

/// How a conflict of interest is known.
#[derive(Enum, Copy, Clone, Eq, PartialEq)]
#[graphql(remote = "hub_domain::judging::ConflictOrigin")]
pub enum ConflictOrigin {
    /// The judge said so.
    Declared,
    /// By rule: the judge's organisation is a partner.
    OwnOrganisation,
    /// By rule: the judge is a partner.
    Partner,
    /// Staff said so.
    Staff,
}

/// Who reads what was handed in.
#[derive(Enum, Copy, Clone, Eq, PartialEq)]
#[graphql(remote = "hub_domain::judging::ReadingMode")]
pub enum ReadingMode {
    /// Every judge reads everything that they have no conflict with.
    Everyone,
    /// Every judge reads what they are assigned.
    Assigned,
}

/// How a judge came to read a proposal.
#[derive(Enum, Copy, Clone, Eq, PartialEq)]
#[graphql(remote = "hub_domain::judging::AssignmentOrigin")]
pub enum AssignmentOrigin {
    /// By the rule that shares proposals out.
    Rule,
    /// By somebody's choice.
    Hand,
}

/// How well a judge knows the field of a proposal.
#[derive(Enum, Copy, Clone, Eq, PartialEq)]
#[graphql(remote = "hub_domain::judging::ExpertiseLevel")]
pub enum Expertise {
    /// Well.
    Well,
    /// Somewhat.
    Somewhat,
    /// Not.
    Not,
}

/// What may point to a conflict of interest.
#[derive(Enum, Copy, Clone, Eq, PartialEq)]
#[graphql(remote = "hub_domain::judging::suggest::Sign")]
pub enum ConflictSign {
    /// The judge has an address at a partner's domain.
    EmailDomain,
    /// The judge has an address at the domain at which somebody has theirs who is a partner.
    SharedDomain,
    /// The judge belonged to a partner before there was the proposal.
    PastMember,
    /// The judge asked to join a partner.
    AskedToJoin,
}

/// Which proposals of a desk to show.
#[derive(Enum, Copy, Clone, Eq, PartialEq)]
#[graphql(remote = "hub_domain::judging::desk::Show")]
pub enum DeskShow {
    /// All.
    All,
    /// Not begun.
    Left,
    /// Begun.
    Draft,
    /// Done.
    Done,
}
