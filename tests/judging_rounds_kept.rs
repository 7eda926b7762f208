//! What a later round of judging leaves as it was: reviews of earlier rounds, and nothing that was
//! decided or promised on scores that judges look at again.

use chrono::TimeDelta;
use hub_entity::challenge::{ReadingMode, challenge, planned_announcement};
use hub_entity::platform::audit;
use sea_orm_migration::sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter,
};
use serde_json::{Value, json};

use crate::judging_rounds::Rounds;
use crate::judging_world::World;

fn round(name: &str, goes_on: i32, whole_panel: bool) -> Value {
    json!({ "name": name, "goes_on": goes_on, "whole_panel": whole_panel, "days": 7 })
}

impl Rounds {
    /// How many reviews count of each proposal.
    async fn counted(&self) -> [i64; 3] {
        let query = "query($n: Int!) { challenge(number: $n) { judging { ranking {
            key reviewsCount } } } }";
        let world = &self.world;
        let number = json!({ "n": world.challenge.id });
        let answer = world.sam.graphql(query, number).await;
        let rows = answer["data"]["challenge"]["judging"]["ranking"].clone();
        let rows = rows.as_array().unwrap();
        [0, 1, 2].map(|index| {
            let key = &world.proposals[index].key;
            let row = rows.iter().find(|row| row["key"] == **key).unwrap();
            row["reviewsCount"].as_i64().unwrap()
        })
    }

    async fn decide_all(&self, outcomes: [&str; 3]) {
        for (proposal, outcome) in outcomes.into_iter().enumerate() {
            let reason = if outcome == "SELECT" { "Ready." } else { "" };
            let fields = [
                ("input.outcome", outcome),
                ("input.reason", reason),
                ("input.feedback", "Thank you."),
            ];
            self.world.decide(proposal, &fields).await.ok();
        }
    }
}

#[actix_web::test]
async fn what_the_whole_panel_scored_counts_in_a_round_of_those_who_are_assigned() {
    let rounds = json!([round("Panel", 2, true), round("Interviews", 1, false)]);
    let panel = Box::pin(Rounds::declaring(rounds, ReadingMode::Assigned)).await;
    let world = &panel.world;
    let path = world.page("assignment") + "?reviews=1&least=1&most=2&seed=7";
    let page = world.sam.get(&path).await;
    world.sam.submit(page.ok(), "AssignJudges", &[]).await.ok();
    let judges = [(&world.kim, &panel.kim), (&panel.max, &panel.maxs)];
    for (who, desk) in judges {
        for (proposal, levels) in [(0, ["4", "4"]), (1, ["3", "3"]), (2, ["1", "0"])] {
            if who.get(&world.card(desk, proposal)).await.status == 200 {
                world.score(who, desk, proposal, levels).await;
            }
        }
    }
    let page = panel.page().await;
    let mut fields: Vec<(String, &str)> = Vec::new();
    for (index, place) in panel.places(page.ok()).into_iter().enumerate() {
        let goes = if index < 2 { "true" } else { "" };
        fields.push((format!("input.entries.{place}.goesOn"), goes));
        fields.push((format!("input.entries.{place}.reason"), "So it is."));
    }
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), *v)).collect();
    world
        .sam
        .submit(&page, "OpenJudgingRound", &fields)
        .await
        .ok();
    for (who, desk) in judges {
        for (proposal, levels) in [(0, ["4", "4"]), (1, ["2", "2"])] {
            world.score(who, desk, proposal, levels).await;
        }
    }
    let before = panel.counted().await;
    assert_eq!(before[..2], [2, 2]);
    panel.open().await;
    assert_eq!(panel.counted().await, before);
    // Whoever read it goes on with it.
    for (who, desk) in judges {
        who.get(desk).await.ok().has_text("0 of 1 done");
        world.score(who, desk, 0, ["4", "3"]).await;
    }
    assert_eq!(panel.counted().await, before);
}

