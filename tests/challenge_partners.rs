//! Looking for a partner on a challenge, and being introduced without showing an address.

mod abuse;

use chrono::TimeDelta;
use hub::mail::OutgoingMail;
use hub_entity::challenge::challenge;
use hub_entity::organisation::{OrganisationKind, OrganisationRole};
use sea_orm_migration::sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait};
use serde_json::{Value, json};

use crate::judging_world::World;
use crate::support::{Browser, Page};

const CAN: &str = "We build **maps** that everybody can use.";
const HELLO: &str = "Shall we make the buses of Ashford easier to find?";

/// Puts up a notice for oneself, or for the first organisation in whose name one can.
async fn put_up(world: &World, who: &Browser, body: &str) -> Page {
    let page = who.get(&world.page("partners/new")).await;
    let fields = [
        ("input.body", body),
        ("input.skills", "maps, accessibility"),
        ("input.area", "Kent"),
    ];
    who.submit(page.ok(), "SavePartnerNotice", &fields).await
}

/// Opens the first notice that one can answer.
async fn open_notice(world: &World, who: &Browser, of: &str) -> Page {
    let page = who.get(&world.page("partners")).await;
    let link = page.ok().link(&format!("Introduce me to {of}"));
    who.get(&link).await
}

async fn introduce(world: &World, who: &Browser, of: &str, message: &str) -> Page {
    let page = open_notice(world, who, of).await;
    let fields = [("input.message", message)];
    who.submit(page.ok(), "AskIntroduction", &fields).await
}

/// The address of the introduction that a mail leads to.
fn link(mail: &OutgoingMail) -> String {
    let at = mail.text.find("/introductions/").unwrap();
    let rest = &mail.text[at..];
    rest.split(['\n', '#']).next().unwrap().trim().to_owned()
}

/// Where somebody is asked to be introduced: the asker's and the owner's page.
async fn introduced(world: &World, asker: &Browser, owner: &Browser, of: &str) -> String {
    introduce(world, asker, of, HELLO).await.ok();
    let mails = world.hub.mails_to(&owner.person().email).await;
    assert_eq!(mails.len(), 1, "{mails:?}");
    link(&mails[0])
}

async fn answer(who: &Browser, path: &str, answer: &str) -> Page {
    let page = who.get(path).await;
    let fields = [("input.answer", answer)];
    who.submit(page.ok(), "AnswerIntroduction", &fields).await
}

async fn errors(who: &Browser, document: &str, input: Value) -> Value {
    let data = who.graphql(document, json!({ "i": input })).await;
    let payload = data["data"].as_object().and_then(|all| all.values().next());
    match payload.map(|payload| &payload["userErrors"][0]["code"]) {
        Some(code) if !code.is_null() => code.clone(),
        _ => data["errors"][0]["extensions"]["code"].clone(),
    }
}

const SAVE: &str = "mutation($i: SavePartnerNoticeInput!) { savePartnerNotice(input: $i) {
    userErrors { code } } }";
const ASK: &str = "mutation($i: AskIntroductionInput!) { askIntroduction(input: $i) {
    userErrors { code } } }";

