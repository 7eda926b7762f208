//! The two cookies of the hub: the session's, and one that binds a visitor's forms to their
//! browser. Over https both have the prefix `__Host-`; over plain http on localhost, where
//! browsers refuse that prefix, they do without.

use actix_web::HttpRequest;
use actix_web::cookie::{Cookie, SameSite, time::Duration};

/// Which cookie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The session's token.
    Session,
    /// A random value that a visitor's forms are bound to.
    Visit,
}

impl Kind {
    fn name(self, https: bool) -> &'static str {
        match (self, https) {
            (Self::Session, true) => "__Host-hub",
            (Self::Session, false) => "hub",
            (Self::Visit, true) => "__Host-hub-visit",
            (Self::Visit, false) => "hub-visit",
        }
    }
}

/// The value of a cookie.
pub fn read(request: &HttpRequest, kind: Kind, https: bool) -> Option<String> {
    request
        .cookie(kind.name(https))
        .map(|cookie| cookie.value().to_owned())
}

/// A cookie that sets this value.
pub fn set(kind: Kind, value: String, https: bool) -> Cookie<'static> {
    let lifetime = match kind {
        Kind::Session => Duration::days(14),
        Kind::Visit => Duration::hours(12),
    };
    Cookie::build(kind.name(https), value)
        .path("/")
        .http_only(true)
        .secure(https)
        .same_site(SameSite::Lax)
        .max_age(lifetime)
        .finish()
}

/// A cookie that removes this one.
pub fn clear(kind: Kind, https: bool) -> Cookie<'static> {
    let mut cookie = set(kind, String::new(), https);
    cookie.set_max_age(Duration::ZERO);
    cookie
}

/// The token that a visitor's forms carry: derived from their cookie, so that who can read the
/// page alone cannot make the cookie.
pub fn visit_token(visit: &str) -> String {
    hub_domain::random::token_hash(&format!("form:{visit}"))
}
