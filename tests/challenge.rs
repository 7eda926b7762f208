//! Challenges: drafted by a council, published by staff, opened and closed by the clock.

use chrono::{DateTime, DurationRound, TimeDelta, Utc};
use chrono_tz::Europe::London;
use hub_entity::account::SiteRole;
use hub_entity::catalogue::{DatasetStatus, dataset};
use hub_entity::challenge::{
    ChallengeKind, Consent, JudgeState, PartnerRole, ProposalState, challenge, judge, partner,
    proposal,
};
use hub_entity::organisation::{OrganisationKind, OrganisationRole, organisation};
use hub_entity::platform::{audit, search_document};
use sea_orm_migration::sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter,
};
use serde_json::json;

use crate::support::challenge::ChallengeBuilder;
use crate::support::{Browser, Page, TestHub};

const TITLE: &str = "Buses that people can count on";

/// Local time in London, some days from now, to the minute.
fn local(at: DateTime<Utc>) -> String {
    at.with_timezone(&London)
        .format("%Y-%m-%dT%H:%M")
        .to_string()
}

fn minute(hub: &TestHub) -> DateTime<Utc> {
    hub.clock()
        .now()
        .duration_trunc(TimeDelta::minutes(1))
        .unwrap()
}

async fn council(hub: &TestHub) -> (organisation::Model, Browser) {
    let council = hub.council("Lichfield District Council", "E07000194").await;
    let officer = hub
        .person_with("olga", "olga@lichfield.example", SiteRole::Member)
        .await;
    hub.join(&officer, council.id, OrganisationRole::Officer)
        .await;
    (council, officer)
}

/// Drafts a challenge through the form, and gives its number.
async fn draft(who: &Browser, publisher: i64) -> i64 {
    let page = who.get("/challenges/new").await;
    let publisher = publisher.to_string();
    let fields = [
        ("input.publisher", publisher.as_str()),
        ("input.title", TITLE),
    ];
    let page = who.submit(page.ok(), "CreateChallenge", &fields).await;
    page.ok().has_text("The draft is made");
    page.value("input.number").parse().unwrap()
}

/// Fills the draft in; what is given replaces what would be typed.
async fn fill(who: &Browser, number: i64, start: DateTime<Utc>, fields: &[(&str, &str)]) -> Page {
    let page = who.get(&format!("/challenges/{number}/edit")).await;
    let times = [1, 31, 32, 62].map(|days| local(start + TimeDelta::days(days)));
    let mut all = vec![
        ("input.summary", "Know when the bus comes."),
        ("input.problem", "Buses are **late**, and nobody knows."),
        ("input.affected", "12,000 people a day."),
        ("input.success", "Waiting takes half the time."),
        ("input.rules.opensAt", times[0].as_str()),
        ("input.rules.closesAt", &times[1]),
        ("input.rules.judgingOpensAt", &times[2]),
        ("input.rules.judgingClosesAt", &times[3]),
    ];
    all.retain(|(name, _)| fields.iter().all(|(given, _)| given != name));
    all.extend_from_slice(fields);
    who.submit(page.ok(), "EditChallenge", &all).await
}

/// A published challenge of the council; it opens a day after this minute.
async fn published(hub: &TestHub, officer: &Browser, staff: &Browser, publisher: i64) -> i64 {
    let number = draft(officer, publisher).await;
    let page = fill(officer, number, minute(hub), &[]).await;
    let page = officer
        .submit(page.ok(), "SubmitChallengeForReview", &[])
        .await;
    page.ok().has_text("Handed in");
    let page = staff.get(&format!("/challenges/{number}/manage")).await;
    let page = staff.submit(page.ok(), "PublishChallenge", &[]).await;
    page.ok().has_text("Published. Everybody can see it now.");
    number
}

async fn row(hub: &TestHub, number: i64) -> challenge::Model {
    challenge::Entity::find_by_id(number)
        .one(hub.hub.database().reader())
        .await
        .unwrap()
        .unwrap()
}

