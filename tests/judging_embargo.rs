//! Decisions that are announced at a time that staff set.

use chrono::TimeDelta;
use hub_entity::challenge::{ChallengeState, challenge, planned_announcement};
use hub_entity::platform::audit;
use sea_orm_migration::sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::json;

use crate::judging_world::World;
use crate::support::Page;

impl World {
    /// From here to decided: only the announcement is left. The feedback of the last is this.
    pub async fn decided(feedback: &str) -> Self {
        let world = Self::build().await;
        let kim = world.appoint(&world.kim).await;
        world.hub.clock().advance(TimeDelta::days(3));
        world
            .declare(&world.kim, &kim, &[false, false, false])
            .await;
        for (proposal, levels) in [(0, ["4", "4"]), (1, ["2", "3"]), (2, ["1", "0"])] {
            world.score(&world.kim, &kim, proposal, levels).await;
        }
        for (proposal, outcome, feedback) in [
            (0, "SELECT", "Well done."),
            (1, "DECLINE", "Try again."),
            (2, "DECLINE", feedback),
        ] {
            let fields = [
                ("input.outcome", outcome),
                ("input.reason", "It is **ready** to begin."),
                ("input.feedback", feedback),
            ];
            world.decide(proposal, &fields).await.ok();
        }
        world.hub.mails().await;
        world
    }

    /// A time on the clocks of London, in so many hours.
    fn in_hours(&self, hours: i64) -> String {
        let at = self.hub.clock().now() + TimeDelta::hours(hours);
        let local = at.with_timezone(&chrono_tz::Europe::London);
        local.format("%Y-%m-%dT%H:%M").to_string()
    }

    async fn plan(&self, at: &str) -> Page {
        let page = self.sam.get(&self.page("announce/later")).await;
        let fields = [
            ("input.announceAt", at),
            ("input.announcement", "One stood out."),
        ];
        self.sam
            .submit(page.ok(), "PlanAnnouncement", &fields)
            .await
    }

    async fn state(&self) -> ChallengeState {
        let db = self.hub.hub.database().reader();
        let row = challenge::Entity::find_by_id(self.challenge.id).one(db);
        row.await.unwrap().unwrap().state
    }

    async fn plans(&self) -> u64 {
        let db = self.hub.hub.database().reader();
        planned_announcement::Entity::find()
            .count(db)
            .await
            .unwrap()
    }
}

