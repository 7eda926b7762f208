//! Every step that a challenge can take, in one list: from where, to where, by whom, what the
//! audit calls it, and which mails it makes. What is not listed cannot happen. Policy asks this
//! list, and a test walks every pair of states.

use crate::challenge::Status;

/// Who takes a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// The publisher's people, and staff.
    Writers,
    /// The people of the council that publishes it, and staff, for a council's challenge.
    Council,
    /// Staff.
    Staff,
    /// Staff, for the call of a programme.
    StaffOfCall,
    /// Staff who have no part in any of its proposals.
    StaffApart,
    /// Staff who have no part in its proposals and do not judge it.
    Deciders,
    /// Nobody: the time has come.
    Clock,
}

/// One step.
#[derive(Debug, Clone, Copy)]
pub struct Transition {
    /// Where it stands before.
    pub from: Status,
    /// Where it stands then.
    pub to: Status,
    /// Who takes it.
    pub by: By,
    /// What the audit calls it.
    pub action: &'static str,
    /// Templates of the mails that it makes.
    pub mails: &'static [&'static str],
}

const fn step(from: Status, to: Status, by: By, action: &'static str) -> Transition {
    mailing(from, to, by, action, &[])
}

const fn mailing(
    from: Status,
    to: Status,
    by: By,
    action: &'static str,
    mails: &'static [&'static str],
) -> Transition {
    Transition {
        from,
        to,
        by,
        action,
        mails,
    }
}

const LETTERS: &[&str] = &["decision_selected", "decision_reserve", "decision_declined"];
const PUBLISHED: &[&str] = &["challenge_published"];
const HANDED_IN: &[&str] = &["challenge_handed_in"];
const BEGINS: &[&str] = &["judging_opened"];
const RETURNED: &[&str] = &["challenge_returned"];
const ROUND: &[&str] = &["round_opened"];
const CANCELLED: &[&str] = &["challenge_cancelled"];

