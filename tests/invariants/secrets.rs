//! Invariants 1 and 2: what each person may learn of reviews, and whether they learnt more.

use chrono::{DateTime, Utc};
use hub_entity::challenge::{ChallengeState, Consent, JudgeState, ReviewState, judge};

use super::facts::Facts;
use super::stage::{Canary, Place, Stage};
use super::step::feedback_to;

/// Whether somebody may read a word of a review.
fn may_learn(
    facts: &Facts,
    person: Option<i64>,
    staff: bool,
    of: &Canary,
    now: DateTime<Utc>,
) -> bool {
    let Some(person) = person else {
        return false;
    };
    let author = facts.judges.iter().find(|j| j.id == of.judge).unwrap();
    if author.person_id == Some(person) {
        // The judge's own, unless a conflict was found since.
        return author.state == JudgeState::Accepted
            && !facts.has_conflict(author, of.proposal)
            && facts.is_assigned(author, of.proposal);
    }
    let submitted = facts
        .review(of.judge, of.proposal)
        .is_some_and(|row| row.state == ReviewState::Submitted);
    if of.place == Place::Private || !of.submitted || !submitted {
        return false;
    }
    if is_decider(facts, person, staff) {
        // What is set aside is read by nobody; what was announced is kept as it was.
        return counts(facts, author, of.proposal)
            || facts.challenge.state == ChallengeState::Announced;
    }
    has_seat(facts, person, of.proposal, now) && counts(facts, author, of.proposal)
}

/// Whether somebody may read what was decided on a proposal: who decides, and once it is announced
/// those who are or were behind it.
fn may_learn_decision(facts: &Facts, person: Option<i64>, staff: bool, proposal: i64) -> bool {
    let Some(person) = person else {
        return false;
    };
    let member = |organisation: Option<i64>| {
        let mut members = facts.members.iter();
        members.any(|m| m.person_id == person && Some(m.organisation_id) == organisation)
    };
    let is_behind = facts.partners.iter().any(|p| {
        p.proposal_id == proposal && (p.person_id == Some(person) || member(p.organisation_id))
    });
    let began = facts
        .proposals
        .iter()
        .any(|row| row.id == proposal && row.created_by == person);
    let announced = facts.challenge.state == ChallengeState::Announced;
    is_decider(facts, person, staff) || (announced && (is_behind || began))
}

fn counts(facts: &Facts, author: &judge::Model, proposal: i64) -> bool {
    author.state == JudgeState::Accepted
        && !facts.has_conflict(author, proposal)
        && facts.is_assigned(author, proposal)
}

/// Staff without a part in the challenge, who do not judge it and never began to.
pub fn is_decider(facts: &Facts, person: i64, staff: bool) -> bool {
    let judged = facts.judge_of(person).is_some_and(|judge| {
        [JudgeState::Invited, JudgeState::Accepted].contains(&judge.state)
            || judge.conflicts_declared_at.is_some()
            || facts.reviews.iter().any(|row| row.judge_id == judge.id)
    });
    let member = |organisation: Option<i64>| {
        facts.members.iter().any(|m| {
            m.person_id == person
                && Some(m.organisation_id) == organisation
                && m.state == hub_entity::organisation::MembershipState::Active
        })
    };
    let part = facts.partners.iter().any(|p| {
        p.consent != Consent::Declined && (p.person_id == Some(person) || member(p.organisation_id))
    });
    staff && !judged && !part && !facts.proposals.iter().any(|p| p.created_by == person)
}

/// A judge who may discuss a proposal: their own review is in, and reviews are no longer due.
pub fn has_seat(facts: &Facts, person: i64, proposal: i64, now: DateTime<Utc>) -> bool {
    let closed = facts
        .challenge
        .judging_closes_at
        .is_some_and(|at| at <= now);
    let Some(judge) = facts.judge_of(person) else {
        return false;
    };
    let own = facts.review(judge.id, proposal);
    closed
        && own.is_some_and(|row| row.state == ReviewState::Submitted)
        && facts.may_read(judge, proposal, now)
}

/// Fails if a text that somebody read holds a word that is not for them.
#[track_caller]
pub fn check(stage: &Stage, facts: &Facts, who: usize, place: &str, text: &str) {
    let person = &stage.people[who];
    check_for(stage, facts, (person.id(), person.staff), place, text);
}

/// The same for anybody by number.
#[track_caller]
pub fn check_for(
    stage: &Stage,
    facts: &Facts,
    (person, staff): (Option<i64>, bool),
    place: &str,
    text: &str,
) {
    let now = stage.now();
    for canary in &stage.canaries {
        if text.contains(&canary.word) {
            assert!(
                may_learn(facts, person, staff, canary, now),
                "{person:?} reads {canary:?} at {place}:\n{}",
                around(text, &canary.word)
            );
        }
    }
    for row in &facts.proposals {
        let word = feedback_to(row.id);
        if text.contains(&word) {
            assert!(
                may_learn_decision(facts, person, staff, row.id),
                "{person:?} reads what was decided on {} at {place}:\n{}",
                row.id,
                around(text, &word)
            );
        }
    }
    // A total, as a number that nothing else is, for those who read no reviews but their own.
    for review in &facts.reviews {
        let Some(total) = review.total.filter(|total| total.fract() != 0.0) else {
            continue;
        };
        let canary = Canary {
            word: format!("{total}"),
            judge: review.judge_id,
            proposal: review.proposal_id,
            place: Place::Comment,
            submitted: true,
        };
        let same = |other: &&hub_entity::challenge::review::Model| {
            let another =
                other.judge_id != review.judge_id || other.proposal_id != review.proposal_id;
            another && other.total == review.total
        };
        let unique = !facts.reviews.iter().any(|other| same(&other));
        let announced = facts.challenge.state == ChallengeState::Announced;
        if unique && !announced && text.contains(&canary.word) {
            assert!(
                may_learn(facts, person, staff, &canary, now),
                "{person:?} reads the total {total} of {} at {place}:\n{}",
                canary.proposal,
                around(text, &canary.word)
            );
        }
    }
}

/// Whether a review of a proposal by a judge is nothing that somebody may notice now.
pub fn is_foreign(facts: &Facts, stage: &Stage, who: usize, judge: i64, proposal: i64) -> bool {
    let Some(person) = stage.people[who].id() else {
        return true;
    };
    let own = facts
        .judges
        .iter()
        .any(|j| j.id == judge && j.person_id == Some(person));
    !own && !is_decider(facts, person, stage.people[who].staff)
        && !has_seat(facts, person, proposal, stage.now())
}

pub fn around(text: &str, word: &str) -> String {
    let at = text.find(word).unwrap_or(0);
    let from = (0..=at.saturating_sub(200))
        .rev()
        .find(|i| text.is_char_boundary(*i));
    let to = (at + 200).min(text.len());
    let to = (to..=text.len()).find(|i| text.is_char_boundary(*i));
    text[from.unwrap_or(0)..to.unwrap_or(text.len())].to_owned()
}
