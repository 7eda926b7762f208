//! Who may do what with accounts.

use crate::context::Viewer;

/// Profile, password and address are their owner's alone.
pub fn may_edit(viewer: &Viewer, person: i64) -> bool {
    viewer.id() == Some(person)
}

/// Addresses are shown to their owner and to administrators.
pub fn may_see_address(viewer: &Viewer, person: i64) -> bool {
    viewer.is_system() || viewer.id() == Some(person) || viewer.is_administrator()
}

/// Tokens carry their owner's name in what they write, so their owner's address is confirmed.
/// `in_session` because a token must not make another one that outlives it.
pub fn may_make_tokens(viewer: &Viewer, in_session: bool) -> bool {
    in_session && viewer.actor().is_some_and(|actor| actor.confirmed)
}

/// Roles are granted, and accounts suspended, by administrators and by the operator.
pub fn may_grant_roles(viewer: &Viewer) -> bool {
    viewer.is_administrator()
}

/// Nobody shuts themselves out.
pub fn may_suspend(viewer: &Viewer, person: i64) -> bool {
    viewer.is_administrator() && viewer.id() != Some(person)
}

/// Profiles are public once the address is confirmed and while the account is not suspended;
/// their owner and administrators always see them.
pub fn may_see_profile(viewer: &Viewer, person: i64, in_good_standing: bool) -> bool {
    in_good_standing || may_see_address(viewer, person)
}

#[cfg(test)]
mod tests {
    use hub_entity::account::SiteRole;

    use super::*;
    use crate::context::Actor;

    fn person(id: i64, role: SiteRole) -> Viewer {
        Viewer::Person(Actor {
            id,
            handle: "ann".into(),
            name: "Ann".into(),
            confirmed: true,
            role,
            organisations: Vec::new(),
            programmes: Vec::new(),
            may_write: true,
        })
    }

    #[test]
    fn an_account_is_its_owners_and_roles_are_the_administrators() {
        let (ann, admin) = (
            person(1, SiteRole::Member),
            person(2, SiteRole::Administrator),
        );
        assert!(may_edit(&ann, 1) && !may_edit(&admin, 1) && !may_edit(&Viewer::Visitor, 1));
        assert!(may_see_address(&ann, 1) && may_see_address(&admin, 1));
        assert!(!may_see_address(&ann, 2) && !may_see_address(&person(3, SiteRole::Staff), 1));
        assert!(may_grant_roles(&admin) && may_grant_roles(&Viewer::System));
        assert!(!may_grant_roles(&person(3, SiteRole::Moderator)));
        assert!(may_suspend(&admin, 1) && !may_suspend(&admin, 2));
        assert!(may_make_tokens(&ann, true) && !may_make_tokens(&ann, false));
        assert!(may_see_profile(&Viewer::Visitor, 1, true));
        assert!(!may_see_profile(&Viewer::Visitor, 1, false) && may_see_profile(&ann, 1, false));
    }
}
