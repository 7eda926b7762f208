use super::{
    super::{PageRoute, Sources, StartError, action, page},
    PAGES, ROUTES, SOURCES, engine, request, start,
};

/// The fixtures with one file replaced.
fn sources(name: &'static str, text: &'static str) -> Sources {
    let mut pages = PAGES.to_vec();
    pages.retain(|(known, _)| *known != name);
    pages.push((name, text));
    Sources {
        pages: pages.leak(),
        ..SOURCES
    }
}

async fn problem(sources: Sources, routes: &[PageRoute]) -> String {
    match start(sources, routes).await {
        Ok(_) => String::from("it starts"),
        Err(error) => error.to_string(),
    }
}

#[tokio::test]
async fn a_document_is_checked_against_the_schema() {
    const DOCUMENT: &str = "challenge/show.graphql";
    let plain = &[page("/challenges/{number}", "challenge/show")];
    for (text, expected) in [
        (
            "query Q { ...Layout nothing }",
            "Query has no field nothing",
        ),
        ("query Q { viewer { name } }", "must spread ...Layout"),
        (
            "query Q { ...Layout } query R { ...Layout }",
            "exactly one query",
        ),
        (
            "query Q { ...Layout page: viewer { name } }",
            "is taken by the engine",
        ),
        (
            "query Q { ...Layout } fragment F on Line { label }",
            "F is not used",
        ),
        (
            "query Q($n: String!) { ...Layout challenge(number: $n) { title } }",
            "$n is String! where Int! is wanted",
        ),
        ("query Q { ...Layout challenge { title } }", "number"),
        (
            "query Q { ...Layout } mutation M($input: SignInInput!) { signIn(input: $input) { token } }",
            "must select userErrors",
        ),
        (
            "query Q($n: Int!) { ...Layout challenge(number: $n) { author { ... on Person { x: about } ... on Council { x: title } } } }",
            "with different types",
        ),
    ] {
        let problem = problem(sources(DOCUMENT, text), plain).await;
        assert!(problem.contains(expected), "{text}: {problem}");
    }
}

#[tokio::test]
async fn a_route_names_what_its_document_selects() {
    const SHOW: PageRoute = page("/x", "challenge/show");
    const WRONG: &[(PageRoute, &str)] = &[
        (page("/x", "challenge/none"), "there is no such file"),
        (
            SHOW.canonical("challenge.url"),
            "does not select challenge.url",
        ),
        (
            SHOW.actions(&[action("SaveChallenge", "{saveChallenge.path}")]),
            "does not select saveChallenge.path",
        ),
        (
            SHOW.actions(&[action("SignIn", "/").signs_in("signIn.x")]),
            "does not select signIn.x",
        ),
        (SHOW.actions(&[action("None", "/")]), "has no mutation None"),
        (
            SHOW.actions(&[action("SignIn", "//evil.example/{signIn.token}")]),
            "does not begin with /",
        ),
    ];
    for (route, expected) in WRONG {
        let problem = problem(SOURCES, &[*route]).await;
        assert!(problem.contains(expected), "{problem}");
    }
}

#[tokio::test]
async fn a_template_must_compile() {
    let problem = problem(sources("challenge/show.html", "{% if %}"), ROUTES).await;
    assert!(problem.contains("challenge/show.html"), "{problem}");
}

#[tokio::test]
async fn a_name_that_does_not_exist_is_an_error_and_not_half_a_page() {
    let sources = sources("challenge/show.html", "half {{ challenge.titel }}");
    let engine = start(sources, ROUTES).await.unwrap();
    let page = engine.get(&ROUTES[0], &request("42-warm-homes")).await;
    assert_eq!(page.status, 500);
    assert!(!page.html.contains("half"));
}

#[tokio::test]
async fn a_schema_that_would_execute_is_refused() {
    let parts = super::Parts {
        sdl: &super::sdl(),
        executor: std::sync::Arc::new(super::schema::schema()),
        validator: std::sync::Arc::new(super::schema::schema()),
        sentences: std::sync::Arc::new(super::sentence),
        sources: sources("challenge/show.graphql", "query Q { ...Layout }"),
        routes: &[page("/x", "challenge/show")],
        public_url: String::new(),
        demo: false,
    };
    let result = super::Engine::new(parts).await;
    assert!(matches!(result, Err(StartError::NoValidation)));
}

#[tokio::test]
async fn an_error_page_that_fails_itself_is_plain() {
    let sources = sources("error.html", "{{ nothing }}");
    let engine = start(sources, ROUTES).await.unwrap();
    let page = engine.get(&ROUTES[0], &request("1")).await;
    assert_eq!(page.status, 404);
    assert!(page.html.contains("Page not found") && page.html.contains("r1"));
}

#[tokio::test]
async fn an_operation_is_printed_so_that_it_parses() {
    let engine = engine().await;
    let document = &engine.documents["challenge/show"];
    let text = &document.query.text;
    async_graphql::parser::parse_query(text).unwrap();
    assert!(
        text.contains("fragment Line") && text.contains("fragment Layout"),
        "{text}"
    );
    assert!(!text.contains("mutation"), "{text}");
}
