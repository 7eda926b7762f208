//! Reviews, from the appointment of a judge on.

use chrono::TimeDelta;
use hub_entity::challenge::{
    ChallengeState, ConflictKind, ConflictOrigin, JudgeState, ReviewState, challenge, conflict,
    criterion, judge, reopening, review, score,
};
use sea_orm_migration::sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder,
};
use serde_json::json;

use super::Leads::{self, No, Same, To};
use super::{actions, ask, compare};
use crate::judging_world::World;
use crate::support::Browser;

/// Where a judge and their review of a proposal are put.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum At {
    Invited,
    Declined,
    Removed,
    Accepted,
    Declared,
    Conflicted,
    Draft,
    Submitted,
    SetAside,
    Locked,
    Reopened,
    Announced,
}

use At::*;

const STEPS: [&str; 11] = [
    "accept",
    "decline",
    "declare conflicts",
    "declare a conflict",
    "save",
    "submit",
    "add a conflict",
    "lift the conflict",
    "reopen",
    "remove",
    "appoint",
];

/// Every state, and what each step leads to.
fn walk() -> Vec<(At, [Leads; 11])> {
    const NO: Leads = No("NOT_FOUND");
    const FIRST: Leads = No("ACCEPT_FIRST");
    const KNOWN: Leads = No("ALREADY_JUDGE");
    const OPEN: Leads = No("JUDGING_NOT_OPEN");
    const EARLY: Leads = No("MODERATION_NOT_NOW");
    const JUDGES: Leads = No("JUDGES_NOT_NOW");
    const DONE: Leads = No("REVIEW_SUBMITTED");
    const LATE: Leads = No("CONFLICTS_NOT_NOW");
    let accepted = To("Accepted", &["appointment_accepted"]);
    let declined = To("Declined", &["appointment_declined"]);
    let removed = To("Removed", &["judge_removed"]);
    let appointed = To("Invited", &["judge_appointed"]);
    let declared = |to| To(to, &["conflicts_declared"]);
    let conflict = |to| To(to, &["conflict_recorded"]);
    let aside = To("SetAside", &["conflict_recorded", "review_set_aside"]);
    let saved = To("Draft", &["review_saved"]);
    let submitted = To(
        "Submitted",
        &["score_given", "score_given", "review_submitted"],
    );
    vec![
        (
            Invited,
            [
                accepted,
                declined,
                FIRST,
                FIRST,
                NO,
                NO,
                conflict("Invited"),
                NO,
                NO,
                removed,
                KNOWN,
            ],
        ),
        (
            Declined,
            [
                NO,
                NO,
                NO,
                NO,
                NO,
                NO,
                conflict("Declined"),
                NO,
                NO,
                removed,
                appointed,
            ],
        ),
        (
            Removed,
            [
                NO,
                NO,
                NO,
                NO,
                NO,
                NO,
                conflict("Removed"),
                NO,
                NO,
                Same,
                appointed,
            ],
        ),
        (
            Accepted,
            [
                Same,
                declined,
                declared("Declared"),
                NO,
                NO,
                NO,
                conflict("Accepted"),
                NO,
                NO,
                removed,
                KNOWN,
            ],
        ),
        (
            Declared,
            [
                Same,
                declined,
                declared("Declared"),
                conflict("Conflicted"),
                saved,
                submitted,
                conflict("Conflicted"),
                NO,
                NO,
                removed,
                KNOWN,
            ],
        ),
        (
            Conflicted,
            [
                Same,
                declined,
                declared("Conflicted"),
                Same,
                NO,
                NO,
                Same,
                To("Declared", &["conflict_lifted"]),
                NO,
                removed,
                KNOWN,
            ],
        ),
        (
            Draft,
            [
                Same,
                declined,
                declared("Draft"),
                aside,
                saved,
                submitted,
                aside,
                NO,
                EARLY,
                removed,
                KNOWN,
            ],
        ),
        (
            Submitted,
            [
                Same,
                declined,
                declared("Submitted"),
                aside,
                DONE,
                submitted,
                aside,
                NO,
                EARLY,
                removed,
                KNOWN,
            ],
        ),
        (
            SetAside,
            [
                Same,
                declined,
                declared("SetAside"),
                Same,
                NO,
                NO,
                Same,
                To("Submitted", &["conflict_lifted"]),
                EARLY,
                removed,
                KNOWN,
            ],
        ),
        (
            Locked,
            [
                Same,
                declined,
                declared("Locked"),
                aside,
                OPEN,
                OPEN,
                aside,
                NO,
                To("Reopened", &["review_reopened"]),
                removed,
                JUDGES,
            ],
        ),
        (
            Reopened,
            [
                Same,
                declined,
                declared("Reopened"),
                aside,
                DONE,
                To(
                    "Locked",
                    &[
                        "score_given",
                        "score_given",
                        "review_submitted",
                        "reopened_review_answered",
                    ],
                ),
                aside,
                NO,
                No("REVIEW_REOPENED"),
                removed,
                JUDGES,
            ],
        ),
        (
            Announced,
            [
                JUDGES, JUDGES, LATE, LATE, OPEN, OPEN, LATE, LATE, EARLY, JUDGES, JUDGES,
            ],
        ),
    ]
}

