//! The endpoint over a small schema, rule by rule.

use std::sync::Arc;

use actix_web::{
    App, HttpRequest,
    body::MessageBody as _,
    dev::{Service, ServiceResponse},
    http::{Method, StatusCode, header},
    test,
};
use async_graphql::{Context, EmptySubscription, Object, Request, Result, Schema};
use hub_graphql::limits::MarkExecution;
use serde_json::{Value, json};

use super::{Endpoint, Refusal, explorer_result, params::MAX_BODY_BYTES};

const NEW: &str = "application/graphql-response+json";
const OLD: &str = "application/json";

struct Viewer(String);
struct Query;
struct Mutation;

#[Object]
impl Query {
    async fn viewer(&self, ctx: &Context<'_>) -> Option<String> {
        ctx.data_opt::<Viewer>().map(|viewer| viewer.0.clone())
    }
    async fn add(&self, a: i32, #[graphql(default)] b: i32) -> i32 {
        a + b
    }
    #[expect(
        clippy::unused_async,
        reason = "a resolver is an async function, whatever it does"
    )]
    async fn limited(&self, ctx: &Context<'_>) -> Result<i32> {
        ctx.insert_http_header("retry-after", "20");
        ctx.insert_http_header("set-cookie", "a=b");
        Err("too often".into())
    }
}

#[Object]
impl Mutation {
    async fn change(&self) -> bool {
        true
    }
}

fn schema() -> Schema<Query, Mutation, EmptySubscription> {
    Schema::build(Query, Mutation, EmptySubscription)
        .disable_suggestions()
        .extension(MarkExecution)
        .finish()
}

fn prepare(http: &HttpRequest, request: Request) -> std::result::Result<Request, Refusal> {
    match http.headers().get(header::AUTHORIZATION) {
        None => Ok(request),
        Some(token) if token == "Bearer good" => Ok(request.data(Viewer("ada".to_owned()))),
        Some(_) => Err(Refusal {
            status: StatusCode::UNAUTHORIZED,
            code: "UNAUTHENTICATED",
            message: "The token is not known.".to_owned(),
        }),
    }
}

struct Got {
    status: StatusCode,
    headers: header::HeaderMap,
    body: Value,
}

impl Got {
    fn header(&self, name: header::HeaderName) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }
}

async fn send(request: test::TestRequest) -> Got {
    let endpoint = Endpoint {
        executor: Arc::new(schema()),
        prepare,
    };
    let app = test::init_service(App::new().service(endpoint.at("/graphql"))).await;
    let response: ServiceResponse = app.call(request.to_request()).await.unwrap();
    let (status, headers) = (response.status(), response.headers().clone());
    let body = response.into_body().try_into_bytes();
    let body = serde_json::from_slice(&body.unwrap_or_default()).unwrap_or_default();
    Got {
        status,
        headers,
        body,
    }
}

fn post(accept: &'static str, body: impl ToString) -> test::TestRequest {
    test::TestRequest::post()
        .uri("/graphql")
        .insert_header((header::ACCEPT, accept))
        .insert_header((header::CONTENT_TYPE, "application/json"))
        .set_payload(body.to_string())
}

fn get(query: &[(&str, &str)]) -> test::TestRequest {
    let query = serde_urlencoded::to_string(query).unwrap();
    test::TestRequest::get().uri(&format!("/graphql?{query}"))
}

#[actix_web::test]
async fn a_query_answers_in_the_media_type_asked_for() {
    for accept in [NEW, OLD] {
        let got = send(post(accept, json!({ "query": "{ add(a: 1, b: 2) }" }))).await;
        assert_eq!(got.status, 200);
        let content_type = format!("{accept}; charset=utf-8");
        assert_eq!(got.header(header::CONTENT_TYPE), Some(&*content_type));
        assert_eq!(got.body, json!({ "data": { "add": 3 } }));
    }
    let got = send(post("text/html", json!({ "query": "{ add(a: 1) }" }))).await;
    assert_eq!(got.status, 406);
}

