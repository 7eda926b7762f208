//! Bad input: each gets an answer that names the field and the remedy, and nothing is lost.

use chrono::TimeDelta;
use hub_entity::challenge::ChallengeKind;
use serde_json::json;

use super::{filled, key_of, path_of, world};

#[tokio::test]
async fn a_challenge_that_closes_meanwhile_keeps_what_was_typed() {
    let w = world(ChallengeKind::Call).await;
    let path = w.complete().await;
    let start = w.olive.get(&w.propose()).await;
    let edit = w.olive.get(&format!("{path}/edit")).await;
    let check = w.olive.get(&format!("{path}/check")).await;
    w.hub.clock().advance(TimeDelta::days(10));
    let page = w
        .olive
        .submit(&edit, "EditProposal", &[("input.impact", "Typed too late")])
        .await;
    page.is(422);
    assert!(
        page.errors()[0].1.contains("The challenge has closed"),
        "{:?}",
        page.errors()
    );
    assert_eq!(page.value("input.impact"), "Typed too late");
    assert_eq!(page.value("input.budget.0.amount"), "£25,000");
    let page = w.olive.submit(&check, "SubmitProposal", &[]).await;
    page.is(422).has_text("The challenge has closed");
    let council = w.council.id.to_string();
    let fields = [
        ("input.title", "Late idea"),
        ("input.organisation", council.as_str()),
    ];
    let page = w.olive.submit(&start, "StartProposal", &fields).await;
    page.is(422);
    assert_eq!(page.value("input.title"), "Late idea");
    assert!(
        w.hub
            .mails_to("olive@example.org")
            .await
            .iter()
            .all(|m| !m.subject.contains("MIL-"))
    );
}

#[tokio::test]
async fn two_editors_lose_nothing() {
    let w = world(ChallengeKind::Call).await;
    let path = w.complete().await;
    let (hers, his) = (
        w.olive.get(&format!("{path}/edit")).await,
        w.dev.get(&format!("{path}/edit")).await,
    );
    w.olive
        .submit(&hers, "EditProposal", &[("input.approach", "Her approach")])
        .await
        .ok();
    let fields = [
        ("input.approach", "His approach"),
        ("input.budget.1.label", "Hosting"),
        ("input.budget.1.amount", "1,200"),
    ];
    let clash = w.dev.submit(&his, "EditProposal", &fields).await;
    clash
        .is(409)
        .has_text("Somebody else changed this")
        .has_text("Her approach");
    assert_eq!(clash.value("input.approach"), "His approach");
    assert_eq!(clash.value("input.budget.1.label"), "Hosting");
    w.dev.submit(&clash, "EditProposal", &[]).await.ok();
    let edit = w.olive.get(&format!("{path}/edit")).await;
    assert_eq!(edit.value("input.approach"), "His approach");
    // What was checked before an edit is not submitted unseen.
    let check = w.olive.get(&format!("{path}/check")).await;
    let edit = w.dev.get(&format!("{path}/edit")).await;
    w.dev
        .submit(&edit, "EditProposal", &[("input.approach", "Yet another")])
        .await
        .ok();
    w.olive.submit(&check, "SubmitProposal", &[]).await.is(409);
}

#[tokio::test]
async fn wrong_fields_are_named_and_markup_is_text() {
    let w = world(ChallengeKind::Call).await;
    let path = path_of(&w.started().await);
    let edit = w.olive.get(&format!("{path}/edit")).await;
    let long = "x".repeat(121);
    let fields = [
        ("input.title", long.as_str()),
        ("input.budget.2.label", "Pens"),
        ("input.budget.2.amount", "-5"),
        ("input.milestones.1.title", "Live"),
        ("input.milestones.1.due", "2027-02-30"),
        ("input.datasets.0.purpose", "no box ticked"),
        ("input.datasets.2.dataset", "999999"),
    ];
    let page = w.olive.submit(&edit, "EditProposal", &fields).await;
    page.is(422);
    let names: Vec<String> = page.errors().into_iter().map(|(name, _)| name).collect();
    assert_eq!(
        names,
        [
            "input-title",
            "input-datasets-0-dataset",
            "input-budget-2-amount",
            "input-milestones-1-due",
        ],
        "{:?}",
        page.errors()
    );
    for name in &names {
        assert_eq!(page.count(&format!("#{name}")), 1, "{name} is on the page");
    }
    assert_eq!(page.value("input.milestones.1.due"), "2027-02-30");
    let page = w
        .olive
        .submit(
            &edit,
            "EditProposal",
            &[("input.datasets.2.dataset", "999999")],
        )
        .await;
    page.is(422);
    assert_eq!(page.errors()[0].0, "input-datasets-2-dataset");
    let page = w
        .olive
        .submit(&edit, "EditProposal", &[("input.budget.0.amount", "a lot")])
        .await;
    page.is(422);
    assert_eq!(page.value("input.budget.0.amount"), "a lot");

    // Markup in every field.
    let evil = "<script>alert(1)</script><img src=x onerror=alert(1)>";
    let number = w.stops.id.to_string();
    let mut fields = filled(&number);
    for (name, value) in &mut fields {
        let free = !["dataset", "published", "amount", "due"]
            .iter()
            .any(|end| name.ends_with(end));
        if free {
            *value = evil;
        }
    }
    fields.push(("input.title", evil));
    w.olive.submit(&edit, "EditProposal", &fields).await.ok();
    for below in ["", "/edit", "/partners", "/consent", "/check", "/withdraw"] {
        let page = w.olive.get(&format!("{path}{below}")).await;
        page.ok();
        assert_eq!(page.count("img") + page.count("main script"), 0, "{below}");
        assert!(!page.html.contains("<script>alert"), "{below}");
    }
}