struct Walk {
    world: World,
    criteria: Vec<i64>,
    /// Whose appointment is at stake, a new person each time.
    who: Browser,
    judge: judge::Model,
}

impl Walk {
    async fn place(world: World, at: At, number: usize) -> Self {
        let db = world.hub.hub.database().writer();
        let now = world.hub.clock().now();
        let who = world.hub.person(&format!("judge{number}")).await;
        let days = match at {
            Locked | Reopened | Announced => [-3, -2, -1],
            _ => [-2, -1, 1],
        };
        let [closes, opens, due] = days.map(|days| Set(Some(now + TimeDelta::days(days))));
        let announced = at == Announced;
        let state = if announced {
            ChallengeState::Announced
        } else {
            ChallengeState::Published
        };
        challenge::ActiveModel {
            id: Set(world.challenge.id),
            state: Set(state),
            announced_at: Set(announced.then_some(now)),
            closes_at: closes,
            judging_opens_at: opens,
            judging_closes_at: due,
            ..Default::default()
        }
        .update(db)
        .await
        .unwrap();
        let state = match at {
            Invited => JudgeState::Invited,
            Declined => JudgeState::Declined,
            Removed => JudgeState::Removed,
            _ => JudgeState::Accepted,
        };
        let declared = ![Invited, Declined, Removed, Accepted].contains(&at);
        let judge = judge::ActiveModel {
            key: Set(world.hub.hub.random().key()),
            challenge_id: Set(world.challenge.id),
            person_id: Set(Some(who.person().id)),
            email: Set(who.person().email.clone()),
            state: Set(state),
            conflicts_declared_at: Set(declared.then_some(now)),
            declined_reason: Set(String::new()),
            appointed_by: Set(world.sam.person().id),
            created_at: Set(now),
            ..Default::default()
        };
        let judge = judge.insert(db).await.unwrap();
        let criteria = criterion::Entity::find()
            .order_by_asc(criterion::Column::Id)
            .all(db)
            .await
            .unwrap();
        let walk = Self {
            criteria: criteria.iter().map(|c| c.id).collect(),
            world,
            who,
            judge,
        };
        walk.conflict(at).await;
        walk.review(at).await;
        walk
    }

    async fn conflict(&self, at: At) {
        if ![Conflicted, SetAside].contains(&at) {
            return;
        }
        let row = conflict::ActiveModel {
            judge_id: Set(self.judge.id),
            proposal_id: Set(self.world.proposals[0].id),
            origin: Set(ConflictOrigin::Declared),
            kind: Set(ConflictKind::Family),
            note: Set(String::new()),
            created_at: Set(self.world.hub.clock().now()),
            lifted_reason: Set(String::new()),
            ..Default::default()
        };
        row.insert(self.world.hub.hub.database().writer())
            .await
            .unwrap();
    }

