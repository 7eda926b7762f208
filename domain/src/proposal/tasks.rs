//! What a proposal still lacks: for its task list, for reminders, and for the check at the
//! moment of submission. All three ask the same function.

use hub_entity::challenge::{ChallengeKind, Consent, PartnerRole};

use crate::challenge::Challenge;
use crate::challenge::form;
use crate::proposal::content::{DatasetUse, words};
use crate::proposal::eligibility::{self, Asked};
use crate::proposal::sections::Section;
use crate::proposal::{Content, Partner, draft};

/// One step of the task list, in the order of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Task {
    /// Its name: the sentence `proposal-task-KEY` says what it is.
    pub key: &'static str,
    /// Codes of what is missing in it; each has a sentence `error-CODE`.
    pub codes: &'static [&'static str],
}

/// The steps, and what can be missing in each.
pub const TASKS: &[Task] = &[
    Task {
        key: "eligibility",
        codes: &["PROPOSAL_NO_ANSWER", "PROPOSAL_NO_ANSWER_REASON"],
    },
    Task {
        key: "summary",
        codes: &[
            "PROPOSAL_NO_TITLE",
            "PROPOSAL_NO_SUMMARY",
            "PROPOSAL_LONG_SUMMARY",
        ],
    },
    Task {
        key: "impact",
        codes: &["PROPOSAL_NO_IMPACT", "PROPOSAL_LONG_IMPACT"],
    },
    Task {
        key: "approach",
        codes: &["PROPOSAL_NO_APPROACH", "PROPOSAL_LONG_APPROACH"],
    },
    Task {
        key: "team",
        codes: &["PROPOSAL_NO_TEAM", "PROPOSAL_LONG_TEAM"],
    },
    Task {
        key: "datasets",
        codes: &[
            "PROPOSAL_NO_DATASET",
            "PROPOSAL_NO_PURPOSE",
            "PROPOSAL_NO_PUBLISHED",
            "PROPOSAL_NO_PROMISE",
        ],
    },
    Task {
        key: "budget",
        codes: &[
            "PROPOSAL_NO_BUDGET",
            "PROPOSAL_BUDGET_GAPS",
            "PROPOSAL_BUDGET_PARTNER_GONE",
            "PROPOSAL_OVER_AWARD",
        ],
    },
    Task {
        key: "milestones",
        codes: &["PROPOSAL_NO_MILESTONES", "PROPOSAL_MILESTONE_GAPS"],
    },
    Task {
        key: "partners",
        codes: &["PROPOSAL_NO_LEAD_COUNCIL", "PROPOSAL_NO_DEVELOPER"],
    },
    Task {
        key: "consents",
        codes: &["PROPOSAL_NO_CONSENT"],
    },
];

/// The steps of a proposal for this challenge: those about questions only where it asks some.
pub fn of(challenge: &Challenge) -> impl Iterator<Item = &'static Task> {
    let asks = !crate::challenge::eligibility::of(challenge).is_empty();
    TASKS
        .iter()
        .filter(move |task| asks || task.key != "eligibility")
}

/// What keeps the proposal from being submitted, as codes; empty when it is ready. The sentence
/// `error-CODE` names the remedy of each.
pub fn missing(
    content: &Content,
    partners: &[Partner],
    challenge: &Challenge,
) -> Vec<&'static str> {
    let mut missing = in_content(content, challenge);
    let mut need = |holds: bool, code: &'static str| {
        if !holds {
            missing.push(code);
        }
    };
    need(
        content
            .budget
            .iter()
            .all(|line| line.partner.is_empty() || draft::is_current(partners, &line.partner)),
        "PROPOSAL_BUDGET_PARTNER_GONE",
    );
    // Who declined is no partner any more, and is waited for by nobody.
    let current = || partners.iter().filter(|p| p.consent != Consent::Declined);
    let count = |role: PartnerRole| current().filter(|p| p.role == role).count();
    if challenge.kind == ChallengeKind::Call {
        need(
            count(PartnerRole::LeadCouncil) == 1,
            "PROPOSAL_NO_LEAD_COUNCIL",
        );
    }
    need(count(PartnerRole::Developer) >= 1, "PROPOSAL_NO_DEVELOPER");
    need(
        current().all(|p| p.consent == Consent::Given),
        "PROPOSAL_NO_CONSENT",
    );
    missing
}

