//! A programme's own staff: they run its challenges as the site's staff do, and no other.

use chrono::TimeDelta;
use hub_entity::challenge::{ChallengeState, challenge};
use hub_entity::organisation::OrganisationRole;
use hub_entity::platform::audit;
use sea_orm_migration::sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter,
};
use serde_json::{Value, json};

use crate::judging_world::World;
use crate::programme::begin;
use crate::support::{Browser, Page};

/// Puts somebody on the staff through the page.
async fn add(world: &World, programme: i64, email: &str) -> Page {
    let page = world.sam.get(&format!("/programmes/{programme}")).await;
    let fields = [("input.email", email)];
    world
        .sam
        .submit(page.ok(), "AddProgrammeStaff", &fields)
        .await
}

/// Puts the challenge of the world into a programme, or takes it out, at the root.
async fn put(world: &World, programme: Option<i64>) {
    let row = challenge::ActiveModel {
        id: Set(world.challenge.id),
        programme_id: Set(programme),
        ..Default::default()
    };
    let db = world.hub.hub.database().writer();
    row.update(db).await.unwrap();
}

/// A world with a programme, whose only staff runs in place of Sam; Sam, and the programme.
async fn run_by_pru() -> (World, Browser, i64) {
    let mut world = World::build().await;
    let programme = begin(&world).await;
    put(&world, Some(programme)).await;
    let pru = world.hub.person("pru").await;
    add(&world, programme, "pru@example.org").await.ok();
    let sam = std::mem::replace(&mut world.sam, pru);
    (world, sam, programme)
}

async fn noted(world: &World, action: &str) -> usize {
    let db = world.hub.hub.database().reader();
    let rows = audit::Entity::find().filter(audit::Column::Action.eq(action));
    rows.all(db).await.unwrap().len()
}

fn code(answer: &Value) -> &str {
    answer["errors"][0]["extensions"]["code"]
        .as_str()
        .unwrap_or_default()
}

#[tokio::test]
async fn the_sites_staff_say_who_is_on_a_programmes_staff_and_everybody_sees_it() {
    let world = World::build().await;
    let programme = begin(&world).await;
    let pru = world.hub.person("pru").await;
    let path = format!("/programmes/{programme}-streets-for-all");
    world
        .sam
        .get(&path)
        .await
        .ok()
        .has_text("This programme has no staff of its own");
    pru.get("/").await.ok().lacks_text("Looking after the site");

    let wrong = add(&world, programme, "nobody@example.org").await;
    wrong
        .is(422)
        .has_text("Nobody with this address has an account here");
    assert_eq!(wrong.value("input.email"), "nobody@example.org");
    add(&world, programme, "pru@example.org")
        .await
        .ok()
        .has_text("They are on the staff of this programme now")
        .has_text("Pru");
    add(&world, programme, "pru@example.org")
        .await
        .is(422)
        .has_text("on the programme’s staff already");
    let told = world.hub.mails_to("pru@example.org").await;
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].subject, "You are on the staff of Streets for all");
    world
        .hub
        .visitor()
        .get(&path)
        .await
        .ok()
        .has_text("Looked after by Pru")
        .lacks_text("Staff of the programme");

    // They find the way, edit the programme, and say nothing of who else is on its staff.
    let overview = pru.get("/admin").await;
    let link = overview.ok().link("Streets for all");
    overview.lacks_text("New community");
    let page = pru.get(&link).await;
    page.ok().has_text("Staff of the programme");
    for mutation in ["AddProgrammeStaff", "RemoveProgrammeStaff"] {
        assert!(!page.offers(mutation), "{mutation}");
    }
    pru.get(&format!("/programmes/{programme}/edit"))
        .await
        .ok()
        .has_text("Edit Streets for all");
    let document = "mutation($i: AddProgrammeStaffInput!) { addProgrammeStaff(input: $i) {
        userErrors { code } } }";
    let input = json!({ "programme": programme, "email": "kim@example.org" });
    let refused = pru.graphql(document, json!({ "i": input })).await;
    assert_eq!(code(&refused), "FORBIDDEN", "{refused}");
    let document = "mutation($i: CreateProgrammeInput!) { createProgramme(input: $i) {
        userErrors { code } } }";
    let input = json!({ "publisher": world.challenge.publisher_id, "name": "Mine",
        "summary": "All that is mine." });
    let refused = pru.graphql(document, json!({ "i": input })).await;
    assert_eq!(code(&refused), "FORBIDDEN", "{refused}");

    let page = world.sam.get(&path).await;
    world
        .sam
        .submit(page.ok(), "RemoveProgrammeStaff", &[])
        .await
        .ok()
        .has_text("They are no longer on the staff of this programme")
        .has_text("This programme has no staff of its own");
    let told = world.hub.mails_to("pru@example.org").await;
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(
        told[0].subject,
        "You are no longer on the staff of Streets for all"
    );
    pru.get("/admin").await.is(403);
    assert_eq!(noted(&world, "programme_staff_added").await, 1);
    assert_eq!(noted(&world, "programme_staff_removed").await, 1);
    // Who left can come back.
    add(&world, programme, "pru@example.org").await.ok();
}