#[tokio::test]
async fn an_officer_drafts_it_staff_hand_it_back_and_publish_it_and_the_clock_does_the_rest() {
    let hub = TestHub::start().await;
    let (council, officer) = council(&hub).await;
    let staff = hub.staff("sam").await;
    let visitor = hub.visitor();
    let start = minute(&hub);

    let number = draft(&officer, council.id).await;
    let manage = format!("/challenges/{number}/manage");
    let page = officer.get(&manage).await;
    page.ok()
        .has_text("Set all four times.")
        .has_text("Say who is affected.");
    let page = officer.submit(&page, "SubmitChallengeForReview", &[]).await;
    page.is(422).has_text("Write the summary.");

    let page = fill(&officer, number, start, &[]).await;
    page.ok()
        .has_text("Saved.")
        .lacks_text("Set all four times.");
    let page = officer.submit(&page, "SubmitChallengeForReview", &[]).await;
    page.ok().has_text("Waiting for publication");
    assert!(!page.offers("PublishChallenge"));
    let page = officer.get(&format!("/challenges/{number}/edit")).await;
    assert!(!page.ok().offers("EditChallenge"));

    let page = staff.get(&manage).await;
    let note = "Say <b>which</b> buses.";
    let page = staff
        .submit(page.ok(), "RequestChallengeEdits", &[("input.note", note)])
        .await;
    page.ok().has_text(note);
    let page = officer.get(&format!("/challenges/{number}/edit")).await;
    page.ok().has_text(note);
    let page = officer.get(&manage).await;
    officer
        .submit(&page, "SubmitChallengeForReview", &[])
        .await
        .ok();
    let page = staff.get(&manage).await;
    let page = staff.submit(&page, "PublishChallenge", &[]).await;
    page.ok().has_text("Opens soon");

    // To the second.
    let show = format!("/challenges/{number}");
    let opens = start + TimeDelta::days(1);
    assert_eq!(row(&hub, number).await.opens_at, Some(opens));
    let to = |at: DateTime<Utc>| {
        hub.clock()
            .advance(at - hub.clock().now() + TimeDelta::milliseconds(5));
    };
    to(opens - TimeDelta::seconds(3));
    visitor.get(&show).await.ok().lacks_text("Start a proposal");
    to(opens);
    let page = visitor.get(&show).await;
    page.ok()
        .has_text("Start a proposal")
        .has_text("29 days left");
    assert!(page.path.ends_with("buses-that-people-can-count-on"));
    assert!(page.html.contains("<strong>late</strong>"));
    visitor.get("/challenges").await.ok().has_text("Open now");
    let closes = start + TimeDelta::days(31);
    to(closes - TimeDelta::seconds(3));
    visitor
        .get(&show)
        .await
        .ok()
        .has_text("less than a day left");
    to(closes);
    let page = visitor.get(&show).await;
    page.ok()
        .lacks_text("Start a proposal")
        .has_text("can no longer be handed in");
    to(start + TimeDelta::days(32));
    visitor.get(&show).await.ok().has_text("Being judged");

    hub.work().await;
    let page = staff.get(&manage).await;
    page.ok()
        .has_text("Opened The clock")
        .has_text("Judging began The clock");
    let notes = audit::Entity::find()
        .filter(audit::Column::ObjectId.eq(number))
        .filter(audit::Column::Action.eq("challenge_closed"))
        .count(hub.hub.database().reader())
        .await;
    assert_eq!(notes.unwrap(), 1);
}

#[tokio::test]
async fn a_draft_leaks_nowhere_and_what_is_cancelled_unpublished_stays_hidden() {
    let hub = TestHub::start().await;
    let (council, officer) = council(&hub).await;
    let stranger = hub.person("ann").await;
    let visitor = hub.visitor();
    let number = draft(&officer, council.id).await;
    let page = fill(&officer, number, minute(&hub), &[]).await;
    let query = "query($n: Int!) { challenge(number: $n) { title }
        challenges { totalCount nodes { title desk { reviewNote } } } }";
    for who in [&visitor, &stranger] {
        for path in ["", "/edit", "/manage"] {
            let page = who.get(&format!("/challenges/{number}{path}")).await;
            page.is(404).lacks_text("Buses that");
        }
        who.get("/challenges").await.ok().lacks_text("Buses that");
        let answer = who.graphql(query, json!({ "n": number })).await;
        assert_eq!(answer["errors"][0]["extensions"]["code"], "NOT_FOUND");
        assert!(!answer.to_string().contains("Buses that"), "{answer}");
        let answer = who
            .graphql("{ challenges { totalCount } }", json!({}))
            .await;
        assert_eq!(answer["data"]["challenges"]["totalCount"], 0, "{answer}");
    }
    let indexed = search_document::Entity::find()
        .filter(search_document::Column::Kind.eq("challenge"))
        .count(hub.hub.database().reader());
    assert_eq!(indexed.await.unwrap(), 0);
    officer.get("/challenges").await.ok().has_text(TITLE);

    let page = officer.submit(&page, "CancelChallenge", &[("input.reason", "No money.")]);
    page.await.ok().has_text("Called off");
    visitor.get(&format!("/challenges/{number}")).await.is(404);
    officer
        .get(&format!("/challenges/{number}"))
        .await
        .ok()
        .has_text("No money.");
}

