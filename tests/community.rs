//! Communities of practice: founding, joining, running, and telling what is new.

use serde_json::json;

use crate::support::{Browser, TestHub};

/// Founds a community and returns its number and path.
pub async fn found(staff: &Browser, name: &str) -> (i64, String) {
    let answer = staff
        .graphql(
            "mutation($input: CreateCommunityInput!) { createCommunity(input: $input) {
               community { number path } userErrors { field code } } }",
            json!({"input": {"name": name, "summary": "For people who publish data.", "about": ""}}),
        )
        .await;
    let community = &answer["data"]["createCommunity"]["community"];
    let number = community["number"].as_i64();
    let path = community["path"].as_str();
    (
        number.unwrap_or_else(|| panic!("{answer}")),
        path.unwrap().to_owned(),
    )
}

#[tokio::test]
async fn a_community_is_founded_joined_and_run() {
    let hub = TestHub::start().await;
    let staff = hub.staff("sam").await;
    let ann = hub.person("ann").await;
    hub.visitor()
        .get("/communities")
        .await
        .ok()
        .has_text("There are no communities yet");

    let page = staff.get("/communities/new").await;
    let wrong = staff
        .submit(&page, "CreateCommunity", &[("input.name", "x")])
        .await;
    wrong.is(422);
    let fields: Vec<String> = wrong.errors().into_iter().map(|(name, _)| name).collect();
    assert!(fields.contains(&"input-name".to_owned()), "{fields:?}");
    assert!(fields.contains(&"input-summary".to_owned()), "{fields:?}");
    let page = staff
        .submit(
            &wrong,
            "CreateCommunity",
            &[
                ("input.name", "Planning data"),
                ("input.summary", "Planners who publish open data."),
                (
                    "input.about",
                    "We meet **monthly**. <script>alert(1)</script>",
                ),
            ],
        )
        .await;
    page.ok().has_text("Planning data").has_text("monthly");
    assert!(!page.html.contains("<script>alert"), "raw markup passed");
    let path = page.path.split('?').next().unwrap().to_owned();

    let page = ann.get(&path).await;
    let page = ann.submit(&page, "JoinCommunity", &[]).await;
    page.ok().has_text("You have joined").has_text("1 member");
    assert!(!page.offers("JoinCommunity") && page.offers("LeaveCommunity"));

    let members = format!("{}/members", path.split('-').next().unwrap());
    assert!(!ann.get(&members).await.offers("SetFacilitator"));
    let page = staff.get(&members).await;
    let page = staff
        .submit(&page, "SetFacilitator", &[("input.handle", "ann")])
        .await;
    page.ok().has_text("Facilitator");
    assert!(ann.get(&members).await.offers("SetFacilitator"));

    let page = ann.get(&path).await;
    let page = ann.submit(&page, "LeaveCommunity", &[]).await;
    page.ok().has_text("0 members");
    // Who comes back is a member, and runs nothing.
    ann.submit(&page, "JoinCommunity", &[]).await.ok();
    assert!(!ann.get(&members).await.offers("SetFacilitator"));
}

#[tokio::test]
async fn only_staff_edit_and_nobody_overwrites_another() {
    let hub = TestHub::start().await;
    let staff = hub.staff("sam").await;
    let other = hub.staff("tim").await;
    let ann = hub.person("ann").await;
    let (number, _) = found(&staff, "Transport data").await;
    let edit = format!("/communities/{number}/edit");
    ann.get(&edit).await.ok().has_text("Only programme staff");
    let asked = hub.visitor().get(&edit).await;
    assert!(asked.path.starts_with("/sign-in"), "{}", asked.path);
    let answer = ann
        .graphql(
            "mutation($input: EditCommunityInput!) { editCommunity(input: $input) {
               userErrors { code } } }",
            json!({"input": {"community": number, "version": 1, "name": "Mine", "summary": "All of it is mine.", "about": ""}}),
        )
        .await;
    assert_eq!(answer["errors"][0]["extensions"]["code"], "FORBIDDEN");

    let mine = staff.get(&edit).await;
    let theirs = other.get(&edit).await;
    let words = [("input.name", "Transport and data")];
    other.submit(&theirs, "EditCommunity", &words).await.ok();
    let page = staff
        .submit(&mine, "EditCommunity", &[("input.name", "Roads data")])
        .await;
    page.is(409).has_text("Transport and data");
    assert_eq!(page.value("input.name"), "Roads data");
    staff
        .submit(&page, "EditCommunity", &[])
        .await
        .ok()
        .has_text("Roads data");
}

#[tokio::test]
async fn a_repeated_request_founds_one() {
    let hub = TestHub::start().await;
    let staff = hub.staff("sam").await;
    let page = staff.get("/communities/new").await;
    let words = [
        ("input.name", "Housing data"),
        ("input.summary", "People who work on housing data."),
    ];
    let first = staff.submit(&page, "CreateCommunity", &words).await;
    let second = staff.submit(&page, "CreateCommunity", &words).await;
    assert_eq!(first.path, second.path);
    let answer = staff
        .graphql("{ communities { totalCount } }", json!({}))
        .await;
    assert_eq!(answer["data"]["communities"]["totalCount"], 1, "{answer}");
}
