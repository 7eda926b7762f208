//! What a post would look like.

use crate::error::Result;
use crate::values::{Fields, render};

/// Characters that a post may have.
pub(super) const LONGEST: usize = 20_000;

/// The words of a post, checked.
pub(super) fn body(text: &str) -> Result<String> {
    let mut fields = Fields::default();
    let body = fields.text("body", text, 2..=LONGEST);
    fields.finish()?;
    Ok(body)
}

/// What a post would look like, as safe HTML. It changes nothing, and anybody may ask.
///
/// # Errors
/// `Invalid` on `body`.
pub fn preview_post(text: &str) -> Result<String> {
    Ok(render(&body(text)?))
}
