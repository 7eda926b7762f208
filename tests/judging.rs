//! From judges to letters, through pages and mails.

use chrono::TimeDelta;
use hub_entity::account::SiteRole;
use hub_entity::challenge::{ChallengeState, ProposalState, challenge, proposal};
use hub_entity::platform::audit;
use sea_orm_migration::sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter,
};
use serde_json::json;

use crate::judging_world::{World, filled};

#[actix_web::test]
async fn judges_score_staff_decide_and_everybody_is_told_once() {
    let world = World::build().await;
    let page = world.sam.get(&world.page("judges")).await;
    page.ok().has_text("Nobody judges this challenge yet");
    let wrong = world
        .sam
        .submit(&page, "AppointJudge", &[("input.who", "nobody-here")])
        .await;
    wrong.is(422).has_text("Nobody has this handle");
    let jo = world.appoint(&world.jo).await;
    let kim = world.appoint(&world.kim).await;
    let again = world
        .sam
        .submit(&page, "AppointJudge", &[("input.who", "jo@example.org")])
        .await;
    again.is(422).has_text("judges the challenge already");
    let mails = world.hub.mails().await;
    assert_eq!(mails.len(), 2, "{mails:?}");
    assert!(mails[0].text.contains(&jo) && mails[0].text.contains("Better buses"));

    // Before it closes there is nothing to read.
    let desk = world.jo.get(&jo).await;
    desk.ok().has_text("There is nothing to read yet");
    desk.lacks_text("Bus stops of Ashford");
    world.hub.clock().advance(TimeDelta::hours(25));

    // Before conflicts are declared there are titles and names, and no content.
    let page = world.jo.get(&format!("{jo}/conflicts")).await;
    page.ok()
        .has_text("Bus stops of Ashford")
        .has_text("Barnet");
    page.has_text("an organisation that you belong to, are a partner");
    page.lacks_text("hidden plan");
    world.jo.get(&world.card(&jo, 0)).await.is(404);
    let open = world.jo.submit(&page, "DeclareConflicts", &[]).await;
    open.is(422)
        .has_text("Say whether you have a conflict of interest");
    world.declare(&world.jo, &jo, &[false, true]).await;
    world
        .declare(&world.kim, &kim, &[false, false, false])
        .await;

    let card = world.jo.get(&world.card(&jo, 0)).await;
    card.ok()
        .has_text("The hidden plan of Bus stops of Ashford");
    assert!(!card.offers("SubmitReview"), "judging has not begun");
    world.hub.clock().advance(TimeDelta::hours(24));
    score(&world, &jo, &kim).await;
    decide(&world).await;
    announce(&world).await;
}

async fn score(world: &World, jo: &str, kim: &str) {
    let address = world.card(jo, 0);
    let card = world.jo.get(&address).await;
    let missing = world
        .jo
        .submit(card.ok(), "SubmitReview", &[("input.scores.0.level", "3")])
        .await;
    missing.is(422).has_text("Choose a level for “The impact”.");
    assert_eq!(missing.count("[name='input.scores.0.level'][checked]"), 1);
    let too_high = [("input.scores.0.level", "9")];
    let wrong = world.jo.submit(&card, "SaveReview", &too_high).await;
    wrong.is(422);
    let mut fields = filled(["3", "4"]);
    fields.push(("input.comment", "<script>alert(1)</script>"));
    let saved = world.jo.submit(&card, "SaveReview", &fields).await;
    saved.ok().has_text("The draft is saved");
    assert!(!saved.html.contains("<script>alert"));
    // The same form again changes nothing; an older form with other scores is refused, and keeps
    // what was typed.
    world.jo.submit(&card, "SaveReview", &fields).await.ok();
    let stale = world
        .jo
        .submit(&card, "SaveReview", &filled(["0", "0"]))
        .await;
    stale.is(409).has_text("Somebody else changed this");
    stale.has_text("What is saved, and what you typed");
    let done = world.jo.submit(&saved, "SubmitReview", &[]).await;
    done.ok().has_text("The review is submitted");
    let card = world.jo.get(&address).await;
    card.has_text("with a total of 85 out of 100");
    world.score(&world.jo, jo, 0, ["4", "4"]).await;

    for (proposal, levels) in [(0, ["3", "3"]), (1, ["2", "3"]), (2, ["1", "0"])] {
        world.score(&world.kim, kim, proposal, levels).await;
    }
    let db = world.hub.hub.database().reader();
    let scores = audit::Entity::find()
        .filter(audit::Column::Action.eq("score_given"))
        .count(db);
    assert_eq!(scores.await.unwrap(), 10, "each score has its audit row");
    let page = world.sam.get(&world.page("judges")).await;
    page.ok().has_text("1 of 1").has_text("3 of 3");
}

