//! The states of a challenge: every pair of them, by the use case that would lead from one to the
//! other, for both kinds; and what the clock does between.

use chrono::{DateTime, TimeDelta, Utc};
use hub_domain::challenge::transition::{self, By};
use hub_domain::challenge::{Status, status};
use hub_entity::challenge::{
    ChallengeKind, ChallengeState, JudgeState, challenge, criterion, judge,
};
use hub_entity::organisation::OrganisationKind;
use hub_entity::platform::audit;
use sea_orm_migration::sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter,
};
use serde_json::{Value, json};

use crate::support::{Browser, TestHub};

/// A challenge as it stands there, without proposals; its clock is set for where it should go.
async fn standing_at(
    hub: &TestHub,
    (kind, publisher): (ChallengeKind, i64),
    by: i64,
    from: Status,
    to: Status,
) -> challenge::Model {
    let now = hub.clock().now();
    let db = hub.hub.database().writer();
    let text = |text: &str| Set(text.to_owned());
    let row = challenge::ActiveModel {
        slug: text("buses"),
        kind: Set(kind),
        publisher_id: Set(publisher),
        state: Set(ChallengeState::Draft),
        title: text("Buses"),
        summary: text("Make bus stops known."),
        problem: text("Nobody knows where they are."),
        affected: text("Everybody."),
        success: text("They are known."),
        awards: Set(1),
        zone: text("Europe/London"),
        reviews_required: Set(1),
        announcement: text(""),
        created_by: Set(by),
        cancelled_reason: text(""),
        version: Set(1),
        created_at: Set(now),
        updated_at: Set(now),
        ..Default::default()
    };
    let row = row.insert(db).await.unwrap();
    criterion::ActiveModel {
        challenge_id: Set(row.id),
        position: Set(0),
        name: text("Impact"),
        description: text(""),
        weight: Set(1),
        levels: Set(json!(["None", "Some", "Much"])),
        ..Default::default()
    }
    .insert(db)
    .await
    .unwrap();
    // A judge who has nothing left to do, so that all reviews are in.
    judge::ActiveModel {
        key: Set(hub.hub.random().key()),
        challenge_id: Set(row.id),
        email: text("judge@example.org"),
        state: Set(JudgeState::Accepted),
        conflicts_declared_at: Set(Some(now)),
        appointed_by: Set(by),
        created_at: Set(now),
        ..Default::default()
    }
    .insert(db)
    .await
    .unwrap();
    let placed = placed(row.clone(), from, to, now);
    let placed = placed.into_active_model().reset_all();
    let placed = placed.update(db).await.unwrap();
    assert_eq!(status(&placed, now), from);
    placed
}

fn placed(
    mut row: challenge::Model,
    from: Status,
    to: Status,
    now: DateTime<Utc>,
) -> challenge::Model {
    row.state = match from {
        Status::Draft => ChallengeState::Draft,
        Status::InReview => ChallengeState::InReview,
        Status::EditsRequested => ChallengeState::EditsRequested,
        Status::Cancelled => ChallengeState::Cancelled,
        _ if from.is_announced() => ChallengeState::Announced,
        _ => ChallengeState::Published,
    };
    // Days until it opens, closes, judging begins, and reviews are due.
    let days = match from {
        Status::Scheduled => [1, 2, 3, 4],
        Status::Open => [-1, 2, 3, 4],
        Status::Closed | Status::Screening => [-2, -1, 3, 4],
        Status::Judging => [-3, -2, -1, 4],
        Status::Decided if to == Status::Judging => [-3, -2, -1, 4],
        _ if from.is_past_close() => [-4, -3, -2, -1],
        _ if to == Status::Open => [-1, 2, 3, 4],
        _ => [1, 2, 3, 4],
    };
    let [opens, closes, judging_opens, judging_closes] =
        days.map(|days| Some(now + TimeDelta::days(days)));
    row.opens_at = opens;
    row.closes_at = closes;
    row.judging_opens_at = judging_opens;
    row.judging_closes_at = judging_closes;
    let stamp = |is: bool| is.then_some(now);
    row.published_at = stamp(!from.is_unpublished() && from != Status::Cancelled);
    row.screening_began_at = stamp(from == Status::Screening);
    row.decided_at = stamp(from == Status::Decided || from.is_announced());
    row.announced_at = stamp(from.is_announced());
    let later = [Status::Delivery, Status::Completed, Status::Archived];
    row.delivery_at = stamp(later.contains(&from));
    row.completed_at = stamp(later[1..].contains(&from));
    row.archived_at = stamp(from == Status::Archived);
    row
}

