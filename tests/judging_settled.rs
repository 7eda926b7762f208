//! What has to be settled before a decision is made, and what stays settled after.

use chrono::TimeDelta;
use hub_entity::account::{SiteRole, person};
use hub_entity::challenge::{AssignmentOrigin, ReadingMode, assignment, challenge, judge};
use sea_orm_migration::sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter,
};
use serde_json::{Value, json};

use crate::judging_world::{World, staff_of};

/// Codes of what a mutation answers as wrong.
async fn codes(world: &World, mutation: &str, kind: &str, input: Value) -> String {
    let document =
        format!("mutation($i: {kind}!) {{ {mutation}(input: $i) {{ userErrors {{ code }} }} }}");
    let answer = world.sam.graphql(&document, json!({ "i": input })).await;
    answer["data"][mutation]["userErrors"].to_string()
}

/// What the announcement lacks.
async fn missing(world: &World) -> String {
    let query = "query($n: Int!) { challenge(number: $n) { judging { announcement {
        missing { code } } } } }";
    let number = json!({ "n": world.challenge.id });
    let answer = world.sam.graphql(query, number).await;
    answer["data"]["challenge"]["judging"]["announcement"]["missing"].to_string()
}

impl World {
    /// Kim has declared, and reviews can be written.
    async fn judged(&self) -> String {
        let desk = self.appoint(&self.kim).await;
        self.hub.clock().advance(TimeDelta::days(3));
        self.declare(&self.kim, &desk, &[false, false, false]).await;
        desk
    }
}

#[actix_web::test]
async fn reviews_of_what_was_withdrawn_stand_for_no_others() {
    let world = World::build().await;
    let desk = world.judged().await;
    world.score(&world.kim, &desk, 0, ["4", "4"]).await;
    let withdraw = "mutation($i: WithdrawProposalInput!) { withdrawProposal(input: $i) {
        userErrors { code } } }";
    let input = json!({ "key": world.proposals[0].key, "reason": "We cannot begin." });
    let answer = world.ann.graphql(withdraw, json!({ "i": input })).await;
    assert_eq!(answer["data"]["withdrawProposal"]["userErrors"], json!([]));
    world.score(&world.kim, &desk, 1, ["3", "3"]).await;
    // Two are written, of the two that are left one.
    assert!(missing(&world).await.contains("REVIEWS_NOT_IN"));
    world.score(&world.kim, &desk, 2, ["2", "2"]).await;
    assert!(!missing(&world).await.contains("REVIEWS_NOT_IN"));
}

#[actix_web::test]
async fn nothing_is_announced_while_partners_can_appeal_or_wait_for_an_answer() {
    let world = World::build().await;
    let desk = world.judged().await;
    for proposal in 0..3 {
        world.score(&world.kim, &desk, proposal, ["3", "3"]).await;
    }
    let key = &world.proposals[2].key;
    let screen = |eligible: bool, version: i32| {
        json!({ "key": key, "eligible": eligible, "version": version,
            "reason": "It has no council behind it." })
    };
    let kind = "ScreenProposalInput";
    let found = codes(&world, "screenProposal", kind, screen(false, 0)).await;
    assert_eq!(found, "[]");
    assert!(missing(&world).await.contains("APPEAL_OPEN"));
    let page = world.cat.get(&format!("/proposals/{key}/screening")).await;
    let fields = [("input.appeal", "Calderdale stands behind it.")];
    world
        .cat
        .submit(page.ok(), "AppealScreening", &fields)
        .await
        .ok();
    assert!(missing(&world).await.contains("APPEAL_UNANSWERED"));
    let found = codes(&world, "screenProposal", kind, screen(true, 2)).await;
    assert_eq!(found, "[]");
    assert!(!missing(&world).await.contains("APPEAL"));
}

