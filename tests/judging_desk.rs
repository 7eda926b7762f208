//! A judge's desk: what is left, in which order, what is kept of each review, and for whom.

use chrono::TimeDelta;
use hub_entity::challenge::{challenge, partner, proposal_version, review_version};
use sea_orm_migration::sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder,
};
use serde_json::json;

use crate::judging_world::{World, filled};
use crate::support::Browser;

/// The keys of the proposals on a desk, in the judge's order.
async fn order(who: &Browser, desk: &str) -> Vec<String> {
    let query = "query($key: String!) { judge(key: $key) { reading { key } } }";
    let key = desk.trim_start_matches("/judging/");
    let answer = who.graphql(query, json!({ "key": key })).await;
    let rows = answer["data"]["judge"]["reading"].as_array().unwrap();
    rows.iter()
        .map(|row| row["key"].as_str().unwrap().to_owned())
        .collect()
}

/// A challenge in which `kim` has declared that there is no conflict; the address of their desk.
async fn judging() -> (World, String) {
    let world = World::build().await;
    let kim = world.appoint(&world.kim).await;
    world.hub.clock().advance(TimeDelta::days(3));
    world
        .declare(&world.kim, &kim, &[false, false, false])
        .await;
    (world, kim)
}

#[actix_web::test]
async fn a_desk_says_what_is_left_and_opens_the_next() {
    let (world, kim) = judging().await;
    let first = order(&world.kim, &kim).await;
    assert_eq!(order(&world.kim, &kim).await, first, "the order stays");
    let page = world.kim.get(&kim).await;
    page.ok().has_text("0 of 3 done. 3 left. Due");
    let next = page.link("Score the next");
    assert_eq!(next, format!("{kim}/proposals/{}", first[0]));
    let card = world.kim.get(&next).await;
    let after = world
        .kim
        .submit(card.ok(), "SubmitReviewAndNext", &filled(["3", "4"]))
        .await;
    after.ok().has_text("The review is submitted");
    assert!(
        after
            .path
            .starts_with(&format!("{kim}/proposals/{}", first[1])),
        "{}",
        after.path
    );
    world
        .kim
        .submit(&after, "SaveReview", &[("input.scores.0.level", "2")])
        .await
        .ok();
    let page = world.kim.get(&kim).await;
    page.ok().has_text("1 of 3 done. 2 left.");
    page.link("Go on with your draft");
    for (show, count) in [("LEFT", 1), ("DRAFT", 1), ("DONE", 1), ("ALL", 3)] {
        let page = world.kim.get(&format!("{kim}?show={show}")).await;
        assert_eq!(page.ok().count(".task"), count, "{show}");
    }
    for proposal in 0..3 {
        world.score(&world.kim, &kim, proposal, ["3", "3"]).await;
    }
    let page = world.kim.get(&kim).await;
    page.ok()
        .has_text("3 of 3 done.")
        .has_text("You have scored everything");
}

#[actix_web::test]
async fn each_judge_reads_in_an_order_of_their_own() {
    let world = World::build().await;
    let mut orders = std::collections::BTreeSet::new();
    let mut judges = Vec::new();
    for number in 0..8 {
        let who = world.hub.person(&format!("judge{number}")).await;
        judges.push((world.appoint(&who).await, who));
    }
    world.hub.clock().advance(TimeDelta::days(3));
    for (desk, who) in &judges {
        world.declare(who, desk, &[false, false, false]).await;
        orders.insert(order(who, desk).await);
    }
    // Six orders are possible; that eight judges share one happens once in 280,000 times.
    assert!(orders.len() > 1, "{orders:?}");
}

#[actix_web::test]
async fn notes_stay_with_the_judge_and_comments_go_where_they_belong() {
    let (world, kim) = judging().await;
    let address = world.card(&kim, 0);
    let card = world.kim.get(&address).await;
    let mut fields = filled(["3", "4"]);
    fields.push(("input.applicantComment", "Say who pays."));
    fields.push(("input.comment", "A strong one."));
    fields.push(("input.privateNotes", "Ask Pat about this."));
    world
        .kim
        .submit(card.ok(), "SubmitReview", &fields)
        .await
        .ok();
    let card = world.kim.get(&address).await;
    card.ok().has_text("Ask Pat about this.");
    let key = &world.proposals[0].key;
    let decide = world.sam.get(&world.page(&format!("decision/{key}"))).await;
    decide
        .ok()
        .has_text("A strong one.")
        .has_text("To the applicant")
        .has_text("Say who pays.")
        .lacks_text("Ask Pat");
    // No field that staff, or anybody else, can ask for has them.
    let schema = include_str!("../graphql/schema.graphql");
    let holders: Vec<&str> = schema
        .split("\n}\n")
        .filter(|block| block.contains("privateNotes:"))
        .filter_map(|block| {
            block
                .lines()
                .find(|l| l.starts_with("type ") || l.starts_with("input "))
        })
        .map(|line| line.split(' ').nth(1).unwrap_or_default())
        .collect();
    assert_eq!(holders, ["ReviewVersion", "SaveReviewInput", "ScoreCard"]);
    let query = "query($k: String!, $p: String!) { scoreCard(judge: $k, proposal: $p) { privateNotes versions { privateNotes } } }";
    let variables = json!({ "k": kim.trim_start_matches("/judging/"), "p": key });
    for who in [&world.sam, &world.ann, &world.jo] {
        let answer = who.graphql(query, variables.clone()).await;
        assert_eq!(answer["data"]["scoreCard"], json!(null), "{answer}");
    }
}

