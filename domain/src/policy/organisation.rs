//! Who may add, edit and speak for organisations.

use hub_entity::organisation::{MembershipState, OrganisationKind};

use crate::context::Viewer;
use crate::policy::may_take_part;

/// Developers add their own firm or collective. Councils, programme bodies and other publishers
/// are added by staff, because what is published in their name is taken at its word.
pub fn may_create(viewer: &Viewer, kind: OrganisationKind) -> bool {
    match kind {
        OrganisationKind::Developer => may_take_part(viewer),
        _ => viewer.is_staff(),
    }
}

/// The page of an organisation is edited by its owners, and by those who run programmes.
pub fn may_edit(viewer: &Viewer, organisation: i64) -> bool {
    viewer.is_staff() || (may_take_part(viewer) && viewer.owns(organisation))
}

/// A domain makes everybody who has an address there an officer, so an owner's word is not enough.
pub fn may_edit_domains(viewer: &Viewer) -> bool {
    viewer.is_staff()
}

/// Members are approved, given roles and removed by owners and administrators.
pub fn may_approve_members(viewer: &Viewer, organisation: i64) -> bool {
    viewer.is_administrator() || (may_take_part(viewer) && viewer.owns(organisation))
}

/// Anybody with a confirmed address may ask to join what still exists, unless they did or are in.
pub fn may_join(viewer: &Viewer, current: bool, membership: Option<MembershipState>) -> bool {
    current
        && viewer.actor().is_some()
        && may_take_part(viewer)
        && !matches!(
            membership,
            Some(MembershipState::Active | MembershipState::Requested)
        )
}

/// A member may leave, and somebody who asked may take that back.
pub fn may_leave(membership: Option<MembershipState>) -> bool {
    matches!(
        membership,
        Some(MembershipState::Active | MembershipState::Requested)
    )
}

/// Datasets of an organisation are published by its members, and by staff for it.
pub fn may_publish_for(viewer: &Viewer, organisation: i64) -> bool {
    viewer.is_staff() || (may_take_part(viewer) && viewer.belongs_to(organisation))
}

#[cfg(test)]
mod tests {
    use hub_entity::account::SiteRole;
    use hub_entity::organisation::OrganisationRole;

    use super::*;
    use crate::context::Actor;

    fn person(role: SiteRole, confirmed: bool, own: Option<OrganisationRole>) -> Viewer {
        Viewer::Person(Actor {
            id: 1,
            handle: "ann".into(),
            name: "Ann".into(),
            confirmed,
            role,
            organisations: own.into_iter().map(|role| (7, role)).collect(),
            programmes: Vec::new(),
            may_write: true,
        })
    }

    #[test]
    fn a_council_is_added_by_staff_alone() {
        let member = person(SiteRole::Member, true, None);
        let staff = person(SiteRole::Staff, true, None);
        assert!(may_create(&member, OrganisationKind::Developer));
        assert!(!may_create(&member, OrganisationKind::Council));
        assert!(may_create(&staff, OrganisationKind::Council));
        let unconfirmed = person(SiteRole::Member, false, None);
        assert!(!may_create(&unconfirmed, OrganisationKind::Developer));
    }

    #[test]
    fn an_owner_edits_but_does_not_set_domains_and_an_officer_does_neither() {
        let owner = person(SiteRole::Member, true, Some(OrganisationRole::Owner));
        let officer = person(SiteRole::Member, true, Some(OrganisationRole::Officer));
        assert!(may_edit(&owner, 7) && !may_edit(&owner, 8));
        assert!(!may_edit_domains(&owner));
        assert!(!may_edit(&officer, 7) && !may_approve_members(&officer, 7));
        assert!(may_publish_for(&officer, 7) && !may_publish_for(&officer, 8));
    }
}
