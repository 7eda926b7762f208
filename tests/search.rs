//! Search: what is typed is words, and nobody finds what they may not see.

use hub_domain::platform::search_index::{self, Entry};
use serde_json::{Value, json};

use crate::support::{Browser, TestHub};

async fn titles(who: &Browser, query: &str, kind: Value) -> Vec<String> {
    let answer = who
        .graphql(
            "query($q: String!, $kind: SearchKind) { search(query: $q, kind: $kind, first: 100) {
               nodes { title kind path excerpt } pageInfo { hasNextPage } } }",
            json!({ "q": query, "kind": kind }),
        )
        .await;
    let nodes = answer["data"]["search"]["nodes"].as_array();
    nodes
        .unwrap_or_else(|| panic!("{answer}"))
        .iter()
        .map(|node| node["title"].as_str().unwrap().to_owned())
        .collect()
}

async fn put(
    hub: &TestHub,
    kind: &'static str,
    id: i64,
    visibility: &str,
    title: &str,
    body: &str,
) {
    hub.write(|ctx| {
        let entry = Entry {
            kind,
            object_id: id,
            visibility: visibility.to_owned(),
            title: title.to_owned(),
            body: body.to_owned(),
            path: format!("/{kind}s/{id}"),
        };
        Box::pin(async move { search_index::put(ctx, entry).await })
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn words_are_found_in_all_forms_and_ranked_by_title() {
    let hub = TestHub::start().await;
    let visitor = hub.visitor();
    put(
        &hub,
        "dataset",
        1,
        "public",
        "Air quality",
        "Stations that measure; there is one at the bus stop.",
    )
    .await;
    put(
        &hub,
        "dataset",
        2,
        "public",
        "Bus stops of Leeds",
        "Every stop with its **bearing**.",
    )
    .await;
    put(
        &hub,
        "project",
        3,
        "public",
        "Parking",
        "Where to leave the car.",
    )
    .await;
    assert_eq!(
        titles(&visitor, "bus stop", json!("DATASET")).await,
        ["Bus stops of Leeds", "Air quality"]
    );
    assert_eq!(
        titles(&visitor, "PARK", json!("PROJECT")).await,
        ["Parking"]
    );
    // The site's own pages are found too, from the first start.
    let all = titles(&visitor, "bus stop", json!(null)).await;
    assert_eq!(all.last().map(String::as_str), Some("Open data"));
    assert_eq!(
        titles(&visitor, "stops lee", json!("DATASET")).await,
        ["Bus stops of Leeds"]
    );
    assert!(
        titles(&visitor, "parking", json!("DATASET"))
            .await
            .is_empty()
    );

    let page = visitor.get("/search?q=bus+stop").await;
    page.ok()
        .has_text("Bus stops of Leeds")
        .has_text("Every stop with its bearing.");
    visitor
        .get("/search")
        .await
        .ok()
        .has_text("Type one word or more");
    visitor
        .get("/search?q=unicorn")
        .await
        .ok()
        .has_text("Nothing was found for “unicorn”")
        .has_text("Check the spelling");
}

#[tokio::test]
async fn nothing_that_is_typed_is_syntax() {
    let hub = TestHub::start().await;
    let visitor = hub.visitor();
    put(&hub, "dataset", 1, "public", "Trees", "All trees of a town").await;
    for query in [
        "\"",
        "trees OR",
        "NEAR(",
        "title:trees*",
        "a AND NOT",
        "' OR 1=1 --",
        "trees & | ! ( )",
        "<script>alert(1)</script>",
        "%",
        "\\",
        "*",
        "ünïcödé 公共 🌳",
        "trees\u{0}",
    ] {
        titles(&visitor, query, json!(null)).await;
        let escaped: String = url_encoded(query);
        let page = visitor.get(&format!("/search?q={escaped}")).await;
        page.ok();
        assert!(!page.html.contains("<script>alert"));
    }
    assert_eq!(titles(&visitor, "title:trees*", json!(null)).await.len(), 0);
    assert_eq!(titles(&visitor, "(trees)", json!(null)).await.len(), 1);
}

fn url_encoded(text: &str) -> String {
    text.bytes().map(|b| format!("%{b:02X}")).collect()
}

#[tokio::test]
async fn nobody_finds_what_they_may_not_see() {
    let hub = TestHub::start().await;
    let ann = hub.person("ann").await;
    put(
        &hub,
        "proposal",
        7,
        "proposal:7",
        "Hidden proposal",
        "private words",
    )
    .await;
    for who in [&ann, &hub.staff("sam").await, &hub.visitor()] {
        assert!(titles(who, "private words", json!(null)).await.is_empty());
    }
}

#[tokio::test]
async fn results_come_in_pages() {
    let hub = TestHub::start().await;
    let visitor = hub.visitor();
    for id in 1..=25 {
        put(
            &hub,
            "dataset",
            id,
            "public",
            &format!("Wells of parish {id}"),
            "water",
        )
        .await;
    }
    let page = visitor.get("/search?q=wells").await;
    assert_eq!(page.count(".items .item"), 20);
    let page = visitor.get(&page.attr("a[rel=next]", "href")).await;
    assert_eq!(page.count(".items .item"), 5);
    assert_eq!(page.count("a[rel=next]"), 0);
    visitor
        .get("/search?q=wells&after=WyI5OTk5OSJd")
        .await
        .is(400);
}

#[tokio::test]
async fn feeds_are_atom_and_answer_conditional_requests() {
    let hub = TestHub::start().await;
    let ann = hub.person("ann").await;
    let page = ann.get("/forum/new").await;
    ann.submit(
        &page,
        "CreateTopic",
        &[
            ("input.title", "Fish & <chips>"),
            ("input.category", "general"),
            ("input.body", "Where *is* it?"),
        ],
    )
    .await
    .ok();
    let visitor = hub.visitor();
    let answer = visitor.raw("/forum.atom").await;
    assert_eq!(
        answer.headers()["content-type"],
        "application/atom+xml; charset=utf-8"
    );
    let tag = answer.headers()["etag"].to_str().unwrap().to_owned();
    let text = answer.text().await.unwrap();
    assert!(
        text.contains("<title>Fish &amp; &lt;chips&gt;</title>"),
        "{text}"
    );
    assert!(text.contains("Where is it?"), "{text}");
    let again = reqwest::Client::new()
        .get(format!("{}/forum.atom", hub.url))
        .header("if-none-match", tag)
        .send()
        .await
        .unwrap();
    assert_eq!(again.status(), 304);
    for feed in ["/challenges.atom", "/datasets.atom"] {
        let answer = visitor.raw(feed).await;
        assert_eq!(answer.status(), 200);
        assert!(
            answer
                .text()
                .await
                .unwrap()
                .contains("xmlns=\"http://www.w3.org/2005/Atom\"")
        );
    }
    assert_eq!(visitor.raw("/communities/9.atom").await.status(), 404);
}