#[actix_web::test]
async fn what_does_not_parse_validate_or_coerce_has_no_data() {
    let bad = [
        json!({ "query": "{" }),
        json!({ "query": "{ nothing }" }),
        json!({ "query": "{ add(a: \"x\") }" }),
        json!({ "query": "query($a: Int!) { add(a: $a) }" }),
        json!({ "query": "query($a: Int!) { viewer }", "variables": { "a": "x" } }),
        json!({ "query": "query A { viewer } query B { viewer }" }),
        json!({ "query": "{ viewer }", "operationName": "Other" }),
        json!({ "query": "subscription { x }" }),
        json!({ "query": "{ ...A } fragment A on Query { ...A }" }),
        json!({ "query": "{ add(a: 1) }".repeat(9_000) }),
    ];
    for body in bad {
        for (accept, status) in [(NEW, 400), (OLD, 200)] {
            let got = send(post(accept, &body)).await;
            assert_eq!(got.status.as_u16(), status, "{body}: {}", got.body);
            assert!(got.body.get("data").is_none(), "{body}");
            let code = &got.body["errors"][0]["extensions"]["code"];
            assert_eq!(code, "INVALID", "{body}: {}", got.body);
        }
    }
}

#[actix_web::test]
async fn fields_that_are_not_there_bring_no_suggestions() {
    let got = send(post(NEW, json!({ "query": "{ viewe }" }))).await;
    assert!(!got.body.to_string().contains("viewer"), "{}", got.body);
}

#[actix_web::test]
async fn what_fails_while_it_executes_has_data_null() {
    for accept in [NEW, OLD] {
        let got = send(post(accept, json!({ "query": "{ limited }" }))).await;
        assert_eq!(got.status, 200);
        assert_eq!(got.body["data"], Value::Null);
        assert!(got.body.as_object().unwrap().contains_key("data"));
        assert_eq!(got.body["errors"][0]["message"], "too often");
        assert_eq!(got.header(header::RETRY_AFTER), Some("20"));
        assert_eq!(got.header(header::SET_COOKIE), None);
    }
}

#[actix_web::test]
async fn malformed_requests_answer_400_in_both_media_types() {
    let bad = [
        "",
        "{",
        "\"{ viewer }\"",
        "{}",
        r#"{ "query": 1 }"#,
        r#"{ "query": null }"#,
        r#"{ "query": "{ viewer }", "operationName": {} }"#,
        r#"{ "query": "{ viewer }", "variables": [] }"#,
        r#"{ "query": "{ viewer }", "variables": "{}" }"#,
        r#"{ "query": "{ viewer }", "extensions": 0 }"#,
    ];
    for body in bad {
        for accept in [NEW, OLD] {
            let got = send(post(accept, body)).await;
            assert_eq!(got.status, 400, "{body}");
            assert!(got.body["errors"][0]["message"].is_string(), "{body}");
        }
    }
}

#[actix_web::test]
async fn several_requests_in_one_body_are_refused() {
    let got = send(post(OLD, json!([{ "query": "{ viewer }" }]))).await;
    assert_eq!(got.status, 400);
    let message = got.body["errors"][0]["message"].as_str().unwrap();
    assert!(message.starts_with("Several requests"), "{message}");
}