#[tokio::test]
async fn they_run_a_challenge_of_their_programme_from_the_draft_to_the_project() {
    let (world, sam, programme) = run_by_pru().await;
    let pru = &world.sam;

    // A draft: in the programme, in the name of who publishes it, and not without.
    let new = pru
        .get(&format!("/challenges/new?programme={programme}"))
        .await;
    let publisher = world.challenge.publisher_id.to_string();
    let fields = [
        ("input.publisher", publisher.as_str()),
        ("input.title", "Kerbs that drop"),
    ];
    let edit = pru.submit(new.ok(), "CreateChallenge", &fields).await;
    assert_eq!(edit.ok().value("input.rules.awards"), "7");
    pru.get(&format!("/programmes/{programme}"))
        .await
        .ok()
        .has_text("Kerbs that drop");
    let none = [
        ("input.publisher", publisher.as_str()),
        ("input.title", "Of no programme"),
        ("input.programme", ""),
    ];
    let new = pru.get("/challenges/new").await;
    pru.submit(new.ok(), "CreateChallenge", &none).await.is(403);

    // Judges, reviews, screening.
    pru.get(&world.page("manage")).await.ok();
    let kim = world.appoint(&world.kim).await;
    world.hub.clock().advance(TimeDelta::days(1));
    world.hub.clock().advance(TimeDelta::minutes(1));
    let screening = pru.get(&world.page("screening")).await;
    screening.ok().has_text("Bus stops of Ashford");
    pru.get(&format!("/proposals/{}", world.proposals[0].key))
        .await
        .ok()
        .has_text("The hidden plan");
    world.hub.clock().advance(TimeDelta::days(2));
    world
        .declare(&world.kim, &kim, &[false, false, false])
        .await;
    for (proposal, levels) in [(0, ["4", "4"]), (1, ["2", "3"]), (2, ["1", "0"])] {
        world.score(&world.kim, &kim, proposal, levels).await;
    }
    pru.get(&world.page("ranking"))
        .await
        .ok()
        .has_text("Bus stops of Ashford");

    // Decisions, the announcement, and what comes of it.
    let select = [
        ("input.outcome", "SELECT"),
        ("input.reason", "It is **ready** to begin."),
        ("input.feedback", "Well done."),
    ];
    world.decide(0, &select).await.ok();
    for proposal in [1, 2] {
        let decline = [
            ("input.outcome", "DECLINE"),
            ("input.feedback", "Try again."),
        ];
        world.decide(proposal, &decline).await.ok();
    }
    let page = pru.get(&world.page("announce")).await;
    let fields = [("input.announcement", "One stood out.")];
    pru.submit(page.ok(), "AnnounceDecision", &fields)
        .await
        .ok();
    let project = pru.get("/projects").await.ok().link("Bus stops of Ashford");
    pru.get(&format!("{project}/delivery"))
        .await
        .ok()
        .has_text("First map");
    assert!(
        !world.hub.mails_to("ann@example.org").await.is_empty(),
        "letters"
    );
    // Sam saw it all, and had no hand in it.
    sam.get(&format!("{project}/delivery")).await.ok();
    for other in [&world.ben, &world.kim] {
        other.get(&format!("{project}/delivery")).await.is(404);
    }
}

