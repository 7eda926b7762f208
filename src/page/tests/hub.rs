//! The hub's own pages against its own schema. The engine itself knows neither.

use std::sync::Arc;

use super::{
    super::{Engine, Parts, SentenceArg, Sources, ValidateOnly, lint::lint},
    request,
};
use crate::http::routes::PAGES;

#[test]
fn templates_read_only_what_their_documents_select() {
    let keys = hub_locales::keys();
    let exists = |key: &str| keys.iter().any(|known| known == key);
    let found = lint(&Sources::embedded(), &hub_graphql::sdl(), PAGES, &exists);
    assert!(found.is_empty(), "{found:#?}");
}

#[tokio::test]
async fn every_page_starts_and_an_error_before_anything_is_known_has_its_page() {
    let schema = hub_graphql::builder().extension(ValidateOnly).finish();
    let sentence = |_: &str, _: &str, _: &[(String, SentenceArg)]| None;
    let engine = Engine::new(Parts {
        sdl: &hub_graphql::sdl(),
        executor: Arc::new(schema.clone()),
        validator: Arc::new(schema),
        sentences: Arc::new(sentence),
        sources: Sources::embedded(),
        routes: PAGES,
        public_url: "https://hub.example".into(),
        demo: false,
    })
    .await
    .unwrap();
    // Without the hub's data in the request, not even the layout's query succeeds.
    let page = engine.error_page(503, "UNAVAILABLE", &request("1")).await;
    assert_eq!(page.status, 503);
    assert!(
        page.html.contains("The service is not available"),
        "{}",
        page.html
    );
    assert!(
        page.html.contains("class=\"skip\""),
        "in the usual frame: {}",
        page.html
    );
}
