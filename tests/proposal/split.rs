//! The budget split between partners, the page to print, and the reference.

use chrono::{Datelike, TimeDelta};
use hub_entity::challenge::{ChallengeKind, challenge};
use sea_orm_migration::sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::json;

use super::{World, key_of, path_of, world};

/// The keys of the council and of the developer as partners.
async fn keys(w: &World, path: &str) -> [String; 2] {
    let read = "query($k: String!) { proposal(key: $k) { partners { key } } }";
    let seen = w.olive.graphql(read, json!({ "k": key_of(path) })).await;
    let key = |at: usize| {
        let key = seen["data"]["proposal"]["partners"][at]["key"].as_str();
        key.unwrap().to_owned()
    };
    [key(0), key(1)]
}

#[tokio::test]
async fn a_budget_is_split_between_partners_and_held_against_the_award() {
    let w = world(ChallengeKind::Call).await;
    let path = w.complete().await;
    let [council, dev] = keys(&w, &path).await;
    let hers = w.olive.get(&format!("{path}/edit")).await;
    let his = w.dev.get(&format!("{path}/edit")).await;
    let fields = [
        ("input.budget.0.partner", dev.as_str()),
        ("input.budget.1.label", "Tests with residents"),
        ("input.budget.1.amount", "£4,000"),
        ("input.budget.1.partner", council.as_str()),
        ("input.budget.2.label", "Hosting"),
        ("input.budget.2.amount", "£500.50"),
    ];
    w.olive.submit(&hers, "EditProposal", &fields).await.ok();
    let check = w.olive.get(&format!("{path}/check")).await;
    check
        .ok()
        .has_text("How the budget is split")
        .has_text("Devi £25,000 Lichfield £4,000 All together £500.50")
        .has_text("An award pays at most £30,000.")
        .lacks_text("The budget is more than that");
    // Another edit of the budget from before meets it, and overwrites nothing.
    let typed = [("input.budget.0.amount", "£26,000")];
    let clash = w.dev.submit(&his, "EditProposal", &typed).await;
    clash
        .is(409)
        .has_text("What your partner saved meanwhile")
        .has_text("Tests with residents Lichfield £4,000");
    // It changes hands, and the comparison says so.
    let form = w.olive.get(&format!("{path}/edit")).await;
    assert_eq!(form.value("input.budget.1.partner"), council);
    let fields = [
        ("input.budget.1.partner", dev.as_str()),
        ("input.budget.1.amount", "£5,000"),
    ];
    w.olive.submit(&form, "EditProposal", &fields).await.ok();
    let changes = "query($k: String!) { proposal(key: $k) { version changes(from: \"d3\") { pieces { text fate } } } }";
    let seen = w
        .olive
        .graphql(changes, json!({ "k": key_of(&path) }))
        .await;
    assert!(seen.to_string().contains("Devi"), "{seen}");
    let check = w.olive.get(&format!("{path}/check")).await;
    check
        .ok()
        .has_text("The budget is more than that")
        .has_text("Lower the budget");

    // Nobody gets money who is no partner, and who has left is noticed.
    let edit = "mutation($i: EditProposalInput!) { editProposal(input: $i) { userErrors { field code } } }";
    let version = &seen["data"]["proposal"]["version"];
    let input = json!({ "i": { "key": key_of(&path), "version": version, "sections": ["BUDGET"],
        "budget": [{ "label": "Work", "amount": 100, "partner": "nobody" }] } });
    let refused = w.olive.graphql(edit, input).await;
    let error = &refused["data"]["editProposal"]["userErrors"][0];
    assert_eq!(error["field"], "budget.0.partner", "{refused}");
    let consent = w.dev.get(&format!("{path}/consent")).await;
    w.dev.submit(&consent, "DeclinePartnership", &[]).await.ok();
    let partners = w.olive.get(&format!("{path}/partners")).await;
    let fields = [("input.partner", dev.as_str())];
    w.olive
        .submit(&partners, "RemovePartner", &fields)
        .await
        .ok();
    w.olive
        .get(&path)
        .await
        .ok()
        .has_text("Say who gets the money of a partner who is none any more.");
}

