//! Who has a part in a challenge, or had one, and what it keeps from them.

use chrono::TimeDelta;
use hub_entity::challenge::partner;
use hub_entity::organisation::OrganisationRole;
use sea_orm_migration::sea_orm::{ActiveModelTrait, ActiveValue::Set, IntoActiveModel};
use sea_orm_migration::sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;

use crate::judging_world::{World, staff_of};
use crate::support::Browser;

/// The places that a judge's proposals have on their desk, in the order of the proposals.
async fn desk_of(who: &Browser, desk: &str) -> Vec<String> {
    let query = "query($key: String!) { judge(key: $key) { proposals { state } } }";
    let key = desk.trim_start_matches("/judging/");
    let answer = who.graphql(query, json!({ "key": key })).await;
    let rows = answer["data"]["judge"]["proposals"].as_array().unwrap();
    rows.iter()
        .map(|row| row["state"].as_str().unwrap().to_owned())
        .collect()
}

/// Leaves an organisation through its page.
async fn leave(who: &Browser, number: i64) {
    let mutation =
        "mutation($n: Int!) { leaveOrganisation(input: { number: $n }) { userErrors { code } } }";
    let answer = who.graphql(mutation, json!({ "n": number })).await;
    assert_eq!(
        answer["data"]["leaveOrganisation"]["userErrors"],
        json!([]),
        "{answer}"
    );
}

#[actix_web::test]
async fn who_left_a_partner_does_not_judge_its_proposal() {
    let world = World::build().await;
    let desk = world.appoint(&world.jo).await;
    world.hub.clock().advance(TimeDelta::hours(1));
    leave(&world.jo, world.councils[2].id).await;
    world.hub.clock().advance(TimeDelta::days(3));
    let page = world.jo.get(&format!("{desk}/conflicts")).await;
    // Asked of two alone: the third, of the council that was left, is a conflict by rule.
    assert_eq!(page.ok().count("[name='input.answers.1.conflict']"), 2);
    assert_eq!(page.count("[name='input.answers.2.conflict']"), 0);
    world.declare(&world.jo, &desk, &[false, false]).await;
    let places = desk_of(&world.jo, &desk).await;
    assert_eq!(places, ["LEFT", "LEFT", "RULED_OUT"]);
    world.jo.get(&world.card(&desk, 2)).await.is(404);
}

#[actix_web::test]
async fn who_consented_for_a_partner_does_not_judge_its_proposal() {
    let world = World::build().await;
    // An officer who answered for the first council, and whose membership is gone altogether.
    let db = world.hub.hub.database().writer();
    let row = partner::Entity::find()
        .filter(partner::Column::ProposalId.eq(world.proposals[0].id))
        .one(db)
        .await
        .unwrap()
        .unwrap();
    let mut row = row.into_active_model();
    row.consented_by = Set(Some(world.kim.person().id));
    row.update(db).await.unwrap();
    let desk = world.appoint(&world.kim).await;
    world.hub.clock().advance(TimeDelta::days(3));
    world.declare(&world.kim, &desk, &[false, false]).await;
    let places = desk_of(&world.kim, &desk).await;
    assert_eq!(places, ["RULED_OUT", "LEFT", "LEFT"]);
    world.kim.get(&world.card(&desk, 0)).await.is(404);
}

#[actix_web::test]
async fn staff_who_stepped_down_as_judge_see_no_scores() {
    let world = World::build().await;
    let max = world.hub.staff("max").await;
    let kim = world.appoint(&world.kim).await;
    let desk = world.appoint(&max).await;
    world.hub.clock().advance(TimeDelta::days(3));
    world
        .declare(&world.kim, &kim, &[false, false, false])
        .await;
    world.declare(&max, &desk, &[false, false, false]).await;
    world.score(&world.kim, &kim, 0, ["4", "3"]).await;
    let page = max.get(&desk).await;
    max.submit(page.ok(), "AnswerAppointment", &[("input.accept", "false")])
        .await;
    let query = "query($n: Int!) { challenge(number: $n) { judging { ranking { mean } } } }";
    let variables = json!({ "n": world.challenge.id });
    let answer = max.graphql(query, variables.clone()).await;
    assert_eq!(
        answer["data"]["challenge"]["judging"]["ranking"],
        json!(null),
        "{answer}"
    );
    // They saw nothing, so that they can be asked again.
    let again = world.appoint(&max).await;
    assert_eq!(again, desk);
}

