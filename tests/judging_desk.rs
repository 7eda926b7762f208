//! A judge's desk: what is left, in which order, what is kept of each review, and for whom.

use chrono::TimeDelta;
use hub_domain::context::{Actor, Viewer};
use hub_domain::judging::read;
use hub_domain::judging::save_review::{GiveScore, SaveReview, save_review};
use hub_domain::{Caller, Error};
use hub_entity::account::SiteRole;
use hub_entity::challenge::{review, review_version};
use sea_orm_migration::sea_orm::{
    ColumnTrait, DatabaseConnection, DbErr, EntityTrait, QueryFilter, QueryOrder,
};
use serde_json::json;

use crate::judging_world::{World, filled};
use crate::support::{Browser, is_postgres};

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

/// The review of a proposal, as somebody sees it who is about to edit it.
async fn seen(db: &DatabaseConnection, proposal_id: i64) -> Option<review::Model> {
    loop {
        let found = review::Entity::find()
            .filter(review::Column::ProposalId.eq(proposal_id))
            .one(db)
            .await;
        match found {
            Ok(found) => return found,
            Err(DbErr::ConnectionAcquire(_)) => {}
            Err(error) => panic!("{error:?}"),
        }
    }
}

/// How often each person edits; `HUB_TEST_EDITS` says otherwise. On PostgreSQL fewer, because each
/// statement is a round trip there, and the whole number would take more than a minute.
fn edits() -> i32 {
    let asked = std::env::var("HUB_TEST_EDITS").ok();
    let usual = if is_postgres() { 20 } else { 100 };
    asked.and_then(|asked| asked.parse().ok()).unwrap_or(usual)
}

/// Whether the database had no connection to spare: nothing was written, and the person tries
/// again.
fn is_busy(error: &Error) -> bool {
    format!("{error:?}").contains("pool timed out")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn fifty_people_edit_one_card_and_nothing_is_overwritten_silently() {
    let (world, kim) = judging().await;
    let hub = world.hub.hub.clone();
    let person = world.kim.person();
    let actor = Actor {
        id: person.id,
        handle: person.handle.clone(),
        name: person.name.clone(),
        confirmed: true,
        role: SiteRole::Member,
        organisations: Vec::new(),
        programmes: Vec::new(),
        may_write: true,
    };
    let mut caller = Caller::system();
    caller.viewer = Viewer::Person(actor);
    let criterion = read::criteria(hub.database().reader(), world.challenge.id)
        .await
        .unwrap()[0]
        .id;
    let mut people = Vec::new();
    for number in 0..50 {
        let (hub, caller) = (hub.clone(), caller.clone());
        let (judge, proposal) = (
            kim.trim_start_matches("/judging/").to_owned(),
            world.proposals[0].clone(),
        );
        people.push(tokio::spawn(async move {
            let (mut accepted, mut refused) = (Vec::new(), 0);
            for edit in 0..edits() {
                let db = hub.database().reader();
                let seen = seen(db, proposal.id).await;
                let words = format!("Person {number}, edit {edit}");
                let input = SaveReview {
                    judge: judge.clone(),
                    proposal: proposal.key.clone(),
                    version: seen.map_or(0, |review| review.version),
                    scores: vec![GiveScore {
                        criterion,
                        level: Some(edit % 5),
                        comment: words.clone(),
                    }],
                    comment: words.clone(),
                    ..SaveReview::default()
                };
                let outcome = loop {
                    let outcome = hub
                        .write(&caller, |ctx| Box::pin(save_review(ctx, input.clone())))
                        .await;
                    if !outcome.as_ref().is_err_and(is_busy) {
                        break outcome;
                    }
                };
                match outcome {
                    Ok(review) => accepted.push((review.version, words)),
                    Err(Error::Conflict) => refused += 1,
                    Err(error) => panic!("{error:?}"),
                }
            }
            (accepted, refused)
        }));
    }
    let (mut accepted, mut refused) = (Vec::new(), 0);
    for one in people {
        let (mine, not) = one.await.unwrap();
        accepted.extend(mine);
        refused += not;
    }
    accepted.sort();
    let count = i32::try_from(accepted.len()).unwrap();
    assert_eq!(count + refused, 50 * edits(), "everybody has an answer");
    println!("{count} accepted, {refused} told of a conflict");
    // Each accepted write is one version, and no number was given twice.
    let versions: Vec<i32> = accepted.iter().map(|(version, _)| *version).collect();
    assert_eq!(versions, (1..=count).collect::<Vec<_>>());
    let rows = review_version::Entity::find()
        .order_by_asc(review_version::Column::Number)
        .all(hub.database().reader())
        .await
        .unwrap();
    let kept: Vec<(i32, String)> = rows
        .iter()
        .map(|row| {
            let text = row.content["comment"].as_str().unwrap().to_owned();
            assert_eq!(row.content["scores"][0]["comment"], text.as_str());
            (row.number, text)
        })
        .collect();
    assert_eq!(kept, accepted, "every accepted text is kept as it was sent");
    let last = review::Entity::find()
        .one(hub.database().reader())
        .await
        .unwrap()
        .unwrap();
    assert_eq!((last.version, last.comment), *accepted.last().unwrap());
}

#[actix_web::test]
async fn a_judge_prints_what_is_theirs_with_a_card_for_each() {
    let world = World::build().await;
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
