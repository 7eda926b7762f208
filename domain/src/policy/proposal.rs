//! Who may do what with a proposal. Whether the challenge still takes proposals is an invariant
//! that each use case checks, so that somebody who comes a minute late is told that, and is not
//! told that they lack a right.

use hub_entity::challenge::{Consent, PartnerRole, PersonRole, partner};

use crate::context::Viewer;
use crate::policy::{judging, may_take_part};
use crate::proposal::roles;

/// How the viewer stands to a proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Standing {
    /// A partner who did not decline, in person or through an organisation.
    pub partner: bool,
    /// A partner who agreed and still does.
    pub consented: bool,
    /// What they may do as somebody behind partners who agreed; none behind no such partner.
    pub role: Option<PersonRole>,
    /// Reads it as a judge who does not learn who proposes it.
    pub blind: bool,
}

/// How the viewer stands to the proposal that these are all the partners of.
pub fn standing(viewer: &Viewer, partners: &[partner::Model]) -> Standing {
    let mut standing = Standing::default();
    let led = roles::is_led(partners);
    for partner in partners {
        let speaks = speaks_for(viewer, partner);
        // Whoever was invited by mail to bring their organisation in reads what it is asked to
        // agree to, before they are its officer.
        let named = partner.person_id.is_some() && partner.person_id == viewer.id();
        standing.partner |= (speaks || named) && partner.consent != Consent::Declined;
        if speaks && partner.consent == Consent::Given {
            standing.consented = true;
            let own = match roles::role_of(partner, viewer.id().unwrap_or(0)) {
                // Where whoever led has left, those who are there go on.
                PersonRole::Contributor if !led => PersonRole::Lead,
                own => own,
            };
            standing.role = Some(stronger(standing.role, own));
        }
    }
    standing
}

/// Who is behind two partners may do what either lets them.
pub(crate) fn stronger(known: Option<PersonRole>, own: PersonRole) -> PersonRole {
    match (known, own) {
        (Some(PersonRole::Lead), _) | (_, PersonRole::Lead) => PersonRole::Lead,
        (Some(PersonRole::Contributor), _) | (_, PersonRole::Contributor) => {
            PersonRole::Contributor
        }
        _ => PersonRole::Viewer,
    }
}

/// Whether the viewer is this partner, or speaks for it.
pub fn speaks_for(viewer: &Viewer, partner: &partner::Model) -> bool {
    match (partner.organisation_id, partner.person_id) {
        (Some(organisation), _) => viewer.belongs_to(organisation),
        (None, Some(person)) => viewer.id() == Some(person),
        (None, None) => false,
    }
}

/// Whoever takes part in the hub may start one, unless they speak for whoever publishes the
/// challenge: they would read what competes with others.
pub fn may_start(viewer: &Viewer, publisher: i64) -> bool {
    viewer.actor().is_some() && may_take_part(viewer) && !viewer.belongs_to(publisher)
}

/// People behind partners who agreed edit a proposal, attach files to it and appeal for it, unless
/// they only read.
pub fn may_edit(viewer: &Viewer, standing: Standing) -> bool {
    let edits = [Some(PersonRole::Lead), Some(PersonRole::Contributor)];
    may_take_part(viewer) && edits.contains(&standing.role)
}

/// Those among them who lead submit it, withdraw it and bring it back, add partners, take out those
/// who have not agreed, and say what others may do.
pub fn may_lead(viewer: &Viewer, standing: Standing) -> bool {
    may_take_part(viewer) && standing.role == Some(PersonRole::Lead)
}

/// What was found when a proposal was screened is read by its partners, and by staff without a
/// part in the challenge.
pub fn may_read_screening(viewer: &Viewer, standing: judging::Standing) -> bool {
    judging::runs(viewer, standing) && !standing.interested
}

/// Staff without a part in the challenge find proposals eligible or not.
pub fn may_screen(viewer: &Viewer, standing: judging::Standing) -> bool {
    may_read_screening(viewer, standing) && may_take_part(viewer)
}

/// A partner answers for itself, and an officer or owner for their organisation.
pub fn may_answer(viewer: &Viewer, partner: &partner::Model) -> bool {
    may_take_part(viewer) && speaks_for(viewer, partner)
}

/// A partner who agreed leaves by its own will alone; others can be taken out.
pub fn may_remove(viewer: &Viewer, standing: Standing, partner: &partner::Model) -> bool {
    may_lead(viewer, standing) && partner.consent != Consent::Given
}

