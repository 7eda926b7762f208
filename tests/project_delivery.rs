//! What a project promised by when, and what may go wrong: partners, staff, and nobody else.

use chrono::TimeDelta;
use hub_domain::project::milestone;
use hub_entity::platform::audit;
use hub_entity::project::{MilestoneState, Payment, project_milestone};
use sea_orm_migration::sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::json;

use crate::judging_world::World;

async fn row(world: &World) -> project_milestone::Model {
    let db = world.hub.hub.database().reader();
    project_milestone::Entity::find()
        .order_by_asc(project_milestone::Column::Id)
        .one(db)
        .await
        .unwrap()
        .unwrap()
}

async fn actions(world: &World) -> Vec<String> {
    let rows = audit::Entity::find()
        .filter(audit::Column::Action.starts_with("milestone_"))
        .order_by_asc(audit::Column::Seq)
        .all(world.hub.hub.database().reader())
        .await
        .unwrap();
    rows.into_iter().map(|row| row.action).collect()
}

#[actix_web::test]
async fn a_promise_of_the_proposal_is_evidenced_accepted_and_paid() {
    let world = World::announced().await;
    let path = world
        .ann
        .get("/projects")
        .await
        .link("Bus stops of Ashford");
    let delivery = format!("{path}/delivery");
    let page = world.ann.get(&delivery).await;
    page.ok()
        .has_text("First map")
        .has_text("Planned")
        .has_text("Due on 31 March 2027");
    let first = row(&world).await;
    let own = format!("{delivery}?milestone={}", first.id);

    // Without evidence there is nothing to decide, and nothing to pay.
    assert!(!world.sam.get(&own).await.offers("DecideMilestone"));
    let decide = "mutation($i: DecideMilestoneInput!) { decideMilestone(input: $i) { \
                  userErrors { code } } }";
    let input = json!({ "milestone": first.id, "accept": true, "reason": "Well done.",
        "version": first.version });
    let answer = world.sam.graphql(decide, json!({ "i": input })).await;
    let errors = &answer["data"]["decideMilestone"]["userErrors"];
    assert_eq!(errors[0]["code"], "MILESTONE_NOT_EVIDENCED", "{answer}");
    let pay = "mutation($i: NotePaymentInput!) { notePayment(input: $i) { userErrors { code } } }";
    let payment = |version: i32, payment: &str, pence: i64| {
        json!({ "i": { "milestone": first.id, "payment": payment, "amountPence": pence,
            "version": version } })
    };
    let answer = world.sam.graphql(pay, payment(1, "DUE", 500_000)).await;
    let errors = &answer["data"]["notePayment"]["userErrors"];
    assert_eq!(errors[0]["code"], "PAYMENT_NOT_NOW", "{answer}");

    // Partners bring evidence; staff send it back with a reason; better evidence is accepted.
    let page = world.ann.get(&own).await;
    let empty = world.ann.submit(page.ok(), "EvidenceMilestone", &[]).await;
    empty.is(422);
    let fields = [(
        "input.evidence",
        "[The map](https://ashford.example/stops) <script>",
    )];
    let sent = world.ann.submit(&page, "EvidenceMilestone", &fields).await;
    sent.ok()
        .has_text("The evidence is sent")
        .has_text("Waits for an answer");
    assert!(!sent.html.contains("<script>"));
    let stale = world.ann.submit(&page, "EvidenceMilestone", &fields).await;
    stale.is(409);
    let page = world.sam.get(&own).await;
    let bare = [("input.accept", "false")];
    world
        .sam
        .submit(page.ok(), "DecideMilestone", &bare)
        .await
        .is(422);
    let reject = [
        ("input.accept", "false"),
        ("input.reason", "The link is dead."),
    ];
    let page = world.sam.submit(&page, "DecideMilestone", &reject).await;
    page.ok().has_text("Rejected").has_text("The link is dead.");
    let mails = world.hub.mails_to(&world.ann.person().email).await;
    assert!(
        mails
            .iter()
            .any(|mail| mail.text.contains("The link is dead."))
    );
    let page = world.ann.get(&own).await;
    let fields = [("input.evidence", "[The map](https://ashford.example/map)")];
    world
        .ann
        .submit(page.ok(), "EvidenceMilestone", &fields)
        .await
        .ok();
    let visitor = world.hub.visitor();
    visitor.get(&path).await.ok().lacks_text("First map");
    let page = world.sam.get(&own).await;
    let accept = [("input.accept", "true"), ("input.reason", "It works.")];
    world
        .sam
        .submit(page.ok(), "DecideMilestone", &accept)
        .await
        .ok();
    visitor
        .get(&path)
        .await
        .ok()
        .has_text("First map")
        .lacks_text("ashford.example/map");

    // What was accepted stays so, and is paid, once.
    let accepted = row(&world).await;
    assert_eq!(accepted.state, MilestoneState::Accepted);
    assert!(!world.ann.get(&own).await.offers("EvidenceMilestone"));
    let page = world.sam.get(&own).await;
    let due = [("input.payment", "DUE"), ("input.amountPence", "5,000")];
    let page = world.sam.submit(page.ok(), "NotePayment", &due).await;
    page.ok().has_text("£5,000 to be paid");
    let version = accepted.version + 1;
    let answer = world
        .sam
        .graphql(pay, payment(version, "PAID", 500_000))
        .await;
    assert_eq!(
        answer["data"]["notePayment"]["userErrors"],
        json!([]),
        "{answer}"
    );
    for (state, pence) in [("NONE", 0), ("DUE", 500_000), ("PAID", 600_000)] {
        let answer = world
            .sam
            .graphql(pay, payment(version + 1, state, pence))
            .await;
        let errors = &answer["data"]["notePayment"]["userErrors"];
        assert_eq!(errors[0]["code"], "PAYMENT_NOT_NOW", "{state}: {answer}");
    }
    assert_eq!(row(&world).await.payment, Payment::Paid);
    assert_eq!(
        actions(&world).await,
        [
            "milestone_evidenced",
            "milestone_rejected",
            "milestone_evidenced",
            "milestone_accepted",
            "milestone_payment_noted",
            "milestone_payment_noted"
        ]
    );
}

