//! Invariant 5: each change is one row of the audit, and what was refused changes nothing. What
//! the rows should be is worked out from the tables alone.

use std::collections::BTreeMap;

use hub_entity::challenge::{
    ChallengeState, Consent, JudgeState, OfferState, ProposalState, ReviewState,
};
use hub_entity::platform::audit;

use super::facts::Facts;

/// Rows by what they say and about what.
type Rows = BTreeMap<(String, i64), usize>;

/// Fails unless the rows that were written are those of what changed.
#[track_caller]
pub fn check(before: &Facts, after: &Facts, written: &[audit::Model]) {
    let mut found = Rows::new();
    for row in written {
        *found
            .entry((row.action.clone(), row.object_id))
            .or_default() += 1;
    }
    assert_eq!(found, expected(before, after), "rows of the audit");
}

fn expected(before: &Facts, after: &Facts) -> Rows {
    let mut rows = Expected::default();
    rows.challenge(before, after);
    rows.proposals(before, after);
    rows.judges(before, after);
    rows.reviews(before, after);
    rows.assignments(before, after);
    rows.decisions(before, after);
    rows.offers(before, after);
    rows.0
}

#[derive(Default)]
struct Expected(Rows);

impl Expected {
    fn add(&mut self, is: bool, action: &str, about: i64) {
        if is {
            *self.0.entry((action.to_owned(), about)).or_default() += 1;
        }
    }

    fn challenge(&mut self, before: &Facts, after: &Facts) {
        let (old, new) = (&before.challenge, &after.challenge);
        let id = new.id;
        let moved = old.state != new.state;
        let announced = new.state == ChallengeState::Announced;
        self.add(moved && announced, "decision_announced", id);
        let cancelled = new.state == ChallengeState::Cancelled;
        self.add(moved && cancelled, "challenge_cancelled", id);
        for (old, new, action) in [
            (
                old.screening_began_at,
                new.screening_began_at,
                "challenge_screening_began",
            ),
            (old.decided_at, new.decided_at, "decisions_fixed"),
            (old.delivery_at, new.delivery_at, "challenge_delivery_began"),
            (old.completed_at, new.completed_at, "challenge_completed"),
            (old.archived_at, new.archived_at, "challenge_archived"),
        ] {
            self.add(old != new && new.is_some(), action, id);
        }
        let reopened = old.decided_at.is_some() && new.decided_at.is_none();
        self.add(reopened, "decisions_reopened", id);
        let ended = old.screening_ended_at != new.screening_ended_at;
        let ended = ended && new.screening_ended_at.is_some();
        self.add(ended, "challenge_screening_ended", id);
        let times = |row: &hub_entity::challenge::challenge::Model| {
            [row.closes_at, row.judging_opens_at, row.judging_closes_at]
        };
        // A round that begins is due on a day of its own.
        let begins = old.round != new.round;
        self.add(begins, "judging_round_opened", id);
        let left_out = |facts: &Facts| facts.rounds.iter().filter(|round| !round.held).count();
        self.add(
            left_out(before) < left_out(after),
            "judging_round_left_out",
            id,
        );
        let extended = times(old) != times(new) && !begins;
        self.add(extended, "challenge_deadline_extended", id);
        let shared_out = after.runs.len() > before.runs.len();
        self.add(shared_out, "judges_assigned", id);
        let chosen = old.reading != new.reading && !shared_out && !begins;
        self.add(chosen, "reading_chosen", id);
        match (before.planned.first(), after.planned.first()) {
            (_, Some(new)) if new.failed_at.is_some() => {
                let failed = before
                    .planned
                    .first()
                    .is_none_or(|old| old.failed_at.is_none());
                self.add(failed, "announcement_failed", id);
            }
            (None, Some(_)) => self.add(true, "announcement_planned", id),
            (Some(old), Some(new)) => self.add(old != new, "announcement_planned", id),
            // What is announced, or called off, has no plan any more.
            (Some(_), None) => {
                self.add(!announced && !cancelled, "announcement_plan_cancelled", id);
            }
            (None, None) => {}
        }
    }

    fn proposals(&mut self, before: &Facts, after: &Facts) {
        for new in &after.proposals {
            let Some(old) = before.proposals.iter().find(|old| old.id == new.id) else {
                self.add(true, "proposal_started", new.id);
                continue;
            };
            let admitted = old.round < new.round && before.challenge.round == after.challenge.round;
            self.add(admitted, "proposal_admitted_to_round", new.id);
            let handed_in = old.submitted_version != new.submitted_version;
            let moved = old.state != new.state;
            self.add(old.version != new.version, "proposal_edited", new.id);
            self.add(handed_in, "proposal_submitted", new.id);
            let action = match new.state {
                ProposalState::Draft | ProposalState::Submitted => "proposal_revived",
                ProposalState::Withdrawn => "proposal_withdrawn",
                ProposalState::Disqualified => "proposal_disqualified",
                // Moved up from reserve: the offer says so.
                ProposalState::Selected if old.state == ProposalState::Reserve => continue,
                ProposalState::Selected => "proposal_selected",
                ProposalState::Reserve => "proposal_reserved",
                ProposalState::NotSelected => "proposal_not_selected",
                // The offer says so.
                ProposalState::OfferAccepted
                | ProposalState::OfferDeclined
                | ProposalState::OfferLapsed => continue,
            };
            let submits = handed_in && new.state == ProposalState::Submitted;
            self.add(moved && !submits, action, new.id);
        }
        for new in &after.partners {
            let old = before.partners.iter().find(|old| old.id == new.id);
            let action = match new.consent {
                Consent::Given => "partner_agreed",
                Consent::Withdrawn => "partner_withdrew_consent",
                Consent::Declined => "partner_declined",
                Consent::Pending => continue,
            };
            let changed = old.is_some_and(|old| old.consent != new.consent);
            self.add(changed, action, new.proposal_id);
        }
        for new in &after.screenings {
            let old = before.screenings.iter().find(|old| old.id == new.id);
            let appealed = old.is_some_and(|old| old.appealed_at != new.appealed_at);
            let changed = old != Some(new);
            self.add(appealed, "screening_appealed", new.proposal_id);
            self.add(changed && !appealed, "proposal_screened", new.proposal_id);
        }
        for new in &after.projects {
            let known = before.projects.iter().any(|old| old.id == new.id);
            self.add(!known, "project_created", new.id);
        }
    }

