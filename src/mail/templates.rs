//! The templates of mails, embedded in the binary.

macro_rules! mails {
    ($($name:literal),* $(,)?) => {
        /// The names of all mails.
        pub const NAMES: &[&str] = &[$($name),*];

        const PARTS: &[(&str, &str)] = &[$(
            (concat!($name, "/subject.txt"), include_str!(concat!("templates/", $name, "/subject.txt"))),
            (concat!($name, "/body.txt"), include_str!(concat!("templates/", $name, "/body.txt"))),
            (concat!($name, "/body.html"), include_str!(concat!("templates/", $name, "/body.html"))),
        )*];
    };
}

mails! {
    "already_registered",
    "announcement_failed",
    "assignment_short",
    "challenge_cancelled",
    "challenge_handed_in",
    "challenge_news",
    "challenge_published",
    "challenge_returned",
    "confirm_email",
    "confirm_new_email",
    "deadline_extended",
    "decision_declined",
    "decision_reserve",
    "decision_selected",
    "email_changed",
    "entry_left",
    "introduction_answered",
    "introduction_asked",
    "introduction_message",
    "invitation_judge",
    "invitation_partner",
    "judge_appointed",
    "judge_assigned",
    "judge_conflict",
    "judging_opened",
    "membership_approved",
    "membership_declined",
    "membership_request",
    "milestone_decided",
    "milestone_due",
    "milestone_planned",
    "notice_removed",
    "offer_made",
    "offer_outcome",
    "offer_reminder",
    "offer_settled",
    "panel_post",
    "partner_answered",
    "partner_asked",
    "partner_removed",
    "password_changed",
    "programme_staff",
    "proposal_changed",
    "proposal_disqualified",
    "proposal_left",
    "proposal_revived",
    "proposal_screened",
    "proposal_submitted",
    "proposal_withdrawn",
    "question_answered",
    "question_asked",
    "reminder_applicant",
    "reminder_judge",
    "reply",
    "reset_password",
    "review_reopened",
    "role_set",
    "round_opened",
    "rules_amended",
    "screening_appealed",
    "still_live",
    "test",
}

const SHARED: &[(&str, &str)] = &[
    ("layout.txt", include_str!("templates/layout.txt")),
    ("layout.html", include_str!("templates/layout.html")),
    ("parts.html", include_str!("templates/parts.html")),
];

/// Every template by name, the shared ones included.
pub(super) fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    SHARED.iter().chain(PARTS).copied()
}
