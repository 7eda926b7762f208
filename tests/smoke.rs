//! The hub starts, answers and stops.

use serde_json::json;

use crate::support::TestHub;

#[tokio::test]
async fn it_answers_health_and_queries_and_shows_its_errors() {
    let hub = TestHub::start().await;
    let visitor = hub.visitor();
    assert_eq!(visitor.raw("/healthz").await.status(), 200);
    assert_eq!(visitor.raw("/readyz").await.status(), 200);
    visitor.get("/design").await.ok();
    visitor
        .get("/explorer?run=1&query={viewer{isStaff}}")
        .await
        .ok()
        .has_text("\"isStaff\": false");
    visitor
        .get("/no-such-page")
        .await
        .is(404)
        .has_text("Page not found");
    let answer = visitor
        .graphql("{ viewer { person { handle } } }", json!({}))
        .await;
    assert!(answer["data"]["viewer"]["person"].is_null(), "{answer}");
    let ann = hub.person("ann").await;
    let answer = ann
        .graphql("{ viewer { person { handle initials } } }", json!({}))
        .await;
    assert_eq!(
        answer["data"]["viewer"]["person"]["initials"], "A",
        "{answer}"
    );
}

#[tokio::test]
async fn every_answer_carries_the_security_headers() {
    let hub = TestHub::start().await;
    let answer = hub.visitor().raw("/sign-in").await;
    let policy = answer.headers()["content-security-policy"]
        .to_str()
        .unwrap();
    assert!(policy.contains("script-src 'self'") && policy.contains("frame-ancestors 'none'"));
    assert_eq!(answer.headers()["x-content-type-options"], "nosniff");
}
