//! Who reads what, before the close and after.

use chrono::TimeDelta;
use hub_entity::challenge::ChallengeKind;
use hub_entity::organisation::OrganisationRole;
use serde_json::json;

use super::{key_of, world};

const PAGES: &[&str] = &[
    "",
    "/edit",
    "/partners",
    "/consent",
    "/check",
    "/submitted",
    "/withdraw",
    "/versions",
    "/versions/1",
    "/files",
    "/screening",
];

#[tokio::test]
async fn nobody_outside_the_partnership_reads_before_the_close() {
    let w = world(ChallengeKind::Call).await;
    let path = w.submitted().await;
    let query = "query($k: String!) { proposal(key: $k) { title } }";
    let visitor = w.hub.visitor();
    for who in [&visitor, &w.rival, &w.pat, &w.staff] {
        for page in PAGES {
            who.get(&format!("{path}{page}"))
                .await
                .is(404)
                .lacks_text("Next bus");
        }
        let answer = who.graphql(query, json!({ "k": key_of(&path) })).await;
        assert_eq!(
            answer["errors"][0]["extensions"]["code"], "NOT_FOUND",
            "{answer}"
        );
        assert!(!answer.to_string().contains("Next bus"), "{answer}");
        let search = who.get("/search?q=Next+bus").await;
        assert!(
            !search.html.contains(&key_of(&path)),
            "{}",
            search.main_text()
        );
        let own = who
            .graphql("{ viewer { proposals { totalCount } } }", json!({}))
            .await;
        assert_eq!(own["data"]["viewer"]["proposals"]["totalCount"], 0, "{own}");
        let mine = format!(
            "{{ challenge(number: {}) {{ viewerProposals {{ title }} }} }}",
            w.call.id
        );
        let mine = who.graphql(&mine, json!({})).await;
        assert_eq!(
            mine["data"]["challenge"]["viewerProposals"],
            json!([]),
            "{mine}"
        );
    }
    // Nor do they change anything, or learn that it is there.
    let input = json!({ "i": { "key": key_of(&path), "version": 2 } });
    let submit =
        "mutation($i: SubmitProposalInput!) { submitProposal(input: $i) { userErrors { code } } }";
    for who in [&w.rival, &w.pat, &w.staff] {
        let answer = who.graphql(submit, input.clone()).await;
        assert_eq!(
            answer["errors"][0]["extensions"]["code"], "NOT_FOUND",
            "{answer}"
        );
    }
}

#[tokio::test]
async fn after_the_close_staff_read_what_was_submitted_and_nothing_else() {
    let w = world(ChallengeKind::Call).await;
    let path = w.submitted().await;
    let edit = w.olive.get(&format!("{path}/edit")).await;
    let fields = [
        ("input.title", "Secret name"),
        ("input.summary", "Secret plan"),
        ("input.budget.0.label", "Secret line"),
    ];
    w.olive.submit(&edit, "EditProposal", &fields).await.ok();
    w.hub.clock().advance(TimeDelta::days(10));
    for page in PAGES {
        let page = w.staff.get(&format!("{path}{page}")).await;
        page.ok().lacks_text("Secret").has_text("Next bus");
    }
    let query = "query($k: String!) { proposal(key: $k) { title summary tasks { key } editedAt \
                 hasUnsubmittedChanges viewerIsPartner budget { label } partners { email } } }";
    let seen = w.staff.graphql(query, json!({ "k": key_of(&path) })).await;
    let proposal = &seen["data"]["proposal"];
    assert_eq!(proposal["title"], "Next bus", "{seen}");
    assert_eq!(proposal["budget"][0]["label"], "Building it");
    assert_eq!(proposal["tasks"], json!([]));
    assert!(proposal["editedAt"].is_null());
    // Rivals and the publisher's officers still read nothing.
    for who in [&w.rival, &w.pat] {
        who.get(&path).await.is(404);
    }
    // Its partners are told which version counts.
    w.olive
        .get(&path)
        .await
        .ok()
        .has_text("The version that was submitted is the one that is judged");
}

#[tokio::test]
async fn who_speaks_for_the_publisher_reads_no_draft_even_as_a_partner() {
    let w = world(ChallengeKind::DataChallenge).await;
    // Refused at the start.
    let start = w.pat.get(&w.propose()).await;
    assert!(!start.offers("StartProposal"), "{}", start.main_text());
    let answer = w
        .pat
        .graphql(
            "mutation($i: StartProposalInput!) { startProposal(input: $i) { userErrors { code } } }",
            json!({ "i": { "challenge": w.call.id, "title": "Inside" } }),
        )
        .await;
    assert_eq!(
        answer["errors"][0]["extensions"]["code"], "FORBIDDEN",
        "{answer}"
    );
    // And a partner who becomes the publisher's officer stops reading.
    let start = w.dev.get(&w.propose()).await;
    let page = w
        .dev
        .submit(&start, "StartProposal", &[("input.title", "Bin day")])
        .await;
    let path = super::path_of(page.ok());
    w.hub
        .join(&w.dev, w.call.publisher_id, OrganisationRole::Officer)
        .await;
    w.dev.get(&path).await.is(404);
    w.dev.get("/proposals").await.ok().lacks_text("Bin day");
}
