//! Who answers for a partner, until when, and who learns of it.

use chrono::TimeDelta;
use hub_entity::account::invitation;
use hub_entity::catalogue::dataset;
use hub_entity::challenge::{ChallengeKind, challenge, partner};
use hub_entity::organisation::OrganisationKind;
use hub_entity::platform::audit;
use sea_orm_migration::sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter,
};
use serde_json::json;

use super::{World, filled, path_of, world};
use crate::support::Page;

async fn add(w: &World, path: &str, fields: &[(&str, &str)]) -> Page {
    let page = w.olive.get(&format!("{path}/partners")).await;
    w.olive.submit(page.ok(), "AddPartner", fields).await
}

/// The first link to an invitation in the mails to somebody.
async fn invitation_to(w: &World, email: &str) -> String {
    let mails = w.hub.mails_to(email).await;
    let text = &mails[0].text;
    let at = text.find("/invitations/").unwrap();
    text[at..].split_whitespace().next().unwrap().to_owned()
}

#[tokio::test]
async fn who_was_asked_can_say_no_after_the_close_and_is_free_then() {
    let w = world(ChallengeKind::Call).await;
    let path = w.submitted().await;
    let fields = [("input.role", "DEVELOPER"), ("input.handle", "sam")];
    add(&w, &path, &fields).await.ok();
    w.hub.clock().advance(TimeDelta::days(10));
    let screening = format!("/challenges/{}/screening", w.call.id);
    w.staff.get(&screening).await.is(404);
    let page = w.staff.get(&format!("{path}/consent")).await;
    assert_eq!(page.ok().count("button[value='AgreeToPartnership']"), 0);
    w.staff.submit(&page, "DeclinePartnership", &[]).await.ok();
    w.staff.get(&screening).await.ok();
    // Who agreed stands by it.
    let page = w.dev.get(&format!("{path}/consent")).await;
    assert!(!page.ok().offers("DeclinePartnership"));
}

#[tokio::test]
async fn an_invitation_lives_as_long_as_the_deadline_also_when_that_moves() {
    let w = world(ChallengeKind::Call).await;
    let path = path_of(&w.started().await);
    let fields = [
        ("input.role", "DEVELOPER"),
        ("input.email", "new@example.net"),
    ];
    add(&w, &path, &fields).await.ok();
    let page = w
        .staff
        .get(&format!("/challenges/{}/manage", w.call.id))
        .await;
    let local = |at: chrono::DateTime<chrono::Utc>| {
        let at = at.with_timezone(&chrono_tz::Europe::London);
        at.format("%Y-%m-%dT%H:%M").to_string()
    };
    let row = challenge::Entity::find_by_id(w.call.id)
        .one(w.hub.hub.database().reader())
        .await
        .unwrap()
        .unwrap();
    let days = TimeDelta::days(5);
    let [closes, opens, due] = [row.closes_at, row.judging_opens_at, row.judging_closes_at]
        .map(|at| at.map(|at| local(at + days)).unwrap_or_default());
    let fields = [
        ("input.closesAt", closes.as_str()),
        ("input.judgingOpensAt", opens.as_str()),
        ("input.judgingClosesAt", due.as_str()),
        ("input.reason", "The data came late."),
    ];
    w.staff
        .submit(page.ok(), "ExtendDeadline", &fields)
        .await
        .ok();
    let db = w.hub.hub.database().reader();
    let row = challenge::Entity::find_by_id(w.call.id).one(db).await;
    let row = row.unwrap().unwrap();
    let locks = row.locks_at.or(row.closes_at);
    let link = invitation::Entity::find().one(db).await.unwrap().unwrap();
    assert_eq!(Some(link.expires_at), locks);
}

