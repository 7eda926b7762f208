//! Who is told of what, where nobody has to ask for it.

use chrono::{DateTime, DurationRound, TimeDelta, Utc};
use hub_domain::challenge::schedule;
use hub_entity::account::invitation;
use hub_entity::challenge::{ChallengeKind, challenge, criterion};
use hub_entity::organisation::{OrganisationKind, OrganisationRole};
use sea_orm_migration::sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait};
use serde_json::json;

use crate::judging_world::World;
use crate::support::TestHub;
use crate::support::challenge::ChallengeBuilder;

/// Of these mails, the subjects of those to somebody of this handle.
fn subjects(mails: &[hub::mail::OutgoingMail], handle: &str) -> Vec<String> {
    let address = format!("{handle}@example.org");
    let own = mails.iter().filter(|mail| mail.to == address);
    own.map(|mail| mail.subject.clone()).collect()
}

/// The minute that it is: forms know no seconds.
fn minute(hub: &TestHub) -> DateTime<Utc> {
    let now = hub.clock().now();
    now.duration_trunc(TimeDelta::minutes(1)).unwrap()
}

#[actix_web::test]
async fn judges_are_told_when_judging_opens_and_what_waits_for_them() {
    let world = World::build().await;
    let desk = world.appoint(&world.kim).await;
    world.appoint(&world.jo).await;
    world.hub.clock().advance(TimeDelta::hours(25));
    world
        .declare(&world.kim, &desk, &[false, true, false])
        .await;
    world.hub.mails().await;
    world.hub.clock().advance(TimeDelta::days(1));
    let (id, at) = (
        world.challenge.id,
        world.challenge.judging_opens_at.unwrap(),
    );
    let note = world
        .hub
        .write(|ctx| Box::pin(schedule::note_clock(ctx, id, "judging_opened", at)));
    note.await.unwrap();
    let mails = world.hub.mails().await;
    let begun = ["Judging of “Better buses” has begun"];
    assert_eq!(subjects(&mails, "kim"), begun, "{mails:?}");
    assert_eq!(subjects(&mails, "jo"), begun, "{mails:?}");
    let text = |who: &str| {
        let address = format!("{who}@example.org");
        let mail = mails.iter().find(|mail| mail.to == address).unwrap();
        mail.text.clone()
    };
    let kim = text("kim");
    assert!(
        kim.contains("You have 2 proposals to read and score."),
        "{kim}"
    );
    assert!(kim.contains("Scores are due on"), "{kim}");
    assert!(kim.contains(&desk), "{kim}");
    let jo = text("jo");
    assert!(jo.contains("conflict of interest"), "{jo}");
    // Whoever answers no appointment, and applicants, hear nothing of it.
    assert_eq!(mails.len(), 2, "{mails:?}");
}

#[actix_web::test]
async fn a_challenge_is_not_completed_while_a_project_is_being_built() {
    let world = World::announced().await;
    let step = "mutation($i: MoveChallengeInput!) { moveChallenge(input: $i) { \
                userErrors { field code message } } }";
    let to = |to: &str| json!({ "i": { "number": world.challenge.id, "to": to, "reason": "" } });
    let found = world.sam.graphql(step, to("DELIVERY")).await;
    assert_eq!(found["data"]["moveChallenge"]["userErrors"], json!([]));
    let found = world.sam.graphql(step, to("COMPLETED")).await;
    let error = &found["data"]["moveChallenge"]["userErrors"][0];
    assert_eq!(error["code"], "PROJECT_IN_DELIVERY", "{found}");
    let message = error["message"].as_str().unwrap();
    assert!(message.contains("Bus stops of Ashford"), "{message}");

    let path = world
        .ann
        .get("/projects")
        .await
        .link("Bus stops of Ashford");
    let edit = world.ann.get(&format!("{path}/edit")).await;
    let live = [
        ("input.state", "LIVE"),
        ("input.website", "https://stops.example.org/"),
    ];
    world.ann.submit(edit.ok(), "EditProject", &live).await.ok();
    let found = world.sam.graphql(step, to("COMPLETED")).await;
    assert_eq!(
        found["data"]["moveChallenge"]["userErrors"],
        json!([]),
        "{found}"
    );
}