async fn decide(world: &World) {
    let page = world.sam.get(&world.page("decision")).await;
    page.ok().has_text("0 of 1 award is given");
    let means = page.texts("td[data-label=Mean]");
    assert_eq!(
        means,
        ["87.5", "60.0", "15.0"],
        "weighted means, highest first"
    );
    let select = [("input.outcome", "SELECT"), ("input.feedback", "")];
    let page = world.decide(0, &select).await;
    page.is(422);
    assert_eq!(page.errors()[0].0, "input-reason");
    let select = [
        ("input.outcome", "SELECT"),
        ("input.reason", "It is **ready** to begin."),
    ];
    world.decide(0, &select).await.ok();
    let page = world.decide(1, &select).await;
    page.is(422).has_text("All awards are given (1)");
    let reserve = [
        ("input.outcome", "RESERVE"),
        ("input.reserveRank", "1"),
        ("input.feedback", "Second."),
    ];
    world.decide(1, &reserve).await.ok();
    let page = world.decide(2, &reserve).await;
    page.is(422).has_text("Another proposal has this place");

    let page = world.sam.get(&world.page("announce")).await;
    page.ok()
        .has_text("“Bus stops of Ashford” has no feedback")
        .has_text("“Bus stops of Calderdale” is not decided");
    assert!(!page.offers("AnnounceDecision"));
    let answer = announce_by_api(world, 1).await;
    let codes = answer["data"]["announceDecision"]["userErrors"].to_string();
    assert!(codes.contains("FEEDBACK_MISSING") && codes.contains("DECISION_MISSING"));
    assert!(world.hub.mails().await.len() <= 2, "nobody was told");

    // Two people decide at once: the second is told.
    let key = &world.proposals[0].key;
    let old = world.sam.get(&world.page(&format!("decision/{key}"))).await;
    world
        .decide(0, &[("input.feedback", "Well done.")])
        .await
        .ok();
    let fields = [("input.feedback", "Not bad.")];
    let stale = world.sam.submit(&old, "DecideProposal", &fields).await;
    stale.is(409).has_text("Well done.").has_text("Not bad.");
    let decline = [
        ("input.outcome", "DECLINE"),
        ("input.feedback", "Say who needs it."),
    ];
    world.decide(2, &decline).await.ok();
}

async fn announce(world: &World) {
    world.hub.mails().await;
    let page = world.sam.get(&world.page("announce")).await;
    let stale = announce_by_api(world, 7).await;
    let errors = &stale["data"]["announceDecision"]["userErrors"];
    assert_eq!(errors[0]["code"], "CONFLICT");
    let fields = [("input.announcement", "One stood out.")];
    world
        .sam
        .submit(page.ok(), "AnnounceDecision", &fields)
        .await;

    let mails = world.hub.mails().await;
    let to = |name: &str| {
        let address = format!("{name}@example.org");
        mails.iter().filter(|m| m.to == address).collect::<Vec<_>>()
    };
    for (name, words) in [
        ("ann", "the proposal is selected"),
        ("ben", "Place on the list: 1"),
        ("cat", "Say who needs it."),
    ] {
        assert_eq!(to(name).len(), 1, "{name} has exactly one letter");
        assert!(to(name)[0].text.contains(words), "{}", to(name)[0].text);
    }
    // Jo belongs to the third council, and is one of its people.
    assert_eq!(to("jo").len(), 1);
    assert_eq!(mails.len(), 4, "nobody else has a letter");

    let again = announce_by_api(world, 2).await;
    let errors = &again["data"]["announceDecision"]["userErrors"];
    assert_eq!(errors[0]["code"], "ALREADY_ANNOUNCED");
    assert!(world.hub.mails().await.is_empty(), "nobody is told twice");

    let db = world.hub.hub.database().reader();
    let row = challenge::Entity::find_by_id(world.challenge.id).one(db);
    let row = row.await.unwrap().unwrap();
    assert_eq!(row.state, ChallengeState::Announced);
    let states: Vec<_> = proposal::Entity::find()
        .all(db)
        .await
        .unwrap()
        .iter()
        .map(|p| p.state)
        .collect();
    assert!(states.contains(&ProposalState::Selected) && states.contains(&ProposalState::Reserve));

    let query = "query($n: Int!) { challenge(number: $n) { selected { reasonHtml
        project { path title datasets { purpose dataset { title } } partners { organisation { name } } } } } }";
    let visitor = world.hub.visitor();
    let answer = visitor
        .graphql(query, json!({ "n": world.challenge.id }))
        .await;
    let selected = &answer["data"]["challenge"]["selected"];
    assert_eq!(selected.as_array().unwrap().len(), 1, "{answer}");
    assert!(
        selected[0]["reasonHtml"]
            .as_str()
            .unwrap()
            .contains("<strong>ready</strong>")
    );
    assert_eq!(
        selected[0]["project"]["datasets"][0]["purpose"],
        "Shows the stops."
    );
}

