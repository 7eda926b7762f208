//! What the server hands to the engine, and gets back.

use std::sync::Arc;

use async_graphql::Request;

/// Adds to each GraphQL request what the API expects of its caller: the viewer, loaders, limits.
pub type Prepare = Arc<dyn Fn(Request) -> Request + Send + Sync>;

/// A request for a page.
#[derive(Clone)]
pub struct PageRequest {
    /// The path as it was asked for, percent-encoded.
    pub path: String,
    /// The parameters of the route, decoded.
    pub path_params: Vec<(String, String)>,
    /// The query string, without the question mark.
    pub query_string: String,
    /// The language to answer in, such as `en-GB`.
    pub locale: String,
    /// The colours that the person chose, if they did.
    pub theme: Option<String>,
    /// The token that forms must carry.
    pub csrf: String,
    /// Identifies the request in the logs.
    pub request_id: String,
    /// Whether somebody is signed in; a visitor who finds nothing is offered to sign in.
    pub signed_in: bool,
    /// Completes each GraphQL request.
    pub prepare: Prepare,
    /// What a listed exception adds to the template's names.
    pub extra: Vec<(&'static str, minijinja::Value)>,
}

/// What the server should do with the session cookie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Session {
    /// Leave it.
    Keep,
    /// Set it to this token.
    Set(String),
    /// Remove it.
    Clear,
}

/// An answer to send.
#[derive(Clone, Debug)]
pub struct PageResponse {
    /// The HTTP status.
    pub status: u16,
    /// The page; empty for a redirect.
    pub html: String,
    /// Further headers: `Location`, `Retry-After`.
    pub headers: Vec<(&'static str, String)>,
    /// What to do with the session cookie.
    pub session: Session,
    /// What the API said about caching, as a value of `Cache-Control`.
    pub cache_control: Option<String>,
    /// The code of the error that is shown, if one is.
    pub code: Option<String>,
}

impl PageResponse {
    pub(super) fn page(status: u16, html: String) -> Self {
        Self {
            status,
            html,
            headers: Vec::new(),
            session: Session::Keep,
            cache_control: None,
            code: None,
        }
    }

    pub(super) fn redirect(status: u16, location: String) -> Self {
        Self {
            headers: vec![("Location", location)],
            ..Self::page(status, String::new())
        }
    }

    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }
}

/// An argument of a sentence.
#[derive(Clone, Debug, PartialEq)]
pub enum SentenceArg {
    /// Text.
    Text(String),
    /// A number, by which a sentence may choose its plural.
    Number(f64),
}

/// The sentences of the interface. Implemented for closures of the same arguments.
pub trait Sentences: Send + Sync {
    /// The sentence with this key in this language; none if there is no such key.
    fn sentence(&self, locale: &str, key: &str, args: &[(String, SentenceArg)]) -> Option<String>;
}

impl<F> Sentences for F
where
    F: Fn(&str, &str, &[(String, SentenceArg)]) -> Option<String> + Send + Sync,
{
    fn sentence(&self, locale: &str, key: &str, args: &[(String, SentenceArg)]) -> Option<String> {
        self(locale, key, args)
    }
}