/// All steps.
pub const TRANSITIONS: &[Transition] = {
    use By::{Clock, Council, Deciders, Staff, StaffApart, StaffOfCall, Writers};
    use Status::{
        Announced, Archived, Cancelled, Closed, Completed, Decided, Delivery, Draft,
        EditsRequested, InReview, Judging, Moderation, Open, Scheduled, Screening,
    };
    &[
        // Writing and publishing. What opens at once is open as it is published.
        mailing(Draft, InReview, Council, "challenge_handed_in", HANDED_IN),
        mailing(
            InReview,
            EditsRequested,
            Staff,
            "challenge_edits_requested",
            RETURNED,
        ),
        step(EditsRequested, Draft, Writers, "challenge_edited"),
        mailing(
            EditsRequested,
            InReview,
            Council,
            "challenge_handed_in",
            HANDED_IN,
        ),
        mailing(InReview, Scheduled, Staff, "challenge_published", PUBLISHED),
        mailing(InReview, Open, Staff, "challenge_published", PUBLISHED),
        mailing(
            Draft,
            Scheduled,
            StaffOfCall,
            "challenge_published",
            PUBLISHED,
        ),
        mailing(Draft, Open, StaffOfCall, "challenge_published", PUBLISHED),
        // The clock. Where judging begins as it closes, it is never closed in between.
        step(Scheduled, Open, Clock, "challenge_opened"),
        step(Open, Closed, Clock, "challenge_closed"),
        step(Open, Judging, Clock, "challenge_closed"),
        mailing(Closed, Judging, Clock, "challenge_judging_opened", BEGINS),
        mailing(
            Screening,
            Judging,
            Clock,
            "challenge_judging_opened",
            BEGINS,
        ),
        step(Judging, Moderation, Clock, "challenge_judging_closed"),
        // A later round, for what goes on to it.
        mailing(Moderation, Judging, Deciders, "judging_round_opened", ROUND),
        // Screening, where somebody screens.
        step(Closed, Screening, StaffApart, "challenge_screening_began"),
        step(Screening, Closed, StaffApart, "challenge_screening_ended"),
        // Deciding. Fixing the decisions before they are announced is a choice.
        step(Judging, Decided, Deciders, "decisions_fixed"),
        step(Moderation, Decided, Deciders, "decisions_fixed"),
        step(Decided, Judging, Deciders, "decisions_reopened"),
        step(Decided, Moderation, Deciders, "decisions_reopened"),
        mailing(Judging, Announced, Deciders, "decision_announced", LETTERS),
        mailing(
            Moderation,
            Announced,
            Deciders,
            "decision_announced",
            LETTERS,
        ),
        mailing(Decided, Announced, Deciders, "decision_announced", LETTERS),
        // Afterwards.
        step(Announced, Delivery, Staff, "challenge_delivery_began"),
        step(Delivery, Completed, Staff, "challenge_completed"),
        step(Completed, Archived, Staff, "challenge_archived"),
        // Calling it off, until it is announced. Only what was published can have proposals.
        step(Draft, Cancelled, Writers, "challenge_cancelled"),
        step(EditsRequested, Cancelled, Writers, "challenge_cancelled"),
        step(InReview, Cancelled, StaffApart, "challenge_cancelled"),
        mailing(
            Scheduled,
            Cancelled,
            StaffApart,
            "challenge_cancelled",
            CANCELLED,
        ),
        mailing(
            Open,
            Cancelled,
            StaffApart,
            "challenge_cancelled",
            CANCELLED,
        ),
        mailing(
            Closed,
            Cancelled,
            StaffApart,
            "challenge_cancelled",
            CANCELLED,
        ),
        mailing(
            Screening,
            Cancelled,
            StaffApart,
            "challenge_cancelled",
            CANCELLED,
        ),
        mailing(
            Judging,
            Cancelled,
            StaffApart,
            "challenge_cancelled",
            CANCELLED,
        ),
        mailing(
            Moderation,
            Cancelled,
            StaffApart,
            "challenge_cancelled",
            CANCELLED,
        ),
        mailing(
            Decided,
            Cancelled,
            StaffApart,
            "challenge_cancelled",
            CANCELLED,
        ),
    ]
};

/// The step between two states, if there is one.
pub fn find(from: Status, to: Status) -> Option<&'static Transition> {
    TRANSITIONS
        .iter()
        .find(|step| step.from == from && step.to == to)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where each state leads, as the reference has it; written down a second time on purpose.
    fn onwards(from: Status) -> &'static [Status] {
        use Status::*;
        match from {
            Draft => &[InReview, Scheduled, Open, Cancelled],
            InReview => &[EditsRequested, Scheduled, Open, Cancelled],
            EditsRequested => &[Draft, InReview, Cancelled],
            Scheduled => &[Open, Cancelled],
            Closed => &[Screening, Judging, Cancelled],
            Open | Screening => &[Closed, Judging, Cancelled],
            Judging => &[Moderation, Decided, Announced, Cancelled],
            Moderation => &[Judging, Decided, Announced, Cancelled],
            Decided => &[Judging, Moderation, Announced, Cancelled],
            Announced => &[Delivery],
            Delivery => &[Completed],
            Completed => &[Archived],
            Archived | Cancelled => &[],
        }
    }

    #[test]
    fn every_pair_of_states_is_a_step_or_is_none() {
        let mut steps = 0;
        for from in Status::ALL {
            for to in Status::ALL {
                let found = find(from, to);
                assert_eq!(
                    found.is_some(),
                    onwards(from).contains(&to),
                    "{from:?} → {to:?}"
                );
                steps += usize::from(found.is_some());
            }
        }
        assert_eq!(steps, TRANSITIONS.len(), "no step is listed twice");
    }

    #[test]
    fn nothing_leaves_what_is_public_behind_a_decision() {
        for step in TRANSITIONS {
            assert!(!step.from.is_announced() || step.to.is_announced());
            assert!(step.to != Status::Cancelled || !step.from.is_announced());
            assert!(!step.action.is_empty());
        }
    }
}
