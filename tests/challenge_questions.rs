//! Questions about a challenge, and who asked to be told about one.

use chrono::TimeDelta;
use hub_entity::challenge::challenge;
use sea_orm_migration::sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::json;

use crate::judging_world::World;
use crate::support::{Browser, Page};

const QUESTION: &str = "May the code stay with the developer?";

async fn ask(world: &World, who: &Browser, body: &str) -> Page {
    let page = who.get(&world.page("questions")).await;
    who.submit(page.ok(), "AskQuestion", &[("input.body", body)])
        .await
}

/// Opens the form for the first question that waits, and sends it.
async fn answer(world: &World, who: &Browser, public: &str, text: &str) -> Page {
    let page = who.get(&world.page("questions")).await;
    let link = page.ok().link("Answer it");
    let page = who.get(&link).await;
    let fields = [("input.public", public), ("input.answer", text)];
    who.submit(&page, "AnswerQuestion", &fields).await
}

#[tokio::test]
async fn an_answer_goes_to_everybody_who_applies_and_nobody_learns_who_asked() {
    let world = World::build().await;
    let hub = &world.hub;
    ask(&world, &world.ann, QUESTION)
        .await
        .ok()
        .has_text("Your question is asked.")
        .has_text("Waits for an answer");
    let mails = hub.mails().await;
    let asked: Vec<_> = mails.iter().map(|mail| mail.to.as_str()).collect();
    assert_eq!(asked, ["sam@example.org"], "{mails:?}");
    // Until it is answered, it is the asker's and theirs who answer.
    for other in [&world.ben, &world.kim, &hub.visitor()] {
        let page = other.get(&world.page("questions")).await;
        page.ok()
            .lacks_text(QUESTION)
            .has_text("No question is answered yet");
    }
    world
        .sam
        .get(&world.page("questions"))
        .await
        .ok()
        .has_text("Asked by Ann");
    answer(&world, &world.sam, "true", "It may, if it is open.")
        .await
        .ok()
        .has_text("The answer is sent.");

    let mails = hub.mails().await;
    let mut told: Vec<_> = mails.iter().map(|mail| mail.to.as_str()).collect();
    told.sort_unstable();
    let everybody = [
        "ann@example.org",
        "ben@example.org",
        "cat@example.org",
        "jo@example.org",
    ];
    assert_eq!(told, everybody);
    for mail in &mails {
        assert!(mail.text.contains(QUESTION), "{}", mail.text);
        assert!(
            mail.text.contains("It may, if it is open."),
            "{}",
            mail.text
        );
        let own = mail.to == "ann@example.org";
        assert_eq!(mail.text.contains("Nobody sees that you asked"), own);
        assert!(own || !mail.text.contains("Ann"), "{}", mail.text);
    }
    for other in [&world.ben, &world.kim, &hub.visitor()] {
        let page = other.get(&world.page("questions")).await;
        page.ok()
            .has_text(QUESTION)
            .has_text("It may, if it is open.");
        page.lacks_text("Asked by");
        let query = json!({ "n": world.challenge.id });
        let document = "query($n: Int!) { challenge(number: $n) { answeredCount
            questions { body isOwn asker { name } } } }";
        let data = other.graphql(document, query).await;
        let challenge = &data["data"]["challenge"];
        assert_eq!(challenge["answeredCount"], 1);
        let row = &challenge["questions"][0];
        assert_eq!(row["asker"], json!(null), "{data}");
        assert_eq!(row["isOwn"], false);
    }
}

#[tokio::test]
async fn what_is_not_answered_in_public_goes_to_the_asker_alone() {
    let world = World::build().await;
    ask(&world, &world.ben, "Will our proposal about buses win?")
        .await
        .ok();
    ask(&world, &world.cat, "Is there more than one award?")
        .await
        .ok();
    world.hub.mails().await;
    answer(
        &world,
        &world.sam,
        "false",
        "We do not comment on proposals.",
    )
    .await
    .ok();
    let mails = world.hub.mails().await;
    assert_eq!(mails.len(), 1, "{mails:?}");
    assert_eq!(mails[0].to, "ben@example.org");
    assert!(mails[0].text.contains("not answered in public"));
    world
        .ben
        .get(&world.page("questions"))
        .await
        .ok()
        .has_text("We do not comment on proposals.");
    world
        .ann
        .get(&world.page("questions"))
        .await
        .ok()
        .lacks_text("Will our proposal")
        .lacks_text("Is there more than one award?");
    // Taken back, it is gone for everybody.
    let page = world.cat.get(&world.page("questions")).await;
    world
        .cat
        .submit(&page, "WithdrawQuestion", &[])
        .await
        .ok()
        .has_text("The question is taken back.")
        .lacks_text("Is there more than one award?");
    world
        .sam
        .get(&world.page("questions"))
        .await
        .ok()
        .lacks_text("Is there more than one award?");
}