#[tokio::test]
async fn of_another_programme_and_of_none_they_see_what_everybody_sees() {
    let (world, sam, programme) = run_by_pru().await;
    let pru = &world.sam;
    // Theirs is another now.
    let number = {
        let page = sam.get("/programmes/new").await;
        let publisher = world.challenge.publisher_id.to_string();
        let fields = [
            ("input.publisher", publisher.as_str()),
            ("input.name", "Homes for all"),
            ("input.summary", "Services that help people to live."),
        ];
        let edit = sam.submit(page.ok(), "CreateProgramme", &fields).await;
        edit.value("input.number").parse::<i64>().unwrap()
    };
    let judge = {
        let page = pru.get(&world.page("judges")).await;
        pru.submit(page.ok(), "AppointJudge", &[("input.who", "kim")])
            .await
            .ok();
        let query = "query($n: Int!) { challenge(number: $n) { judging { judges { key } } } }";
        let answer = pru.graphql(query, json!({ "n": world.challenge.id })).await;
        let judges = &answer["data"]["challenge"]["judging"]["judges"];
        judges[0]["key"].as_str().unwrap().to_owned()
    };
    world.hub.clock().advance(TimeDelta::days(3));
    for elsewhere in [Some(number), None] {
        put(&world, elsewhere).await;
        for page in [
            "manage",
            "judges",
            "screening",
            "ranking",
            "decision",
            "announce",
            "assignment",
        ] {
            let theirs = pru.get(&world.page(page)).await;
            let everybodys = world.hub.person(&format!("m{}", world.hub.unique())).await;
            let everybodys = everybodys.get(&world.page(page)).await;
            assert_eq!(theirs.status, everybodys.status, "{page}");
            assert_eq!(theirs.main_text(), everybodys.main_text(), "{page}");
        }
        let query = "query($n: Int!) { challenge(number: $n) { proposalsCount
            desk { __typename } judging { __typename } lottery { viewerCan { whyNot } }
            viewerCan { edit amend extend cancel appointJudges decide chooseProgramme moveTo } } }";
        let answer = pru.graphql(query, json!({ "n": world.challenge.id })).await;
        let seen = &answer["data"]["challenge"];
        for field in ["desk", "judging", "proposalsCount"] {
            assert!(seen[field].is_null(), "{field}: {answer}");
        }
        let can = seen["viewerCan"].as_object().unwrap();
        for (name, may) in can {
            assert!(may == &json!(false) || may == &json!([]), "{name}: {may}");
        }
        pru.get(&format!("/proposals/{}", world.proposals[0].key))
            .await
            .is(404);
        // What is named by its key is not found, rather than forbidden.
        let remove = "mutation($k: String!) { removeJudge(input: { judge: $k }) {
            userErrors { code } } }";
        let refused = pru.graphql(remove, json!({ "k": judge })).await;
        assert_eq!(code(&refused), "NOT_FOUND", "{refused}");
        let decide = "mutation($k: String!) { decideProposal(input: { proposal: $k,
            outcome: SELECT, reason: \"Ready.\", feedback: \"Good.\", version: 0 }) {
            userErrors { code } } }";
        let key = &world.proposals[0].key;
        let refused = pru.graphql(decide, json!({ "k": key })).await;
        assert_eq!(code(&refused), "NOT_FOUND", "{refused}");
    }

    // A draft of another is not there at all, and no challenge is given away or taken.
    let draft = challenge::ActiveModel {
        id: Set(world.challenge.id),
        state: Set(ChallengeState::Draft),
        published_at: Set(None),
        opens_at: Set(Some(world.hub.clock().now() + TimeDelta::days(10))),
        closes_at: Set(Some(world.hub.clock().now() + TimeDelta::days(20))),
        programme_id: Set(Some(number)),
        ..Default::default()
    };
    let db = world.hub.hub.database().writer();
    draft.update(db).await.unwrap();
    let path = format!("/challenges/{}", world.challenge.id);
    pru.get(&path).await.is(404);
    sam.get(&path).await.ok();
    let document = "mutation($i: ChooseProgrammeInput!) { chooseProgramme(input: $i) {
        challenge { number } userErrors { code } } }";
    let choose = async |who: &Browser, programme: Option<i64>| {
        let input = json!({ "challenge": world.challenge.id, "programme": programme });
        who.graphql(document, json!({ "i": input })).await
    };
    let refused = choose(pru, Some(programme)).await;
    assert_eq!(code(&refused), "NOT_FOUND", "{refused}");
    put(&world, Some(programme)).await;
    pru.get(&path).await.ok();
    for elsewhere in [Some(number), None] {
        let refused = choose(pru, elsewhere).await;
        assert_eq!(code(&refused), "FORBIDDEN", "{refused}");
    }
    let moved = choose(&sam, Some(number)).await;
    assert!(moved["data"]["chooseProgramme"]["challenge"].is_object());
    let document = "mutation($i: CreateChallengeInput!) { createChallenge(input: $i) {
        challenge { number } userErrors { code } } }";
    let input = json!({ "publisher": world.challenge.publisher_id, "title": "Ours",
        "programme": number });
    let refused = pru.graphql(document, json!({ "i": input })).await;
    assert_eq!(code(&refused), "FORBIDDEN", "{refused}");
}

