//! Members of organisations.

use async_graphql::{Object, SimpleObject};
use chrono::{DateTime, Utc};
use hub_domain::organisation::{self, member};

use crate::account::Person;
use crate::organisation::{MembershipState, OrganisationRole, Verification};

/// Somebody who belongs to an organisation, or asks to.
pub struct Member(pub member::Member);

/// Somebody who belongs to an organisation, or asks to.
#[Object]
impl Member {
    /// Who.
    async fn person(&self) -> Person {
        Person(self.0.person.clone())
    }
    /// What they may do in its name.
    async fn role(&self) -> OrganisationRole {
        self.0.membership.role.into()
    }
    /// How it was verified that they belong there.
    async fn verified_by(&self) -> Verification {
        self.0.membership.verified_by.into()
    }
    /// When they joined, or asked to.
    async fn since(&self) -> DateTime<Utc> {
        let membership = &self.0.membership;
        let settled = membership
            .decided_at
            .filter(|_| membership.state != organisation::MembershipState::Requested);
        settled.unwrap_or(membership.created_at)
    }
}

/// The viewer’s own membership.
#[derive(SimpleObject)]
pub struct OwnMembership {
    /// How far it has come.
    pub state: MembershipState,
    /// What they may do in its name, once it is settled.
    pub role: OrganisationRole,
    /// How it was verified.
    pub verified_by: Verification,
}

impl From<member::Membership> for OwnMembership {
    fn from(membership: member::Membership) -> Self {
        Self {
            state: membership.state.into(),
            role: membership.role.into(),
            verified_by: membership.verified_by.into(),
        }
    }
}

/// What the viewer may do with an organisation.
#[derive(SimpleObject)]
pub struct OrganisationAbilities {
    /// Edit its page.
    pub edit: bool,
    /// Set the domains whose confirmed addresses prove membership.
    pub edit_domains: bool,
    /// Approve, decline and remove members, and give them roles.
    pub approve_members: bool,
    /// Ask to join.
    pub join: bool,
    /// Join at once, because the domain of the viewer’s address proves membership.
    pub join_at_once: bool,
    /// Leave, or take a request back.
    pub leave: bool,
    /// Publish datasets in its name.
    pub publish_datasets: bool,
    /// Set a challenge in its name.
    pub create_challenge: bool,
}