#[actix_web::test]
async fn sharing_out_a_later_round_sets_nothing_aside_of_what_stayed_behind() {
    let rounds = json!([round("Interviews", 2, false)]);
    let panel = Box::pin(Rounds::declaring(rounds, ReadingMode::Everyone)).await;
    let world = &panel.world;
    // Lou reads nothing in the first round.
    let lou = world.hub.person("lou").await;
    let lous = world.appoint(&lou).await;
    world.declare(&lou, &lous, &[false, false, false]).await;
    lou.get(&lous).await.ok().has_text("0 of 3 done");
    world.hub.clock().advance(TimeDelta::days(8));
    assert_eq!(panel.counted().await, [2, 2, 2]);
    panel.open().await;
    assert_eq!(panel.counted().await, [2, 2, 2]);
    // Who is assigned reads it: whoever began, and nobody else before it is shared out.
    lou.get(&world.card(&lous, 0)).await.is(404);
    world.kim.get(&world.card(&panel.kim, 0)).await.ok();
    let path = world.page("assignment") + "?reviews=3&least=1&most=3&seed=7";
    let page = world.sam.get(&path).await;
    world.sam.submit(page.ok(), "AssignJudges", &[]).await.ok();
    lou.get(&world.card(&lous, 0)).await.ok();
    lou.get(&world.card(&lous, 2)).await.is(404);
    assert_eq!(panel.counted().await, [2, 2, 2]);
}

#[actix_web::test]
async fn a_plan_to_announce_ends_as_judges_look_again() {
    let panel = Box::pin(Rounds::build()).await;
    let world = &panel.world;
    world.hub.clock().advance(TimeDelta::days(8));
    panel.decide_all(["SELECT", "DECLINE", "DECLINE"]).await;
    let at = world.hub.clock().now() + TimeDelta::days(3);
    let at = at.with_timezone(&chrono_tz::Europe::London);
    let fields = [
        ("input.announceAt", at.format("%Y-%m-%dT%H:%M").to_string()),
        ("input.announcement", "One stood out.".to_owned()),
    ];
    let fields = fields.each_ref().map(|(n, v)| (*n, v.as_str()));
    let page = world.sam.get(&world.page("announce/later")).await;
    let sam = &world.sam;
    sam.submit(page.ok(), "PlanAnnouncement", &fields)
        .await
        .ok();
    panel.open().await;
    let db = world.hub.hub.database().reader();
    let plans = planned_announcement::Entity::find().count(db).await;
    assert_eq!(plans.unwrap(), 0);
    assert_eq!(panel.audited("announcement_plan_cancelled").await, 1);

    // The second is best now: what was decided before says otherwise, and gives no reason.
    for (who, desk) in [(&world.kim, &panel.kim), (&panel.max, &panel.maxs)] {
        for (proposal, levels) in [(0, ["0", "0"]), (1, ["4", "4"])] {
            world.score(who, desk, proposal, levels).await;
        }
    }
    let row = challenge::Entity::find_by_id(world.challenge.id).one(db);
    let input = json!({
        "challenge": world.challenge.id, "announcement": "One stood out.",
        "version": row.await.unwrap().unwrap().version,
    });
    let query = "mutation($i: AnnounceDecisionInput!) { announceDecision(input: $i) {
        userErrors { code message } } }";
    let answer = sam.graphql(query, json!({ "i": input })).await;
    let errors = &answer["data"]["announceDecision"]["userErrors"];
    assert_eq!(errors[0]["code"], "DECISION_LACKS_REASON", "{answer}");
    let message = errors[0]["message"].as_str().unwrap();
    assert!(message.contains("Bus stops of Barnet"), "{message}");
}

#[actix_web::test]
async fn the_end_of_judging_is_in_the_audit_though_no_worker_ran_then() {
    let panel = Box::pin(Rounds::build()).await;
    let world = &panel.world;
    world.hub.clock().advance(TimeDelta::days(8));
    assert_eq!(panel.audited("challenge_judging_closed").await, 0);
    panel.open().await;
    let rows = audit::Entity::find()
        .filter(audit::Column::Chain.eq(world.challenge.id))
        .filter(audit::Column::Action.is_in(["challenge_judging_closed", "judging_round_opened"]))
        .all(world.hub.hub.database().reader())
        .await
        .unwrap();
    let actions: Vec<&str> = rows.iter().map(|row| row.action.as_str()).collect();
    assert_eq!(
        actions,
        ["challenge_judging_closed", "judging_round_opened"]
    );
    world.hub.work().await;
    assert_eq!(panel.audited("challenge_judging_closed").await, 1);
}