#[actix_web::test]
async fn at_the_set_time_everything_happens_at_once_and_nothing_before() {
    let world = World::decided("Say who needs it.").await;
    for (at, why) in [
        ("", "input-announceAt"),
        ("soon", "input-announceAt"),
        ("2031-01-01T09:00", "input-announceAt"),
        ("2020-01-01T09:00", "input-announceAt"),
    ] {
        let page = world.plan(at).await;
        page.is(422);
        assert_eq!(page.errors()[0].0, why, "{at}");
    }
    let at = world.in_hours(30);
    world
        .plan(&at)
        .await
        .ok()
        .has_text("The announcement is planned");
    // It is moved, and the old time means nothing.
    let later = world.in_hours(50);
    world
        .plan(&later)
        .await
        .ok()
        .has_text("will be announced on");
    world.hub.clock().advance(TimeDelta::hours(31));
    assert!(world.hub.mails().await.is_empty());
    assert_eq!(world.state().await, ChallengeState::Published);

    // Nor does an administrator, who may compete, learn of the time from the queue.
    let ada = world.hub.administrator("ada").await;
    let query = "{ administration { jobs(dead: false) { nodes { kind } } } }";
    let answer = ada.graphql(query, json!({})).await;
    let jobs = answer["data"]["administration"]["jobs"]["nodes"].as_array();
    let kinds: Vec<_> = jobs.unwrap().iter().map(|job| &job["kind"]).collect();
    assert!(!kinds.contains(&&json!("announce_planned")), "{kinds:?}");

    // Nobody but staff sees the plan or the decision.
    let show = format!("/challenges/{}", world.challenge.id);
    let query = "query($n: Int!) { challenge(number: $n) { announcement selected { title }
        judging { plannedAnnouncement { announceAt } } } }";
    for who in [&world.hub.visitor(), &world.ann, &world.kim] {
        let page = who.get(&show).await;
        page.ok().lacks_text("One stood out");
        who.get(&world.page("announce/later")).await.is(404);
        let answer = who.graphql(query, json!({ "n": world.challenge.id })).await;
        let seen = &answer["data"]["challenge"];
        assert!(seen["judging"].is_null(), "{answer}");
        assert_eq!(seen["announcement"], "");
        assert_eq!(seen["selected"].as_array().unwrap().len(), 0);
    }
    let result = format!("/proposals/{}/decision", world.proposals[0].key);
    world.ann.get(&result).await.is(404);
    let feed = || async {
        let answer = world.hub.visitor().raw("/challenges.atom").await;
        answer.text().await.unwrap()
    };
    let told = feed().await;
    assert!(!told.contains("Decided:"), "{told}");
    assert!(!told.contains("One stood out"), "{told}");

    world.hub.clock().advance(TimeDelta::hours(20));
    // Two workers at once announce it once.
    tokio::join!(world.hub.work(), world.hub.work());
    let mails = world.hub.mails().await;
    let to = |name: &str| {
        let address = format!("{name}@example.org");
        mails.iter().filter(|m| m.to == address).count()
    };
    assert_eq!([to("ann"), to("ben"), to("cat")], [1, 1, 1], "{mails:?}");
    assert_eq!(world.state().await, ChallengeState::Announced);
    assert_eq!(world.plans().await, 0);
    // A reader of feeds shows it as something new, beside the challenge itself.
    let told = feed().await;
    assert!(
        told.contains("<title>Decided: Better buses</title>"),
        "{told}"
    );
    assert!(told.contains("<title>Better buses</title>"), "{told}");
    assert!(told.contains("One stood out."), "{told}");
    let id = format!("/id/decision/{}<", world.challenge.id);
    assert!(told.contains(&id), "{told}");
    let page = world.hub.visitor().get(&show).await;
    page.ok()
        .has_text("One stood out")
        .has_text("Bus stops of Ashford");
    world.ann.get(&result).await.ok();
}

#[actix_web::test]
async fn what_is_missing_at_that_time_is_told_to_staff_and_nothing_is_announced() {
    let world = World::decided("").await;
    let at = world.in_hours(10);
    world.plan(&at).await.ok().has_text("has no feedback");
    world.hub.clock().advance(TimeDelta::hours(11));
    let mails = world.hub.mails().await;
    assert_eq!(mails.len(), 1, "{mails:?}");
    assert_eq!(mails[0].to, "sam@example.org");
    assert!(mails[0].subject.starts_with("Not announced"));
    assert_eq!(world.state().await, ChallengeState::Published);
    let page = world.sam.get(&world.page("announce")).await;
    page.ok().has_text("something was missing");
    let db = world.hub.hub.database().reader();
    let failed = audit::Entity::find()
        .filter(audit::Column::Action.eq("announcement_failed"))
        .count(db);
    assert_eq!(failed.await.unwrap(), 1);

    let feedback = [("input.feedback", "Say who needs it.")];
    world.decide(2, &feedback).await.ok();
    let at = world.in_hours(2);
    world.plan(&at).await.ok();
    world.hub.clock().advance(TimeDelta::hours(3));
    assert_eq!(
        world.hub.mails().await.len(),
        4,
        "each partner has a letter"
    );
    assert_eq!(world.state().await, ChallengeState::Announced);
}

