//! One history.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use hub_domain::judging::sealed;
use hub_domain::platform::audit::SITE;
use hub_domain::platform::audit::verify::verify;
use hub_entity::challenge::ChallengeState;
use hub_entity::organisation::{MembershipState, OrganisationRole, organisation_member};
use hub_entity::platform::audit;
use sea_orm_migration::sea_orm::{ActiveModelTrait, ActiveValue::Set, IntoActiveModel};

use super::facts::{self, Facts};
use super::random::Chance;
use super::reads::{self, Seen};
use super::stage::{Outcome, Stage};
use super::step::{Chooser, Phase, Step, feedback_to, phase};
use super::{awards, ledger, secrets};
use crate::policy_matrix::schema::Schema;

/// Steps while it is open, judged, moderated and announced.
const STEPS: [usize; 4] = [22, 50, 34, 14];

/// Prints what was done where a history ends too early.
struct Told(std::cell::RefCell<String>);

impl Drop for Told {
    fn drop(&mut self) {
        if std::thread::panicking() {
            println!("{}", self.0.borrow());
        }
    }
}

struct History {
    stage: Stage,
    chance: Chance,
    schema: Schema,
    facts: Facts,
    /// Ends of the challenge's chain and of the site's.
    ends: [i64; 2],
    mails: usize,
    told: Told,
    /// What the clock did, and for which time.
    ticks: BTreeSet<(String, String)>,
    accepted: usize,
    refused: usize,
    compared: usize,
}

/// Plays one history, and checks the invariants all along.
pub async fn history(seed: u64) {
    let mut chance = Chance::new(seed);
    let stage = Stage::build(seed, &mut chance).await;
    let facts = stage.facts().await;
    let mut history = History {
        stage,
        chance,
        schema: Schema::read(),
        facts,
        ends: [0, 0],
        mails: 0,
        told: Told(std::cell::RefCell::default()),
        ticks: BTreeSet::new(),
        accepted: 0,
        refused: 0,
        compared: 0,
    };
    history.opening().await;
    for (phase, steps) in [
        Phase::Open,
        Phase::Judging,
        Phase::Moderation,
        Phase::Announced,
    ]
    .into_iter()
    .zip(STEPS)
    {
        history.go_to(phase).await;
        for _ in 0..steps {
            history.step().await;
        }
    }
    history.end().await;
    if std::env::var_os("HUB_INVARIANT_SEED").is_some() {
        println!("{}", history.stage.history);
    }
    println!(
        "seed {seed}: {} accepted, {} refused, {} compared, announced {}",
        history.accepted,
        history.refused,
        history.compared,
        history.facts.challenge.state == ChallengeState::Announced,
    );
}

impl History {
    /// Judges are appointed and accept, so that little time is lost on it.
    async fn opening(&mut self) {
        if whole() || self.stage.history.starts_with("seed 1\n") {
            self.look_idle().await;
        }
        for handle in ["kim", "jo", "lee", "max"] {
            if self.chance.percent(85) {
                let input = serde_json::json!({ "challenge": self.stage.challenge, "who": handle });
                self.ask("sam", "appointJudge", input).await;
            }
        }
        for handle in ["kim", "jo", "lee", "max"] {
            let who = self.stage.people[self.stage.who(handle)].id().unwrap();
            let own = self.facts.judge_of(who).map(|judge| judge.key.clone());
            if let Some(judge) = own.filter(|_| self.chance.percent(90)) {
                let input = serde_json::json!({ "judge": judge, "accept": true });
                self.ask(handle, "answerAppointment", input).await;
            }
        }
    }

    async fn ask(&mut self, who: &str, mutation: &'static str, input: serde_json::Value) {
        let step = Step::Ask {
            who: self.stage.who(who),
            mutation,
            input,
            about: String::new(),
        };
        self.take(step).await;
    }

    /// Looking twice shows the same, so that a difference later is one.
    async fn look_idle(&mut self) {
        let who = self.stage.who("jo");
        let mut looks = [Seen::new(), Seen::new()];
        for look in &mut looks {
            self.look(who, if whole() { 100 } else { 15 }, look).await;
        }
        let difference = reads::difference(&looks[0], &looks[1]);
        assert!(difference.is_none(), "{}", difference.unwrap_or_default());
    }

    /// What somebody sees: so many pages in a hundred, and fields.
    async fn look(&self, who: usize, of_hundred: usize, seen: &mut Seen) {
        let asks = reads::asks(&self.schema, &self.stage, &self.facts);
        let mut chance = Chance::new(7 + who as u64 + self.accepted as u64);
        for (root, field) in asks {
            if of_hundred == 100 || chance.percent(of_hundred.max(40)) {
                let things = reads::things(&self.facts);
                reads::ask(
                    &self.stage,
                    who,
                    root,
                    &self.schema.below(&field, &things),
                    seen,
                )
                .await;
            }
        }
        let mut addresses = reads::addresses(&self.stage, &self.facts);
        addresses.retain(|_| chance.percent(of_hundred));
        reads::pages(&self.stage, who, &addresses, seen).await;
    }