/// An award is accepted or declined by the council that leads; where none leads, as in a data
/// challenge, by any partner who agreed.
pub fn may_answer_offer(viewer: &Viewer, partners: &[partner::Model]) -> bool {
    let leads = |partner: &&partner::Model| partner.role == PartnerRole::LeadCouncil;
    let led = partners.iter().any(|partner| leads(&partner));
    may_take_part(viewer)
        && partners
            .iter()
            .filter(|partner| !led || leads(partner))
            .filter(|partner| partner.consent == Consent::Given && speaks_for(viewer, partner))
            // Not only those who lead, so that nobody is locked out when who led has left.
            .any(|partner| {
                let role = roles::role_of(partner, viewer.id().unwrap_or(0));
                role != PersonRole::Viewer
            })
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use hub_entity::account::SiteRole;
    use hub_entity::organisation::OrganisationRole;

    use super::*;
    use crate::context::Actor;

    fn person(id: i64, organisation: i64) -> Viewer {
        Viewer::Person(Actor {
            id,
            handle: "ann".into(),
            name: "Ann".into(),
            confirmed: true,
            role: SiteRole::Member,
            organisations: vec![(organisation, OrganisationRole::Officer)],
            programmes: Vec::new(),
            may_write: true,
        })
    }

    fn partner(organisation: Option<i64>, person: Option<i64>, consent: Consent) -> partner::Model {
        partner::Model {
            id: 1,
            key: "k".into(),
            proposal_id: 1,
            role: PartnerRole::Developer,
            organisation_id: organisation,
            person_id: person,
            email: None,
            people_role: PersonRole::Lead,
            people: serde_json::json!({}),
            consent,
            consented_by: None,
            consented_version: None,
            told_version: None,
            answered_at: None,
            invited_by: 1,
            created_at: DateTime::UNIX_EPOCH,
        }
    }

    #[test]
    fn who_declined_is_no_partner_and_who_has_not_answered_only_reads() {
        let viewer = person(7, 3);
        let declined = standing(&viewer, &[partner(Some(3), None, Consent::Declined)]);
        assert!(!declined.partner);
        let pending = standing(&viewer, &[partner(None, Some(7), Consent::Pending)]);
        assert!(pending.partner && !may_edit(&viewer, pending));
        let given = standing(&viewer, &[partner(Some(3), None, Consent::Given)]);
        assert!(may_lead(&viewer, given));
        assert!(!standing(&viewer, &[partner(Some(4), Some(8), Consent::Given)]).partner);
    }

    #[test]
    fn the_lead_council_answers_an_offer_and_where_none_leads_any_partner() {
        let viewer = person(7, 3);
        let own = partner(Some(3), None, Consent::Given);
        assert!(may_answer_offer(&viewer, std::slice::from_ref(&own)));
        let lead = |organisation, consent| partner::Model {
            role: PartnerRole::LeadCouncil,
            ..partner(Some(organisation), None, consent)
        };
        let led = [own, lead(4, Consent::Given)];
        assert!(!may_answer_offer(&viewer, &led));
        assert!(may_answer_offer(&viewer, &[lead(3, Consent::Given)]));
        assert!(!may_answer_offer(&viewer, &[lead(3, Consent::Withdrawn)]));
    }

    #[test]
    fn nobody_is_put_out_who_agreed_and_no_publisher_competes() {
        let viewer = person(7, 3);
        let own = Standing {
            blind: false,
            partner: true,
            consented: true,
            role: Some(PersonRole::Lead),
        };
        assert!(!may_remove(
            &viewer,
            own,
            &partner(Some(4), None, Consent::Given)
        ));
        assert!(may_remove(
            &viewer,
            own,
            &partner(Some(4), None, Consent::Pending)
        ));
        assert!(!may_start(&viewer, 3));
        assert!(may_start(&viewer, 4));
    }

    #[test]
    fn people_do_what_is_said_of_them_and_somebody_always_leads() {
        let viewer = person(7, 3);
        let mut own = partner(Some(3), None, Consent::Given);
        let rights = |partners: &[partner::Model]| {
            let standing = standing(&viewer, partners);
            (may_edit(&viewer, standing), may_lead(&viewer, standing))
        };
        assert_eq!(rights(std::slice::from_ref(&own)), (true, true));
        let mut other = partner(Some(4), None, Consent::Given);
        own.people_role = PersonRole::Contributor;
        assert_eq!(rights(&[own.clone(), other.clone()]), (true, false));
        own.people = serde_json::json!({ "7": "viewer" });
        assert_eq!(rights(&[own.clone(), other.clone()]), (false, false));
        // Whoever led does not agree any more.
        other.consent = Consent::Withdrawn;
        assert_eq!(rights(&[own.clone(), other.clone()]), (false, false));
        own.people = serde_json::json!({});
        assert_eq!(rights(&[own, other]), (true, true));
    }
}
