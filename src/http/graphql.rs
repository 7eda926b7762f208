//! The GraphQL endpoint, by the GraphQL-over-HTTP specification
//! (<https://graphql.github.io/graphql-over-http/draft/>).
//!
//! The library's own integration executes mutations that are sent by GET, takes `text/plain` (which
//! a form on another site can send), and answers 200 to what does not parse. This one does not:
//!
//! - GET runs queries only, and answers 405 to mutations; POST takes `application/json` only, and
//!   answers 415 to anything else. No other method is known.
//! - The answer is `application/graphql-response+json` or `application/json`, as `Accept` asks.
//!   What does not parse, validate or coerce has no `data`, and is answered 400 in the first and
//!   200 in the second; malformed JSON and parameters are answered 400 in both.
//! - Several requests in one body are refused: each would be limited alone, but not their sum.
//! - Every document passes the cost guard of [`hub_graphql::limits`] first.
//! - It never sets a cookie, and allows no other origin. Who asks is told to it by
//!   [`Endpoint::prepare`].
//!
//! The npm package `graphql-http` audits all this (`tests/browser/graphql_http.test.mjs`).

mod accept;
mod answer;
mod explorer;
mod params;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use actix_web::{
    HttpRequest, HttpResponse, Resource,
    http::{Method, StatusCode},
    web,
};
use async_graphql::{Request, Response, ServerError, parser::types::OperationType};
use hub_graphql::limits::{self, ReachedExecution};

use crate::page::Execute;

use accept::Format;
use answer::Answer;
pub use explorer::{explorer_examples, explorer_result};

/// Puts into a request what the schema must know about its sender: the bearer token, or the
/// session's cookie if the `Origin` is our own. It may turn the sender away, such as for a token
/// that has expired.
pub type Prepare = fn(&HttpRequest, Request) -> Result<Request, Refusal>;

/// Why a sender is turned away, to be written in the media type that it accepts.
#[derive(Debug)]
pub struct Refusal {
    /// The status of the answer, such as 401.
    pub status: StatusCode,
    /// One of the stable codes of errors, such as `UNAUTHENTICATED`.
    pub code: &'static str,
    /// A sentence for the sender.
    pub message: String,
}

/// The endpoint: what it runs requests on, and what it tells that about their sender.
///
/// The schema needs the extension [`limits::MarkExecution`], by which the endpoint knows whether a
/// request was executed, and `disable_suggestions`.
#[derive(Clone)]
pub struct Endpoint {
    /// What runs requests.
    pub executor: Arc<dyn Execute>,
    /// What is done to a request that has passed the guard, before it runs.
    pub prepare: Prepare,
}

impl Endpoint {
    /// The endpoint as something to mount: `app.service(endpoint.at("/graphql"))`.
    pub fn at(self, path: &str) -> Resource {
        // One route for all methods, since the methods that are refused are answered here too.
        web::resource(path)
            .app_data(web::Data::new(self))
            .route(web::route().to(handle))
    }
}

async fn handle(
    request: HttpRequest,
    body: web::Payload,
    endpoint: web::Data<Endpoint>,
) -> HttpResponse {
    let by_get = match *request.method() {
        Method::GET => true,
        Method::POST => false,
        _ => {
            return Answer::new(StatusCode::METHOD_NOT_ALLOWED, Format::Json)
                .allow("GET, POST")
                .error("Send queries by GET or POST, and mutations by POST.");
        }
    };
    let Some(format) = Format::negotiate(request.headers()) else {
        return Answer::new(StatusCode::NOT_ACCEPTABLE, Format::Json)
            .error("Accept application/graphql-response+json or application/json, in UTF-8.");
    };
    let params = if by_get {
        params::from_query(request.query_string())
    } else {
        params::from_body(&request, body).await
    };
    match params {
        Ok(params) => run(&request, &endpoint, params, by_get, format).await,
        Err(refused) => Answer::new(refused.status, format).error(refused.message),
    }
}

async fn run(
    http: &HttpRequest,
    endpoint: &Endpoint,
    mut request: Request,
    by_get: bool,
    format: Format,
) -> HttpResponse {
    let admitted = match limits::admit(&mut request) {
        Ok(admitted) => admitted,
        Err(refused) => return Answer::refused(format).errors(vec![ServerError::from(refused)]),
    };
    match admitted.operation {
        Some(OperationType::Mutation) if by_get => {
            return Answer::new(StatusCode::METHOD_NOT_ALLOWED, format)
                .allow("POST")
                .error("Send mutations by POST.");
        }
        Some(OperationType::Subscription) => {
            return Answer::refused(format)
                .error("Subscriptions need a connection that stays open; this one does not.");
        }
        _ => {}
    }
    let request = match (endpoint.prepare)(http, request) {
        Ok(request) => request,
        Err(refusal) => return Answer::new(refusal.status, format).refusal(refusal),
    };
    let (response, executed) = execute(endpoint.executor.as_ref(), request).await;
    if executed {
        Answer::new(StatusCode::OK, format).executed(response)
    } else {
        Answer::refused(format).errors(response.errors)
    }
}

/// Runs a request, and tells whether its execution began or the schema turned it away before.
async fn execute(executor: &dyn Execute, request: Request) -> (Response, bool) {
    let mark = ReachedExecution::default();
    let response = executor.execute(request.data(mark.clone())).await;
    let executed = mark.reached() || response.data != async_graphql::Value::Null;
    (response, executed)
}