#[actix_web::test]
async fn once_a_lottery_is_drawn_staff_change_neither_scores_nor_what_takes_part() {
    let world = World::build().await;
    world.declare_lottery().await;
    let desk = world.judged().await;
    for (proposal, levels) in [(0, ["4", "1"]), (1, ["2", "4"]), (2, ["1", "0"])] {
        world.score(&world.kim, &desk, proposal, levels).await;
    }
    let page = world.sam.get(&world.page("lottery")).await;
    let fields = [
        ("input.value", "4 8 15 16 23 42"),
        ("input.confirmed", "true"),
    ];
    world
        .sam
        .submit(page.ok(), "DrawLottery", &fields)
        .await
        .ok();
    let key = desk.trim_start_matches("/judging/");
    let drawn = "[{\"code\":\"LOTTERY_DRAWN\"}]";
    let removed = json!({ "judge": key });
    let found = codes(&world, "removeJudge", "RemoveJudgeInput", removed).await;
    assert_eq!(found, drawn);
    let screened = json!({ "key": world.proposals[1].key, "eligible": false,
        "version": 0, "reason": "It has no council behind it." });
    let found = codes(&world, "screenProposal", "ScreenProposalInput", screened).await;
    assert_eq!(found, drawn);
}

#[actix_web::test]
async fn a_challenge_is_not_completed_while_an_award_waits_for_its_answer() {
    let world = Box::pin(World::offered()).await;
    let move_to = |to: &str| json!({ "number": world.challenge.id, "to": to, "reason": "" });
    let kind = "MoveChallengeInput";
    let found = codes(&world, "moveChallenge", kind, move_to("DELIVERY")).await;
    assert_eq!(found, "[]");
    let found = codes(&world, "moveChallenge", kind, move_to("COMPLETED")).await;
    assert_eq!(found, "[{\"code\":\"OFFERS_OPEN\"}]");
}

#[actix_web::test]
async fn without_names_who_takes_part_says_nothing_of_what_is_shared_out() {
    let world = World::build().await;
    let db = world.hub.hub.database().writer();
    let row = challenge::ActiveModel {
        id: Set(world.challenge.id),
        blind: Set(true),
        reading: Set(ReadingMode::Assigned),
        ..Default::default()
    };
    row.update(db).await.unwrap();
    let desk = world.appoint(&world.kim).await;
    world.hub.clock().advance(TimeDelta::days(3));
    let conflicts = format!("{desk}/conflicts");
    let page = world.kim.get(&conflicts).await;
    let names: Vec<String> = (0..3)
        .map(|at| format!("input.takingPart.{at}.conflict"))
        .collect();
    let fields: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "false")).collect();
    world
        .kim
        .submit(page.ok(), "DeclareConflicts", &fields)
        .await
        .ok();
    let kim = judge::Entity::find()
        .filter(judge::Column::PersonId.eq(world.kim.person().id))
        .one(db)
        .await
        .unwrap()
        .unwrap();
    let row = assignment::ActiveModel {
        judge_id: Set(kim.id),
        proposal_id: Set(world.proposals[1].id),
        origin: Set(AssignmentOrigin::Rule),
        run_id: Set(None),
        assigned_by: Set(None),
        assigned_at: Set(world.hub.clock().now()),
        removed_reason: Set(String::new()),
        ..Default::default()
    };
    row.insert(db).await.unwrap();
    world.kim.get(&world.card(&desk, 1)).await.ok();
    world.kim.get(&world.card(&desk, 0)).await.is(404);
    let page = world.kim.get(&conflicts).await;
    page.ok()
        .has_text("Ashford")
        .has_text("Barnet")
        .has_text("Calderdale");
    // A conflict with somebody whose proposal another judge reads is kept all the same.
    let ashford = (0..3)
        .find(|at| {
            let party = page.value(&format!("input.takingPart.{at}.party"));
            party == format!("organisation-{}", world.councils[0].id)
        })
        .unwrap();
    let conflict = format!("input.takingPart.{ashford}.conflict");
    let kind = format!("input.takingPart.{ashford}.kind");
    let mut fields = fields.clone();
    fields.retain(|(name, _)| *name != conflict);
    fields.extend([(conflict.as_str(), "true"), (kind.as_str(), "FAMILY")]);
    world
        .kim
        .submit(&page, "DeclareConflicts", &fields)
        .await
        .ok();
    let found = hub_entity::challenge::conflict::Entity::find()
        .all(db)
        .await;
    let found: Vec<i64> = found.unwrap().iter().map(|row| row.proposal_id).collect();
    assert_eq!(found, [world.proposals[0].id]);
}