#[tokio::test]
async fn what_is_published_is_found_listed_and_run_by_those_who_may() {
    let hub = TestHub::start().await;
    let (council, officer) = council(&hub).await;
    let staff = hub.staff("sam").await;
    let number = published(&hub, &officer, &staff, council.id).await;
    let visitor = hub.visitor();
    let found = search_document::Entity::find()
        .filter(search_document::Column::Kind.eq("challenge"))
        .one(hub.hub.database().reader());
    let found = found.await.unwrap().unwrap();
    assert_eq!(found.visibility, "public");
    assert!(found.body.contains("Buses are late"), "{}", found.body);
    let query = "query($n: Int!) { challenges(status: SCHEDULED, kind: DATA_CHALLENGE) { nodes {
        number status kind zone opensAtLocal daysLeft proposalsCount desk { frozen }
        publisher { name } criteria { name weight levels { level description } }
        viewerCan { edit publish extend cancel propose appointJudges decide run } } }
        challenge(number: $n) { timeline { kind at done } announcement announcementHtml } }";
    let answer = visitor.graphql(query, json!({ "n": number })).await;
    let node = &answer["data"]["challenges"]["nodes"][0];
    assert_eq!(node["number"], number, "{answer}");
    assert!(node["desk"].is_null() && node["proposalsCount"].is_null());
    assert_eq!(
        node["criteria"][1]["name"],
        "The impact on the local community"
    );
    assert_eq!(node["criteria"][1]["levels"][4]["level"], 4);
    let can = node["viewerCan"].as_object().unwrap();
    assert!(can.values().all(|may| may == false), "{can:?}");
    let answer = staff.graphql(query, json!({ "n": number })).await;
    let can = &answer["data"]["challenges"]["nodes"][0]["viewerCan"];
    assert_eq!(can["edit"], true);
    assert_eq!(can["decide"], false);
    // Its officer sees how it is run, and changes nothing any more.
    let page = officer.get(&format!("/challenges/{number}/manage")).await;
    assert!(!page.ok().offers("CancelChallenge") && !page.offers("ExtendDeadline"));
    let answer = officer
        .graphql(
            "mutation($n: Int!) { cancelChallenge(input: { number: $n, reason: \"No.\" }) { userErrors { code } } }",
            json!({ "n": number }),
        )
        .await;
    assert_eq!(answer["errors"][0]["extensions"]["code"], "FORBIDDEN");
}

#[tokio::test]
async fn once_open_the_rubric_stands_and_staff_edit_texts_under_audit() {
    let hub = TestHub::start().await;
    let (council, officer) = council(&hub).await;
    let staff = hub.staff("sam").await;
    let number = published(&hub, &officer, &staff, council.id).await;
    let edit = format!("/challenges/{number}/edit");
    let before = staff.get(&edit).await;
    hub.clock().advance(TimeDelta::days(2));
    // A form that was opened before the second of opening.
    let page = staff
        .submit(&before, "EditChallenge", &[("input.rules.awards", "9")])
        .await;
    page.is(422).has_text("The challenge has opened");
    assert_eq!(row(&hub, number).await.awards, 3);
    let page = staff.get(&edit).await;
    page.ok().has_text("stay as they are");
    let page = staff
        .submit(&page, "EditChallenge", &[("input.summary", "Never wait.")])
        .await;
    page.ok().has_text("Saved.");
    let edited = audit::Entity::find()
        .filter(audit::Column::Action.eq("challenge_edited"))
        .all(hub.hub.database().reader());
    let last = edited.await.unwrap().pop().unwrap();
    assert_eq!(
        last.details["changed"][0]["before"],
        "Know when the bus comes."
    );
    // What is public stays complete.
    let page = staff.get(&edit).await;
    let page = staff
        .submit(&page, "EditChallenge", &[("input.problem", "")])
        .await;
    page.is(422).has_text("Say what the problem is.");
}

#[tokio::test]
async fn an_edit_that_waited_past_the_opening_is_too_late() {
    let hub = TestHub::start().await;
    let (council, officer) = council(&hub).await;
    let staff = hub.staff("sam").await;
    let number = published(&hub, &officer, &staff, council.id).await;
    let page = staff.get(&format!("/challenges/{number}/edit")).await;
    let holding = hub.hub.database().begin().await.unwrap();
    let hold = challenge::ActiveModel {
        id: Set(number),
        updated_at: Set(hub.clock().now()),
        ..Default::default()
    };
    hold.update(&holding).await.unwrap();
    let open = async {
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
        hub.clock().advance(TimeDelta::days(2));
        holding.commit().await.unwrap();
    };
    let awards = [("input.rules.awards", "9")];
    let (page, ()) = tokio::join!(staff.submit(page.ok(), "EditChallenge", &awards), open);
    page.is(422).has_text("The challenge has opened");
    assert_eq!(row(&hub, number).await.awards, 3);
}

