//! Enumerations of this area.

use async_graphql::Enum;

/// Where a proposal stands.
#[derive(Enum, Copy, Clone, Eq, PartialEq)]
#[graphql(remote = "hub_domain::proposal::ProposalState")]
pub enum ProposalState {
    /// Being written.
    Draft,
    /// Handed in.
    Submitted,
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
    /// Taken out by staff for a reason, before an award was accepted.
    Disqualified,
}

/// Where a proposal stands by its state, its partners' answers and the clock.
#[derive(Enum, Copy, Clone, Eq, PartialEq)]
#[graphql(remote = "hub_domain::proposal::stage::Stage")]
pub enum ProposalStage {
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
    /// Handed in, and found to meet the conditions; only for those who may know.
    Eligible,
    /// Handed in, and found not to meet the conditions; only for those who may know.
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
    /// Taken out by staff for a reason, before an award was accepted.
    Disqualified,
}

/// The part of a dataset in a proposal.
#[derive(Enum, Copy, Clone, Eq, PartialEq)]
#[graphql(remote = "hub_domain::proposal::content::DatasetRole")]
pub enum DatasetRole {
    /// It cannot be done without it.
    Essential,
    /// It makes it better.
    Supporting,
    /// The project makes it.
    Produced,
}

/// A section of a proposal, which is edited and compared as a whole.
#[derive(Enum, Copy, Clone, Eq, PartialEq)]
#[graphql(remote = "hub_domain::proposal::sections::Section")]
pub enum ProposalSection {
    /// Whether it may take part: answers to what the challenge asks.
    Eligibility,
    /// Title and summary.
    Summary,
    /// The impact on the local community.
    Impact,
    /// How it will be done.
    Approach,
    /// The datasets.
    Datasets,
    /// Who does it.
    Team,
    /// What it costs.
    Budget,
    /// What is done by when.
    Milestones,
    /// The files that belong to it, which are attached and not typed.
    Files,
}

/// A partner's part in a proposal.
#[derive(Enum, Copy, Clone, Eq, PartialEq)]
#[graphql(remote = "hub_domain::proposal::PartnerRole")]
pub enum PartnerRole {
    /// The council that leads.
    LeadCouncil,
    /// A further council.
    Council,
    /// Builds the service.
    Developer,
}

/// What somebody behind a partner may do with a proposal.
#[derive(Enum, Copy, Clone, Eq, PartialEq)]
#[graphql(remote = "hub_domain::proposal::PersonRole")]
pub enum PersonRole {
    /// Edits, submits, withdraws, and says who takes part.
    Lead,
    /// Edits.
    Contributor,
    /// Reads.
    Viewer,
}

/// Whether a partner agrees.
#[derive(Enum, Copy, Clone, Eq, PartialEq)]
#[graphql(remote = "hub_domain::proposal::Consent")]
pub enum Consent {
    /// Asked, not answered.
    Pending,
    /// Agrees.
    Given,
    /// Declined.
    Declined,
    /// Agreed once, and does not any more.
    Withdrawn,
}