#[actix_web::test]
async fn only_json_in_utf_8_is_taken() {
    for (content_type, status) in [
        ("application/json", 200),
        ("application/json; charset=UTF-8", 200),
        ("application/json; charset=\"utf-8\"", 200),
        ("application/json; charset=utf-16", 415),
        ("text/plain", 415),
        ("application/graphql", 415),
        ("application/x-www-form-urlencoded", 415),
        ("multipart/form-data; boundary=x", 415),
    ] {
        let request = post(NEW, json!({ "query": "{ viewer }" }))
            .insert_header((header::CONTENT_TYPE, content_type));
        assert_eq!(
            send(request).await.status.as_u16(),
            status,
            "{content_type}"
        );
    }
    let none = test::TestRequest::post()
        .uri("/graphql")
        .set_payload(r#"{"query":"{ viewer }"}"#);
    assert_eq!(send(none).await.status, 415);
    let packed = post(NEW, "x").insert_header((header::CONTENT_ENCODING, "gzip"));
    assert_eq!(send(packed).await.status, 415);
}

#[actix_web::test]
async fn bodies_end_at_a_mebibyte() {
    let body = |bytes: usize| {
        let frame = json!({ "query": "{ viewer }", "x": "" }).to_string().len();
        json!({ "query": "{ viewer }", "x": "x".repeat(bytes - frame) })
    };
    assert_eq!(send(post(NEW, body(MAX_BODY_BYTES))).await.status, 200);
    assert_eq!(send(post(NEW, body(MAX_BODY_BYTES + 1))).await.status, 413);
}

#[actix_web::test]
async fn get_runs_queries() {
    let got = send(get(&[
        (
            "query",
            "query A($a: Int!) { add(a: $a) } query B { viewer }",
        ),
        ("operationName", "A"),
        ("variables", r#"{"a":4}"#),
        ("extensions", ""),
    ]))
    .await;
    assert_eq!(got.body, json!({ "data": { "add": 4 } }));
    assert_eq!(send(get(&[])).await.status, 400);
    assert_eq!(
        send(get(&[("query", "{ viewer }"), ("variables", "{")]))
            .await
            .status,
        400
    );
    assert_eq!(
        send(get(&[("query", "{ viewer }"), ("query", "{ viewer }")]))
            .await
            .status,
        400
    );
}

#[actix_web::test]
async fn get_runs_no_mutation() {
    let got = send(get(&[("query", "mutation { change }")])).await;
    assert_eq!(got.status, 405);
    assert_eq!(got.header(header::ALLOW), Some("POST"));
    assert!(got.body.get("data").is_none());
    // Which operation runs decides, not which are in the document.
    let both = "query A { viewer } mutation B { change }";
    assert_eq!(
        send(get(&[("query", both), ("operationName", "B")]))
            .await
            .status,
        405
    );
    assert_eq!(
        send(get(&[("query", both), ("operationName", "A")]))
            .await
            .status,
        200
    );
    let got = send(post(NEW, json!({ "query": "mutation { change }" }))).await;
    assert_eq!(got.body, json!({ "data": { "change": true } }));
}

#[actix_web::test]
async fn other_methods_are_told_which_there_are() {
    for method in [
        Method::PUT,
        Method::DELETE,
        Method::OPTIONS,
        Method::PATCH,
        Method::HEAD,
    ] {
        let got = send(get(&[("query", "{ viewer }")]).method(method)).await;
        assert_eq!(got.status, 405);
        assert_eq!(got.header(header::ALLOW), Some("GET, POST"));
        assert_eq!(got.header(header::ACCESS_CONTROL_ALLOW_ORIGIN), None);
    }
}

#[actix_web::test]
async fn the_sender_is_made_known_to_the_schema() {
    let ask = || post(NEW, json!({ "query": "{ viewer }" }));
    assert_eq!(
        send(ask()).await.body,
        json!({ "data": { "viewer": null } })
    );
    let good = ask().insert_header((header::AUTHORIZATION, "Bearer good"));
    assert_eq!(
        send(good).await.body,
        json!({ "data": { "viewer": "ada" } })
    );
    let bad = ask().insert_header((header::AUTHORIZATION, "Bearer bad"));
    let got = send(bad).await;
    assert_eq!(got.status, 401);
    assert_eq!(got.header(header::WWW_AUTHENTICATE), Some("Bearer"));
    assert_eq!(
        got.body["errors"][0]["extensions"]["code"],
        "UNAUTHENTICATED"
    );
}

#[actix_web::test]
async fn the_explorers_form_runs_queries_only() {
    let schema = schema();
    let run = |query: &'static str, variables: &'static str| {
        let schema = schema.clone();
        async move {
            let viewer = |request: Request| request.data(Viewer("ada".to_owned()));
            let result = explorer_result(&schema, query, variables, Some(""), viewer).await;
            serde_json::from_str::<Value>(&result).unwrap()
        }
    };
    assert_eq!(
        run("{ viewer }", " ").await,
        json!({ "data": { "viewer": "ada" } })
    );
    let added = run("query($a: Int!) { add(a: $a) }", r#"{ "a": 1 }"#).await;
    assert_eq!(added, json!({ "data": { "add": 1 } }));
    for (query, variables) in [
        ("mutation { change }", ""),
        ("{", ""),
        ("{ nothing }", ""),
        ("{ viewer }", "[]"),
        ("query($a: Int!) { add(a: $a) }", ""),
    ] {
        let refused = run(query, variables).await;
        assert!(refused.get("data").is_none(), "{query}: {refused}");
        assert_eq!(refused["errors"][0]["extensions"]["code"], "INVALID");
    }
}