#[tokio::test]
async fn bad_input_is_named_kept_and_changes_nothing() {
    let hub = TestHub::start().await;
    let (council, officer) = council(&hub).await;
    let number = draft(&officer, council.id).await;
    let start = minute(&hub);
    let script = "<script>alert(1)</script>";
    let long = "x".repeat(301);
    let page = fill(
        &officer,
        number,
        start,
        &[
            ("input.title", ""),
            ("input.summary", &long),
            ("input.problem", script),
            ("input.rules.awards", "many"),
            ("input.rules.zone", "Europe/London"),
            ("input.rules.closesAt", "2027-03-28T01:30"),
            ("input.moreDatasets", "bus stops"),
        ],
    )
    .await;
    page.is(422);
    assert_eq!(page.value("input.problem"), script);
    assert!(!page.html.contains("<script>alert"), "kept, and escaped");
    assert!(
        page.errors()
            .iter()
            .any(|(id, _)| id == "input-rules-awards")
    );
    let page = officer
        .submit(&page, "EditChallenge", &[("input.rules.awards", "0")])
        .await;
    let wrong: Vec<String> = page.errors().into_iter().map(|(id, _)| id).collect();
    for id in [
        "input-title",
        "input-summary",
        "input-moreDatasets",
        "input-rules-awards",
        "input-rules-closesAt",
    ] {
        assert!(wrong.iter().any(|w| w == id), "{id} in {wrong:?}");
    }
    page.has_text("The clocks go forward over this time");
    let page = fill(
        &officer,
        number,
        start,
        &[
            ("input.rules.closesAt", "2026-11-01T09:00"),
            ("input.rules.criteria.0.weight", ""),
            ("input.rules.criteria.2.name", "Openness"),
            ("input.moreDatasets", "99"),
        ],
    )
    .await;
    page.is(422)
        .has_text("later than the opening")
        .has_text("Fill this in.");
    assert_eq!(row(&hub, number).await.version, 1, "nothing was changed");
    let page = officer.get(&format!("/challenges/{number}/edit")).await;
    let page = officer
        .submit(&page, "EditChallenge", &[("input.moreDatasets", "99")])
        .await;
    page.is(422).has_text("“99” is not the number");

    // In the hour that comes twice the earlier is meant.
    let page = officer.get(&format!("/challenges/{number}/edit")).await;
    let fields = [("input.rules.opensAt", "2026-10-25T01:30")];
    officer.submit(&page, "EditChallenge", &fields).await.ok();
    let opens = row(&hub, number).await.opens_at.unwrap();
    assert_eq!(opens.to_rfc3339(), "2026-10-25T00:30:00+00:00");
}

#[tokio::test]
async fn two_people_edit_and_a_form_that_is_sent_twice_makes_one() {
    let hub = TestHub::start().await;
    let (council, officer) = council(&hub).await;
    let staff = hub.staff("sam").await;
    let page = officer.get("/challenges/new").await;
    let publisher = council.id.to_string();
    let fields = [
        ("input.publisher", publisher.as_str()),
        ("input.title", TITLE),
    ];
    let first = officer.submit(&page, "CreateChallenge", &fields).await;
    let second = officer.submit(&page, "CreateChallenge", &fields).await;
    let number = first.ok().value("input.number");
    assert_eq!(second.ok().value("input.number"), number);

    let edit = format!("/challenges/{number}/edit");
    let mine = officer.get(&edit).await;
    let theirs = staff.get(&edit).await;
    staff
        .submit(
            &theirs,
            "EditChallenge",
            &[("input.summary", "Sam was here.")],
        )
        .await
        .ok();
    let fields = [("input.summary", "Olga was here.")];
    let page = officer.submit(&mine, "EditChallenge", &fields).await;
    page.is(409)
        .has_text("Somebody else changed this")
        .has_text("Sam was here.");
    assert_eq!(page.value("input.summary"), "Olga was here.");
    officer.submit(&page, "EditChallenge", &[]).await.ok();
    let saved = row(&hub, number.parse().unwrap()).await;
    assert_eq!(saved.summary, "Olga was here.");

    // Nobody drafts in another's name, and a visitor is asked to sign in.
    let stranger = hub.person("ann").await;
    let mutation = "mutation($p: Int!) { createChallenge(input: { publisher: $p, title: \"Mine\" }) { challenge { number } userErrors { field code } } }";
    let answer = stranger.graphql(mutation, json!({ "p": council.id })).await;
    assert_eq!(answer["errors"][0]["extensions"]["code"], "FORBIDDEN");
    let answer = hub
        .visitor()
        .graphql(mutation, json!({ "p": council.id }))
        .await;
    assert_eq!(answer["errors"][0]["extensions"]["code"], "UNAUTHENTICATED");
    let answer = stranger.graphql(mutation, json!({ "p": 999 })).await;
    let error = &answer["data"]["createChallenge"]["userErrors"][0];
    assert_eq!(error["code"], "NOT_A_CHOICE");
}