    async fn review(&self, at: At) {
        if ![Draft, Submitted, SetAside, Locked, Reopened, Announced].contains(&at) {
            return;
        }
        let db = self.world.hub.hub.database().writer();
        let now = self.world.hub.clock().now();
        let submitted = at != Draft;
        let row = review::ActiveModel {
            key: Set(self.world.hub.hub.random().key()),
            judge_id: Set(self.judge.id),
            proposal_id: Set(self.world.proposals[0].id),
            proposal_version: Set(1),
            state: Set(if submitted {
                ReviewState::Submitted
            } else {
                ReviewState::Draft
            }),
            comment: Set("As it was.".into()),
            applicant_comment: Set(String::new()),
            private_notes: Set(String::new()),
            total: Set(submitted.then_some(50.0)),
            version: Set(1),
            submitted_at: Set(submitted.then_some(now)),
            created_at: Set(now),
            updated_at: Set(now),
            ..Default::default()
        };
        let row = row.insert(db).await.unwrap();
        for criterion in &self.criteria {
            let row = score::ActiveModel {
                review_id: Set(row.id),
                criterion_id: Set(*criterion),
                level: Set(Some(2)),
                comment: Set("Fair.".into()),
                ..Default::default()
            };
            row.insert(db).await.unwrap();
        }
        if at == Reopened {
            let row = reopening::ActiveModel {
                review_id: Set(row.id),
                version: Set(1),
                reason: Set("Look again.".into()),
                reopened_by: Set(self.world.sam.person().id),
                reopened_at: Set(now),
                ..Default::default()
            };
            row.insert(db).await.unwrap();
        }
    }

    async fn own_review(&self) -> Option<review::Model> {
        review::Entity::find()
            .filter(review::Column::JudgeId.eq(self.judge.id))
            .one(self.world.hub.hub.database().reader())
            .await
            .unwrap()
    }

    /// Where it stands, from the tables, and all that the tables say.
    async fn stands(&self) -> (String, String) {
        let db = self.world.hub.hub.database().reader();
        let judge = judge::Entity::find_by_id(self.judge.id);
        let judge = judge.one(db).await.unwrap().unwrap();
        let review = self.own_review().await;
        let conflicts = conflict::Entity::find()
            .filter(conflict::Column::JudgeId.eq(judge.id))
            .all(db)
            .await
            .unwrap();
        let number = review.as_ref().map_or(0, |row| row.id);
        let reopenings = reopening::Entity::find()
            .filter(reopening::Column::ReviewId.eq(number))
            .all(db)
            .await
            .unwrap();
        let scores = score::Entity::find()
            .filter(score::Column::ReviewId.eq(number))
            .all(db)
            .await
            .unwrap();
        let all = format!("{judge:?} {review:?} {conflicts:?} {reopenings:?} {scores:?}");
        let challenge = challenge::Entity::find_by_id(judge.challenge_id);
        let challenge = challenge.one(db).await.unwrap().unwrap();
        let now = self.world.hub.clock().now();
        let over = challenge.judging_closes_at.is_some_and(|at| at <= now);
        let conflicted = conflicts.iter().any(|row| row.lifted_at.is_none());
        let waits = reopenings.iter().any(|row| row.answered_at.is_none());
        let state = match (judge.state, review.map(|row| row.state)) {
            (JudgeState::Invited, _) => Invited,
            (JudgeState::Declined, _) => Declined,
            (JudgeState::Removed, _) => Removed,
            _ if challenge.state == ChallengeState::Announced => Announced,
            _ if judge.conflicts_declared_at.is_none() => Accepted,
            (_, None) if conflicted => Conflicted,
            (_, Some(_)) if conflicted => SetAside,
            (_, None) => Declared,
            (_, Some(_)) if waits => Reopened,
            (_, Some(ReviewState::Submitted)) if over => Locked,
            (_, Some(ReviewState::Submitted)) => Submitted,
            (_, Some(ReviewState::Draft)) => Draft,
        };
        (format!("{state:?}"), all)
    }

