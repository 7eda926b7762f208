//! The demonstration: its world, its people, its clock, and the main job in six steps, all by
//! forms and links and without a script.

use hub_domain::demo::{clock, steps};
use hub_domain::platform::setting;

use crate::support::{Browser, Page, TestHub};

/// Presses the button of a step on the front page.
async fn act(browser: &Browser, act: &str) -> Page {
    let home = browser.get("/").await;
    home.ok();
    assert_eq!(
        home.count(&format!("form[action='/demo/step'] input[value={act}]")),
        1
    );
    post(browser, &home, "/demo/step", &[("act", act)]).await
}

/// Posts a little form of the demonstration with the token that the page holds.
async fn post(browser: &Browser, page: &Page, path: &str, fields: &[(&str, &str)]) -> Page {
    let mut filled = vec![("_csrf".to_owned(), page.attr("input[name=_csrf]", "value"))];
    filled.extend(
        fields
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
    );
    browser.post(path, &filled).await
}

/// The page's address without what its query says.
fn path(page: &Page) -> String {
    page.path.split('?').next().unwrap().to_owned()
}

async fn done(hub: &TestHub) -> Vec<u8> {
    let steps = steps::state(&hub.hub).await.unwrap();
    let done = steps.into_iter().filter(|step| step.done);
    done.map(|step| step.number).collect()
}

#[tokio::test]
async fn main_job_is_done_in_six_steps_by_hand() {
    let hub = TestHub::start_demo().await;
    let visitor = hub.visitor();
    let home = visitor.get("/").await;
    home.ok().has_text("The main job in six steps");
    assert!(done(&hub).await.is_empty());

    // 1. The officer hands the draft in.
    let page = act(&visitor, "officer").await;
    page.ok().has_text("Priya Shah");
    let page = visitor.submit(&page, "SubmitChallengeForReview", &[]).await;
    page.ok();
    assert_eq!(done(&hub).await, [1]);

    // 2. Staff publish it.
    let page = act(&visitor, "staff").await;
    page.ok().has_text("Sam Okafor");
    let page = visitor.submit(&page, "PublishChallenge", &[]).await;
    page.ok();
    assert_eq!(done(&hub).await, [1, 2]);

    // 3. A developer begins a proposal, and links a dataset.
    let page = act(&visitor, "developer").await;
    page.ok().has_text("Maya Lindqvist");
    let page = visitor.get(&format!("{}/propose", path(&page))).await;
    let fields = [("input.title", "Where is the next one?")];
    let page = visitor.submit(&page, "StartProposal", &fields).await;
    page.ok().has_text("Where is the next one?");
    let proposal = path(&page);
    let edit = visitor.get(&format!("{proposal}/edit")).await;
    let number = edit.attr("input[name='input.datasets.0.dataset']", "value");
    let fields = [
        ("input.datasets.0.dataset", number.as_str()),
        ("input.datasets.0.purpose", "Where they are."),
        ("input.datasets.0.published", "true"),
    ];
    let page = visitor.submit(&edit, "EditProposal", &fields).await;
    page.ok();
    assert_eq!(done(&hub).await, [1, 2, 3]);

    // 4. The partner agrees, and the developer submits.
    let page = act(&visitor, "partner").await;
    page.ok().has_text("Tom Adeyemi");
    visitor.submit(&page, "AgreeToPartnership", &[]).await.ok();
    let page = act(&visitor, "submit").await;
    page.ok()
        .has_text("Maya Lindqvist")
        .has_text("Where is the next one?");
    visitor.submit(&page, "SubmitProposal", &[]).await.ok();
    assert_eq!(done(&hub).await, [1, 2, 3, 4]);

    // 5. A judge declares conflicts, and scores.
    let page = act(&visitor, "judge").await;
    page.ok().has_text("Ruth Penhaligon");
    let none: Vec<(String, &str)> = (0..3)
        .map(|row| (format!("input.answers.{row}.conflict"), "false"))
        .collect();
    let fields: Vec<(&str, &str)> = none.iter().map(|(name, no)| (name.as_str(), *no)).collect();
    let desk = visitor.submit(&page, "DeclareConflicts", &fields).await;
    desk.ok();
    let card = visitor.get(&desk.link("Where is the next one?")).await;
    let fields = [
        ("input.scores.0.level", "4"),
        ("input.scores.0.comment", "Could start tomorrow."),
        ("input.scores.1.level", "3"),
        ("input.scores.1.comment", "Ask people afterwards."),
    ];
    visitor.submit(&card, "SubmitReview", &fields).await.ok();
    assert_eq!(done(&hub).await, [1, 2, 3, 4, 5]);

    // 6. Staff decide on what is undecided, and announce.
    let page = act(&visitor, "decide").await;
    page.ok()
        .has_text("Sam Okafor")
        .has_text("Where is the next one?");
    let key = proposal.rsplit('/').next().unwrap();
    let decide = visitor.get(&format!("{}/{key}", path(&page))).await;
    let fields = [
        ("input.outcome", "SELECT"),
        ("input.reason", "The highest score."),
        ("input.feedback", "Well done: please begin."),
    ];
    visitor
        .submit(&decide, "DecideProposal", &fields)
        .await
        .ok();
    let announce = visitor
        .get(&path(&page).replace("/decision", "/announce"))
        .await;
    let fields = [("input.announcement", "Two were selected.")];
    visitor
        .submit(&announce, "AnnounceDecision", &fields)
        .await
        .ok();
    assert_eq!(done(&hub).await, [1, 2, 3, 4, 5, 6]);

    // The letters, and the project.
    hub.work().await;
    let mailbox = act(&visitor, "letters").await;
    mailbox.ok().has_text("Letters to Maya Lindqvist");
    let first = mailbox.attr(".items a", "href");
    let letter = visitor.get(&first).await;
    letter.ok().has_text("Well done: please begin.");
    let link = letter.attr(".letter a", "href");
    assert!(link.starts_with('/'), "{link}");
    visitor.get(&link).await.ok();
    let projects = act(&visitor, "project").await;
    projects.ok().has_text("Where is the next one?");
}