#[tokio::test]
async fn criteria_and_datasets_are_added_and_left_out() {
    let hub = TestHub::start().await;
    let (council, officer) = council(&hub).await;
    let stops = dataset_row(&hub, council.id, "Bus stops").await;
    let other = hub.council("Leeds City Council", "E08000035").await;
    let roads = dataset_row(&hub, other.id, "Roadworks").await;
    let number = draft(&officer, council.id).await;
    let (stops_text, roads_path) = (stops.to_string(), format!("/datasets/{roads}-roadworks"));
    let mut fields = vec![
        ("input.datasets", stops_text.as_str()),
        ("input.moreDatasets", &roads_path),
        ("input.rules.criteria.0.remove", "true"),
        ("input.rules.criteria.2.name", "Openness"),
        ("input.rules.criteria.2.weight", "25"),
    ];
    // Two are added at once, one with six levels and one with two; the third row stays empty.
    let names: Vec<String> = (0..6)
        .map(|level| format!("input.rules.criteria.2.levels.{level}.description"))
        .collect();
    fields.extend(names.iter().map(|name| (name.as_str(), "As described.")));
    fields.extend([
        ("input.rules.criteria.3.name", "Reach"),
        ("input.rules.criteria.3.weight", "10"),
        ("input.rules.criteria.3.levels.0.description", "Nobody."),
        ("input.rules.criteria.3.levels.1.description", "Everybody."),
    ]);
    fill(&officer, number, minute(&hub), &fields).await.ok();
    let query = "query($n: Int!) { challenge(number: $n) { datasets { title }
        criteria { name weight } } }";
    let answer = officer.graphql(query, json!({ "n": number })).await;
    let expected = json!({ "challenge": {
        "datasets": [{ "title": "Bus stops" }, { "title": "Roadworks" }],
        "criteria": [
            { "name": "The impact on the local community", "weight": 50 },
            { "name": "Openness", "weight": 25 },
            { "name": "Reach", "weight": 10 },
        ],
    } });
    assert_eq!(answer["data"], expected);
    let page = officer.get(&format!("/challenges/{number}")).await;
    page.ok()
        .has_text("5 As described.")
        .lacks_text("6 As described.")
        .has_text("0 Nobody. 1 Everybody.");
    // What is wrong with a level that was added is said beside it, and nothing typed is lost.
    let page = officer.get(&format!("/challenges/{number}/edit")).await;
    let level = |at: usize| format!("input.rules.criteria.1.levels.{at}.description");
    assert_eq!(page.value(&level(5)), "As described.");
    assert_eq!(page.value(&level(6)), "");
    let (last, long) = (level(10), "x".repeat(501));
    let fields = [
        (last.as_str(), long.as_str()),
        ("input.rules.criteria.5.name", "Care"),
        ("input.rules.criteria.5.weight", "5"),
    ];
    let page = officer.submit(&page, "EditChallenge", &fields).await;
    page.is(422);
    let id = last.replace('.', "-");
    assert_eq!(page.errors()[0].0, id);
    assert_eq!(page.count(&format!("details[open] [id='{id}-error']")), 1);
    assert_eq!(page.value(&last), long);
    assert_eq!(page.value("input.rules.criteria.5.name"), "Care");
    // The levels end with the last that is filled in.
    let sixth = level(5);
    let fields = [(last.as_str(), ""), (sixth.as_str(), "")];
    officer.submit(&page, "EditChallenge", &fields).await.ok();
    let page = officer.get(&format!("/challenges/{number}")).await;
    page.ok()
        .has_text("4 As described.")
        .lacks_text("5 As described.")
        .has_text("Care");
    // A form without ticks takes them away; the other council's stays ticked otherwise.
    let page = officer.get(&format!("/challenges/{number}/edit")).await;
    assert_eq!(page.count("input[name='input.datasets'][checked]"), 2);
    let roads_text = roads.to_string();
    let fields = [("input.datasets", roads_text.as_str())];
    officer.submit(&page, "EditChallenge", &fields).await.ok();
    let page = officer.get(&format!("/challenges/{number}")).await;
    page.ok().has_text("Roadworks").lacks_text("Bus stops");
}

