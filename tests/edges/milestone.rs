//! Milestones, and what is paid for them.

use chrono::TimeDelta;
use hub_domain::project::milestone::{Stage, stage};
use hub_entity::project::{MilestoneState, NotedState, Payment, project_milestone};
use sea_orm_migration::sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait};
use serde_json::json;

use super::Leads::{self, No, To};
use super::{actions, ask, compare};
use crate::judging_world::World;

const STEPS: [&str; 4] = ["evidence", "accept", "reject", "pay"];

/// Every state, and what each step leads to.
fn walk() -> [(Stage, [Leads; 4]); 6] {
    const BARE: Leads = No("MILESTONE_NOT_EVIDENCED");
    const PAY: Leads = No("PAYMENT_NOT_NOW");
    let evidenced = To("Evidenced", &["milestone_evidenced"]);
    [
        (Stage::Planned, [evidenced, BARE, BARE, PAY]),
        (Stage::Due, [evidenced, BARE, BARE, PAY]),
        (Stage::Missed, [evidenced, BARE, BARE, PAY]),
        (
            Stage::Evidenced,
            [
                evidenced,
                To("Accepted", &["milestone_accepted"]),
                To("Rejected", &["milestone_rejected"]),
                PAY,
            ],
        ),
        (Stage::Rejected, [evidenced, BARE, BARE, PAY]),
        (
            Stage::Accepted,
            [
                No("MILESTONE_ACCEPTED"),
                BARE,
                BARE,
                To("Accepted", &["milestone_payment_noted"]),
            ],
        ),
    ]
}

async fn found(world: &World) -> project_milestone::Model {
    let db = world.hub.hub.database().reader();
    let row = project_milestone::Entity::find().one(db).await.unwrap();
    row.unwrap()
}

async fn place(world: &World, id: i64, at: Stage) {
    let days = match at {
        Stage::Due => -2,
        Stage::Missed => -20,
        _ => 30,
    };
    let due = world.hub.clock().now() + TimeDelta::days(days);
    let state = match at {
        Stage::Planned | Stage::Due | Stage::Missed => MilestoneState::Planned,
        Stage::Evidenced => MilestoneState::Evidenced,
        Stage::Accepted => MilestoneState::Accepted,
        Stage::Rejected => MilestoneState::Rejected,
    };
    let noted = match at {
        Stage::Due => NotedState::Due,
        Stage::Missed => NotedState::Missed,
        _ => NotedState::Planned,
    };
    project_milestone::ActiveModel {
        id: Set(id),
        due_on: Set(due.format("%Y-%m-%d").to_string()),
        state: Set(state),
        noted: Set(noted),
        evidence: Set(String::new()),
        payment: Set(Payment::None),
        amount_pence: Set(0),
        ..Default::default()
    }
    .update(world.hub.hub.database().writer())
    .await
    .unwrap();
}

#[actix_web::test]
async fn every_step_from_every_state_of_a_milestone_is_taken_or_refused() {
    let world = World::announced().await;
    let mut noted = actions(&world.hub, 0).await.len();
    let id = found(&world).await.id;
    for (at, leads) in walk() {
        for (step, wanted) in STEPS.into_iter().zip(leads) {
            place(&world, id, at).await;
            let before = found(&world).await;
            let now = world.hub.clock().now();
            assert_eq!(stage(&before, now), at);
            let version = before.version;
            let decide = |accept: bool| {
                json!({ "milestone": id, "version": version, "accept": accept,
                    "reason": "We looked at it." })
            };
            let (who, mutation, input) = match step {
                "evidence" => (
                    &world.ann,
                    "evidenceMilestone",
                    json!({ "milestone": id, "version": version, "evidence": "Here it is." }),
                ),
                "accept" => (&world.sam, "decideMilestone", decide(true)),
                "reject" => (&world.sam, "decideMilestone", decide(false)),
                _ => (
                    &world.sam,
                    "notePayment",
                    json!({ "milestone": id, "version": version, "payment": "DUE",
                        "amountPence": 100 }),
                ),
            };
            let code = ask(who, mutation, &input).await;
            let after = found(&world).await;
            let rows = actions(&world.hub, noted).await;
            noted += rows.len();
            let case = format!("{at:?}: {step}");
            let (from, to) = (format!("{at:?}"), format!("{:?}", stage(&after, now)));
            let unchanged = before == after;
            compare(&case, wanted, (&code, &to, &rows), (&from, unchanged));
            assert_eq!(after.version > version, rows.len() == 1, "{case}");
        }
    }
}
