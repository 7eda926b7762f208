use super::{
    super::{FormData, Session},
    ROUTES, engine, request,
};

const PATH: &str = "42-warm-homes";

fn form(pairs: &[(&str, &str)]) -> FormData {
    let pairs = pairs
        .iter()
        .map(|(k, v)| ((*k).to_owned(), (*v).to_owned()));
    FormData::from_pairs(pairs.collect()).unwrap()
}

#[tokio::test]
async fn a_page_shows_markup_of_the_html_scalar_and_escapes_the_rest() {
    let page = engine().await.get(&ROUTES[0], &request(PATH)).await;
    assert_eq!(page.status, 200, "{}", page.html);
    assert!(
        page.html.contains("<div><p>Warm homes</p></div>"),
        "{}",
        page.html
    );
    assert!(
        page.html.contains("<div><em>Ada</em></div>"),
        "{}",
        page.html
    );
    assert!(!page.html.contains("<script>"));
    assert!(page.html.contains("<h1>&lt;script&gt;"));
    assert!(page.html.contains("24 November 2026, 5:00pm GMT"));
    assert!(page.html.contains(r#"datetime="2026-11-24T17:00:00Z""#));
    assert_eq!(page.html.matches("<li>A &amp; B £30,000</li>").count(), 2);
    assert!(page.html.contains("name=\"_csrf\" value=\"c&quot;srf\""));
    assert_eq!(page.html.matches("name=\"input.requestId\"").count(), 1);
    assert!(
        page.html
            .contains("href=\"/explorer?query=query+ChallengeShow")
    );
    assert!(
        !page.html.contains("the+name"),
        "comments stay out of the link"
    );
}

#[tokio::test]
async fn another_slug_redirects_and_keeps_the_query_string() {
    let mut asked = request("42-old");
    asked.query_string = "first=1".into();
    let page = engine().await.get(&ROUTES[0], &asked).await;
    assert_eq!(page.status, 301);
    assert_eq!(
        page.header("location"),
        Some("/challenges/42-warm-homes?first=1")
    );
}

#[tokio::test]
async fn nonsense_in_the_query_string_is_dropped_and_in_the_path_not_found() {
    let engine = engine().await;
    let mut asked = request(PATH);
    asked.query_string = "first=many&stage=NEVER&theme=%3Cb%3E".into();
    let page = engine.get(&ROUTES[0], &asked).await;
    assert_eq!(page.status, 200);
    assert!(page.html.contains("<p>&lt;b&gt;</p>"));
    for number in ["x", "42abc", "99999999999"] {
        assert_eq!(engine.get(&ROUTES[0], &request(number)).await.status, 404);
    }
}

#[tokio::test]
async fn errors_have_their_status_and_one_page() {
    let engine = engine().await;
    let missing = engine.get(&ROUTES[0], &request("1")).await;
    assert_eq!(missing.status, 404);
    assert!(missing.html.contains("Visitor"), "{}", missing.html);
    assert!(
        missing
            .html
            .contains("href=\"/sign-in?return=%2Fchallenges%2F1\"")
    );
    let mut known = request("1");
    known.signed_in = true;
    assert!(
        !engine
            .get(&ROUTES[0], &known)
            .await
            .html
            .contains("/sign-in")
    );
    let visitor = engine.get(&ROUTES[0], &request("7")).await;
    assert_eq!(visitor.status, 303);
    assert_eq!(
        visitor.header("location"),
        Some("/sign-in?return=%2Fchallenges%2F7")
    );
    assert_eq!(engine.get(&ROUTES[0], &request("8")).await.status, 403);
    let limited = engine.get(&ROUTES[0], &request("9")).await;
    assert_eq!(
        (limited.status, limited.header("Retry-After")),
        (429, Some("30"))
    );
    let bug = engine.get(&ROUTES[0], &request("10")).await;
    assert_eq!(bug.status, 500);
    assert!(!bug.html.contains("secret"));
}

#[tokio::test]
async fn success_redirects_to_what_was_saved() {
    let sent = form(&[
        ("_csrf", "x"),
        ("_mutation", "SaveChallenge"),
        ("number", "43"),
        ("unknown.name", "ignored"),
        ("input.title", "New"),
        ("input.budget.0.label", ""),
        ("input.budget.0.amount", " "),
        ("input.published", "on"),
    ]);
    let page = engine().await.post(&ROUTES[0], &request(PATH), sent).await;
    assert_eq!(page.status, 303, "{}", page.html);
    assert_eq!(
        page.header("location"),
        Some("/challenges/42-warm-homes?done=SaveChallenge")
    );
    assert_eq!(page.session, Session::Keep);
}

#[tokio::test]
async fn user_errors_show_the_form_again_at_the_rows_that_were_typed() {
    let sent = form(&[
        ("_mutation", "SaveChallenge"),
        ("input.title", "<b>mine</b>"),
        ("input.budget.0.label", ""),
        ("input.budget.2.label", "Pumps"),
        ("input.budget.2.amount", "£30,000"),
    ]);
    let page = engine().await.post(&ROUTES[0], &request(PATH), sent).await;
    assert_eq!(page.status, 422, "{}", page.html);
    assert!(
        page.html.contains("value=\"&lt;b&gt;mine&lt;/b&gt;\""),
        "{}",
        page.html
    );
    assert!(page.html.contains("value=\"£30,000\""));
    assert!(
        page.html
            .contains("<a href=\"#input.budget.2.amount\">Enter at most £1,000</a>")
    );
    assert_eq!(page.html.matches("class=\"error\"").count(), 1);
    assert!(
        page.html.contains("value=\"fallback\""),
        "another form keeps its own values"
    );
}

#[tokio::test]
async fn what_does_not_fit_is_told_without_asking_the_api() {
    let sent = form(&[
        ("_mutation", "SaveChallenge"),
        ("input.title", "New"),
        ("input.budget.2.label", "Pumps"),
        ("input.budget.2.amount", "a lot"),
    ]);
    let page = engine().await.post(&ROUTES[0], &request(PATH), sent).await;
    assert_eq!(page.status, 422);
    assert!(
        page.html.contains("<p class=\"error\">Enter an amount</p>"),
        "{}",
        page.html
    );
}

#[tokio::test]
async fn a_conflict_has_its_own_status_and_an_unknown_mutation_none() {
    let engine = engine().await;
    let sent = form(&[("_mutation", "SaveChallenge"), ("input.title", "old")]);
    assert_eq!(
        engine.post(&ROUTES[0], &request(PATH), sent).await.status,
        409
    );
    let sent = form(&[("_mutation", "DropTables")]);
    assert_eq!(
        engine.post(&ROUTES[0], &request(PATH), sent).await.status,
        400
    );
}

#[tokio::test]
async fn signing_in_returns_a_token_and_stays_on_this_site() {
    let engine = engine().await;
    for (back, to) in [
        ("/me?tab=a", "/me?tab=a"),
        ("//evil.example", "/"),
        ("https://evil.example", "/"),
        ("/\\evil.example", "/"),
    ] {
        let sent = form(&[
            ("_mutation", "SignIn"),
            ("_return", back),
            ("input.title", "X"),
        ]);
        let page = engine.post(&ROUTES[0], &request(PATH), sent).await;
        assert_eq!(page.header("location"), Some(to));
        assert_eq!(page.session, Session::Set("tokenX".into()));
    }
}

#[tokio::test]
async fn assets_are_immutable_under_their_hash() {
    let engine = engine().await;
    let url = engine.assets().url("hub.css").unwrap();
    let file = url.strip_prefix("/assets/").unwrap();
    let asset = engine.assets().get(file).unwrap();
    assert_eq!(asset.content_type, "text/css; charset=utf-8");
    assert!(asset.cache_control.contains("immutable"));
    let older = engine.assets().get("hub.000000000000.css").unwrap();
    assert!(!older.cache_control.contains("immutable"));
    assert!(engine.assets().get("none.css").is_none());
}

#[test]
fn the_summary_calls_fields_by_their_labels() {
    use super::super::form::FieldError;
    let error = |message: &str| FieldError {
        field: "title".into(),
        name: Some("input.title".into()),
        code: "REQUIRED".into(),
        message: message.into(),
    };
    let summary = |message: &str, label| error(message).in_summary(label);
    assert_eq!(
        summary("Fill this in.", Some("Team")),
        "Team: Fill this in."
    );
    assert_eq!(summary("Fill this in.", Some("Who?")), "Who? Fill this in.");
    assert_eq!(summary("Enter a title.", Some("Title")), "Enter a title.");
    assert_eq!(summary("Fill this in.", None), "Fill this in.");
}