    /// Moves the clock to where a phase begins, unless it is there.
    async fn go_to(&mut self, wanted: Phase) {
        let row = &self.facts.challenge;
        let at = match wanted {
            Phase::Open => return,
            Phase::Judging => row.judging_opens_at,
            Phase::Moderation => row.judging_closes_at,
            Phase::Announced => return self.finish().await,
        };
        let ahead = at.unwrap() - self.stage.now() + TimeDelta::minutes(1);
        if ahead > TimeDelta::zero() {
            self.take(Step::Wait(ahead)).await;
        }
        match wanted {
            Phase::Judging => self.declare().await,
            _ if self.chance.percent(70) => self.overreach().await,
            _ => {}
        }
    }

    /// Most judges declare their conflicts as soon as they can.
    async fn declare(&mut self) {
        for judge in self.facts.judges.clone() {
            let own = judge.person_id.and_then(|id| self.stage.person(id));
            let Some(own) = own.filter(|_| self.chance.percent(90)) else {
                continue;
            };
            let handle = self.stage.people[own].handle;
            let mut answers = Vec::new();
            for row in &self.facts.proposals {
                let conflict = self.chance.percent(15);
                answers.push(
                    serde_json::json!({ "proposal": row.key, "conflict": conflict,
                    "kind": "FAMILY" }),
                );
            }
            let input = serde_json::json!({ "judge": judge.key, "answers": answers });
            self.ask(handle, "declareConflicts", input).await;
        }
    }

    /// Staff would select everything, leave out the feedback to one, and announce.
    async fn overreach(&mut self) {
        let mut rows = self.facts.proposals.clone();
        rows.retain(|row| self.facts.takes_part(row));
        let Some(silent) = (!rows.is_empty()).then(|| self.chance.below(rows.len())) else {
            return;
        };
        for (index, row) in rows.iter().enumerate() {
            let feedback = if index == silent {
                ""
            } else {
                &feedback_to(row.id)
            };
            for outcome in ["SELECT", "DECLINE"] {
                let known = self.facts.decision(row.id);
                if known.is_some() && outcome == "DECLINE" {
                    break;
                }
                let input = serde_json::json!({ "proposal": row.key, "outcome": outcome,
                    "reason": "It is so.", "feedback": feedback, "waiver": "Time is short.",
                    "version": known.map_or(0, |known| known.version) });
                self.ask("sam", "decideProposal", input).await;
            }
        }
        // Whoever applied looks whether there is anything yet.
        for row in &rows {
            let Some(who) = self.stage.person(row.created_by) else {
                continue;
            };
            let own = ["", "/decision"].map(|rest| format!("/proposals/{}{rest}", row.key));
            let mut seen = Seen::new();
            reads::pages(&self.stage, who, &own, &mut seen).await;
            for (place, text) in &seen {
                secrets::check(&self.stage, &self.facts, who, place, text);
            }
        }
        let input = serde_json::json!({ "challenge": self.stage.challenge,
            "version": self.facts.challenge.version, "announcement": "All are good." });
        self.ask("sam", "announceDecision", input).await;
    }

    /// Decides what is undecided, so that something is announced.
    async fn finish(&mut self) {
        if phase(&self.facts, self.stage.now()) == Phase::Announced {
            return;
        }
        // A round that was declared is held or left out first, and what is under way ends.
        let ahead = self.facts.challenge.judging_closes_at.unwrap() - self.stage.now();
        if ahead >= TimeDelta::zero() {
            self.take(Step::Wait(ahead + TimeDelta::minutes(1))).await;
        }
        if phase(&self.facts, self.stage.now()) == Phase::Announced {
            return;
        }
        let settled = self.facts.rounds.iter().map(|round| round.number).max();
        let input = serde_json::json!({ "challenge": self.stage.challenge,
            "round": settled.unwrap_or(1) + 1, "reason": "The scores are clear." });
        self.ask("sam", "leaveOutJudgingRound", input).await;
        let mut rows = self.facts.proposals.clone();
        rows.retain(|row| self.facts.takes_part(row));
        for row in &rows {
            for outcome in ["SELECT", "RESERVE", "DECLINE"] {
                let known = self.facts.decision(row.id);
                let done = known.is_some_and(|known| !known.feedback.is_empty());
                if done && outcome != "SELECT" {
                    break;
                }
                let input = serde_json::json!({ "proposal": row.key, "outcome": outcome,
                    "reserveRank": row.id, "reason": "It is so.", "feedback": "Feedback at last.",
                    "waiver": "Time is short.", "version": known.map_or(0, |known| known.version) });
                self.ask("sam", "decideProposal", input).await;
            }
        }
        let input = serde_json::json!({ "challenge": self.stage.challenge,
            "version": self.facts.challenge.version, "announcement": "One stood out." });
        self.ask("sam", "announceDecision", input).await;
    }