#[tokio::test]
async fn partners_are_checked() {
    let w = world(ChallengeKind::Call).await;
    let path = path_of(&w.started().await);
    let other = w.hub.council("Tamworth", "E07000199").await;
    let other = other.id.to_string();
    let publisher = w.call.publisher_id.to_string();
    let wrong: &[(&[(&str, &str)], &str)] = &[
        (&[("input.role", "DEVELOPER")], "input-organisation"),
        (
            &[("input.role", "DEVELOPER"), ("input.handle", "nobody")],
            "input-handle",
        ),
        (
            &[
                ("input.role", "DEVELOPER"),
                ("input.email", "not an address"),
            ],
            "input-email",
        ),
        (
            &[("input.role", "DEVELOPER"), ("input.organisation", &other)],
            "input-organisation",
        ),
        (
            &[("input.role", "COUNCIL"), ("input.handle", "devi")],
            "input-organisation",
        ),
        (
            &[
                ("input.role", "COUNCIL"),
                ("input.organisation", &publisher),
            ],
            "input-organisation",
        ),
        (
            &[("input.role", "COUNCIL"), ("input.organisation", &other)],
            "input-email",
        ),
        (
            &[
                ("input.role", "LEAD_COUNCIL"),
                ("input.organisation", &other),
                ("input.email", "a@tamworth.gov.uk"),
            ],
            "input-role",
        ),
        (
            &[
                ("input.role", "DEVELOPER"),
                ("input.handle", "devi"),
                ("input.email", "a@example.org"),
            ],
            "input-handle",
        ),
    ];
    let partners = w.olive.get(&format!("{path}/partners")).await;
    for (fields, field) in wrong {
        let page = w.olive.submit(&partners, "AddPartner", fields).await;
        page.is(422);
        assert_eq!(
            page.errors()[0].0,
            *field,
            "{fields:?}: {:?}",
            page.errors()
        );
    }
    assert!(w.hub.mails().await.is_empty());
    // A council where nobody is registered is invited by mail; a partner who agreed stays.
    let fields = [
        ("input.role", "COUNCIL"),
        ("input.organisation", other.as_str()),
        ("input.email", "a@tamworth.gov.uk"),
    ];
    w.olive
        .submit(&partners, "AddPartner", &fields)
        .await
        .ok()
        .has_text("Tamworth");
    let mails = w.hub.mails_to("a@tamworth.gov.uk").await;
    assert!(mails[0].text.contains("for Tamworth"), "{}", mails[0].text);
    let own = w
        .olive
        .graphql(
            "query($k: String!) { proposal(key: $k) { partners { key } } }",
            json!({ "k": key_of(&path) }),
        )
        .await;
    let lead = own["data"]["proposal"]["partners"][0]["key"].clone();
    let answer = w
        .olive
        .graphql(
            "mutation($i: RemovePartnerInput!) { removePartner(input: $i) { userErrors { code } } }",
            json!({ "i": { "key": key_of(&path), "partner": lead } }),
        )
        .await;
    assert_eq!(
        answer["data"]["removePartner"]["userErrors"],
        json!([{ "code": "PARTNER_AGREED" }]),
        "{answer}"
    );
    // Nobody answers for another.
    let answer = w
        .rival
        .graphql(
            "mutation($i: AnswerPartnershipInput!) { answerPartnership(input: $i) { userErrors { code } } }",
            json!({ "i": { "key": key_of(&path), "partner": lead, "agrees": false } }),
        )
        .await;
    assert_eq!(
        answer["errors"][0]["extensions"]["code"], "NOT_FOUND",
        "{answer}"
    );
}
