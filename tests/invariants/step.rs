//! What somebody might do next, legal or not.

use chrono::TimeDelta;
use chrono_tz::Europe::London;
use hub_entity::challenge::{ChallengeState, JudgeState, ProposalState};
use serde_json::{Value, json};

use super::facts::Facts;
use super::random::Chance;
use super::stage::{Canary, Place, Stage};

/// A step.
#[derive(Debug, Clone)]
pub enum Step {
    /// Somebody asks for something.
    Ask {
        who: usize,
        mutation: &'static str,
        input: Value,
        /// What it is about, without keys, which are new each time.
        about: String,
    },
    /// A judge writes.
    Write {
        who: usize,
        mutation: &'static str,
        input: Value,
        about: String,
        judge: i64,
        proposal: i64,
        canaries: Vec<Canary>,
    },
    /// Time passes, and work that is due is done.
    Wait(TimeDelta),
    /// Somebody becomes an officer of a council.
    Join { who: usize, council: usize },
}

/// What a decision says to the applicant, which nobody else reads.
pub fn feedback_to(proposal: i64) -> String {
    format!("zqfeedback{proposal}q")
}

/// Where the challenge is, for how likely things are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    Open,
    Judging,
    Moderation,
    Announced,
}

pub fn phase(facts: &Facts, now: chrono::DateTime<chrono::Utc>) -> Phase {
    let past = |at: Option<chrono::DateTime<chrono::Utc>>| at.is_some_and(|at| at <= now);
    let row = &facts.challenge;
    match row.state {
        ChallengeState::Announced => Phase::Announced,
        _ if past(row.judging_closes_at) => Phase::Moderation,
        _ if past(row.closes_at) => Phase::Judging,
        _ => Phase::Open,
    }
}

/// How likely each is while it is open, judged, moderated and announced.
const LIKELY: &[(&str, [usize; 4])] = &[
    ("wait", [3, 6, 3, 6]),
    ("join", [1, 1, 1, 1]),
    ("leaveOrganisation", [1, 1, 1, 0]),
    ("startProposal", [3, 1, 0, 0]),
    ("editProposal", [8, 1, 1, 0]),
    ("submitProposal", [8, 1, 1, 1]),
    ("withdrawProposal", [4, 1, 1, 1]),
    ("reviveProposal", [6, 1, 1, 1]),
    ("answerPartnership", [6, 1, 1, 1]),
    ("extendDeadline", [2, 1, 1, 1]),
    ("cancelChallenge", [0, 0, 0, 1]),
    ("appointJudge", [6, 2, 1, 1]),
    ("answerAppointment", [10, 2, 1, 1]),
    ("removeJudge", [1, 1, 1, 1]),
    ("setReading", [2, 2, 1, 1]),
    ("declareConflicts", [1, 12, 1, 1]),
    ("declareConflict", [0, 2, 2, 1]),
    ("addConflict", [1, 3, 2, 1]),
    ("liftConflict", [0, 3, 2, 1]),
    ("confirmConflict", [0, 2, 1, 1]),
    ("screenProposal", [1, 5, 3, 1]),
    ("appealScreening", [0, 3, 3, 1]),
    ("disqualifyProposal", [1, 1, 1, 4]),
    ("assignJudges", [1, 2, 1, 1]),
    ("addAssignment", [0, 4, 2, 1]),
    ("removeAssignment", [0, 2, 1, 1]),
    ("saveReview", [2, 14, 2, 2]),
    ("submitReview", [2, 26, 8, 2]),
    ("reopenReview", [0, 1, 7, 1]),
    ("postToPanel", [1, 2, 8, 2]),
    ("decideProposal", [1, 6, 24, 3]),
    ("openJudgingRound", [0, 1, 6, 1]),
    ("leaveOutJudgingRound", [0, 0, 1, 0]),
    ("admitToJudgingRound", [0, 3, 1, 1]),
    ("moveChallenge", [1, 3, 5, 4]),
    ("planAnnouncement", [0, 1, 3, 1]),
    ("cancelAnnouncement", [0, 1, 2, 1]),
    ("announceDecision", [1, 2, 5, 2]),
    ("answerOffer", [0, 1, 1, 10]),
    ("extendOffer", [0, 0, 1, 4]),
];

const STAFF: &[&str] = &[
    "sam", "sam", "sam", "sam", "sue", "sue", "sue", "rob", "max",
];
const PARTNERS: &[&str] = &["ann", "ben", "cat", "jo"];
const JUDGES: &[&str] = &["kim", "jo", "lee", "max"];

