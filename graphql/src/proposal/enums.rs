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