fn in_content(content: &Content, challenge: &Challenge) -> Vec<&'static str> {
    let mut missing = Vec::new();
    let mut need = |holds: bool, code: &'static str| {
        if !holds {
            missing.push(code);
        }
    };
    let written = |text: &str| !text.trim().is_empty();
    // An answer that makes ineligible is told, and keeps nobody from submitting: staff decide.
    let asked = eligibility::asked(challenge, content);
    need(
        asked.iter().all(|asked| asked.answer.is_some()),
        "PROPOSAL_NO_ANSWER",
    );
    let reasoned = |asked: &Asked| !asked.question.reason || written(&asked.reason);
    need(asked.iter().all(reasoned), "PROPOSAL_NO_ANSWER_REASON");
    need(written(&content.title), "PROPOSAL_NO_TITLE");
    need(written(&content.summary), "PROPOSAL_NO_SUMMARY");
    need(written(&content.impact), "PROPOSAL_NO_IMPACT");
    need(written(&content.approach), "PROPOSAL_NO_APPROACH");
    need(written(&content.team), "PROPOSAL_NO_TEAM");
    for (text, section, code) in [
        (&content.summary, Section::Summary, "PROPOSAL_LONG_SUMMARY"),
        (&content.impact, Section::Impact, "PROPOSAL_LONG_IMPACT"),
        (
            &content.approach,
            Section::Approach,
            "PROPOSAL_LONG_APPROACH",
        ),
        (&content.team, Section::Team, "PROPOSAL_LONG_TEAM"),
    ] {
        let most = form::words_of(challenge, section).and_then(|most| usize::try_from(most).ok());
        need(most.is_none_or(|most| words(text) <= most), code);
    }
    need(!content.datasets.is_empty(), "PROPOSAL_NO_DATASET");
    need(
        content.datasets.iter().all(|used| written(&used.purpose)),
        "PROPOSAL_NO_PURPOSE",
    );
    let said = |used: &DatasetUse| used.is_published().is_some();
    need(content.datasets.iter().all(said), "PROPOSAL_NO_PUBLISHED");
    let promised =
        |used: &DatasetUse| used.is_published() != Some(false) || !used.publish_by.is_empty();
    need(content.datasets.iter().all(promised), "PROPOSAL_NO_PROMISE");
    need(!content.budget.is_empty(), "PROPOSAL_NO_BUDGET");
    need(
        content
            .budget
            .iter()
            .all(|line| written(&line.label) && line.pence > 0),
        "PROPOSAL_BUDGET_GAPS",
    );
    need(
        challenge
            .award_pence
            .is_none_or(|award| content.total_pence() <= award),
        "PROPOSAL_OVER_AWARD",
    );
    need(!content.milestones.is_empty(), "PROPOSAL_NO_MILESTONES");
    need(
        content
            .milestones
            .iter()
            .all(|milestone| written(&milestone.title) && !milestone.due.is_empty()),
        "PROPOSAL_MILESTONE_GAPS",
    );
    missing
}

/// Whether every partner that a proposal needs is there and agrees, for staff who look at what
/// was submitted: a partner may have withdrawn its consent since.
pub fn consent_complete(partners: &[Partner], challenge: &Challenge) -> bool {
    let complete = missing(&Content::default(), partners, challenge);
    let codes = [
        "PROPOSAL_NO_LEAD_COUNCIL",
        "PROPOSAL_NO_DEVELOPER",
        "PROPOSAL_NO_CONSENT",
    ];
    !codes.iter().any(|code| complete.contains(code))
}

/// Whether somebody has still to answer, or took their consent back.
pub fn waits_for_consent(partners: &[Partner]) -> bool {
    partners
        .iter()
        .any(|partner| matches!(partner.consent, Consent::Pending | Consent::Withdrawn))
}
