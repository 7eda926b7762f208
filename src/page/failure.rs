//! Errors of the API as one status and one page; half a page is never shown.

use std::{collections::BTreeMap, sync::Arc};

use async_graphql::{ServerError, Value as Answer, Variables};
use minijinja::Value;

use super::{
    engine::Engine,
    form::FormData,
    functions::escape,
    render::Form,
    request::{PageRequest, PageResponse},
    target,
};

/// What `error.html` has besides the layout's names, for the lint.
#[cfg(test)]
pub(super) const NAMES: &[&str] = &[
    "status",
    "title",
    "explanation",
    "request_id",
    "offer_sign_in",
    "sign_in",
    "typed",
];

/// A typed text of more bytes than this is given back when its form is too old.
const WORTH_KEEPING: usize = 30;

/// The code of an error, if it has one.
fn code(error: &ServerError) -> Option<&str> {
    match error.extensions.as_ref()?.get("code")? {
        Answer::String(code) => Some(code),
        Answer::Enum(name) => Some(name.as_str()),
        _ => None,
    }
}

fn status(code: &str) -> u16 {
    match code {
        "NOT_FOUND" => 404,
        "FORBIDDEN" => 403,
        "INVALID" => 400,
        "CONFLICT" => 409,
        "RATE_LIMITED" => 429,
        "UNAVAILABLE" => 503,
        _ => 500,
    }
}

/// Title and explanation where the sentences have none.
fn fallback(status: u16) -> (&'static str, &'static str) {
    match status {
        400 => (
            "We could not read that request",
            "Go back, check what you entered and try again.",
        ),
        403 => (
            "You cannot see this page",
            "Your account does not have permission for it. Ask the person who sent you the link.",
        ),
        404 => (
            "Page not found",
            "Check the address, or use the search to find what you need.",
        ),
        409 => (
            "Somebody else changed this",
            "Open the page again to see the latest version, then make your change.",
        ),
        413 => ("That is too large", "Send less at once, or a smaller file."),
        429 => ("Too many requests", "Wait a moment, then try again."),
        503 => (
            "The service is not available",
            "Try again in a few minutes.",
        ),
        _ => (
            "Sorry, there is a problem with the service",
            "Try again later. What you entered may not have been saved.",
        ),
    }
}

impl Engine {
    /// The answer to errors of the API.
    pub(super) async fn failure(
        &self,
        errors: &[ServerError],
        request: &PageRequest,
    ) -> PageResponse {
        let Some(error) = errors.iter().find(|e| code(e).is_some()).or(errors.first()) else {
            return self.error_page(500, "INTERNAL", request).await;
        };
        // The documents were checked at start, so a request that is refused before anything is
        // resolved has values that the schema's types refuse.
        let refused = error.path.is_empty() && !error.locations.is_empty();
        let code = code(error).unwrap_or(if refused { "INVALID" } else { "INTERNAL" });
        if code == "UNAUTHENTICATED" {
            return PageResponse::redirect(303, sign_in(request));
        }
        let status = status(code);
        if status == 500 || refused {
            tracing::error!(
                request_id = request.request_id,
                path = ?error.path,
                "{}", error.message
            );
        }
        let mut page = self.error_page(status, code, request).await;
        if let Some(Answer::Number(seconds)) =
            error.extensions.as_ref().and_then(|e| e.get("retryAfter"))
        {
            page.headers.push(("Retry-After", seconds.to_string()));
        }
        page
    }

    /// The error page: `error.html` with the layout's query, so that the header is the usual one;
    /// if the template fails too, a plain page.
    ///
    /// Its template has `status`, `title`, `explanation`, `request_id`, `offer_sign_in`,
    /// `sign_in` (the link) and `typed` (texts to give back) besides `page` and `form`.
    pub async fn error_page(&self, status: u16, code: &str, request: &PageRequest) -> PageResponse {
        self.error_page_with(status, code, request, Vec::new())
            .await
    }

    /// The page for a form whose token is not that of the session any more (419): the longer texts
    /// that were typed are shown once more, so that they can be copied; short ones are soon typed
    /// again, and a password is not shown.
    pub async fn form_too_old(&self, request: &PageRequest, form: &FormData) -> PageResponse {
        let typed = form
            .typed()
            .into_iter()
            .filter(|(name, _)| !name.to_lowercase().contains("password"))
            .flat_map(|(_, values)| values)
            .filter(|value| value.contains(char::is_whitespace) && value.len() > WORTH_KEEPING)
            .collect();
        self.error_page_with(419, "FORBIDDEN", request, typed).await
    }

    async fn error_page_with(
        &self,
        status: u16,
        code: &str,
        request: &PageRequest,
        typed: Vec<String>,
    ) -> PageResponse {
        let (title, explanation) = fallback(status);
        let sentence = |part: &str, fallback: &str| {
            self.sentence(request, &format!("error-page-{status}-{part}"))
                .unwrap_or_else(|| fallback.to_owned())
        };
        let title = sentence("title", title);
        let explanation = sentence("text", explanation);
        let mut context = self.layout_values(request).await;
        self.complete(
            &mut context,
            request,
            Form::default(),
            None,
            &BTreeMap::new(),
        );
        let offer = matches!(status, 404 | 419) && !request.signed_in;
        for (key, value) in [
            ("status", Value::from(status)),
            ("title", Value::from(title.as_str())),
            ("explanation", Value::from(explanation.as_str())),
            ("request_id", Value::from(request.request_id.as_str())),
            ("offer_sign_in", Value::from(offer)),
            ("sign_in", Value::from(sign_in(request))),
            ("typed", Value::from(typed)),
        ] {
            context.insert(key.into(), value);
        }
        let html = self.render("error.html", context);
        let html = html.unwrap_or_else(|problem| {
            tracing::error!(request_id = request.request_id, "error page: {problem}");
            plain(&title, &explanation, &request.request_id)
        });
        PageResponse {
            code: Some(code.to_owned()),
            ..PageResponse::page(status, html)
        }
    }

    /// The answer to the layout's query; without any name if it fails, which the layout knows from
    /// `viewer is defined`.
    async fn layout_values(&self, request: &PageRequest) -> BTreeMap<Arc<str>, Value> {
        let Some(layout) = &self.layout else {
            return BTreeMap::new();
        };
        let asked = layout.request(Variables::default());
        let response = self.executor.execute((request.prepare)(asked)).await;
        if response.errors.is_empty() {
            layout.shape.values(&response.data)
        } else {
            BTreeMap::new()
        }
    }
}

/// Where somebody signs in, to come back to this page.
pub(super) fn sign_in(request: &PageRequest) -> String {
    let back = if request.query_string.is_empty() {
        request.path.clone()
    } else {
        format!("{}?{}", request.path, request.query_string)
    };
    format!("/sign-in?return={}", target::encode(&back))
}

/// A page that depends on nothing.
fn plain(title: &str, explanation: &str, request_id: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en-GB\">\n<head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>{title} – Knowledge Hub</title></head>\n\
         <body><main><h1>{title}</h1><p>{explanation}</p>\
         <p>Reference: {request_id}</p><p><a href=\"/\">Knowledge Hub</a></p></main></body>\n</html>\n",
        title = escape(title),
        explanation = escape(explanation),
        request_id = escape(request_id),
    )
}