#[tokio::test]
async fn two_who_look_find_each_other_and_nobody_learns_an_address() {
    let world = World::build().await;
    let hub = &world.hub;
    let mut seen = Vec::new();
    world
        .kim
        .get(&world.page("partners"))
        .await
        .ok()
        .has_text("No council looks for a developer yet")
        .has_text("Are you a developer? Say what you can do");
    // A person is a developer; an organisation is what it is.
    put_up(&world, &world.kim, CAN)
        .await
        .ok()
        .has_text("Your notice is up.")
        .has_text("Developers who look for a council (1)");
    put_up(&world, &world.ann, "We look for somebody who knows buses.")
        .await
        .ok()
        .has_text("Councils that look for a developer (1)");
    let visitor = hub.visitor();
    let challenge = world.page("");
    let page = visitor.get(challenge.trim_end_matches('/')).await;
    page.ok().has_text("Looking for a partner (2)");
    let list = visitor.get(&page.link("Looking for a partner (2)")).await;
    list.ok()
        .has_text("Ashford")
        .has_text("Kim")
        .has_text("We build maps that everybody can use.")
        .has_text("maps, accessibility")
        .has_text("Kent");
    seen.push(list.html.clone());

    // One party has one notice, which it changes and takes down.
    let again = json!({ "challenge": world.challenge.id, "body": "Something else altogether." });
    assert_eq!(errors(&world.kim, SAVE, again).await, "CONFLICT");
    let list = world.kim.get(&world.page("partners")).await;
    let form = world.kim.get(&list.link("Change it")).await;
    let fields = [("input.body", "We build maps for **everybody**.")];
    world
        .kim
        .submit(form.ok(), "SavePartnerNotice", &fields)
        .await
        .ok()
        .has_text("We build maps for everybody")
        .has_text("Developers who look for a council (1)");
    let long = "word ".repeat(151);
    put_up(&world, &world.ben, &long)
        .await
        .is(422)
        .has_text("Shorten this to 150 words or fewer.");

    // An officer of Ashford reads it, and asks.
    introduce(&world, &world.ann, "Kim", HELLO)
        .await
        .ok()
        .has_text("Your message is sent.")
        .has_text("You and Kim")
        .has_text("Waits for an answer");
    let mails = hub.mails().await;
    assert_eq!(mails.len(), 1, "{mails:?}");
    assert_eq!(mails[0].to, "kim@example.org");
    assert!(mails[0].text.contains("Ann, Ashford,"), "{}", mails[0].text);
    assert!(mails[0].text.contains(HELLO), "{}", mails[0].text);
    assert!(!mails[0].subject.contains("Ann"), "{}", mails[0].subject);
    let path = link(&mails[0]);
    let mut sent = mails;
    // Nobody else finds it: neither visitors, nor others, nor staff.
    for other in [&visitor, &world.ben, &world.sam] {
        other.get(&path).await.is(404);
    }
    let again = json!({ "notice": 1, "message": HELLO });
    assert_eq!(errors(&world.ann, ASK, again).await, "INTRODUCTION_EXISTS");
    let back = json!({ "notice": 2, "message": HELLO });
    assert_eq!(
        errors(&world.kim, ASK, back).await,
        "INTRODUCTION_OTHER_WAY"
    );

    let page = world.kim.get(&path).await;
    page.ok()
        .has_text("Ann, Ashford would like to get in touch");
    seen.push(page.html.clone());
    answer(&world.kim, &path, "ACCEPT")
        .await
        .ok()
        .has_text("In touch")
        .has_text("Start a proposal together");
    let mails = hub.mails().await;
    let mut told: Vec<_> = mails.iter().map(|mail| mail.to.as_str()).collect();
    told.sort_unstable();
    assert_eq!(told, ["ann@example.org", "kim@example.org"]);
    assert!(mails.iter().all(|mail| mail.text.contains("/propose")));
    sent.extend(mails);

    // What they write passes through the hub.
    for (who, to, text) in [
        (&world.ann, "kim@example.org", "When could we talk?"),
        (&world.kim, "ann@example.org", "On *Friday* at ten."),
    ] {
        let page = who.get(&path).await;
        who.submit(page.ok(), "WriteMessage", &[("input.body", text)])
            .await
            .ok()
            .has_text("Your message is sent.");
        let mails = hub.mails().await;
        assert_eq!(mails.len(), 1, "{mails:?}");
        assert_eq!(mails[0].to, to);
        assert!(mails[0].text.contains("/introductions/"));
        sent.extend(mails);
    }
    let page = world.ann.get(&path).await;
    page.ok()
        .has_text("When could we talk?")
        .has_text("On Friday at ten.");
    seen.push(page.html.clone());
    seen.push(world.kim.get(&path).await.html.clone());
    seen.push(world.kim.get(&world.page("partners")).await.html.clone());
    let key = path.rsplit('/').next().unwrap();
    let document = "query($n: Int!, $k: String!) {
        introduction(key: $k) { asker askerOrganisation owner messageHtml
            messages { author bodyHtml } notice { person { name email } } }
        challenge(number: $n) { partnerSearch { introductions { other }
            councils: notices(side: COUNCIL) { nodes { organisation { name } } }
            developers: notices(side: DEVELOPER) { nodes { person { name email } } } } } }";
    let variables = json!({ "n": world.challenge.id, "k": key });
    let data = world.ann.graphql(document, variables.clone()).await;
    assert_eq!(data["data"]["introduction"]["owner"], "Kim", "{data}");
    seen.push(data.to_string());
    let data = world.sam.graphql(document, variables).await;
    assert_eq!(data["data"]["introduction"], Value::Null, "{data}");
    for text in &seen {
        assert!(!(text.contains("kim@") || text.contains("ann@")), "{text}");
    }
    for mail in &sent {
        for text in [&mail.subject, &mail.text, &mail.html] {
            assert!(!text.contains("@example.org"), "{text}");
        }
    }

    // Either ends it.
    let page = world.kim.get(&path).await;
    world
        .kim
        .submit(&page, "EndIntroduction", &[])
        .await
        .ok()
        .has_text("Nobody can write here any more");
    let page = world.ann.get(&path).await;
    page.ok().has_text("Ended").lacks_text("Your message");
}