#[actix_web::test]
async fn every_saved_text_is_kept_and_two_texts_stand_side_by_side() {
    let (world, kim) = judging().await;
    let address = world.card(&kim, 0);
    let old = world.kim.get(&address).await;
    let mut fields = filled(["3", "4"]);
    fields.push(("input.privateNotes", "From the train."));
    world.kim.submit(old.ok(), "SaveReview", &fields).await.ok();
    let mut fields = filled(["1", "2"]);
    fields.push(("input.privateNotes", "From the desk."));
    let stale = world.kim.submit(&old, "SaveReview", &fields).await;
    stale
        .is(409)
        .has_text("What is saved, and what you typed")
        .has_text("From the train.")
        .has_text("From the desk.");
    let typed = stale.texts("td[data-label='You typed']");
    assert_eq!(typed[0], "1. The need is shown.");
    // What was typed can be saved over it, now that both were seen; the other is kept.
    let saved = world.kim.submit(&stale, "SaveReview", &[]).await;
    saved.ok().has_text("2 versions of your review");
    world.kim.submit(&saved, "SaveReview", &[]).await.ok();
    let done = world.kim.submit(&saved, "SubmitReview", &[]).await;
    done.ok().has_text("The review is submitted");
    let rows = review_version::Entity::find()
        .order_by_asc(review_version::Column::Number)
        .all(world.hub.hub.database().reader())
        .await
        .unwrap();
    let kept: Vec<(i32, &str)> = rows
        .iter()
        .map(|row| (row.number, row.content["private_notes"].as_str().unwrap()))
        .collect();
    // The same text again is none; that it counts is one.
    let expected = [
        (1, "From the train."),
        (2, "From the desk."),
        (3, "From the desk."),
    ];
    assert_eq!(kept, expected);
}

/// The second proposal says when its dataset will be published, who gets what, and what it answers
/// to a question.
async fn in_full(world: &World) {
    let db = world.hub.hub.database().writer();
    let row = challenge::ActiveModel {
        id: Set(world.challenge.id),
        eligibility: Set(json!([{ "question": "In the UK?", "eligible": true, "reason": true }])),
        ..Default::default()
    };
    row.update(db).await.unwrap();
    let proposal = world.proposals[1].id;
    let lead = partner::Entity::find()
        .filter(partner::Column::ProposalId.eq(proposal))
        .one(db)
        .await
        .unwrap()
        .unwrap();
    let mut version = proposal_version::Entity::find()
        .filter(proposal_version::Column::ProposalId.eq(proposal))
        .one(db)
        .await
        .unwrap()
        .unwrap()
        .into_active_model();
    let mut content = version.content.clone().unwrap();
    content["budget"][0]["partner"] = json!(lead.key);
    content["datasets"][0]["role"] = json!("supporting");
    content["datasets"][0]["published"] = json!(false);
    content["datasets"][0]["publish_by"] = json!("2027-02-01");
    content["eligibility"] =
        json!([{ "question": "In the UK?", "answer": true, "reason": "We are a council." }]);
    version.content = Set(content);
    version.update(db).await.unwrap();
}

#[actix_web::test]
async fn a_judge_prints_what_is_theirs_with_a_card_for_each() {
    let world = World::build().await;
    in_full(&world).await;
    let kim = world.appoint(&world.kim).await;
    let print = format!("{kim}/print");
    world
        .kim
        .get(&print)
        .await
        .ok()
        .lacks_text("The hidden plan");
    world.hub.clock().advance(TimeDelta::days(3));
    // Nothing of what was handed in before conflicts are declared.
    world
        .kim
        .get(&print)
        .await
        .ok()
        .lacks_text("The hidden plan");
    world.declare(&world.kim, &kim, &[true, false, false]).await;
    let page = world.kim.get(&print).await;
    page.ok()
        .lacks_text("The hidden plan of Bus stops of Ashford")
        .has_text("The hidden plan of Bus stops of Barnet")
        .has_text("The hidden plan of Bus stops of Calderdale")
        .has_text("4 Excellent");
    assert_eq!(page.count("article.sheet"), 2);
    assert_eq!(page.count(".by-hand"), 4);
    // Lines to write on: beside both criteria, and for three comments on the whole.
    page.has_text("Comment to the applicant")
        .has_text("Private notes");
    assert_eq!(page.count(".by-hand .ruled"), 16);
    assert_eq!(page.count("article.sheet > .ruled"), 28);
    let card = world.kim.get(&world.card(&kim, 1)).await;
    for shown in [&page, &card] {
        shown
            .ok()
            .has_text("Supporting")
            .has_text("not published yet; promised by 1 February 2027")
            .has_text("Work Barnet £25,000")
            .has_text("How the budget is split")
            .has_text("An award pays at most £30,000.")
            .has_text("In the UK? Yes We are a council.");
    }
    page.has_text("In the UK? not answered");
    world
        .kim
        .get(&format!("{print}?part=2"))
        .await
        .ok()
        .lacks_text("The hidden plan");
    for who in [&world.sam, &world.ann, &world.hub.visitor()] {
        who.get(&print).await.is(404);
    }
}