#[actix_web::test]
async fn a_plan_is_cancelled_until_its_time_and_dies_with_the_right_to_announce() {
    let world = World::decided("Say who needs it.").await;
    let at = world.in_hours(10);
    let page = world.plan(&at).await;
    let page = world.sam.submit(page.ok(), "CancelAnnouncement", &[]).await;
    page.ok().has_text("cancelled");
    assert_eq!(world.plans().await, 0);
    world.hub.clock().advance(TimeDelta::hours(11));
    assert!(world.hub.mails().await.is_empty());

    let at = world.in_hours(10);
    let page = world.plan(&at).await;
    world.hub.clock().advance(TimeDelta::hours(11));
    // The time has come, and the job has not run.
    let late = world.sam.submit(page.ok(), "CancelAnnouncement", &[]).await;
    late.is(422).has_text("is being announced");
    world.hub.mails().await;
    assert_eq!(world.state().await, ChallengeState::Announced);

    // Staff who take a part in it meanwhile announce nothing.
    let world = World::decided("Say who needs it.").await;
    let at = world.in_hours(10);
    world.plan(&at).await.ok();
    let role = hub_entity::organisation::OrganisationRole::Officer;
    world.hub.join(&world.sam, world.councils[1].id, role).await;
    world.hub.clock().advance(TimeDelta::hours(11));
    world.hub.mails().await;
    assert_eq!(world.state().await, ChallengeState::Published);
}

#[actix_web::test]
async fn two_who_plan_at_the_same_time_do_not_overwrite_each_other() {
    let world = World::decided("Try again.").await;
    let sue = world.hub.staff("sue").await;
    let path = world.page("announce/later");
    let stale = sue.get(&path).await;
    world.plan(&world.in_hours(5)).await.ok();
    let later = world.in_hours(9);
    let fields = [
        ("input.announceAt", &*later),
        ("input.announcement", "Two were close."),
    ];
    let refused = sue.submit(&stale, "PlanAnnouncement", &fields).await;
    refused
        .is(409)
        .has_text("Somebody else changed this while you were editing")
        .has_text("One stood out.");
    assert_eq!(refused.value("input.announcement"), "Two were close.");
    // Having read the other's text, she saves hers over it.
    sue.submit(&refused, "PlanAnnouncement", &[]).await.ok();
    let page = world.sam.get(&path).await;
    assert_eq!(page.ok().value("input.announcement"), "Two were close.");
    assert_eq!(world.plans().await, 1);
}

#[actix_web::test]
async fn who_reads_the_text_of_a_planned_announcement_leaves_a_row() {
    let world = World::decided("Say who needs it.").await;
    let at = world.in_hours(30);
    world.plan(&at).await.ok();
    let sue = world.hub.staff("sue").await;
    let number = json!({ "n": world.challenge.id });
    let views = "query($n: Int!) { challenge(number: $n) { judging { sealedViews { nodes { kind
        person { handle } } } } } }";
    let seen = || async {
        let answer = world.sam.graphql(views, number.clone()).await;
        let nodes = &answer["data"]["challenge"]["judging"]["sealedViews"]["nodes"];
        let rows = nodes.as_array().unwrap().clone();
        let kind = |row: &&serde_json::Value| row["kind"] == "ANNOUNCEMENT";
        let handles = rows
            .iter()
            .filter(kind)
            .map(|row| row["person"]["handle"].clone());
        handles.collect::<Vec<_>>()
    };
    let text = "query($n: Int!) { challenge(number: $n) { judging { plannedAnnouncement {
        announcement } } } }";
    let time = "query($n: Int!) { challenge(number: $n) { judging { plannedAnnouncement {
        announceAt } } } }";
    // Its author knows it, and the time alone says nothing of who is selected.
    world.sam.graphql(text, number.clone()).await;
    sue.graphql(time, number.clone()).await;
    assert_eq!(seen().await.len(), 0);
    let answer = sue.graphql(text, number.clone()).await;
    let planned = &answer["data"]["challenge"]["judging"]["plannedAnnouncement"];
    assert_eq!(planned["announcement"], "One stood out.", "{answer}");
    assert_eq!(seen().await, ["sue"]);
    world
        .sam
        .get(&world.page("views"))
        .await
        .ok()
        .has_text("Planned announcement");
}