    fn judges(&mut self, before: &Facts, after: &Facts) {
        for new in &after.judges {
            let old = before.judges.iter().find(|old| old.id == new.id);
            let moved = old.is_none_or(|old| old.state != new.state);
            let action = match new.state {
                JudgeState::Invited => "judge_appointed",
                JudgeState::Accepted => "appointment_accepted",
                JudgeState::Declined => "appointment_declined",
                JudgeState::Removed => "judge_removed",
            };
            self.add(moved, action, new.id);
            let declared = new.conflicts_declared_at.is_some()
                && old.is_none_or(|old| old.conflicts_declared_at != new.conflicts_declared_at);
            self.add(declared, "conflicts_declared", new.id);
        }
        for new in &after.conflicts {
            let old = before.conflicts.iter().find(|old| old.id == new.id);
            let stood = old.is_some_and(|old| old.lifted_at.is_none());
            let stands = new.lifted_at.is_none();
            self.add(stands && !stood, "conflict_recorded", new.id);
            self.add(stood && !stands, "conflict_lifted", new.id);
            let confirmed = stood && old.is_some_and(|old| old.confirmed_at != new.confirmed_at);
            self.add(confirmed, "conflict_confirmed", new.id);
            if let Some(review) = before.review(new.judge_id, new.proposal_id) {
                self.add(stands && !stood, "review_set_aside", review.id);
            }
        }
    }

    fn reviews(&mut self, before: &Facts, after: &Facts) {
        for new in &after.reviews {
            let old = before.reviews.iter().find(|old| old.id == new.id);
            let written = old.is_none_or(|old| old.version != new.version);
            let submitted = new.state == ReviewState::Submitted;
            self.add(written && !submitted, "review_saved", new.id);
            self.add(written && submitted, "review_submitted", new.id);
            let scores = after.scores.iter().filter(|row| row.review_id == new.id);
            for _ in scores.filter(|_| written && submitted) {
                self.add(true, "score_given", new.id);
            }
        }
        for new in &after.reopenings {
            let old = before.reopenings.iter().find(|old| old.id == new.id);
            self.add(old.is_none(), "review_reopened", new.review_id);
            let answered = old.is_some_and(|old| old.answered_at != new.answered_at);
            self.add(answered, "reopened_review_answered", new.review_id);
        }
        for new in &after.posts {
            let known = before.posts.iter().any(|old| old.id == new.id);
            self.add(!known, "panel_post_added", new.id);
        }
    }

    fn assignments(&mut self, before: &Facts, after: &Facts) {
        let runs = after.runs.len() > before.runs.len();
        let chosen = before.challenge.reading != after.challenge.reading;
        let round = |facts: &Facts| -> i32 { facts.proposals.iter().map(|p| p.round).sum() };
        // Who began reads on in a round for those who are assigned.
        let goes_on = round(before) < round(after);
        for new in &after.assignments {
            let old = before.assignments.iter().find(|old| old.id == new.id);
            let ended = old.is_some_and(|old| old.removed_at != new.removed_at);
            let freed = ["conflict", "judge"].contains(&new.removed_reason.as_str());
            self.add(ended && freed, "assignment_freed", new.id);
            let by_hand = new.removed_reason == "hand";
            self.add(ended && by_hand, "assignment_removed", new.id);
            // Those of a run, and those that a choice keeps, are in its row.
            let single = old.is_none() && !runs && !chosen && !goes_on;
            let was_freed = before.assignments.iter().any(|old| {
                old.judge_id == new.judge_id
                    && old.proposal_id == new.proposal_id
                    && old.removed_reason == "conflict"
            });
            let lifted = before
                .conflicts
                .iter()
                .zip(&after.conflicts)
                .any(|(old, new)| old.lifted_at.is_none() && new.lifted_at.is_some());
            let restored = single && was_freed && lifted;
            self.add(restored, "assignment_restored", new.id);
            self.add(single && !restored, "assignment_added", new.id);
        }
    }

    fn decisions(&mut self, before: &Facts, after: &Facts) {
        for new in &after.decisions {
            let old = before.decision(new.proposal_id);
            let decided = old.is_none_or(|old| old.version != new.version);
            self.add(decided, "proposal_decided", new.proposal_id);
        }
    }

    fn offers(&mut self, before: &Facts, after: &Facts) {
        for new in &after.offers {
            let about = new.proposal_id;
            let Some(old) = before.offers.iter().find(|old| old.id == new.id) else {
                self.add(true, "offer_made", about);
                continue;
            };
            let action = match new.state {
                OfferState::Accepted => "offer_accepted",
                OfferState::Declined => "offer_declined",
                OfferState::Lapsed => "offer_lapsed",
                OfferState::TakenBack => "offer_taken_back",
                OfferState::Open => "offer_extended",
            };
            let changed = (old.state, old.answer_by) != (new.state, new.answer_by);
            self.add(changed, action, about);
        }
    }
}