#[actix_web::test]
async fn a_review_that_was_reopened_before_a_round_changes_nothing_of_what_stayed_behind() {
    let panel = Box::pin(Rounds::build()).await;
    let world = &panel.world;
    world.hub.clock().advance(TimeDelta::days(8));
    let talk = format!("/proposals/{}/discussion", world.proposals[2].key);
    let page = world.sam.get(&talk).await;
    let link = page.ok().link("Reopen the review of Kim");
    let page = world.sam.get(link.split('#').next().unwrap()).await;
    let fields = [("input.reason", "Is that a typing error?")];
    world
        .sam
        .submit(page.ok(), "ReopenReview", &fields)
        .await
        .ok();
    assert!(
        world
            .kim
            .get(&world.card(&panel.kim, 2))
            .await
            .ok()
            .offers("SubmitReview")
    );
    panel.open().await;
    world.hub.clock().advance(TimeDelta::days(8));
    let card = world.kim.get(&world.card(&panel.kim, 2)).await;
    assert!(!card.ok().offers("SubmitReview"));
    let codes = panel.submit(&world.kim, &panel.kim, 2, 1).await;
    assert_eq!(codes, json!([{ "code": "JUDGING_NOT_OPEN" }]));
}

#[actix_web::test]
async fn nobody_is_left_without_a_way_on_where_nothing_can_go_on() {
    let world = World::build().await;
    let row = challenge::ActiveModel {
        id: Set(world.challenge.id),
        rounds: Set(json!([round("Interviews", 2, true)])),
        ..Default::default()
    };
    row.update(world.hub.hub.database().writer()).await.unwrap();
    let withdraw = "mutation($i: WithdrawProposalInput!) { withdrawProposal(input: $i) {
        userErrors { code } } }";
    for (who, proposal) in [&world.ann, &world.ben, &world.cat]
        .into_iter()
        .zip(&world.proposals)
    {
        let input = json!({ "key": proposal.key, "reason": "We cannot begin in time." });
        let answer = who.graphql(withdraw, json!({ "i": input })).await;
        assert_eq!(answer["data"]["withdrawProposal"]["userErrors"], json!([]));
    }
    world.hub.clock().advance(TimeDelta::days(12));
    let page = world.sam.get(&world.page("rounds")).await;
    let fields = [("input.reason", "Nobody is left.")];
    world
        .sam
        .submit(page.ok(), "LeaveOutJudgingRound", &fields)
        .await
        .ok()
        .has_text("Nobody is left.");
}

#[actix_web::test]
async fn no_more_is_awarded_than_the_declared_rounds_take_on() {
    let world = World::build().await;
    let row = challenge::ActiveModel {
        id: Set(world.challenge.id),
        rounds: Set(json!([round("Interviews", 2, true)])),
        ..Default::default()
    };
    let row = row.update(world.hub.hub.database().writer()).await.unwrap();
    let amend = "mutation($i: AmendChallengeRulesInput!) { amendChallengeRules(input: $i) {
        userErrors { field code } } }";
    let levels = json!([{ "level": 0, "description": "No" }, { "level": 1, "description": "Yes" }]);
    let input = json!({
        "number": row.id, "version": row.version, "reason": "There is more money.",
        "rules": { "awards": 3, "reviewsRequired": 1, "criteria": [
            { "name": "The need", "description": "", "weight": 1, "levels": levels }] },
    });
    let answer = world.sam.graphql(amend, json!({ "i": input })).await;
    let errors = &answer["data"]["amendChallengeRules"]["userErrors"];
    let expected = json!([{ "field": "rules.awards", "code": "ROUND_BELOW_AWARDS" }]);
    assert_eq!(*errors, expected, "{answer}");
}

#[actix_web::test]
async fn the_offline_sheet_offers_no_second_look_once_the_round_is_over() {
    let panel = Box::pin(Rounds::build()).await;
    let world = &panel.world;
    panel.open().await;
    let sheet = panel.max.raw(&format!("{}/scores.csv", panel.maxs)).await;
    let sheet = sheet.bytes().await.unwrap().to_vec();
    let yes = String::from_utf8(sheet)
        .unwrap()
        .replace("\"no\"", "\"yes\"");
    let yes = yes.replace(",no\r\n", ",yes\r\n").into_bytes();
    world.hub.clock().advance(TimeDelta::days(12));
    let page = panel.max.get(&format!("{}/upload", panel.maxs)).await;
    let file = ("input.base64", "scores.csv", yes);
    let page = panel
        .max
        .submit_file(page.ok(), "UploadScores", &[], file)
        .await;
    page.ok()
        .has_text("Scores can be given only while judging is open.");
    assert!(!page.offers("ConfirmScores"));
}
