//! Where a proposal stands, from what is stored and what the clock says.

use chrono::{DateTime, Utc};

use crate::challenge::{Challenge, Status, status};
use crate::proposal::{Content, Partner, Proposal, ProposalState, tasks};

/// Where a proposal stands. What is stored is the part of it that no clock and no partner's
/// answer changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Being written.
    Draft,
    /// A partner has not answered, or does not agree any more.
    AwaitingPartners,
    /// Nothing is missing: it can be submitted.
    Ready,
    /// Handed in; it can still be changed.
    Submitted,
    /// Handed in, and the challenge has closed.
    Locked,
    /// Handed in, and found to meet the conditions.
    Eligible,
    /// Handed in, and found not to meet the conditions.
    Ineligible,
    /// Not handed in when the challenge closed.
    Missed,
    /// Taken back by its partners.
    Withdrawn,
    /// Chosen and announced.
    Selected,
    /// Held in reserve and announced.
    Reserve,
    /// Not chosen, and announced.
    NotSelected,
    /// Chosen, and the award was accepted.
    OfferAccepted,
    /// Chosen, and the award was declined.
    OfferDeclined,
    /// Chosen, and nobody accepted the award in time.
    OfferLapsed,
    /// Taken out by staff.
    Disqualified,
}

impl Stage {
    /// Its name: the sentence `proposal-status-KEY` says it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::AwaitingPartners => "awaiting-partners",
            Self::Ready => "ready",
            Self::Submitted => "submitted",
            Self::Locked => "locked",
            Self::Eligible => "eligible",
            Self::Ineligible => "ineligible",
            Self::Missed => "not-submitted",
            Self::Withdrawn => "withdrawn",
            Self::Selected => "selected",
            Self::Reserve => "reserve",
            Self::NotSelected => "not-selected",
            Self::OfferAccepted => "offer-accepted",
            Self::OfferDeclined => "offer-declined",
            Self::OfferLapsed => "offer-lapsed",
            Self::Disqualified => "disqualified",
        }
    }
}

/// Where a proposal stands for somebody who reads this content of it.
pub fn stage(
    row: &Proposal,
    content: &Content,
    partners: &[Partner],
    challenge: &Challenge,
    now: DateTime<Utc>,
) -> Stage {
    let open = status(challenge, now) == Status::Open;
    let waits = tasks::waits_for_consent(partners);
    match row.state {
        ProposalState::Draft if !open => Stage::Missed,
        ProposalState::Submitted if !open => Stage::Locked,
        ProposalState::Draft | ProposalState::Submitted if waits => Stage::AwaitingPartners,
        ProposalState::Draft if tasks::missing(content, partners, challenge).is_empty() => {
            Stage::Ready
        }
        ProposalState::Draft => Stage::Draft,
        ProposalState::Submitted => Stage::Submitted,
        ProposalState::Withdrawn => Stage::Withdrawn,
        ProposalState::Selected => Stage::Selected,
        ProposalState::Reserve => Stage::Reserve,
        ProposalState::NotSelected => Stage::NotSelected,
        ProposalState::OfferAccepted => Stage::OfferAccepted,
        ProposalState::OfferDeclined => Stage::OfferDeclined,
        ProposalState::OfferLapsed => Stage::OfferLapsed,
        ProposalState::Disqualified => Stage::Disqualified,
    }
}