#[tokio::test]
async fn who_declines_needs_no_reason_and_is_not_asked_again() {
    let world = World::build().await;
    put_up(&world, &world.kim, CAN).await.ok();
    let kindly = introduced(&world, &world.ann, &world.kim, "Kim").await;
    answer(&world.kim, &kindly, "DECLINE").await.ok();
    let mails = world.hub.mails().await;
    assert_eq!(mails.len(), 1, "{mails:?}");
    assert_eq!(mails[0].to, "ann@example.org");
    assert!(mails[0].text.contains("That says nothing about you"));
    let page = world.ann.get(&kindly).await;
    page.ok().has_text("They cannot take it up this time");
    let again = json!({ "notice": 1, "message": HELLO });
    assert_eq!(
        errors(&world.ann, ASK, again.clone()).await,
        "INTRODUCTION_EXISTS"
    );

    let silently = introduced(&world, &world.ben, &world.kim, "Kim").await;
    answer(&world.kim, &silently, "IGNORE")
        .await
        .ok()
        .has_text("You said no.");
    assert!(world.hub.mails().await.is_empty());
    let page = world.ben.get(&silently).await;
    page.ok()
        .has_text("Waits for an answer")
        .lacks_text("Declined");
    assert_eq!(errors(&world.ben, ASK, again).await, "INTRODUCTION_EXISTS");
    // Taken back, it is gone for whoever was asked.
    world
        .ben
        .submit(&page, "EndIntroduction", &[])
        .await
        .ok()
        .has_text("Taken back");
    world.kim.get(&silently).await.is(404);
    // What was answered is not answered again.
    let input = json!({ "introduction": kindly.rsplit('/').next(), "answer": "ACCEPT" });
    let document = "mutation($i: AnswerIntroductionInput!) { answerIntroduction(input: $i) {
        userErrors { code } } }";
    let code = errors(&world.kim, document, input.clone()).await;
    assert_eq!(code, "INTRODUCTION_ANSWERED");
    assert_eq!(
        errors(&world.ann, document, input.clone()).await,
        "FORBIDDEN"
    );
    assert_eq!(errors(&world.cat, document, input).await, "NOT_FOUND");
}

#[tokio::test]
async fn a_notice_ends_with_the_time_for_proposals() {
    let world = World::build().await;
    put_up(&world, &world.kim, CAN).await.ok();
    let path = introduced(&world, &world.ann, &world.kim, "Kim").await;
    let open = open_notice(&world, &world.ben, "Kim").await;
    world
        .hub
        .clock()
        .advance(TimeDelta::days(1) + TimeDelta::seconds(1));
    let page = world.ben.get(&world.page("partners")).await;
    page.ok()
        .has_text("takes no proposals now")
        .has_text("Developers who look for a council (0)");
    world
        .ben
        .get(&format!("{}/1", world.page("partners")))
        .await
        .is(404);
    let input = json!({ "notice": 1, "message": HELLO });
    assert_eq!(errors(&world.ben, ASK, input).await, "PARTNERS_CLOSED");
    drop(open);
    let late = json!({ "challenge": world.challenge.id, "body": CAN });
    assert_eq!(errors(&world.ben, SAVE, late).await, "PARTNERS_CLOSED");
    let page = world.kim.get(&path).await;
    page.ok()
        .has_text("You can no longer say yes")
        .lacks_text("Yes, put us in touch");
    let challenge = world.page("");
    let page = world.kim.get(challenge.trim_end_matches('/')).await;
    page.ok().lacks_text("Looking for a partner");
}