async fn announce_by_api(world: &World, version: i32) -> serde_json::Value {
    let mutation = "mutation($i: AnnounceDecisionInput!) { announceDecision(input: $i) {
        userErrors { field code message } } }";
    let input = json!({
        "challenge": world.challenge.id, "announcement": "One stood out.", "version": version
    });
    world.sam.graphql(mutation, json!({ "i": input })).await
}

#[actix_web::test]
async fn an_announcement_waits_for_reviews_or_the_end_of_judging() {
    let world = World::build().await;
    world.appoint(&world.kim).await;
    world.hub.clock().advance(TimeDelta::days(3));
    for proposal in 0..3 {
        let decline = [("input.outcome", "DECLINE"), ("input.feedback", "No.")];
        world.decide(proposal, &decline).await.ok();
    }
    let page = world.sam.get(&world.page("announce")).await;
    page.ok().has_text("not all reviews are in");
    world.hub.clock().advance(TimeDelta::days(10));
    let page = world.sam.get(&world.page("announce")).await;
    assert!(page.ok().offers("AnnounceDecision"), "judging is over");
}

#[actix_web::test]
async fn a_proposal_without_reviews_cannot_be_selected() {
    let world = World::build().await;
    world.hub.clock().advance(TimeDelta::days(3));
    let select = [("input.outcome", "SELECT"), ("input.reason", "Nice.")];
    let page = world.decide(0, &select).await;
    page.is(422)
        .has_text("has 0 of the 1 reviews that it needs");
}

#[actix_web::test]
async fn somebody_without_an_account_is_invited_and_can_be_removed() {
    let world = World::build().await;
    let page = world.sam.get(&world.page("judges")).await;
    let who = [("input.who", "new@outside.example")];
    let page = world.sam.submit(&page, "AppointJudge", &who).await;
    page.ok().has_text("new@outside.example").has_text("Asked");
    let mails = world.hub.mails_to("new@outside.example").await;
    assert_eq!(mails.len(), 1);
    assert!(mails[0].text.contains("/invitations/"));
    let page = world.sam.submit(&page, "RemoveJudge", &[]).await;
    page.ok().has_text("Removed");
    let page = world.sam.submit(&page, "AppointJudge", &who).await;
    page.ok().has_text("Asked");
}

#[actix_web::test]
async fn whoever_declined_as_an_address_can_be_appointed_as_a_person() {
    let world = World::build().await;
    let page = world.sam.get(&world.page("judges")).await;
    let who = [("input.who", "new@outside.example")];
    let page = world.sam.submit(&page, "AppointJudge", &who).await;
    world.sam.submit(&page, "RemoveJudge", &[]).await.ok();
    let new = world
        .hub
        .person_with("new", "new@outside.example", SiteRole::Member)
        .await;
    world.appoint(&new).await;
}

#[actix_web::test]
async fn no_review_comes_in_beside_the_announcement() {
    let world = World::build().await;
    let kim = world.appoint(&world.kim).await;
    world.hub.clock().advance(TimeDelta::days(3));
    world
        .declare(&world.kim, &kim, &[false, false, false])
        .await;
    let card = world.kim.get(&world.card(&kim, 0)).await;
    let fields = filled(["4", "4"]);
    // Somebody announces, and has not finished.
    let announcing = world.hub.hub.database().begin().await.unwrap();
    let row = challenge::ActiveModel {
        id: Set(world.challenge.id),
        state: Set(ChallengeState::Announced),
        ..Default::default()
    };
    row.update(&announcing).await.unwrap();
    let finish = async {
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
        announcing.commit().await.unwrap();
    };
    let (late, ()) = tokio::join!(world.kim.submit(card.ok(), "SubmitReview", &fields), finish);
    late.is(422).lacks_text("The review is submitted");
}