    async fn step(&mut self) {
        let step = Chooser {
            stage: &mut self.stage,
            chance: &mut self.chance,
            facts: &self.facts,
        }
        .choose();
        self.take(step).await;
    }

    async fn take(&mut self, step: Step) {
        let number = self.stage.history.lines().count();
        let line = match &step {
            Step::Ask {
                who,
                mutation,
                about,
                ..
            }
            | Step::Write {
                who,
                mutation,
                about,
                ..
            } => {
                let handle = self.stage.people[*who].handle;
                format!("{number}. {handle} {mutation} {about}")
            }
            other => format!("{number}. {other:?}"),
        };
        self.stage.note(&line);
        self.told.0.replace(self.stage.history.clone());
        match step {
            Step::Ask {
                who,
                mutation,
                input,
                ..
            } => {
                let answer = self.stage.act(who, mutation, &input).await;
                self.check(Some((who, answer))).await;
            }
            Step::Write {
                who,
                mutation,
                input,
                judge,
                proposal,
                canaries,
                ..
            } => {
                self.stage.canaries.extend(canaries);
                let reader = self.reader(judge, proposal);
                let mut before = Seen::new();
                if let Some(reader) = reader {
                    self.look(reader, pages(), &mut before).await;
                }
                let answer = self.stage.act(who, mutation, &input).await;
                let accepted = answer.0 == Outcome::Accepted;
                let old = self.facts.clone();
                self.check(Some((who, answer))).await;
                if let Some(reader) = reader.filter(|_| accepted) {
                    let now = std::mem::replace(&mut self.facts, old);
                    let mut after = Seen::new();
                    // The same addresses as before.
                    self.accepted -= 1;
                    self.look(reader, pages(), &mut after).await;
                    self.accepted += 1;
                    self.facts = now;
                    self.compared += 1;
                    let handle = self.stage.people[reader].handle;
                    if let Some(difference) = reads::difference(&before, &after) {
                        panic!(
                            "{handle} notices a review that is not theirs to read: {difference}"
                        );
                    }
                    for (place, text) in &after {
                        secrets::check(&self.stage, &self.facts, reader, place, text);
                    }
                }
            }
            Step::Wait(time) => {
                self.stage.hub.clock().advance(time);
                self.stage.hub.work().await;
                self.check(None).await;
            }
            Step::Join { who, council } => {
                self.join(who, council).await;
                self.facts = self.stage.facts().await;
                self.check(None).await;
            }
        }
    }

    /// Somebody who must not notice a review, now and then.
    fn reader(&self, judge: i64, proposal: i64) -> Option<usize> {
        let mut chance = Chance::new(self.chance.peek());
        if !chance.percent(45) && !whole() {
            return None;
        }
        let foreign =
            |who: &usize| secrets::is_foreign(&self.facts, &self.stage, *who, judge, proposal);
        let mut readers: Vec<usize> = (0..self.stage.people.len()).filter(foreign).collect();
        // Judges most of all.
        let judges = ["kim", "jo", "lee", "max"].map(|handle| self.stage.who(handle));
        let some: Vec<usize> = readers
            .iter()
            .copied()
            .filter(|who| judges.contains(who))
            .collect();
        if !some.is_empty() && chance.percent(75) {
            readers = some;
        }
        (!readers.is_empty()).then(|| *chance.pick(&readers))
    }

    async fn join(&self, who: usize, council: usize) {
        let organisation = self.stage.councils[council];
        let person = self.stage.people[who].id().unwrap();
        let known = self
            .facts
            .members
            .iter()
            .find(|m| m.person_id == person && m.organisation_id == organisation);
        if let Some(row) = known.cloned() {
            let mut row: organisation_member::ActiveModel = row.into_active_model();
            row.state = Set(MembershipState::Active);
            row.update(self.stage.hub.hub.database().writer())
                .await
                .unwrap();
        } else {
            let browser = &self.stage.people[who].browser;
            let role = OrganisationRole::Officer;
            self.stage.hub.join(browser, organisation, role).await;
        }
    }