#[tokio::test]
async fn who_judges_or_publishes_looks_for_nobody() {
    let world = World::build().await;
    put_up(&world, &world.kim, CAN).await.ok();
    put_up(&world, &world.jo, "Our council looks for somebody.")
        .await
        .ok();
    // Whoever judges afterwards disappears from the lists.
    world.appoint(&world.kim).await;
    let page = world.ann.get(&world.page("partners")).await;
    page.ok()
        .has_text("Developers who look for a council (0)")
        .lacks_text("Kim");
    let page = world.kim.get(&world.page("partners/new")).await;
    page.ok().has_text("you judge it");
    let notice = json!({ "challenge": world.challenge.id, "body": CAN });
    let ask = json!({ "notice": 2, "message": HELLO });
    for (document, input) in [(SAVE, &notice), (ASK, &ask)] {
        let code = errors(&world.kim, document, input.clone()).await;
        assert_eq!(code, "JUDGE_STAYS_OUT");
    }
    // Nor whoever speaks for the publisher.
    let publisher = world.challenge.publisher_id;
    world
        .hub
        .join(&world.ben, publisher, OrganisationRole::Officer)
        .await;
    for (document, input) in [(SAVE, notice), (ASK, ask)] {
        let code = errors(&world.ben, document, input).await;
        assert_eq!(code, "PUBLISHER_STAYS_OUT");
    }
    // A scheduled challenge has notices too.
    let now = world.hub.clock().now();
    let row = challenge::ActiveModel {
        id: Set(world.challenge.id),
        opens_at: Set(Some(now + TimeDelta::hours(1))),
        ..Default::default()
    };
    row.update(world.hub.hub.database().writer()).await.unwrap();
    world.hub.mails().await;
    introduce(&world, &world.ann, "Calderdale", HELLO)
        .await
        .ok()
        .has_text("Waits for an answer");
    let mails = world.hub.mails().await;
    let mut told: Vec<_> = mails.iter().map(|mail| mail.to.as_str()).collect();
    told.sort_unstable();
    // Those who manage the council, and whoever wrote its notice.
    assert_eq!(told, ["cat@example.org", "jo@example.org"]);
}

#[tokio::test]
async fn lists_go_on_and_firms_are_developers() {
    let world = World::build().await;
    let firm = world
        .hub
        .organisation(OrganisationKind::Developer, "Open Bytes")
        .await;
    world
        .hub
        .join(&world.kim, firm.id, OrganisationRole::Officer)
        .await;
    put_up(&world, &world.kim, CAN)
        .await
        .ok()
        .has_text("The notice of Open Bytes is up");
    // Beside the firm's, one's own.
    put_up(&world, &world.kim, "I draw maps myself.")
        .await
        .ok()
        .has_text("Developers who look for a council (2)");
    let document = "query($n: Int!, $a: String) { challenge(number: $n) { partnerSearch {
        notices(side: DEVELOPER, first: 1, after: $a) { totalCount
            nodes { organisation { name } person { name } }
            pageInfo { hasNextPage endCursor } } } } }";
    let mut after = Value::Null;
    let mut names = Vec::new();
    for _ in 0..2 {
        let variables = json!({ "n": world.challenge.id, "a": after });
        let data = world.hub.visitor().graphql(document, variables).await;
        let list = &data["data"]["challenge"]["partnerSearch"]["notices"];
        assert_eq!(list["totalCount"], 2, "{data}");
        let node = &list["nodes"][0];
        let name = [&node["organisation"]["name"], &node["person"]["name"]];
        names.extend(
            name.into_iter()
                .filter_map(|name| name.as_str().map(str::to_owned)),
        );
        after = list["pageInfo"]["endCursor"].clone();
    }
    assert_eq!(names, ["Kim", "Open Bytes"]);
    let found = hub_entity::challenge::partner_notice::Entity::find()
        .all(world.hub.hub.database().reader())
        .await
        .unwrap();
    assert_eq!(found.len(), 2);
}

#[tokio::test]
async fn who_asked_and_judges_now_reads_and_is_told_nothing_more() {
    let world = World::build().await;
    put_up(&world, &world.ann, "We look for somebody who knows buses.")
        .await
        .ok();
    let path = introduced(&world, &world.kim, &world.ann, "Ashford").await;
    world.kim.get(&path).await.ok();
    world.appoint(&world.kim).await;
    world.kim.get(&path).await.is(404);
    let page = world.kim.get(&world.page("partners")).await;
    page.ok().lacks_text(HELLO);
    assert_eq!(page.count(&format!("a[href^='{path}']")), 0);
    // The council is told that nobody is there to be written to.
    let page = world.ann.get(&path).await;
    assert_eq!(page.ok().count("[name='input.answer'][value='ACCEPT']"), 0);
    world.hub.mails().await;
    answer(&world.ann, &path, "ACCEPT").await.is(422);
    assert_eq!(world.hub.mails_to("kim@example.org").await.len(), 0);
}

#[tokio::test]
async fn a_moderator_who_judges_reads_no_introduction_of_those_who_apply() {
    let world = World::build().await;
    let mo = world.hub.moderator("mo").await;
    put_up(&world, &world.kim, CAN).await.ok();
    let path = introduced(&world, &world.ann, &world.kim, "Kim").await;
    let page = world.kim.get(&path).await;
    let fields = [("input.note", "This is not about the challenge.")];
    world
        .kim
        .submit(page.ok(), "ReportIntroduction", &fields)
        .await
        .ok();
    mo.get(&path).await.ok();
    world.appoint(&mo).await;
    mo.get(&path).await.is(404);
}