#[tokio::test]
async fn questions_end_when_it_closes_and_answers_do_not() {
    let world = World::build().await;
    ask(&world, &world.ann, "Short?")
        .await
        .is(422)
        .has_text("at least 10 characters");
    ask(&world, &world.ann, QUESTION).await.ok();
    let open = world.ben.get(&world.page("questions")).await;
    world
        .hub
        .clock()
        .advance(TimeDelta::days(1) + TimeDelta::seconds(1));
    let late = [("input.body", "May we still ask a question?")];
    let refused = world.ben.submit(&open, "AskQuestion", &late).await;
    refused.is(422).has_text("takes no questions any more");
    let first = world.sam.get(&world.page("questions")).await;
    let first = world.sam.get(&first.link("Answer it")).await;
    answer(&world, &world.sam, "true", "It may.").await.ok();
    // Whoever had the older state before them is told, and keeps what they typed.
    let fields = [("input.public", "true"), ("input.answer", "It may not.")];
    let conflict = world.sam.submit(&first, "AnswerQuestion", &fields).await;
    conflict.is(409);
    // Who competes does not answer, even as staff.
    let input = json!({ "i": { "question": 1, "public": true, "answer": "No.", "version": 2 } });
    let document = "mutation($i: AnswerQuestionInput!) { answerQuestion(input: $i) {
        userErrors { code } } }";
    let answered = world.ben.graphql(document, input).await;
    assert_eq!(
        answered["errors"][0]["extensions"]["code"], "FORBIDDEN",
        "{answered}"
    );
}

#[tokio::test]
async fn who_asked_to_be_told_is_told_once_and_can_stop() {
    let world = World::build().await;
    let challenge = world.page("");
    let page = world.kim.get(challenge.trim_end_matches('/')).await;
    world
        .kim
        .submit(page.ok(), "FollowChallenge", &[])
        .await
        .ok()
        .has_text("You are told about this challenge by email.");
    // An applicant who follows gets one mail of each occasion, too.
    let page = world.ann.get(challenge.trim_end_matches('/')).await;
    world.ann.submit(&page, "FollowChallenge", &[]).await.ok();
    world.hub.mails().await;
    ask(&world, &world.ben, QUESTION).await.ok();
    answer(&world, &world.sam, "true", "It may.").await.ok();
    let mails = world.hub.mails().await;
    let to = |who: &str| mails.iter().filter(|mail| mail.to == who).count();
    assert_eq!(to("kim@example.org"), 1, "{mails:?}");
    assert_eq!(to("ann@example.org"), 1, "{mails:?}");

    let page = world.kim.get(challenge.trim_end_matches('/')).await;
    world.kim.submit(&page, "FollowChallenge", &[]).await.ok();
    let manage = world.sam.get(&world.page("manage")).await;
    let reason = [("input.reason", "The money was spent on snow.")];
    world
        .sam
        .submit(&manage, "CancelChallenge", &reason)
        .await
        .ok();
    let mails = world.hub.mails().await;
    let to = |who: &str| mails.iter().filter(|mail| mail.to == who).count();
    assert_eq!(to("kim@example.org"), 0, "{mails:?}");
    assert_eq!(to("ann@example.org"), 1, "{mails:?}");
}

#[tokio::test]
async fn who_drafted_it_and_competes_by_now_gets_no_questions() {
    let world = World::build().await;
    let row = challenge::ActiveModel {
        id: Set(world.challenge.id),
        created_by: Set(world.ben.person().id),
        ..Default::default()
    };
    row.update(world.hub.hub.database().writer()).await.unwrap();
    ask(&world, &world.ann, QUESTION).await.ok();
    let mails = world.hub.mails().await;
    assert!(mails.is_empty(), "{mails:?}");
}

#[tokio::test]
async fn who_is_told_about_a_challenge_stops_it_from_the_mail_alone() {
    let world = World::build().await;
    let challenge = world.page("");
    let challenge = challenge.trim_end_matches('/');
    let page = world.kim.get(challenge).await;
    world.kim.submit(&page, "FollowChallenge", &[]).await.ok();
    ask(&world, &world.ben, QUESTION).await.ok();
    answer(&world, &world.sam, "true", "It may.").await.ok();
    let mails = world.hub.mails().await;
    let of = |who: &str| mails.iter().find(|mail| mail.to == who).unwrap();
    let link = of("kim@example.org").unsubscribe.clone().unwrap();
    assert!(link.one_click);
    assert!(of("kim@example.org").text.contains(link.url.as_str()));
    // Who works on a proposal is told as such.
    assert!(of("ann@example.org").unsubscribe.is_none());

    // A scanner that follows the link changes nothing.
    let visitor = world.hub.visitor();
    let path = link.url.path().to_owned();
    visitor
        .get(&path)
        .await
        .ok()
        .has_text("Stop mail about a challenge")
        .has_text(&world.challenge.title);
    world
        .kim
        .get(challenge)
        .await
        .ok()
        .has_text("You are told about this challenge");
    // A mail that waits is not sent any more either.
    ask(&world, &world.ben, "May the code be shared?")
        .await
        .ok();
    answer(&world, &world.sam, "true", "It has to be.")
        .await
        .ok();
    let answer = reqwest::Client::new()
        .post(link.url.clone())
        .header("content-type", "application/x-www-form-urlencoded")
        .body("List-Unsubscribe=One-Click")
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), 200);
    visitor
        .get(&path)
        .await
        .ok()
        .has_text("You get no mail about this challenge");
    let mails = world.hub.mails_to("kim@example.org").await;
    assert!(mails.is_empty(), "{mails:?}");
    // A link that says another person is none of ours.
    let forged = format!("{}A{}", &path[..path.len() - 2], &path[path.len() - 1..]);
    visitor.get(&forged).await.is(404);
}