    /// What holds after each step.
    async fn check(&mut self, answer: Option<(usize, (Outcome, String))>) {
        let db = self.stage.hub.hub.database().reader().clone();
        let after = self.stage.facts().await;
        let (mut rows, end) = facts::audited(&db, self.stage.challenge, self.ends[0]).await;
        let (site, site_end) = facts::audited(&db, SITE, self.ends[1]).await;
        self.ends = [end, site_end];
        // What is sealed and was looked at is noted by reading, which is no step.
        rows.retain(|row| row.action != sealed::ACTION);
        if let Some((who, (outcome, text))) = &answer {
            let line = format!("    {outcome:?}");
            self.stage.note(&line);
            self.told.0.replace(self.stage.history.clone());
            match outcome {
                Outcome::Accepted => self.accepted += 1,
                Outcome::Refused(_) => {
                    self.refused += 1;
                    assert!(after == self.facts, "what was refused changed something");
                    assert!(rows.is_empty() && site.is_empty(), "{rows:?} {site:?}");
                }
            }
            secrets::check(&self.stage, &after, *who, "the answer", text);
        }
        rows.retain(|row| row.action != "decision_bundle_taken");
        // A round that begins notes the end of the one before, unless the clock did.
        let begins = after.challenge.round != self.facts.challenge.round;
        if answer.is_none() || begins {
            self.check_clock(&mut rows, begins);
        }
        ledger::check(&self.facts, &after, &rows);
        awards::check(&after);
        self.check_mails(&after).await;
        let before = std::mem::replace(&mut self.facts, after);
        let announced = |facts: &Facts| facts.challenge.state == ChallengeState::Announced;
        if !announced(&before) && announced(&self.facts) {
            let (all, _) = facts::audited(&db, self.stage.challenge, 0).await;
            awards::check_announced(&before, &all, &facts::mails(&db).await);
        }
    }

    /// Takes out the rows of what the clock did to the challenge: each once for each time.
    fn check_clock(&mut self, rows: &mut Vec<audit::Model>, by_hand: bool) {
        let now = self.stage.now();
        let clock = [
            "challenge_opened",
            "challenge_closed",
            "challenge_judging_opened",
            "challenge_judging_closed",
        ];
        let (ticks, others) = std::mem::take(rows)
            .into_iter()
            .partition(|row| clock.contains(&row.action.as_str()));
        *rows = others;
        let ticks: Vec<audit::Model> = ticks;
        for row in ticks {
            assert!(by_hand || row.actor_id.is_none(), "{row:?}");
            let at = row.details["at"].as_str().unwrap().to_owned();
            assert!(
                at.parse::<chrono::DateTime<chrono::Utc>>().unwrap() <= now,
                "{row:?}"
            );
            let is_new = self.ticks.insert((row.action.clone(), at));
            assert!(is_new, "twice: {row:?}");
        }
    }

    /// No mail tells what is not for its reader, as it is written and as it is sent.
    async fn check_mails(&mut self, facts: &Facts) {
        let db = self.stage.hub.hub.database().reader();
        let mails = facts::mails(db).await;
        for mail in &mails[self.mails..] {
            let of = mail.person_id.and_then(|id| self.stage.person(id));
            let staff = of.is_some_and(|who| self.stage.people[who].staff);
            let text = format!("{} {} {}", mail.context, mail.subject, mail.body_text);
            let place = format!("the mail {}", mail.template);
            secrets::check_for(&self.stage, facts, (mail.person_id, staff), &place, &text);
        }
        self.mails = mails.len();
        for mail in self.stage.hub.outbox().take() {
            let at = self.stage.people.iter().position(|person| {
                person.id().is_some() && person.browser.person().email == mail.to
            });
            if let Some(who) = at {
                secrets::check(&self.stage, facts, who, "a sent mail", &mail.text);
            }
        }
    }

    /// A whole look at everything by some, and the audit verified.
    async fn end(&mut self) {
        let mut readers = vec!["jo", "ann", "rob", "max", "lee", ""];
        if !whole() {
            readers = vec![*self.chance.pick(&readers)];
        }
        for handle in readers {
            let who = self.stage.who(handle);
            let mut seen = Seen::new();
            self.look(who, if whole() { 60 } else { 15 }, &mut seen)
                .await;
            for (place, text) in &seen {
                secrets::check(&self.stage, &self.facts, who, place, text);
            }
        }
        let chains = verify(self.stage.hub.hub.database(), &[]).await.unwrap();
        let misfit = chains.iter().find_map(|chain| chain.misfit.as_ref());
        assert!(misfit.is_none(), "{misfit:?}");
    }
}

/// How many pages in a hundred are opened before and after a write.
fn pages() -> usize {
    if whole() { 20 } else { 5 }
}

/// Whether everything is looked at that can be, and not only some of it.
fn whole() -> bool {
    std::env::var_os("HUB_INVARIANT_LOOKS").is_some()
}