#[actix_web::test]
async fn an_appeal_reaches_somebody_though_who_screened_has_left() {
    let world = World::build().await;
    world.judged().await;
    let key = &world.proposals[2].key;
    let screened = json!({ "key": key, "eligible": false, "version": 0,
        "reason": "It has no council behind it." });
    codes(&world, "screenProposal", "ScreenProposalInput", screened).await;
    let sue = world.hub.staff("sue").await;
    let db = world.hub.hub.database().writer();
    let row = person::ActiveModel {
        id: Set(world.sam.person().id),
        site_role: Set(SiteRole::Member),
        ..Default::default()
    };
    row.update(db).await.unwrap();
    let row = challenge::ActiveModel {
        id: Set(world.challenge.id),
        created_by: Set(sue.person().id),
        ..Default::default()
    };
    row.update(db).await.unwrap();
    world.hub.mails().await;
    let page = world.cat.get(&format!("/proposals/{key}/screening")).await;
    let fields = [("input.appeal", "Calderdale stands behind it.")];
    world
        .cat
        .submit(page.ok(), "AppealScreening", &fields)
        .await
        .ok();
    let told = world.hub.mails_to("sue@example.org").await;
    assert!(
        told[0].text.contains("Calderdale stands behind it."),
        "{told:?}"
    );
}

#[actix_web::test]
async fn judges_learn_that_a_challenge_was_called_off() {
    let world = World::build().await;
    world.judged().await;
    // Also one who was invited, and has no account yet.
    let page = world.sam.get(&world.page("judges")).await;
    let who = [("input.who", "new@example.net")];
    world.sam.submit(&page, "AppointJudge", &who).await.ok();
    world.hub.mails().await;
    let input = json!({ "number": world.challenge.id, "reason": "There is no money any more." });
    let found = codes(&world, "cancelChallenge", "CancelChallengeInput", input).await;
    assert_eq!(found, "[]");
    let mails = world.hub.mails().await;
    for address in ["kim@example.org", "new@example.net"] {
        let told = mails.iter().find(|mail| mail.to == address);
        let told = told.unwrap_or_else(|| panic!("{address} in {mails:?}"));
        assert!(told.text.contains("which you were to judge"), "{told:?}");
        assert!(
            told.text.contains("There is no money any more."),
            "{told:?}"
        );
    }
}

#[actix_web::test]
async fn staff_who_leave_who_applies_see_no_scores_for_it() {
    let world = World::build().await;
    let council = world.councils[0].id;
    let ida = staff_of(&world, "ida", council).await;
    let max = world.hub.person("max").await;
    let role = hub_entity::organisation::OrganisationRole::Officer;
    world.hub.join(&max, council, role).await;
    let maxs = world.appoint(&max).await;
    let desk = world.judged().await;
    world.score(&world.kim, &desk, 0, ["4", "4"]).await;
    let leave = "mutation($i: LeaveOrganisationInput!) { leaveOrganisation(input: $i) {
        userErrors { code } } }";
    for who in [&ida, &max] {
        let input = json!({ "number": council });
        let answer = who.graphql(leave, json!({ "i": input })).await;
        assert_eq!(answer["data"]["leaveOrganisation"]["userErrors"], json!([]));
    }
    ida.get(&world.page("ranking")).await.is(404);
    // Asking to come back undoes nothing of it.
    let join = "mutation($i: JoinOrganisationInput!) { joinOrganisation(input: $i) {
        userErrors { code } } }";
    for who in [&ida, &max] {
        let input = json!({ "number": council });
        let answer = who.graphql(join, json!({ "i": input })).await;
        assert_eq!(answer["data"]["joinOrganisation"]["userErrors"], json!([]));
    }
    ida.get(&world.page("ranking")).await.is(404);
    world.declare(&max, &maxs, &[false, false]).await;
    max.get(&world.card(&maxs, 0)).await.is(404);
    max.get(&world.card(&maxs, 1)).await.ok();
}