#[tokio::test]
async fn people_are_reminded_of_the_deadline_that_holds() {
    let hub = TestHub::start().await;
    let (council, officer) = council(&hub).await;
    let staff = hub.staff("sam").await;
    let number = published(&hub, &officer, &staff, council.id).await;
    let start = row(&hub, number).await.opens_at.unwrap() - TimeDelta::days(1);
    let developer = hub.person("dev").await;
    let late = proposal_row(&hub, number, &developer, ProposalState::Draft).await;
    let lead = hub.council("Ashford Borough Council", "E07000105").await;
    let lena = hub.person("lena").await;
    hub.join(&lena, lead.id, OrganisationRole::Officer).await;
    partner_row(
        &hub,
        late,
        PartnerRole::LeadCouncil,
        Some(lead.id),
        Consent::Pending,
    )
    .await;
    let judge = hub.person("jo").await;
    judge_row(&hub, number, &judge, staff.person().id).await;
    hub.mails().await;

    let to = |at: DateTime<Utc>| {
        hub.clock()
            .advance(at - hub.clock().now() + TimeDelta::milliseconds(5));
    };
    to(start + TimeDelta::days(24) - TimeDelta::seconds(5));
    assert!(hub.mails().await.is_empty());
    to(start + TimeDelta::days(24));
    let mails = hub.mails().await;
    let mut told: Vec<&str> = mails.iter().map(|mail| mail.to.as_str()).collect();
    told.sort_unstable();
    assert_eq!(told, ["dev@example.org", "lena@example.org"]);
    assert!(
        mails[0].text.contains("Every partner has to agree"),
        "{}",
        mails[0].text
    );

    // The day-before reminder of a deadline that moved is void, and the new one's comes.
    let page = staff.get(&format!("/challenges/{number}/manage")).await;
    let earlier = local(start + TimeDelta::days(29));
    let page = staff
        .submit(page.ok(), "ExtendDeadline", &[("input.closesAt", &earlier)])
        .await;
    page.is(422).has_text("Choose a later time");
    let later = [35, 36, 62].map(|days| local(start + TimeDelta::days(days)));
    let fields = [
        ("input.closesAt", later[0].as_str()),
        ("input.judgingOpensAt", &later[1]),
        ("input.judgingClosesAt", &later[2]),
        ("input.reason", "Many asked for it."),
    ];
    let page = staff.submit(&page, "ExtendDeadline", &fields).await;
    page.ok().has_text("The deadlines are extended");
    let told = hub.mails().await;
    assert_eq!(
        told.len(),
        3,
        "everybody who works on a proposal, and the judge"
    );
    assert!(
        told.iter()
            .all(|mail| mail.text.contains("Many asked for it."))
    );
    to(start + TimeDelta::days(30));
    assert_eq!(hub.mails().await.len(), 2, "a week before the new one");
    to(start + TimeDelta::days(34));
    assert_eq!(hub.mails().await.len(), 2, "a day before the new one");

    // A judge with nothing left hears nothing; with one review left, they do.
    let handed_in = proposal_row(&hub, number, &developer, ProposalState::Submitted).await;
    assert_ne!(handed_in, late);
    to(start + TimeDelta::days(55));
    let mails = hub.mails().await;
    assert_eq!(mails.len(), 2, "{mails:?}");
    for (mail, says) in mails
        .iter()
        .zip(["You have 1 proposal to read", "You have 1 proposal left"])
    {
        assert_eq!(mail.to, "jo@example.org");
        assert!(mail.text.contains(says), "{}", mail.text);
    }
    let page = staff.get(&format!("/challenges/{number}/manage")).await;
    let page = staff
        .submit(
            page.ok(),
            "ExtendDeadline",
            &[("input.closesAt", &local(start + TimeDelta::days(60)))],
        )
        .await;
    page.is(422).has_text("This deadline has passed");
}

