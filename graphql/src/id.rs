//! Global ids: opaque to callers, the kind and the number or key inside.

use async_graphql::ID;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hub_domain::{Error, Result};

/// The global id of an object.
pub fn global(kind: &str, key: impl std::fmt::Display) -> ID {
    ID(URL_SAFE_NO_PAD.encode(format!("{kind}:{key}")))
}

/// Kind and key of a global id.
pub fn parts(id: &ID) -> Option<(String, String)> {
    let bytes = URL_SAFE_NO_PAD.decode(id.as_bytes()).ok()?;
    let text = String::from_utf8(bytes).ok()?;
    let (kind, key) = text.split_once(':')?;
    Some((kind.to_owned(), key.to_owned()))
}

/// The number of an object of this kind.
///
/// # Errors
/// `NotFound` when the id is none of this kind, as for an object that does not exist.
pub fn number(kind: &str, id: &ID) -> Result<i64> {
    match parts(id) {
        Some((found, key)) if found == kind => key.parse().map_err(|_| Error::NotFound),
        _ => Err(Error::NotFound),
    }
}

/// The random key of an object of this kind.
///
/// # Errors
/// `NotFound` when the id is none of this kind.
pub fn key(kind: &str, id: &ID) -> Result<String> {
    match parts(id) {
        Some((found, key)) if found == kind => Ok(key),
        _ => Err(Error::NotFound),
    }
}