#[actix_web::test]
async fn staff_who_may_have_read_reviews_are_not_made_judges() {
    let world = World::build().await;
    let kim = world.appoint(&world.kim).await;
    let max = world.hub.staff("max").await;
    world.hub.clock().advance(TimeDelta::days(3));
    world
        .declare(&world.kim, &kim, &[false, false, false])
        .await;
    world.score(&world.kim, &kim, 0, ["4", "3"]).await;
    let page = world.sam.get(&world.page("judges")).await;
    let refused = world
        .sam
        .submit(&page, "AppointJudge", &[("input.who", "max")])
        .await;
    refused
        .is(422)
        .has_text("Reviews are in, and this person is on the programme’s staff");
    assert_eq!(refused.value("input.who"), "max");
    let _ = max;
}

#[actix_web::test]
async fn staff_who_compete_run_nothing_of_the_challenge() {
    let world = World::build().await;
    let rob = staff_of(&world, "rob", world.councils[0].id).await;
    let query = "query($n: Int!) { challenge(number: $n) {
        viewerCan { edit extend cancel appointJudges decide } proposalsCount judging { isOpen } } }";
    let variables = json!({ "n": world.challenge.id });
    let can = |answer: &serde_json::Value| {
        answer["data"]["challenge"]["viewerCan"]
            .as_object()
            .unwrap()
            .values()
            .any(|may| may == &json!(true))
    };
    assert!(can(&world.sam.graphql(query, variables.clone()).await));
    let answer = rob.graphql(query, variables.clone()).await;
    assert!(!can(&answer), "{answer}");
    let mutation =
        "mutation($i: ExtendDeadlineInput!) { extendDeadline(input: $i) { userErrors { code } } }";
    let input = json!({ "number": world.challenge.id, "closesAt": "2099-01-01T12:00",
        "reason": "Many asked.", "judgingOpensAt": "", "judgingClosesAt": "" });
    let answer = rob.graphql(mutation, json!({ "i": input })).await;
    assert_eq!(
        answer["errors"][0]["extensions"]["code"], "FORBIDDEN",
        "{answer}"
    );
    let mutation = "mutation($i: CancelChallengeInput!) { cancelChallenge(input: $i) { userErrors { code } } }";
    let input = json!({ "number": world.challenge.id, "reason": "So that nobody else wins." });
    let answer = rob.graphql(mutation, json!({ "i": input })).await;
    assert_eq!(
        answer["errors"][0]["extensions"]["code"], "FORBIDDEN",
        "{answer}"
    );

    world.hub.clock().advance(TimeDelta::days(3));
    let answer = rob.graphql(query, variables.clone()).await;
    assert_eq!(answer["data"]["challenge"]["proposalsCount"], json!(null));
    assert_eq!(answer["data"]["challenge"]["judging"], json!(null));
    let answer = world.sam.graphql(query, variables).await;
    assert_eq!(answer["data"]["challenge"]["proposalsCount"], json!(3));
    // Their own proposal, and no rival.
    let page = |index: usize| format!("/proposals/{}", world.proposals[index].key);
    rob.get(&page(0)).await.ok();
    rob.get(&page(1)).await.is(404);
    world.sam.get(&page(1)).await.ok();
}

#[actix_web::test]
async fn joining_after_a_proposal_was_read_is_a_conflict_too() {
    let world = World::build().await;
    let desk = world.appoint(&world.kim).await;
    world.hub.clock().advance(TimeDelta::days(3));
    world
        .declare(&world.kim, &desk, &[false, false, false])
        .await;
    let council = world.councils[1].id;
    world
        .hub
        .join(&world.kim, council, OrganisationRole::Officer)
        .await;
    world.kim.get(&world.card(&desk, 1)).await.is(404);
    leave(&world.kim, council).await;
    // Leaving again changes nothing.
    world.kim.get(&world.card(&desk, 1)).await.is(404);
}
