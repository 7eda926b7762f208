//! Invariants 3 and 4: no more awards than there are, each with its reviews or an audited waiver,
//! and one letter with feedback to every applicant.

use hub_entity::challenge::{ChallengeState, Outcome, ProposalState, partner};
use hub_entity::organisation::MembershipState;
use hub_entity::platform::{audit, mail};

use super::facts::Facts;

/// What holds at every instant.
#[track_caller]
pub fn check(facts: &Facts) {
    let most = usize::try_from(facts.challenge.awards).unwrap();
    let (selected, decided) = facts.awarded();
    assert!(selected <= most, "{selected} hold {most} awards");
    assert!(decided <= most, "{decided} are to have {most} awards");
    let offered = facts.offered();
    assert!(offered <= most, "{offered} are offered {most} awards");
    if facts.challenge.state != ChallengeState::Announced {
        let early = facts.proposals.iter().find(|p| {
            ![
                ProposalState::Draft,
                ProposalState::Submitted,
                ProposalState::Withdrawn,
                ProposalState::Disqualified,
            ]
            .contains(&p.state)
        });
        assert!(early.is_none(), "{early:?} before the announcement");
    }
}

/// What holds as the decision is announced. `waived` are the waivers that the audit knows.
#[track_caller]
pub fn check_announced(before: &Facts, rows: &[audit::Model], mails: &[mail::Model]) {
    let required = usize::try_from(before.challenge.reviews_required).unwrap();
    for row in before.proposals.iter().filter(|row| before.takes_part(row)) {
        let decision = before.decision(row.id);
        let decision = decision.unwrap_or_else(|| panic!("{} is announced undecided", row.id));
        let has_feedback = !decision.feedback.trim().is_empty();
        assert!(has_feedback, "{} is announced without feedback", row.id);
        if decision.outcome == Outcome::Select {
            let count = before.counted(row.id);
            assert!(
                count >= required || is_waived(rows, row.id, &decision.waiver),
                "{} is selected with {count} of {required} reviews",
                row.id
            );
        }
        let template = match decision.outcome {
            Outcome::Select => "decision_selected",
            Outcome::Reserve => "decision_reserve",
            Outcome::Decline => "decision_declined",
        };
        let people = people(before, row.id);
        assert!(!people.is_empty(), "nobody is behind {}", row.id);
        for person in people {
            let about = |mail: &&mail::Model| {
                mail.person_id == Some(person)
                    && mail.template.starts_with("decision_")
                    && mail.context.to_string().contains(&row.reference)
            };
            let letters: Vec<_> = mails.iter().filter(about).collect();
            assert_eq!(letters.len(), 1, "letters to {person} about {}", row.id);
            assert_eq!(letters[0].template, template);
            let text = letters[0].context.to_string();
            assert!(text.contains(&decision.feedback), "{text}");
        }
    }
    let letters = mails.iter().filter(|m| m.template.starts_with("decision_"));
    let due: usize = before
        .proposals
        .iter()
        .filter(|row| before.takes_part(row))
        .map(|row| people(before, row.id).len())
        .sum();
    assert_eq!(letters.count(), due, "decision letters in all");
}

fn is_waived(rows: &[audit::Model], proposal: i64, waiver: &str) -> bool {
    let audited = rows.iter().any(|row| {
        row.action == "proposal_decided"
            && row.object_id == proposal
            && row.details["waiver"] == waiver
    });
    !waiver.is_empty() && audited
}

/// Who is behind a proposal: everybody of the partners who agreed; whoever began it where nobody
/// is left.
fn people(facts: &Facts, proposal: i64) -> Vec<i64> {
    let agreed = |p: &&partner::Model| {
        p.proposal_id == proposal && p.consent == hub_entity::challenge::Consent::Given
    };
    let mut people: Vec<i64> = facts
        .partners
        .iter()
        .filter(agreed)
        .flat_map(|p| {
            let members = facts.members.iter().filter(move |m| {
                Some(m.organisation_id) == p.organisation_id && m.state == MembershipState::Active
            });
            members.map(|m| m.person_id).chain(p.person_id)
        })
        .collect();
    people.sort_unstable();
    people.dedup();
    if people.is_empty() {
        let row = facts.proposals.iter().find(|row| row.id == proposal);
        people.extend(row.map(|row| row.created_by));
    }
    people
}