#[actix_web::test]
async fn the_clock_makes_milestones_due_and_missed_and_tells_once() {
    let world = World::announced().await;
    let path = world
        .ann
        .get("/projects")
        .await
        .link("Bus stops of Ashford");
    assert_eq!(milestone::note_clock(&world.hub.hub).await.unwrap(), 0);
    let due: chrono::DateTime<chrono::Utc> = "2027-03-31T10:00:00Z".parse().unwrap();
    world.hub.clock().advance(due - world.hub.clock().now());
    for wanted in [1, 0] {
        assert_eq!(milestone::note_clock(&world.hub.hub).await.unwrap(), wanted);
    }
    let page = world.ann.get(&format!("{path}/delivery")).await;
    page.ok().has_text("Due");
    world.hub.clock().advance(TimeDelta::days(14));
    for wanted in [1, 0] {
        assert_eq!(milestone::note_clock(&world.hub.hub).await.unwrap(), wanted);
    }
    assert_eq!(actions(&world).await, ["milestone_due", "milestone_missed"]);
    let mails = world.hub.mails_to(&world.ann.person().email).await;
    let told: Vec<_> = mails
        .iter()
        .filter(|mail| mail.subject.contains("First map"))
        .collect();
    assert_eq!(told.len(), 2, "{told:?}");
    // Late evidence is better than none.
    let own = format!("{path}/delivery?milestone={}", row(&world).await.id);
    let page = world.ann.get(&own).await;
    page.ok().has_text("Missed");
    let fields = [("input.evidence", "It took longer.")];
    world
        .ann
        .submit(&page, "EvidenceMilestone", &fields)
        .await
        .ok()
        .has_text("Waits for");
}

#[actix_web::test]
async fn nobody_but_partners_and_staff_learns_of_milestones_and_risks() {
    let world = World::announced().await;
    let path = world
        .ann
        .get("/projects")
        .await
        .link("Bus stops of Ashford");
    let delivery = format!("{path}/delivery");
    let page = world.ann.get(&delivery).await;
    let fields = [
        ("input.text", "The only developer leaves."),
        ("input.likelihood", "HIGH"),
        ("input.owner", "Ann"),
    ];
    let named = world.ann.submit(page.ok(), "NameRisk", &fields).await;
    named
        .ok()
        .has_text("The only developer leaves.")
        .has_text("Likely");
    let first = row(&world).await;
    let visitor = world.hub.visitor();
    let query = "query($n: Int!) { project(number: $n) { delivery { risks { text } \
                 milestones { title } } } }";
    let evidence = "mutation($i: EvidenceMilestoneInput!) { evidenceMilestone(input: $i) { \
                    userErrors { code } } }";
    let close = "mutation { closeRisk(input: { risk: 1 }) { userErrors { code } } }";
    for who in [&visitor, &world.ben, &world.kim] {
        let page = who.get(&delivery).await;
        page.lacks_text("The only developer")
            .lacks_text("First map");
        assert_ne!(page.status, 200);
        who.get(&path)
            .await
            .ok()
            .lacks_text("The only developer")
            .lacks_text("First map");
        let answer = who.graphql(query, json!({ "n": first.project_id })).await;
        assert_eq!(
            answer["data"]["project"]["delivery"],
            json!(null),
            "{answer}"
        );
        let input = json!({ "milestone": first.id, "evidence": "Mine.", "version": 1 });
        for answer in [
            who.graphql(evidence, json!({ "i": input })).await,
            who.graphql(close, json!({})).await,
        ] {
            let code = answer["errors"][0]["extensions"]["code"].as_str().unwrap();
            assert!(["NOT_FOUND", "UNAUTHENTICATED"].contains(&code), "{answer}");
        }
    }
    let page = world.sam.get(&delivery).await;
    page.ok().has_text("The only developer leaves.");
    let page = world.sam.submit(&page, "CloseRisk", &[]).await;
    page.ok().lacks_text("The only developer leaves.");
}

