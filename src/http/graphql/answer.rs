//! Writes an answer. The library's own `Response` always writes `data`, so it is not asked to.

use actix_web::{
    HttpResponse,
    http::{StatusCode, header},
};
use async_graphql::{ErrorExtensionValues, Response, ServerError};
use serde::Serialize;

use super::{Refusal, accept::Format};

/// Errors of a request that was not executed, of which a large document can have thousands that
/// say the same.
const MOST_ERRORS: usize = 50;

/// What an answer consists of, errors first, as the specification wishes.
#[derive(Serialize)]
struct Body<'a> {
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    errors: &'a [ServerError],
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<&'a async_graphql::Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    extensions: Option<&'a std::collections::BTreeMap<String, async_graphql::Value>>,
}

/// An answer of which the status is known.
pub(super) struct Answer {
    status: StatusCode,
    format: Format,
    allow: Option<&'static str>,
}

impl Answer {
    pub(super) fn new(status: StatusCode, format: Format) -> Self {
        Self {
            status,
            format,
            allow: None,
        }
    }

    /// The answer to a well-formed request that is not executed.
    pub(super) fn refused(format: Format) -> Self {
        let status = match format {
            Format::GraphqlResponse => StatusCode::BAD_REQUEST,
            Format::Json => StatusCode::OK,
        };
        Self::new(status, format)
    }

    /// With the methods that are allowed, as a 405 must name them.
    pub(super) fn allow(mut self, methods: &'static str) -> Self {
        self.allow = Some(methods);
        self
    }

    /// With one error and no data.
    pub(super) fn error(self, message: impl Into<String>) -> HttpResponse {
        self.errors(vec![ServerError::new(message, None)])
    }

    /// With the reason why the sender is turned away.
    pub(super) fn refusal(self, refusal: Refusal) -> HttpResponse {
        let mut error = ServerError::new(refusal.message, None);
        let mut extensions = ErrorExtensionValues::default();
        extensions.set("code", refusal.code);
        error.extensions = Some(extensions);
        let challenge = self.status == StatusCode::UNAUTHORIZED;
        let mut answer = self.errors(vec![error]);
        if challenge {
            // A 401 must say how to do better.
            answer.headers_mut().insert(
                header::WWW_AUTHENTICATE,
                header::HeaderValue::from_static("Bearer"),
            );
        }
        answer
    }

    /// With errors and no data.
    pub(super) fn errors(self, mut errors: Vec<ServerError>) -> HttpResponse {
        errors.truncate(MOST_ERRORS);
        code_all(&mut errors);
        self.write(&Body {
            errors: &errors,
            data: None,
            extensions: None,
        })
    }

    /// With what an execution came to, null as it may be.
    pub(super) fn executed(self, response: Response) -> HttpResponse {
        let mut answer = self.write(&body(&response));
        // Of what resolvers set, only this concerns programs; above all, no cookie.
        if let Some(seconds) = response.http_headers.get("retry-after")
            && let Ok(seconds) = header::HeaderValue::from_bytes(seconds.as_bytes())
        {
            answer.headers_mut().insert(header::RETRY_AFTER, seconds);
        }
        answer
    }

    fn write(self, body: &Body<'_>) -> HttpResponse {
        let Ok(json) = serde_json::to_vec(body) else {
            tracing::error!("a GraphQL response could not be written as JSON");
            return HttpResponse::InternalServerError().finish();
        };
        let mut answer = HttpResponse::build(self.status);
        answer
            .insert_header((header::CONTENT_TYPE, self.format.content_type()))
            .insert_header((header::CACHE_CONTROL, "no-store"))
            .insert_header((header::VARY, "Accept"));
        if let Some(methods) = self.allow {
            answer.insert_header((header::ALLOW, methods));
        }
        answer.body(json)
    }
}

/// Marks errors as the caller's, which those are that come before the execution.
pub(super) fn code_all(errors: &mut [ServerError]) {
    for error in errors {
        let extensions = error
            .extensions
            .get_or_insert_with(ErrorExtensionValues::default);
        if extensions.get("code").is_none() {
            extensions.set("code", "INVALID");
        }
    }
}

fn body(response: &Response) -> Body<'_> {
    Body {
        errors: &response.errors,
        data: Some(&response.data),
        extensions: Some(&response.extensions).filter(|extensions| !extensions.is_empty()),
    }
}

/// An answer as indented JSON, for a person to read.
pub(super) fn pretty(response: &Response, executed: bool) -> String {
    let mut body = body(response);
    if !executed {
        body.data = None;
        body.errors = &body.errors[..body.errors.len().min(MOST_ERRORS)];
    }
    serde_json::to_string_pretty(&body).unwrap_or_default()
}
