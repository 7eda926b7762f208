//! The explorer: a page whose form shows, without JavaScript, what a query comes to.

use actix_web::{HttpRequest, HttpResponse, web};
use minijinja::Value;
use serde::Deserialize;

use crate::http::graphql::{explorer_examples, explorer_result};
use crate::http::{identify, pages};
use crate::page::{PageRoute, page};
use crate::server::{Guarded, Server};

/// The page itself, without what the form adds.
pub const ROUTE: PageRoute = page("/explorer", "explorer/explorer").extra(&[
    "query_text",
    "variables_text",
    "operation_name",
    "result",
    "examples",
]);

/// What the form sends.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Asked {
    #[serde(default)]
    query: String,
    #[serde(default)]
    variables: String,
    #[serde(default)]
    operation_name: String,
    /// Present when the form was sent; a link only fills it in.
    run: Option<String>,
}

/// `/explorer`.
pub async fn show(
    request: HttpRequest,
    asked: web::Query<Asked>,
    server: web::Data<Server>,
) -> HttpResponse {
    let who = match identify::for_page(&server, &request).await {
        Ok(who) => who,
        Err(error) => return pages::unavailable(&error),
    };
    let mut page = pages::page_request(&server, &request, &who).await;
    let result = if asked.run.is_some() && !asked.query.trim().is_empty() {
        let schema = Guarded(server.schema.clone());
        let prepare = |request| (page.prepare)(request);
        let name = Some(asked.operation_name.as_str());
        Some(explorer_result(&schema, &asked.query, &asked.variables, name, prepare).await)
    } else {
        None
    };
    page.extra = vec![
        ("query_text", Value::from(asked.query.as_str())),
        ("variables_text", Value::from(asked.variables.as_str())),
        ("operation_name", Value::from(asked.operation_name.as_str())),
        ("result", Value::from(result)),
        ("examples", crate::page::json_value(&explorer_examples())),
    ];
    let answer = server.engine.get(&ROUTE, &page).await;
    pages::answer(&server, &who, answer)
}