#[tokio::test]
async fn no_mail_tells_of_a_draft_to_those_who_may_not_read_it() {
    let hub = TestHub::start().await;
    let (council, officer) = council(&hub).await;
    let staff = hub.staff("sam").await;
    let number = published(&hub, &officer, &staff, council.id).await;
    let start = row(&hub, number).await.opens_at.unwrap() - TimeDelta::days(1);
    let developer = hub.person("dev").await;
    let draft = proposal_row(&hub, number, &developer, ProposalState::Draft).await;
    let publisher = Some(officer.person().id);
    let pending = Consent::Pending;
    partner_with(
        &hub,
        draft,
        PartnerRole::Developer,
        None,
        publisher,
        pending,
    )
    .await;
    // Its starter spoke for a firm that they have left.
    let gone = hub.person("gone").await;
    let left = proposal_row(&hub, number, &gone, ProposalState::Draft).await;
    partner::Entity::delete_many()
        .filter(partner::Column::ProposalId.eq(left))
        .exec(hub.hub.database().writer())
        .await
        .unwrap();
    hub.mails().await;
    let day = start + TimeDelta::days(24) + TimeDelta::milliseconds(5);
    hub.clock().advance(day - hub.clock().now());
    let told = async || -> Vec<String> { hub.mails().await.into_iter().map(|m| m.to).collect() };
    assert_eq!(told().await, ["dev@example.org"]);
    let page = staff.get(&format!("/challenges/{number}/manage")).await;
    let reason = [("input.reason", "The money is gone.")];
    staff
        .submit(page.ok(), "CancelChallenge", &reason)
        .await
        .ok();
    assert_eq!(told().await, ["dev@example.org"]);
}

#[tokio::test]
async fn calling_it_off_tells_everybody_who_works_on_a_proposal() {
    let hub = TestHub::start().await;
    let (council, officer) = council(&hub).await;
    let staff = hub.staff("sam").await;
    let number = published(&hub, &officer, &staff, council.id).await;
    let developer = hub.person("dev").await;
    proposal_row(&hub, number, &developer, ProposalState::Draft).await;
    hub.mails().await;
    let page = staff.get(&format!("/challenges/{number}/manage")).await;
    let page = staff.submit(page.ok(), "CancelChallenge", &[]).await;
    page.is(422).has_text("Give a reason.");
    let reason = "The money went to <i>another</i> programme.";
    let page = staff
        .submit(&page, "CancelChallenge", &[("input.reason", reason)])
        .await;
    page.ok().has_text("Called off").has_text(reason);
    let mails = hub.mails().await;
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].to, "dev@example.org");
    assert!(mails[0].text.contains(reason) && !mails[0].html.contains("<i>another"));
    let page = hub.visitor().get(&format!("/challenges/{number}")).await;
    page.ok()
        .has_text("This challenge was called off.")
        .has_text(reason);
    hub.clock().advance(TimeDelta::days(40));
    assert!(
        hub.mails().await.is_empty(),
        "no reminder, and no mail twice"
    );
}

#[tokio::test]
async fn staff_publish_a_call_directly_and_a_list_shows_what_is_open_first() {
    let hub = TestHub::start().await;
    let staff = hub.staff("sam").await;
    let body = hub
        .organisation(OrganisationKind::ProgrammeBody, "Make it Local")
        .await;
    let now = minute(&hub);
    let mut numbers = Vec::new();
    for (title, opens, closes) in [("Later", 2, 20), ("Soonest", -1, 5), ("Soon", -1, 9)] {
        let number = draft(&staff, body.id).await;
        let times = [opens, closes].map(|days| local(now + TimeDelta::days(days)));
        let fields = [
            ("input.title", title),
            ("input.rules.opensAt", &times[0]),
            ("input.rules.closesAt", &times[1]),
        ];
        let page = fill(&staff, number, now, &fields).await;
        assert!(!page.ok().offers("SubmitChallengeForReview"));
        staff.submit(&page, "PublishChallenge", &[]).await.ok();
        numbers.push(number);
    }
    let query = "query($after: String) { challenges(first: 2, after: $after) { totalCount
        nodes { title status awardPence } pageInfo { hasNextPage endCursor } } }";
    let visitor = hub.visitor();
    let answer = visitor.graphql(query, json!({})).await;
    let list = &answer["data"]["challenges"];
    assert_eq!(list["totalCount"], 3);
    assert_eq!(list["nodes"][0]["title"], "Soonest", "{answer}");
    assert_eq!(list["nodes"][1]["title"], "Soon");
    assert_eq!(list["nodes"][0]["awardPence"], 3_000_000);
    let after = &list["pageInfo"]["endCursor"];
    let answer = visitor.graphql(query, json!({ "after": after })).await;
    assert_eq!(answer["data"]["challenges"]["nodes"][0]["title"], "Later");
    let page = visitor.get("/challenges").await;
    page.ok()
        .has_text("Open now")
        .has_text("Coming")
        .has_text("3 awards of up to £30,000 each");
}

