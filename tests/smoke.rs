//! The hub starts, answers and stops.

use hub_entity::account::session;
use sea_orm_migration::sea_orm::EntityTrait;
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

#[tokio::test]
async fn what_has_a_global_id_is_found_by_it_and_by_nobody_who_may_not_see_it() {
    let hub = TestHub::start().await;
    let council = hub.council("Lichfield District Council", "E07000194").await;
    let ann = hub.person("ann").await;
    let query = "query($number: Int!) { organisation(number: $number) { id } person(handle: \"ann\") { id } }";
    let answer = ann.graphql(query, json!({ "number": council.id })).await;
    let node = "query($id: ID!) { node(id: $id) { id __typename } }";
    for kind in ["organisation", "person"] {
        let id = answer["data"][kind]["id"].clone();
        let found = ann.graphql(node, json!({ "id": id })).await;
        assert_eq!(found["data"]["node"]["id"], id, "{found}");
    }
    for nonsense in ["", "x", "RGF0YXNldDo5OTk", "UHJvcG9zYWw6bm9uZQ"] {
        let found = ann.graphql(node, json!({ "id": nonsense })).await;
        assert!(
            found["data"]["node"].is_null() && found["errors"].is_null(),
            "{found}"
        );
    }
}

#[tokio::test]
async fn what_is_out_of_date_is_removed_and_the_rest_stays() {
    let hub = TestHub::start().await;
    let ann = hub.person("ann").await;
    let answer = ann
        .graphql("{ viewer { person { handle } } }", json!({}))
        .await;
    assert_eq!(answer["data"]["viewer"]["person"]["handle"], "ann");
    hub_domain::platform::clean::clean(&hub.hub).await.unwrap();
    let answer = ann
        .graphql("{ viewer { person { handle } } }", json!({}))
        .await;
    assert_eq!(answer["data"]["viewer"]["person"]["handle"], "ann");
    hub.clock().advance(chrono::TimeDelta::days(4000));
    hub_domain::platform::clean::clean(&hub.hub).await.unwrap();
    let sessions = session::Entity::find()
        .all(hub.hub.database().reader())
        .await
        .unwrap();
    assert!(sessions.is_empty());
}