/// Does what would lead there, as staff.
async fn attempt(staff: &Browser, row: &challenge::Model, to: Status) -> Value {
    let number = row.id;
    let (mutation, input) = match to {
        Status::Draft => (
            "editChallenge",
            json!({ "number": number, "version": row.version, "title": row.title,
                "summary": row.summary, "problem": row.problem, "affected": row.affected,
                "success": row.success, "datasets": [] }),
        ),
        Status::InReview => ("submitChallengeForReview", json!({ "number": number })),
        Status::EditsRequested => (
            "requestChallengeEdits",
            json!({ "number": number, "note": "Say who." }),
        ),
        Status::Scheduled | Status::Open => ("publishChallenge", json!({ "number": number })),
        Status::Cancelled => (
            "cancelChallenge",
            json!({ "number": number, "reason": "No money." }),
        ),
        Status::Announced => (
            "announceDecision",
            json!({ "challenge": number, "version": row.version, "announcement": "One." }),
        ),
        other => (
            "moveChallenge",
            json!({ "number": number, "to": other.name().to_uppercase(), "reason": "A mistake." }),
        ),
    };
    let kind = format!("{}{}", mutation[..1].to_uppercase(), &mutation[1..]);
    let query = format!(
        "mutation($input: {kind}Input!) {{ {mutation}(input: $input) {{ userErrors {{ code }} }} }}"
    );
    let query = query
        .replace("SubmitChallengeForReviewInput", "ChallengeInput")
        .replace("PublishChallengeInput", "ChallengeInput");
    staff.graphql(&query, json!({ "input": input })).await
}

async fn actions(hub: &TestHub, challenge: i64) -> Vec<String> {
    let rows = audit::Entity::find()
        .filter(audit::Column::ChallengeId.eq(challenge))
        .all(hub.hub.database().reader())
        .await
        .unwrap();
    rows.into_iter().map(|row| row.action).collect()
}

#[tokio::test]
async fn every_pair_of_states_is_a_step_with_its_audit_row_or_is_refused() {
    let hub = TestHub::start().await;
    let sam = hub.staff("sam").await;
    let author = hub.person("olga").await.person().id;
    let council = hub.council("Lichfield District Council", "E07000194").await;
    let body = hub
        .organisation(OrganisationKind::ProgrammeBody, "Make it Local")
        .await;
    for of in [
        (ChallengeKind::DataChallenge, council.id),
        (ChallengeKind::Call, body.id),
    ] {
        for from in Status::ALL {
            for to in Status::ALL {
                let row = standing_at(&hub, of, author, from, to).await;
                let answer = attempt(&sam, &row, to).await;
                let step = transition::find(from, to).filter(|step| match step.by {
                    By::Clock => false,
                    By::Council => of.0 == ChallengeKind::DataChallenge,
                    By::StaffOfCall => of.0 == ChallengeKind::Call,
                    // Only with the proposals that go on: `judging_rounds.rs`.
                    _ => (from, to) != (Status::Moderation, Status::Judging),
                });
                let after = challenge::Entity::find_by_id(row.id)
                    .one(hub.hub.database().reader())
                    .await
                    .unwrap()
                    .unwrap();
                let now_at = status(&after, hub.clock().now());
                let mut noted = actions(&hub, row.id).await;
                let case = format!("{from:?} → {to:?} of {:?}: {answer}", of.0);
                if let Some(step) = step {
                    assert_eq!(now_at, to, "{case}");
                    assert_eq!(noted, [step.action], "{case}");
                    assert!(after.version > row.version, "{case}");
                } else {
                    assert_eq!(now_at, from, "{case}");
                    // Texts of what stands elsewhere can be edited; that is no step.
                    noted.retain(|action| to != Status::Draft || action != "challenge_edited");
                    assert_eq!(noted, Vec::<String>::new(), "{case}");
                }
            }
        }
    }
}