#[tokio::test]
async fn who_declines_by_the_link_is_not_waited_for() {
    let w = world(ChallengeKind::Call).await;
    let path = path_of(&w.started().await);
    let fields = [
        ("input.role", "DEVELOPER"),
        ("input.email", "new@example.net"),
    ];
    add(&w, &path, &fields).await.ok();
    let link = invitation_to(&w, "new@example.net").await;
    w.hub.mails().await;
    let visitor = w.hub.visitor();
    let page = visitor.get(&link).await;
    visitor
        .submit(page.ok(), "DeclineInvitation", &[])
        .await
        .ok();
    let told = w.hub.mails_to("olive@example.org").await;
    assert!(told[0].subject.contains("will not be"), "{told:?}");
    let rows = audit::Entity::find().filter(audit::Column::Action.eq("partner_declined"));
    let rows = rows.all(w.hub.hub.database().reader()).await.unwrap();
    assert_eq!(rows.len(), 1);
}

#[tokio::test]
async fn who_left_an_organisation_answers_for_it_no_more() {
    let w = world(ChallengeKind::Call).await;
    let firm = w
        .hub
        .organisation(OrganisationKind::Developer, "Open Bytes")
        .await;
    let path = path_of(&w.started().await);
    let number = firm.id.to_string();
    let fields = [
        ("input.role", "DEVELOPER"),
        ("input.organisation", number.as_str()),
        ("input.email", "devi@elsewhere.example"),
    ];
    add(&w, &path, &fields).await.ok();
    let link = invitation_to(&w, "devi@elsewhere.example").await;
    let page = w.dev.get(&link).await;
    w.dev.submit(page.ok(), "AcceptInvitation", &[]).await.ok();
    let role = hub_entity::organisation::OrganisationRole::Officer;
    w.hub.join(&w.dev, firm.id, role).await;
    w.dev.get(&path).await.ok();
    let leave = "mutation($i: LeaveOrganisationInput!) { leaveOrganisation(input: $i) {
        userErrors { code } } }";
    let answer = w
        .dev
        .graphql(leave, json!({ "i": { "number": firm.id } }))
        .await;
    assert_eq!(answer["data"]["leaveOrganisation"]["userErrors"], json!([]));
    w.dev.get(&path).await.is(404);
    let rows = partner::Entity::find()
        .filter(partner::Column::OrganisationId.eq(firm.id))
        .all(w.hub.hub.database().reader())
        .await
        .unwrap();
    assert_eq!(rows[0].person_id, None);
}

#[tokio::test]
async fn a_dataset_that_was_withdrawn_since_keeps_nobody_from_saving() {
    let w = world(ChallengeKind::Call).await;
    let path = w.complete().await;
    let row = dataset::ActiveModel {
        id: Set(w.stops.id),
        status: Set(hub_entity::catalogue::DatasetStatus::Withdrawn),
        ..Default::default()
    };
    row.update(w.hub.hub.database().writer()).await.unwrap();
    let page = w.olive.get(&format!("{path}/edit")).await;
    let number = w.stops.id.to_string();
    let mut fields = filled(&number);
    fields.retain(|(name, _)| *name != "input.summary");
    fields.push(("input.summary", "Times at every stop, and on paper."));
    w.olive
        .submit(page.ok(), "EditProposal", &fields)
        .await
        .ok();
}

#[tokio::test]
async fn questions_stay_as_they_were_answered() {
    let w = world(ChallengeKind::Call).await;
    w.submitted().await;
    w.hub.clock().advance(TimeDelta::days(10));
    let row = challenge::Entity::find_by_id(w.call.id)
        .one(w.hub.hub.database().reader())
        .await
        .unwrap()
        .unwrap();
    let levels = json!([{ "level": 0, "description": "No" }, { "level": 1, "description": "Yes" }]);
    let input = json!({ "number": row.id, "version": row.version, "reason": "A word was wrong.",
        "rules": { "awards": row.awards, "reviewsRequired": row.reviews_required,
            "criteria": [{ "name": "The need", "description": "", "weight": 1, "levels": levels }],
            "eligibility": [{ "question": "Are you in the UK?", "eligibleAnswer": true,
                "reasonAsked": false }] } });
    let amend = "mutation($i: AmendChallengeRulesInput!) { amendChallengeRules(input: $i) {
        userErrors { field code } } }";
    let answer = w.staff.graphql(amend, json!({ "i": input })).await;
    assert_eq!(
        answer["data"]["amendChallengeRules"]["userErrors"],
        json!([{ "field": "rules.eligibility", "code": "QUESTIONS_ANSWERED" }]),
        "{answer}"
    );
}