#[tokio::test]
async fn a_proposal_is_printed_for_those_who_may_read_it_and_says_which_version_it_is() {
    let w = world(ChallengeKind::Call).await;
    let path = w.complete().await;
    let print = format!("{path}/print");
    w.olive
        .get(&print)
        .await
        .ok()
        .has_text("Draft, not submitted")
        .has_text("Next bus")
        .has_text("£25,000")
        .has_text("Bus stops");
    w.rival.get(&print).await.is(404);
    w.staff.get(&print).await.is(404);
    w.hub.visitor().get(&print).await.is(404);
    let check = w.olive.get(&format!("{path}/check")).await;
    w.olive.submit(&check, "SubmitProposal", &[]).await.ok();
    w.olive.get(&print).await.ok().has_text("version 1");
    let form = w.olive.get(&format!("{path}/edit")).await;
    let fields = [("input.team", "Not submitted yet.")];
    w.olive.submit(&form, "EditProposal", &fields).await.ok();
    w.olive
        .get(&print)
        .await
        .ok()
        .has_text("Draft. Version 1 was submitted");
    w.hub.clock().advance(TimeDelta::days(10));
    let page = w.staff.get(&print).await;
    page.ok()
        .has_text("version 1")
        .has_text("Olive and Devi.")
        .lacks_text("Not submitted yet.");
    let shown = w.staff.get(&path).await;
    assert!(shown.html.contains(&print));
    w.rival.get(&print).await.is(404);
}

#[tokio::test]
async fn a_judge_with_a_conflict_prints_nothing() {
    let world = crate::judging_world::World::build().await;
    let desk = world.appoint(&world.jo).await;
    world.hub.clock().advance(TimeDelta::days(3));
    let print = |at: usize| format!("/proposals/{}/print", world.proposals[at].key);
    world.jo.get(&print(0)).await.is(404);
    world.declare(&world.jo, &desk, &[false, true]).await;
    world.jo.get(&print(0)).await.ok();
    for sealed in [1, 2] {
        let proposal = format!("/proposals/{}", world.proposals[sealed].key);
        let shown = world.jo.get(&proposal).await.status;
        assert_eq!(world.jo.get(&print(sealed)).await.status, shown);
    }
    world.jo.get(&print(1)).await.is(404);
}

#[tokio::test]
async fn references_name_the_year_and_are_drawn_not_counted() {
    let w = world(ChallengeKind::Call).await;
    let year = w.hub.clock().now().year();
    let reference = |page: &crate::support::Page| page.texts(".reference").remove(0);
    let first = w.started().await;
    let mut drawn = vec![reference(&first)];
    for _ in 0..3 {
        drawn.push(reference(&w.started().await));
    }
    let numbers: Vec<u32> = drawn
        .iter()
        .map(|reference| reference.strip_prefix(&format!("MIL-{year}-")).unwrap())
        .inspect(|number| assert_eq!(number.len(), 3, "{number}"))
        .map(|number| number.parse().unwrap())
        .collect();
    let steps: Vec<i64> = numbers
        .windows(2)
        .map(|two| i64::from(two[1]) - i64::from(two[0]))
        .collect();
    assert!(steps.iter().any(|step| *step != 1), "counted: {drawn:?}");
    assert!(!steps.contains(&0), "twice: {drawn:?}");
    w.olive.get(&path_of(&first)).await.ok();
    let now = w.hub.clock().now();
    let row = challenge::ActiveModel {
        id: Set(w.call.id),
        closes_at: Set(Some(now + TimeDelta::days(500))),
        judging_opens_at: Set(Some(now + TimeDelta::days(501))),
        judging_closes_at: Set(Some(now + TimeDelta::days(510))),
        ..Default::default()
    };
    row.update(w.hub.hub.database().writer()).await.unwrap();
    w.hub.clock().advance(TimeDelta::days(366));
    let late = w.hub.person("late").await;
    let start = late.get(&w.propose()).await;
    let council = w.council.id.to_string();
    let fields = [
        ("input.title", "A year later"),
        ("input.leadCouncil", council.as_str()),
    ];
    let page = late.submit(&start, "StartProposal", &fields).await;
    let late = reference(page.ok());
    assert!(late.starts_with(&format!("MIL-{}-", year + 1)), "{late}");
}