    async fn take(&self, step: &str) -> String {
        let world = &self.world;
        let sam = &world.sam;
        let judge = &self.judge.key;
        let review = self.own_review().await;
        let proposal = &world.proposals[0].key;
        let one = json!({ "judge": judge, "proposal": proposal, "kind": "FAMILY",
            "note": "They are married." });
        let answer = |accept: bool| json!({ "judge": judge, "accept": accept });
        let answers: Vec<_> = world
            .proposals
            .iter()
            .map(|row| json!({ "proposal": row.key, "conflict": false }))
            .collect();
        let scores: Vec<_> = self
            .criteria
            .iter()
            .map(|id| json!({ "criterion": id, "level": 3, "comment": "Good." }))
            .collect();
        let written = json!({ "judge": judge, "proposal": proposal, "scores": scores,
            "version": review.as_ref().map_or(0, |row| row.version), "comment": "Now." });
        let lift = json!({ "judge": judge, "proposal": proposal, "reason": "They are not." });
        let reopen = json!({ "review": review.map_or_else(String::new, |row| row.key),
            "reason": "Look again." });
        let (who, mutation, input) = match step {
            "accept" => (&self.who, "answerAppointment", answer(true)),
            "decline" => (&self.who, "answerAppointment", answer(false)),
            "declare conflicts" => {
                let input = json!({ "judge": judge, "answers": answers });
                (&self.who, "declareConflicts", input)
            }
            "declare a conflict" => (&self.who, "declareConflict", one),
            "save" => (&self.who, "saveReview", written),
            "submit" => (&self.who, "submitReview", written),
            "add a conflict" => (sam, "addConflict", one),
            "lift the conflict" => (sam, "liftConflict", lift),
            "reopen" => (sam, "reopenReview", reopen),
            "remove" => (sam, "removeJudge", json!({ "judge": judge })),
            "appoint" => {
                let who = &self.who.person().handle;
                (
                    sam,
                    "appointJudge",
                    json!({ "challenge": world.challenge.id, "who": who }),
                )
            }
            other => panic!("{other}"),
        };
        ask(who, mutation, &input).await
    }
}

#[actix_web::test]
async fn every_step_from_every_state_of_a_review_is_taken_or_refused() {
    let mut world = World::build().await;
    let (mut number, mut noted) = (0, 0);
    for (at, leads) in walk() {
        for (step, wanted) in STEPS.into_iter().zip(leads) {
            number += 1;
            // Staff appoint thirty people at once, and one a minute.
            world.hub.clock().advance(TimeDelta::minutes(2));
            let walk = Walk::place(world, at, number).await;
            let case = format!("{at:?}: {step}");
            let (from, before) = walk.stands().await;
            assert_eq!(from, format!("{at:?}"), "{case}");
            let code = walk.take(step).await;
            let (now, after) = walk.stands().await;
            let found = actions(&walk.world.hub, noted).await;
            noted += found.len();
            compare(
                &case,
                wanted,
                (&code, &now, &found),
                (&from, before == after),
            );
            // Who judged is gone, so that the next case has the proposal to itself.
            walk.leave().await;
            world = walk.world;
        }
    }
}

impl Walk {
    async fn leave(&self) {
        let db = self.world.hub.hub.database().writer();
        let row = judge::ActiveModel {
            id: Set(self.judge.id),
            state: Set(JudgeState::Removed),
            ..Default::default()
        };
        row.update(db).await.unwrap();
    }
}