#[tokio::test]
async fn who_competes_or_judges_sees_no_scores_on_a_programmes_staff_either() {
    let (world, sam, programme) = run_by_pru().await;
    let rival = world.hub.person("ria").await;
    let council = world.councils[0].id;
    world
        .hub
        .join(&rival, council, OrganisationRole::Officer)
        .await;
    let max = world.hub.person("mia").await;
    let of = |name: &str| format!("{name}@example.org");
    for name in ["ria", "mia"] {
        let page = sam.get(&format!("/programmes/{programme}")).await;
        let fields = [("input.email", of(name))];
        let fields = fields
            .each_ref()
            .map(|(field, text)| (*field, text.as_str()));
        sam.submit(page.ok(), "AddProgrammeStaff", &fields)
            .await
            .ok();
    }
    world.appoint(&max).await;
    let kim = world.appoint(&world.kim).await;
    world.hub.clock().advance(TimeDelta::days(3));
    world
        .declare(&world.kim, &kim, &[false, false, false])
        .await;
    world.score(&world.kim, &kim, 0, ["4", "4"]).await;
    max.get(&world.page("ranking"))
        .await
        .ok()
        .has_text("you see no scores but your own");
    rival.get(&world.page("ranking")).await.is(404);
    let key = &world.proposals[1].key;
    rival.get(&format!("/proposals/{key}")).await.is(404);
    rival.get(&world.page("judges")).await.is(404);
    rival
        .get(&format!("/programmes/{programme}"))
        .await
        .ok()
        .lacks_text("Pool of judges");

    // Who is on the staff may have read what is in, and judges no more.
    let page = world.sam.get(&world.page("judges")).await;
    let fields = [("input.who", "pru")];
    world
        .sam
        .submit(page.ok(), "AppointJudge", &fields)
        .await
        .is(422)
        .has_text("may have read them");
    let document = "mutation($i: RemoveProgrammeStaffInput!) { removeProgrammeStaff(input: $i) {
        userErrors { code } } }";
    let input = json!({ "programme": programme, "handle": "pru" });
    sam.graphql(document, json!({ "i": input })).await;
    let page = sam.get(&world.page("judges")).await;
    sam.submit(page.ok(), "AppointJudge", &fields)
        .await
        .is(422)
        .has_text("may have read them");
}

#[tokio::test]
async fn what_staff_are_told_of_a_challenge_reaches_its_programmes_staff_until_they_leave() {
    let (world, sam, programme) = run_by_pru().await;
    world.hub.mails_to("pru@example.org").await;
    let ask = async |body: &str| {
        let page = world.ann.get(&world.page("questions")).await;
        let fields = [("input.body", body)];
        world
            .ann
            .submit(page.ok(), "AskQuestion", &fields)
            .await
            .ok();
        world.hub.mails_to("pru@example.org").await.len()
    };
    assert_eq!(ask("May the code stay with us?").await, 1);
    let page = world.sam.get(&world.page("questions")).await;
    page.ok().has_text("Asked by Ann");
    let input = json!({ "programme": programme, "handle": "pru" });
    let document = "mutation($i: RemoveProgrammeStaffInput!) { removeProgrammeStaff(input: $i) {
        userErrors { code } } }";
    sam.graphql(document, json!({ "i": input })).await;
    assert_eq!(world.hub.mails_to("pru@example.org").await.len(), 1);
    assert_eq!(ask("May two councils bid together?").await, 0);
    world
        .sam
        .get(&world.page("questions"))
        .await
        .ok()
        .lacks_text("Asked by Ann");
}

#[tokio::test]
async fn who_may_have_read_the_scores_becomes_no_judge_by_a_link_either() {
    let (world, _sam, _) = run_by_pru().await;
    let pru = &world.sam;
    let page = pru.get(&world.page("judges")).await;
    let fields = [("input.who", "second@example.org")];
    pru.submit(page.ok(), "AppointJudge", &fields).await.ok();
    let mails = world.hub.mails_to("second@example.org").await;
    let at = mails[0].text.find("/invitations/").unwrap();
    let link = mails[0].text[at..].split_whitespace().next().unwrap();
    let kim = world.appoint(&world.kim).await;
    world.hub.clock().advance(TimeDelta::days(3));
    world
        .declare(&world.kim, &kim, &[false, false, false])
        .await;
    world.score(&world.kim, &kim, 0, ["4", "4"]).await;
    let page = pru.get(link).await;
    pru.submit(page.ok(), "AcceptInvitation", &[])
        .await
        .is(422)
        .has_text("reviews that you may have read are in");
    // Who has not read them still can.
    let max = world.hub.person("max").await;
    let page = max.get(link).await;
    max.submit(page.ok(), "AcceptInvitation", &[]).await.ok();
}
