//! The engine on a small schema, with pages of its own.

mod coercion;
mod hub;
mod schema;
mod serving;
mod starting;

use std::sync::Arc;

use super::{
    Engine, PageRequest, PageRoute, Parts, SentenceArg, Sources, StartError, ValidateOnly, action,
    page,
};

const PAGES: &[(&str, &str)] = &[
    ("layout.graphql", include_str!("fixtures/layout.graphql")),
    ("layout.html", include_str!("fixtures/layout.html")),
    ("error.html", include_str!("fixtures/error.html")),
    (
        "components/field.html",
        include_str!("fixtures/components/field.html"),
    ),
    (
        "components/message.html",
        include_str!("fixtures/components/message.html"),
    ),
    (
        "components/line.html",
        include_str!("fixtures/components/line.html"),
    ),
    (
        "challenge/show.graphql",
        include_str!("fixtures/challenge/show.graphql"),
    ),
    (
        "challenge/show.html",
        include_str!("fixtures/challenge/show.html"),
    ),
];

pub(super) const SOURCES: Sources = Sources {
    pages: PAGES,
    assets: &[("hub.css", b"body{}")],
};

pub(super) const ROUTES: &[PageRoute] = &[page("/challenges/{number}", "challenge/show")
    .actions(&[
        action("SaveChallenge", "{saveChallenge.challenge.path}"),
        action("SignIn", "{return}").signs_in("signIn.token"),
    ])
    .canonical("challenge.path")];

pub(super) fn sdl() -> String {
    schema::schema().sdl()
}

fn sentence(_: &str, key: &str, _: &[(String, SentenceArg)]) -> Option<String> {
    (key == "error-NOT_AN_AMOUNT").then(|| "Enter an amount".to_owned())
}

async fn start(sources: Sources, routes: &[PageRoute]) -> Result<Engine, StartError> {
    Engine::new(Parts {
        sdl: &sdl(),
        executor: Arc::new(schema::schema()),
        validator: Arc::new(schema::with(ValidateOnly)),
        sentences: Arc::new(sentence),
        sources,
        routes,
        public_url: "https://hub.example".into(),
        demo: false,
    })
    .await
}

async fn engine() -> Engine {
    start(SOURCES, ROUTES)
        .await
        .expect("the fixtures are right")
}

fn request(number: &str) -> PageRequest {
    PageRequest {
        path: format!("/challenges/{number}"),
        path_params: vec![("number".into(), number.into())],
        query_string: String::new(),
        locale: "en-GB".into(),
        theme: None,
        csrf: "c\"srf".into(),
        request_id: "r1".into(),
        signed_in: false,
        prepare: Arc::new(|request| request),
        extra: Vec::new(),
    }
}