/// Chooses a step.
pub struct Chooser<'a> {
    pub stage: &'a mut Stage,
    pub chance: &'a mut Chance,
    pub facts: &'a Facts,
}

impl Chooser<'_> {
    pub fn choose(&mut self) -> Step {
        let phase = phase(self.facts, self.stage.now()) as usize;
        let whole: usize = LIKELY.iter().map(|(_, weights)| weights[phase]).sum();
        let mut at = self.chance.below(whole);
        for (name, weights) in LIKELY {
            if at < weights[phase] {
                return self.step(name);
            }
            at -= weights[phase];
        }
        unreachable!("the weights add up")
    }

    /// Somebody who would usually do it, or anybody.
    fn who(&mut self, usual: &[&str]) -> usize {
        if self.chance.percent(12) {
            return self.chance.below(self.stage.people.len());
        }
        let handle = *self.chance.pick(usual);
        self.stage.who(handle)
    }

    fn ask(&mut self, usual: &[&str], mutation: &'static str, about: &str, input: Value) -> Step {
        let who = self.who(usual);
        Step::Ask {
            who,
            mutation,
            input,
            about: about.to_owned(),
        }
    }

    /// The number of a proposal among all, and its key.
    fn proposal(&mut self) -> (usize, String) {
        let index = self.chance.below(self.facts.proposals.len());
        (index, self.facts.proposals[index].key.clone())
    }

    /// Who leads a proposal.
    fn lead(&self, index: usize) -> usize {
        let by = self.facts.proposals[index].created_by;
        self.stage.person(by).unwrap()
    }

    fn judge(&mut self) -> Option<(usize, String)> {
        if self.facts.judges.is_empty() {
            return None;
        }
        let index = self.chance.below(self.facts.judges.len());
        Some((index, self.facts.judges[index].key.clone()))
    }

    /// A version, or by mistake another.
    fn version(&mut self, known: i32) -> i32 {
        if self.chance.percent(6) {
            known + 1
        } else {
            known
        }
    }

    fn text(&mut self, of_hundred: usize, text: &str) -> String {
        if self.chance.percent(of_hundred) {
            text.to_owned()
        } else {
            String::new()
        }
    }

    fn days(&mut self, from: &[i64]) -> String {
        let days = *self.chance.pick(from);
        let at = self.stage.now() + TimeDelta::days(days);
        at.with_timezone(&London)
            .format("%Y-%m-%dT%H:%M")
            .to_string()
    }

    fn step(&mut self, name: &'static str) -> Step {
        match name {
            "wait" => Step::Wait(TimeDelta::hours(*self.chance.pick(&[1, 6, 30]))),
            "join" => Step::Join {
                who: self.stage.who(["lee", "kim", "nia"][self.chance.below(3)]),
                council: self.chance.below(3),
            },
            "saveReview" | "submitReview" => self.review(name),
            "declareConflicts" | "declareConflict" | "addConflict" | "liftConflict"
            | "confirmConflict" | "addAssignment" | "removeAssignment" | "answerAppointment"
            | "removeJudge" => match self.judge() {
                Some(judge) => self.of_judge(name, judge),
                None => self.step("appointJudge"),
            },
            "leaveOrganisation"
            | "appointJudge"
            | "setReading"
            | "assignJudges"
            | "openJudgingRound"
            | "leaveOutJudgingRound"
            | "extendDeadline"
            | "cancelChallenge"
            | "moveChallenge"
            | "planAnnouncement"
            | "cancelAnnouncement"
            | "announceDecision" => self.of_challenge(name),
            _ => self.of_proposal(name),
        }
    }

    fn of_challenge(&mut self, name: &'static str) -> Step {
        let number = self.stage.challenge;
        let text = self.text(80, "It is time.");
        match name {
            "leaveOrganisation" => {
                let council = self.chance.below(3);
                let input = json!({ "number": self.stage.councils[council] });
                self.ask(
                    &["lee", "kim", "nia"],
                    name,
                    &format!("council {council}"),
                    input,
                )
            }
            "appointJudge" => {
                let who = *self
                    .chance
                    .pick(&["kim", "jo", "lee", "max", "kim", "ann", "sue"]);
                let input = json!({ "challenge": number, "who": who });
                self.ask(STAFF, name, who, input)
            }
            "setReading" => {
                let reading = *self.chance.pick(&["EVERYONE", "EVERYONE", "ASSIGNED"]);
                let input = json!({ "challenge": number, "reading": reading });
                self.ask(STAFF, name, reading, input)
            }
            "assignJudges" => {
                let reviews = 1 + self.chance.below(2);
                let input = json!({ "challenge": number, "reviews": reviews, "least": 0,
                    "most": 3, "seed": 1 });
                self.ask(STAFF, name, &format!("{reviews} reviews"), input)
            }
            "extendDeadline" => {
                let row = &self.facts.challenge;
                let later = |at: Option<chrono::DateTime<chrono::Utc>>| {
                    let at = at.unwrap() + TimeDelta::hours(20);
                    let at = at.with_timezone(&London);
                    at.format("%Y-%m-%dT%H:%M").to_string()
                };
                let input = json!({ "number": number, "reason": text,
                    "closesAt": later(row.closes_at),
                    "judgingOpensAt": later(row.judging_opens_at),
                    "judgingClosesAt": later(row.judging_closes_at) });
                self.ask(STAFF, name, "by 20 hours", input)
            }
            "openJudgingRound" => self.open_round(),
            "leaveOutJudgingRound" => {
                let round = self.next_round();
                let input = json!({ "challenge": number, "round": round, "reason": text });
                self.ask(STAFF, name, &format!("round {round}"), input)
            }
            "cancelChallenge" => {
                let input = json!({ "number": number, "reason": text });
                self.ask(STAFF, name, "", input)
            }
            "moveChallenge" => {
                let to = *self.chance.pick(&[
                    "SCREENING",
                    "CLOSED",
                    "JUDGING",
                    "MODERATION",
                    "DECIDED",
                    "DECIDED",
                    "DELIVERY",
                    "COMPLETED",
                ]);
                let input = json!({ "number": number, "to": to, "reason": text });
                self.ask(STAFF, name, to, input)
            }
            "planAnnouncement" => {
                let at = self.days(&[-1, 1, 1, 2]);
                let known = self.facts.planned.first().map(|known| known.planned_at);
                let seen = known.filter(|_| self.chance.percent(90));
                let input = json!({ "challenge": number, "announceAt": at,
                    "announcement": text, "seen": seen });
                self.ask(STAFF, name, "", input)
            }
            "cancelAnnouncement" => {
                let seen = self.facts.planned.first().map(|known| known.planned_at);
                let input = json!({ "challenge": number, "seen": seen });
                self.ask(STAFF, name, "", input)
            }
            _ => {
                let version = self.version(self.facts.challenge.version);
                let input = json!({ "challenge": number, "version": version,
                    "announcement": text });
                self.ask(STAFF, name, "", input)
            }
        }
    }

    fn of_judge(&mut self, name: &'static str, (index, judge): (usize, String)) -> Step {
        let row = &self.facts.judges[index];
        let own = row.person_id.and_then(|id| self.stage.person(id));
        let own = own.map_or("", |index| self.stage.people[index].handle);
        let (place, proposal) = self.proposal();
        let about = format!("of {own}, proposal {place}");
        let kind = *self.chance.pick(&["PRIOR_WORK", "FAMILY", "MONEY"]);
        let text = self.text(85, "We worked together.");
        let both = json!({ "judge": judge, "proposal": proposal });
        match name {
            "answerAppointment" => {
                let accept = self.chance.percent(88);
                let input = json!({ "judge": judge, "accept": accept, "reason": text });
                self.ask(&[own], name, &format!("{about}: {accept}"), input)
            }
            "removeJudge" => self.ask(STAFF, name, &about, json!({ "judge": judge })),
            "declareConflicts" => {
                let mut said = String::new();
                let answers: Vec<Value> = (0..self.facts.proposals.len())
                    .map(|index| {
                        let conflict = self.chance.percent(18);
                        said.push(if conflict { '!' } else { '.' });
                        json!({ "proposal": self.facts.proposals[index].key,
                            "conflict": conflict, "kind": kind, "note": text })
                    })
                    .collect();
                let input = json!({ "judge": judge, "answers": answers });
                self.ask(&[own], name, &format!("of {own}: {said}"), input)
            }
            "declareConflict" => {
                let input = json!({ "judge": judge, "proposal": proposal, "kind": kind });
                self.ask(&[own], name, &about, input)
            }
            "addConflict" => {
                let input = json!({ "judge": judge, "proposal": proposal, "kind": kind,
                    "note": text });
                self.ask(STAFF, name, &about, input)
            }
            "liftConflict" => {
                // One that stands, if there is any.
                let standing: Vec<_> = self.facts.conflicts.iter().collect();
                let input = if standing.is_empty() {
                    json!({ "judge": judge, "proposal": proposal, "reason": text })
                } else {
                    let row = standing[self.chance.below(standing.len())];
                    let key = |id: i64| {
                        let found = self.facts.proposals.iter().find(|p| p.id == id);
                        found.unwrap().key.clone()
                    };
                    let judge = self.facts.judges.iter().find(|j| j.id == row.judge_id);
                    json!({ "judge": judge.unwrap().key, "proposal": key(row.proposal_id),
                        "reason": text })
                };
                self.ask(STAFF, name, "", input)
            }
            _ => self.ask(STAFF, name, &about, both),
        }
    }

    fn of_proposal(&mut self, name: &'static str) -> Step {
        let (index, key) = self.proposal();
        let row = &self.facts.proposals[index];
        let lead = self.lead(index);
        let lead = [self.stage.people[lead].handle];
        let about = format!("proposal {index}");
        let text = self.text(85, "We thought about it for long.");
        match name {
            "startProposal" => {
                let council = self.chance.below(3);
                let input = json!({ "challenge": self.stage.challenge, "title": "Another",
                    "organisation": self.stage.councils[council] });
                self.ask(PARTNERS, name, &format!("council {council}"), input)
            }
            "editProposal" => {
                let version = self.version(row.version);
                let word = self.stage.word();
                let input = json!({ "key": key, "version": version, "title": format!("Stops {word}"),
                    "summary": "A map of them.", "sections": ["SUMMARY"] });
                self.ask(&lead, name, &about, input)
            }
            "submitProposal" => {
                let version = self.version(row.version);
                self.ask(
                    &lead,
                    name,
                    &about,
                    json!({ "key": key, "version": version }),
                )
            }
            "withdrawProposal" => {
                self.ask(&lead, name, &about, json!({ "key": key, "reason": text }))
            }
            "reviveProposal" => {
                let gone = |p: &&hub_entity::challenge::proposal::Model| {
                    p.state == ProposalState::Withdrawn
                };
                let key = match self.facts.proposals.iter().find(gone) {
                    Some(gone) if self.chance.percent(80) => gone.key.clone(),
                    _ => key,
                };
                self.ask(PARTNERS, name, &about, json!({ "key": key }))
            }
            "answerPartnership" => {
                let own = self.facts.partners.iter().find(|p| p.proposal_id == row.id);
                let agrees = self.chance.percent(70);
                let input = json!({ "key": key, "partner": own.map_or("", |p| p.key.as_str()),
                    "agrees": agrees });
                self.ask(&lead, name, &format!("{about}: {agrees}"), input)
            }
            "screenProposal" => {
                let known = self
                    .facts
                    .screenings
                    .iter()
                    .find(|s| s.proposal_id == row.id);
                let eligible = self.chance.percent(60);
                let version = self.version(known.map_or(0, |known| known.version));
                let input = json!({ "key": key, "eligible": eligible, "reason": text,
                    "version": version });
                self.ask(STAFF, name, &format!("{about}: {eligible}"), input)
            }
            "appealScreening" => {
                self.ask(&lead, name, &about, json!({ "key": key, "appeal": text }))
            }
            "admitToJudgingRound" => self.ask(
                STAFF,
                name,
                &about,
                json!({ "proposal": key, "reason": text }),
            ),
            "disqualifyProposal" => {
                self.ask(STAFF, name, &about, json!({ "key": key, "reason": text }))
            }
            "postToPanel" => {
                let input = json!({ "proposal": key, "body": text });
                let usual = [JUDGES, &["sam"]].concat();
                self.ask(&usual, name, &about, input)
            }
            "reopenReview" => {
                let count = self.facts.reviews.len();
                let submitted = |r: &&hub_entity::challenge::review::Model| {
                    r.state == hub_entity::challenge::ReviewState::Submitted
                };
                let known: Vec<_> = self.facts.reviews.iter().filter(submitted).collect();
                let review = match count {
                    0 => String::new(),
                    _ if !known.is_empty() && self.chance.percent(80) => {
                        known[self.chance.below(known.len())].key.clone()
                    }
                    _ => self.facts.reviews[self.chance.below(count)].key.clone(),
                };
                let input = json!({ "review": review, "reason": text });
                self.ask(STAFF, name, "", input)
            }
            "decideProposal" => self.decide(index),
            "answerOffer" => {
                let accept = self.chance.percent(45);
                let input = json!({ "proposal": key, "accept": accept, "reason": text });
                self.ask(&lead, name, &format!("{about}: {accept}"), input)
            }
            "extendOffer" => {
                let until = self.days(&[-1, 3, 9, 15]);
                let input = json!({ "proposal": key, "until": until });
                self.ask(STAFF, name, &about, input)
            }
            other => unreachable!("{other}"),
        }
    }

    fn next_round(&mut self) -> i32 {
        let settled = self.facts.rounds.iter().map(|round| round.number).max();
        let next = settled.unwrap_or(1) + 1;
        self.version(next)
    }

    /// Most of what can go on goes on to the next round.
    fn open_round(&mut self) -> Step {
        let round = self.next_round();
        let due_at = self.days(&[-1, 2, 2, 5]);
        let reason = self.text(90, "There is more to ask.");
        let reached = self.facts.challenge.round;
        let rows = self.facts.proposals.clone();
        let mut about = format!("round {round}: ");
        let mut entries = Vec::new();
        for row in rows
            .iter()
            .filter(|row| self.facts.takes_part(row) && row.round >= reached)
        {
            let goes_on = self.chance.percent(70);
            about.push(if goes_on { '+' } else { '-' });
            entries.push(json!({ "proposal": row.key, "goesOn": goes_on, "reason": reason }));
        }
        let input = json!({ "challenge": self.stage.challenge, "round": round, "dueAt": due_at,
            "entries": entries });
        self.ask(STAFF, "openJudgingRound", &about, input)
    }

    fn decide(&mut self, mut index: usize) -> Step {
        let taking_part = |index: &usize| self.facts.takes_part(&self.facts.proposals[*index]);
        let places: Vec<usize> = (0..self.facts.proposals.len())
            .filter(taking_part)
            .collect();
        if !places.is_empty() && self.chance.percent(85) {
            index = *self.chance.pick(&places);
        }
        let row = &self.facts.proposals[index];
        let known = self.facts.decision(row.id);
        let version = self.version(known.map_or(0, |known| known.version));
        let outcome = *self
            .chance
            .pick(&["SELECT", "SELECT", "RESERVE", "DECLINE"]);
        let rank = 1 + self.chance.below(3);
        let [reason, feedback, waiver] = [
            self.text(85, "It is ready."),
            self.text(75, &feedback_to(row.id)),
            self.text(40, "Nobody else could read it."),
        ];
        let about = format!("proposal {index}: {outcome} {rank} [{feedback}]");
        let input = json!({ "proposal": row.key, "outcome": outcome, "reserveRank": rank,
            "reason": reason, "feedback": feedback, "waiver": waiver, "version": version });
        self.ask(STAFF, "decideProposal", &about, input)
    }

    fn review(&mut self, mutation: &'static str) -> Step {
        let Some((index, key)) = self.judge() else {
            return self.step("appointJudge");
        };
        let (mut place, mut proposal) = self.proposal();
        let mut judge = self.facts.judges[index].clone();
        // Mostly something that they may read.
        let now = self.stage.now();
        for _ in 0..4 {
            let row = self.facts.proposals[place].id;
            if self.facts.may_read(&judge, row, now) {
                break;
            }
            let index = self.chance.below(self.facts.judges.len());
            judge = self.facts.judges[index].clone();
            (place, proposal) = self.proposal();
        }
        let row = self.facts.proposals[place].id;
        let known = self.facts.review(judge.id, row).map_or(0, |r| r.version);
        let version = self.version(known);
        let own = judge.person_id.and_then(|id| self.stage.person(id));
        let who = match own {
            Some(own) if self.chance.percent(92) => own,
            _ => self.who(JUDGES),
        };
        let mut canaries = Vec::new();
        let mut plant = |stage: &mut Stage, place| {
            let word = stage.word();
            canaries.push(Canary {
                word: word.clone(),
                judge: judge.id,
                proposal: row,
                place,
                submitted: mutation == "submitReview",
            });
            word
        };
        let mut scores = Vec::new();
        let mut levels = String::new();
        for criterion in self.stage.criteria.clone() {
            let level = (!self.chance.percent(4)).then(|| self.chance.below(5));
            levels.push_str(&level.map_or("-".to_owned(), |level| level.to_string()));
            let comment = plant(self.stage, Place::Comment);
            scores.push(json!({ "criterion": criterion, "level": level, "comment": comment }));
        }
        let input = json!({ "judge": key, "proposal": proposal, "version": version,
            "scores": scores,
            "comment": plant(self.stage, Place::Comment),
            "applicantComment": plant(self.stage, Place::Comment),
            "privateNotes": plant(self.stage, Place::Private) });
        let state = match judge.state {
            JudgeState::Accepted => "",
            _ => " who does not judge",
        };
        let handle = own.map_or("", |own| self.stage.people[own].handle);
        Step::Write {
            who,
            mutation,
            input,
            about: format!("of {handle}{state}, proposal {place}: {levels}, version {version}"),
            judge: judge.id,
            proposal: row,
            canaries,
        }
    }
}