#[actix_web::test]
async fn staff_plan_further_milestones_and_move_those_that_nothing_shows() {
    let world = World::announced().await;
    let path = world
        .ann
        .get("/projects")
        .await
        .link("Bus stops of Ashford");
    let delivery = format!("{path}/delivery");
    let first = row(&world).await;
    let own = format!("{delivery}?milestone={}", first.id);
    // What was promised for an award is not the partners' to move.
    let page = world.ann.get(&own).await;
    assert!(!page.ok().offers("AddMilestone") && !page.offers("MoveMilestone"));
    let step =
        "mutation($i: MoveMilestoneInput!) { moveMilestone(input: $i) { userErrors { code } } }";
    let input = json!({ "i": { "milestone": first.id, "version": first.version,
        "dueOn": "2099-01-31", "reason": "We have no time." } });
    let refused = world.ann.graphql(step, input).await;
    assert_eq!(
        refused["errors"][0]["extensions"]["code"], "FORBIDDEN",
        "{refused}"
    );

    world.hub.mails().await;
    let page = world.sam.get(&delivery).await;
    let fields = [
        ("input.title", "Tried by drivers"),
        ("input.dueOn", "2020-02-30"),
    ];
    let wrong = world.sam.submit(page.ok(), "AddMilestone", &fields).await;
    wrong.is(422).has_text("Enter a real date");
    assert_eq!(wrong.value("input.title"), "Tried by drivers");
    let fields = [
        ("input.title", "Tried by drivers"),
        ("input.dueOn", "2099-05-31"),
    ];
    let page = world.sam.submit(&wrong, "AddMilestone", &fields).await;
    page.ok()
        .has_text("The milestone is added")
        .has_text("Due on 31 May 2099");
    let mails = world.hub.mails().await;
    assert_eq!(mails.len(), 1, "{mails:?}");
    assert_eq!(mails[0].to, "ann@example.org");
    assert_eq!(mails[0].subject, "New milestone: Tried by drivers");
    // The same once more is the same, also as somebody else writes that day.
    let again =
        "mutation($i: AddMilestoneInput!) { addMilestone(input: $i) { userErrors { code } } }";
    let project = page.value("input.project").parse::<i64>().unwrap();
    let input = json!({ "i": { "project": project, "title": "Tried by drivers",
        "dueOn": "2099-5-31" } });
    let answer = world.sam.graphql(again, input).await;
    assert_eq!(
        answer["data"]["addMilestone"]["userErrors"],
        json!([]),
        "{answer}"
    );
    assert!(world.hub.mails().await.is_empty(), "nobody is told twice");

    let page = world.sam.get(&own).await;
    let fields = [("input.dueOn", "2099-04-30"), ("input.reason", "")];
    let wrong = world.sam.submit(page.ok(), "MoveMilestone", &fields).await;
    assert_eq!(wrong.is(422).errors()[0].0, "input-reason");
    let fields = [
        ("input.dueOn", "2099-04-30"),
        ("input.reason", "The data came late."),
    ];
    let page = world.sam.submit(&wrong, "MoveMilestone", &fields).await;
    page.ok().has_text("Due on 30 April 2099");
    let mails = world.hub.mails_to("ann@example.org").await;
    assert!(
        mails[0].text.contains("is now due on 30 April 2099"),
        "{mails:?}"
    );
    assert!(mails[0].text.contains("The data came late."), "{mails:?}");

    // With evidence there is something to decide on, and no day to move.
    let page = world.ann.get(&own).await;
    let fields = [("input.evidence", "https://maps.example.org/")];
    world
        .ann
        .submit(page.ok(), "EvidenceMilestone", &fields)
        .await
        .ok();
    assert!(!world.sam.get(&own).await.ok().offers("MoveMilestone"));
    let now = row(&world).await;
    let input = json!({ "i": { "milestone": first.id, "version": now.version,
        "dueOn": "2099-01-31", "reason": "Once more." } });
    let refused = world.sam.graphql(step, input).await;
    let code = &refused["data"]["moveMilestone"]["userErrors"][0]["code"];
    assert_eq!(code, "MILESTONE_EVIDENCED", "{refused}");
}
