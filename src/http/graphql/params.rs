//! Reads the parameters of a GraphQL request from a query string or a body.

use actix_web::{
    HttpRequest,
    http::{
        StatusCode,
        header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE},
    },
    web,
};
use async_graphql::{Request, Variables};
use futures_util::StreamExt as _;
use serde_json::{Map, Value};

/// Bytes of a request's body. Files are uploaded elsewhere.
pub(super) const MAX_BODY_BYTES: usize = 1024 * 1024;

/// Why no request could be read, for the caller to mend.
#[derive(Debug, PartialEq)]
pub(super) struct Unreadable {
    pub(super) status: StatusCode,
    pub(super) message: &'static str,
}

impl Unreadable {
    fn new(status: StatusCode, message: &'static str) -> Self {
        Self { status, message }
    }

    fn malformed(message: &'static str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, message)
    }
}

/// Reads a query string, in which maps are JSON. An empty parameter, such as a form sends for a
/// field that was left empty, is one that was not given.
pub(super) fn from_query(query: &str) -> Result<Request, Unreadable> {
    let pairs: Vec<(String, String)> = serde_urlencoded::from_str(query)
        .map_err(|_| Unreadable::malformed("The query string is malformed."))?;
    let mut params = Map::new();
    for (name, value) in pairs {
        if value.is_empty() {
            continue;
        }
        let value = match name.as_str() {
            "query" | "operationName" => Value::String(value),
            "variables" | "extensions" => serde_json::from_str(&value).map_err(|_| {
                Unreadable::malformed("`variables` and `extensions` must be JSON objects.")
            })?,
            _ => continue,
        };
        if params.insert(name, value).is_some() {
            return Err(Unreadable::malformed("A parameter was given twice."));
        }
    }
    from_map(params)
}

/// Reads a body of JSON, to its limit.
pub(super) async fn from_body(
    request: &HttpRequest,
    mut payload: web::Payload,
) -> Result<Request, Unreadable> {
    let headers = request.headers();
    let content_type = headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    if !content_type.is_some_and(is_json) || headers.contains_key(CONTENT_ENCODING) {
        return Err(Unreadable::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "Send application/json, in UTF-8 and not compressed.",
        ));
    }
    let too_large = || {
        Unreadable::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            "The body is larger than 1 MiB.",
        )
    };
    let announced = headers
        .get(CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    if announced.is_some_and(|length| length > MAX_BODY_BYTES) {
        return Err(too_large());
    }
    let mut body = Vec::with_capacity(announced.unwrap_or_default());
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|_| Unreadable::malformed("The body ended early."))?;
        if body.len() + chunk.len() > MAX_BODY_BYTES {
            return Err(too_large());
        }
        body.extend_from_slice(&chunk);
    }
    from_json(&body)
}

fn from_json(body: &[u8]) -> Result<Request, Unreadable> {
    match serde_json::from_slice(body) {
        Ok(Value::Object(params)) => from_map(params),
        Ok(Value::Array(_)) => Err(Unreadable::malformed(
            "Several requests in one body are not supported; send each alone.",
        )),
        Ok(_) => Err(Unreadable::malformed("The body must be a JSON object.")),
        Err(_) => Err(Unreadable::malformed("The body is not JSON.")),
    }
}

fn from_map(mut params: Map<String, Value>) -> Result<Request, Unreadable> {
    let query = match params.remove("query") {
        Some(Value::String(query)) => query,
        Some(_) => return Err(Unreadable::malformed("`query` must be a string.")),
        None => return Err(Unreadable::malformed("`query` is missing.")),
    };
    let mut request = Request::new(query);
    request.operation_name = match params.remove("operationName") {
        Some(Value::String(name)) => Some(name).filter(|name| !name.is_empty()),
        Some(Value::Null) | None => None,
        Some(_) => return Err(Unreadable::malformed("`operationName` must be a string.")),
    };
    request.variables = match params.remove("variables") {
        Some(variables @ Value::Object(_)) => Variables::from_json(variables),
        Some(Value::Null) | None => Variables::default(),
        Some(_) => return Err(Unreadable::malformed("`variables` must be an object.")),
    };
    // There are none that we know of, so they are only looked at.
    match params.remove("extensions") {
        Some(Value::Object(_) | Value::Null) | None => Ok(request),
        Some(_) => Err(Unreadable::malformed("`extensions` must be an object.")),
    }
}

/// Whether a `Content-Type` is `application/json`, with no charset or UTF-8.
fn is_json(content_type: &str) -> bool {
    let mut parts = content_type.split(';').map(str::trim);
    parts
        .next()
        .is_some_and(|name| name.eq_ignore_ascii_case("application/json"))
        && parts.all(|part| match part.split_once('=') {
            Some((key, value)) if key.trim().eq_ignore_ascii_case("charset") => {
                let value = value.trim().trim_matches('"');
                value.eq_ignore_ascii_case("utf-8") || value.eq_ignore_ascii_case("utf8")
            }
            _ => true,
        })
}