#[tokio::test]
async fn any_step_may_come_first() {
    let hub = TestHub::start_demo().await;
    let visitor = hub.visitor();
    let page = act(&visitor, "decide").await;
    page.ok()
        .has_text("Sam Okafor")
        .has_text("Nearest loo, open now");
    assert_eq!(done(&hub).await, [1, 2, 3, 4, 5]);
    // Going back shows what there is, and moves nothing.
    let ahead = hub.clock().ahead();
    for (name, who) in [
        ("officer", "Priya Shah"),
        ("staff", "Sam Okafor"),
        ("developer", "Maya Lindqvist"),
        ("judge", "Ruth Penhaligon"),
    ] {
        act(&visitor, name).await.ok().has_text(who);
    }
    assert_eq!(hub.clock().ahead(), ahead);
}

#[tokio::test]
async fn a_step_can_be_taken_after_its_time_has_passed() {
    let hub = TestHub::start_demo().await;
    for _ in 0..3 {
        clock::advance_by_days(&hub.hub, 60).await.unwrap();
    }
    let page = act(&hub.visitor(), "judge").await;
    assert_eq!(page.status, 200);
}

#[tokio::test]
async fn anybody_can_be_anybody_and_read_their_letters() {
    let hub = TestHub::start_demo().await;
    hub.work().await;
    let visitor = hub.visitor();
    let people = visitor.get("/demo/people").await;
    people.ok().has_text("Priya Shah").has_text("Administrator");
    let fields = [("handle", "adele"), ("next", "/admin/mail")];
    let page = post(&visitor, &people, "/demo/sign-in", &fields).await;
    page.ok().has_text("Adele Fontaine");
    let fields = [("handle", "maya"), ("next", "//example.org/")];
    let page = post(&visitor, &page, "/demo/sign-in", &fields).await;
    assert_eq!(page.path, "/");
    page.has_text("Maya Lindqvist");
    let mailbox = visitor.get("/demo/mailbox/maya").await;
    assert!(mailbox.count(".items a") > 3);
    visitor.get("/demo/mailbox/nobody").await.is(404);

    // The clock goes on, and whoever is signed in stays so.
    let before = hub.clock().now();
    let page = post(
        &visitor,
        &page,
        "/demo/clock",
        &[("days", "30"), ("next", "/")],
    )
    .await;
    page.ok().has_text("Maya Lindqvist");
    assert!(hub.clock().now() - before > chrono::TimeDelta::days(29));
    let refused = post(&visitor, &page, "/demo/clock", &[("days", "-3")]).await;
    refused.is(422);
    // What is moved stays moved after a restart.
    let ahead = hub.clock().ahead();
    hub.clock().set_ahead(chrono::TimeDelta::zero());
    hub_domain::demo::world::open(&hub.hub).await.unwrap();
    assert_eq!(hub.clock().ahead(), ahead);
}

#[tokio::test]
async fn nobody_is_let_in_who_is_not_of_the_demonstration() {
    let hub = TestHub::start_demo().await;
    let real = hub.person("realperson").await;
    let visitor = hub.visitor();
    let page = visitor.get("/demo/people").await;
    page.lacks_text("Realperson");
    let fields = [("handle", "realperson")];
    post(&visitor, &page, "/demo/sign-in", &fields)
        .await
        .is(404);
    visitor.get("/demo/mailbox/realperson").await.is(404);
    // A form from elsewhere carries no token.
    let forged = [("handle".to_owned(), "adele".to_owned())];
    visitor.post("/demo/sign-in", &forged).await.is(419);
    drop(real);
}

#[tokio::test]
async fn a_real_hub_has_none_of_it() {
    let hub = TestHub::start().await;
    let visitor = hub.visitor();
    for path in [
        "/demo",
        "/demo/people",
        "/demo/mailbox/maya",
        "/demo/mailbox/maya/x",
    ] {
        visitor.get(path).await.is(404);
    }
    let fields = [("handle".to_owned(), "adele".to_owned())];
    for path in ["/demo/sign-in", "/demo/clock", "/demo/step"] {
        visitor.post(path, &fields).await.is(404);
    }
    visitor.get("/").await.ok().lacks_text("six steps");
    assert!(hub_domain::demo::world::open(&hub.hub).await.is_err());
    assert!(clock::advance_by_days(&hub.hub, 1).await.is_err());
    assert!(steps::prepare(&hub.hub, "officer").await.is_err());
}

#[tokio::test]
async fn one_database_is_never_taken_for_the_other() {
    for demo in [false, true] {
        let hub = if demo {
            TestHub::start_demo().await
        } else {
            TestHub::start().await
        };
        let other = hub_domain::Hub::new(
            hub.hub.database().clone(),
            hub_domain::clock::Clock::system(),
            hub_domain::random::Random::system().unwrap(),
            hub_domain::Settings {
                demo: !demo,
                ..hub.hub.settings().clone()
            },
        );
        let refused = setting::claim_kind(&other).await.unwrap_err();
        assert!(format!("{refused:?}").contains("WRONG_DATABASE_KIND"));
    }
}