#[tokio::test]
async fn more_challenges_than_a_page_holds_are_turned_over_part_by_part() {
    let hub = TestHub::start().await;
    let sam = hub.staff("sam").await;
    let body = hub
        .organisation(OrganisationKind::ProgrammeBody, "Nesta")
        .await;
    for _ in 0..51 {
        ChallengeBuilder::new(ChallengeKind::Call, body.id, sam.person().id)
            .build(&hub)
            .await;
    }
    let visitor = hub.visitor();
    let page = visitor.get("/challenges").await;
    assert_eq!(page.ok().count("main .item"), 50);
    let next = page.link("Next");
    assert!(next.starts_with("/challenges?open="), "{next}");
    let page = visitor.get(&next).await;
    assert_eq!(page.ok().count("main .item"), 1);
    assert_eq!(page.link("First"), "/challenges");
}

async fn dataset_row(hub: &TestHub, publisher: i64, title: &str) -> i64 {
    let now = hub.clock().now();
    let row = dataset::ActiveModel {
        slug: Set(hub_domain::values::slug(title)),
        title: Set(title.to_owned()),
        description: Set(String::new()),
        keywords: Set(json!([])),
        publisher_id: Set(publisher),
        licence: Set(String::new()),
        licence_label: Set(String::new()),
        frequency: Set(String::new()),
        area_gss: Set(String::new()),
        area_name: Set(String::new()),
        landing_page: Set(String::new()),
        status: Set(DatasetStatus::Published),
        source_id: Set(None),
        source_guid: Set(None),
        source_hash: Set(None),
        issued: Set(String::new()),
        modified: Set(String::new()),
        created_by: Set(None),
        version: Set(1),
        created_at: Set(now),
        updated_at: Set(now),
        ..Default::default()
    };
    row.insert(hub.hub.database().writer()).await.unwrap().id
}

async fn proposal_row(hub: &TestHub, number: i64, by: &Browser, state: ProposalState) -> i64 {
    let now = hub.clock().now();
    let unique = hub.unique();
    let row = proposal::ActiveModel {
        key: Set(format!("key-{unique}")),
        reference: Set(format!("MIL-{unique}")),
        challenge_id: Set(number),
        state: Set(state),
        title: Set("Bus stops that talk".to_owned()),
        content: Set(json!({ "summary": "They talk." })),
        submitted_version: Set(i32::from(state == ProposalState::Submitted)),
        submitted_at: Set(None),
        withdrawn_reason: Set(String::new()),
        created_by: Set(by.person().id),
        version: Set(1),
        created_at: Set(now),
        updated_at: Set(now),
        ..Default::default()
    };
    let id = row.insert(hub.hub.database().writer()).await.unwrap().id;
    let starter = Some(by.person().id);
    partner_with(
        hub,
        id,
        PartnerRole::Developer,
        None,
        starter,
        Consent::Given,
    )
    .await;
    id
}

async fn partner_row(
    hub: &TestHub,
    proposal: i64,
    role: PartnerRole,
    organisation: Option<i64>,
    consent: Consent,
) {
    partner_with(hub, proposal, role, organisation, None, consent).await;
}

async fn partner_with(
    hub: &TestHub,
    proposal: i64,
    role: PartnerRole,
    organisation: Option<i64>,
    person: Option<i64>,
    consent: Consent,
) {
    let row = partner::ActiveModel {
        key: Set(format!("partner-{}", hub.unique())),
        proposal_id: Set(proposal),
        role: Set(role),
        organisation_id: Set(organisation),
        person_id: Set(person),
        email: Set(None),
        consent: Set(consent),
        consented_by: Set(None),
        answered_at: Set(None),
        invited_by: Set(1),
        created_at: Set(hub.clock().now()),
        ..Default::default()
    };
    row.insert(hub.hub.database().writer()).await.unwrap();
}

async fn judge_row(hub: &TestHub, number: i64, who: &Browser, by: i64) {
    let row = judge::ActiveModel {
        key: Set(format!("judge-{}", hub.unique())),
        challenge_id: Set(number),
        person_id: Set(Some(who.person().id)),
        email: Set(who.person().email.clone()),
        state: Set(JudgeState::Accepted),
        conflicts_declared_at: Set(None),
        appointed_by: Set(by),
        created_at: Set(hub.clock().now()),
        ..Default::default()
    };
    row.insert(hub.hub.database().writer()).await.unwrap();
}