#[actix_web::test]
async fn the_link_of_a_judge_serves_until_the_new_deadline() {
    let world = World::build().await;
    let page = world.sam.get(&world.page("judges")).await;
    let who = [("input.who", "new@outside.example")];
    world.sam.submit(&page, "AppointJudge", &who).await.ok();
    let until = || async {
        let db = world.hub.hub.database().reader();
        let row = invitation::Entity::find().one(db).await.unwrap().unwrap();
        row.expires_at
    };
    let before = until().await;
    let due = minute(&world.hub) + TimeDelta::days(20);
    let local = due.with_timezone(&chrono_tz::Europe::London);
    let local = local.format("%Y-%m-%dT%H:%M").to_string();
    let manage = world.sam.get(&world.page("manage")).await;
    let fields = [
        ("input.closesAt", ""),
        ("input.judgingOpensAt", ""),
        ("input.judgingClosesAt", local.as_str()),
        ("input.reason", "Two judges were ill."),
    ];
    world
        .sam
        .submit(manage.ok(), "ExtendDeadline", &fields)
        .await
        .ok();
    let after = until().await;
    assert!(before < due, "{before}");
    assert_eq!(after, due);
    let mails = world.hub.mails_to("new@outside.example").await;
    let link = mails[0].text.split_whitespace();
    let link = link.into_iter().find(|word| word.contains("/invitations/"));
    let (_, path) = link.unwrap().split_once("/invitations/").unwrap();
    world.hub.clock().advance(TimeDelta::days(15));
    let visitor = world.hub.visitor();
    visitor
        .get(&format!("/invitations/{path}"))
        .await
        .ok()
        .has_text("Better buses");
}

#[actix_web::test]
async fn staff_are_told_what_a_council_hands_in_and_the_site_where_there_are_none() {
    let hub = TestHub::start().await;
    let sam = hub.staff("sam").await;
    let council = hub.council("Lichfield", "E07000194").await;
    let olive = hub.person("olive").await;
    hub.join(&olive, council.id, OrganisationRole::Officer)
        .await;
    let kind = ChallengeKind::DataChallenge;
    let row = ChallengeBuilder::new(kind, council.id, olive.person().id)
        .build(&hub)
        .await;
    let now = hub.clock().now();
    let draft = challenge::ActiveModel {
        id: Set(row.id),
        state: Set(hub_entity::challenge::ChallengeState::Draft),
        published_at: Set(None),
        opens_at: Set(Some(now + TimeDelta::days(2))),
        closes_at: Set(Some(now + TimeDelta::days(12))),
        judging_opens_at: Set(Some(now + TimeDelta::days(13))),
        judging_closes_at: Set(Some(now + TimeDelta::days(23))),
        ..Default::default()
    };
    draft.update(hub.hub.database().writer()).await.unwrap();
    let manage = format!("/challenges/{}/manage", row.id);
    let page = olive.get(&manage).await;
    hub.mails().await;
    olive
        .submit(page.ok(), "SubmitChallengeForReview", &[])
        .await
        .ok();
    let mails = hub.mails().await;
    assert_eq!(mails.len(), 1, "{mails:?}");
    assert_eq!(mails[0].to, "sam@example.org");
    assert!(
        mails[0].subject.starts_with("Lichfield hands in"),
        "{mails:?}"
    );
    assert!(mails[0].text.contains(&manage), "{}", mails[0].text);
    sam.get(&manage).await.ok();
}

#[actix_web::test]
async fn who_follows_is_told_when_dates_move_before_it_opens() {
    let hub = TestHub::start().await;
    let sam = hub.staff("sam").await;
    let programme = hub
        .organisation(OrganisationKind::ProgrammeBody, "Make it Local")
        .await;
    let row = ChallengeBuilder::new(ChallengeKind::Call, programme.id, sam.person().id)
        .build(&hub)
        .await;
    let now = minute(&hub);
    let planned = challenge::ActiveModel {
        id: Set(row.id),
        opens_at: Set(Some(now + TimeDelta::days(2))),
        closes_at: Set(Some(now + TimeDelta::days(12))),
        judging_opens_at: Set(Some(now + TimeDelta::days(13))),
        judging_closes_at: Set(Some(now + TimeDelta::days(23))),
        ..Default::default()
    };
    let db = hub.hub.database().writer();
    planned.update(db).await.unwrap();
    let levels = criterion::ActiveModel {
        levels: Set(json!(["None", "Some", "Much"])),
        ..Default::default()
    };
    let change = criterion::Entity::update_many().set(levels);
    change.exec(db).await.unwrap();
    let kim = hub.person("kim").await;
    let show = format!("/challenges/{}", row.id);
    let page = kim.get(&show).await;
    kim.submit(page.ok(), "FollowChallenge", &[]).await.ok();
    hub.mails().await;

    let edit = sam.get(&format!("{show}/edit")).await;
    sam.submit(
        edit.ok(),
        "EditChallenge",
        &[("input.problem", "It rains.")],
    )
    .await
    .ok();
    assert!(hub.mails().await.is_empty(), "no date moved");
    let edit = sam.get(&format!("{show}/edit")).await;
    let closes = (now + TimeDelta::days(11))
        .format("%Y-%m-%dT10:00")
        .to_string();
    let fields = [("input.rules.closesAt", closes.as_str())];
    sam.submit(edit.ok(), "EditChallenge", &fields).await.ok();
    let mails = hub.mails().await;
    assert_eq!(mails.len(), 1, "{mails:?}");
    assert_eq!(mails[0].to, "kim@example.org");
    assert!(mails[0].subject.ends_with("has new dates"), "{mails:?}");
    assert!(mails[0].text.contains("It opens on"), "{}", mails[0].text);
}