#[tokio::test]
async fn the_clock_takes_its_steps_and_no_others() {
    let hub = TestHub::start().await;
    let sam = hub.staff("sam").await;
    let body = hub
        .organisation(OrganisationKind::ProgrammeBody, "Make it Local")
        .await;
    let now = hub.clock().now();
    for from in Status::ALL {
        let of = (ChallengeKind::Call, body.id);
        let row = standing_at(&hub, of, sam.person().id, from, Status::Open).await;
        let mut seen = from;
        for minutes in 0..7 * 24 * 60 {
            let next = status(&row, now + TimeDelta::minutes(minutes));
            if next == seen {
                continue;
            }
            let step = transition::find(seen, next);
            assert!(
                step.is_some_and(|step| step.by == By::Clock),
                "{seen:?} → {next:?}"
            );
            seen = next;
        }
        let ends_at = match from {
            Status::Scheduled | Status::Open | Status::Closed | Status::Screening => {
                Status::Moderation
            }
            Status::Judging => Status::Moderation,
            other => other,
        };
        assert_eq!(seen, ends_at);
    }
}

#[tokio::test]
async fn who_wrote_it_is_told_when_it_is_handed_back_and_when_it_is_published() {
    let hub = TestHub::start().await;
    let sam = hub.staff("sam").await;
    let olga = hub.person("olga").await;
    let council = hub.council("Lichfield District Council", "E07000194").await;
    let of = (ChallengeKind::DataChallenge, council.id);
    let author = olga.person();
    let row = standing_at(&hub, of, author.id, Status::InReview, Status::Scheduled).await;
    attempt(&sam, &row, Status::EditsRequested).await;
    let mails = hub.mails_to(&author.email).await;
    assert_eq!(mails.len(), 1);
    assert!(mails[0].subject.contains("asks for changes"));
    assert!(mails[0].text.contains("Say who."));

    attempt(&sam, &row, Status::InReview).await;
    attempt(&sam, &row, Status::Scheduled).await;
    let mails = hub.mails_to(&author.email).await;
    let published = mails.last().unwrap();
    assert!(published.subject.contains("is published"));
}

#[tokio::test]
async fn decisions_that_are_fixed_stay_until_they_are_opened_again_with_a_reason() {
    let hub = TestHub::start().await;
    let sam = hub.staff("sam").await;
    let body = hub
        .organisation(OrganisationKind::ProgrammeBody, "Make it Local")
        .await;
    let of = (ChallengeKind::Call, body.id);
    let by = sam.person().id;
    let row = standing_at(&hub, of, by, Status::Moderation, Status::Decided).await;
    let manage = format!("/challenges/{}/manage", row.id);
    let page = sam.get(&manage).await;
    let page = sam.submit(page.ok(), "MoveChallenge", &[]).await;
    page.ok()
        .has_text("Decided, not announced yet")
        .has_text("Decisions fixed");
    let page = sam.submit(&page, "MoveChallenge", &[]).await;
    page.is(422);
    let why = [("input.reason", "A letter was wrong.")];
    let page = sam.submit(&page, "MoveChallenge", &why).await;
    page.ok()
        .has_text("Being decided")
        .has_text("Decisions opened again");
    // Visitors see where it stands, and are offered nothing.
    let page = hub.visitor().get(&format!("/challenges/{}", row.id)).await;
    page.ok().has_text("Being decided");
}
