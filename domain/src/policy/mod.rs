//! Who may do what: the only place that says so.
//!
//! A rule takes the viewer and the facts that it needs, and answers yes or no. Use cases call
//! [`require`] with the answer; `viewerCan` on an object calls the same rule, so that a button
//! is shown exactly when pressing it would work. What somebody may not *see* is not asked here:
//! each table that not everybody may read has one `visible_to`, and what it leaves out is
//! not found.

pub mod account;
pub mod admin;
pub mod catalogue;
pub mod challenge;
pub mod community;
pub mod document;
pub mod forum;
pub mod judging;
pub mod organisation;
pub mod partnering;
pub mod programme;
pub mod project;
pub mod proposal;

use crate::context::Viewer;
use crate::error::{Error, Result};

/// Turns a rule's answer into an error: a visitor is asked to sign in, somebody who is signed
/// in is refused.
///
/// # Errors
/// `Unauthenticated` or `Forbidden`.
pub fn require(viewer: &Viewer, allowed: bool) -> Result<()> {
    match viewer {
        _ if allowed && may_write(viewer) => Ok(()),
        Viewer::Visitor => Err(Error::Unauthenticated),
        _ => Err(Error::Forbidden),
    }
}

/// The same for what is only read, which a token with the scope `read` alone may do as well.
///
/// # Errors
/// `Unauthenticated` or `Forbidden`.
pub fn require_to_read(viewer: &Viewer, allowed: bool) -> Result<()> {
    match viewer {
        _ if allowed => Ok(()),
        Viewer::Visitor => Err(Error::Unauthenticated),
        _ => Err(Error::Forbidden),
    }
}

/// A token with the scope `read` alone changes nothing.
fn may_write(viewer: &Viewer) -> bool {
    viewer.actor().is_none_or(|actor| actor.may_write)
}

/// Anything that others see needs a confirmed address.
pub fn may_take_part(viewer: &Viewer) -> bool {
    viewer.is_system() || viewer.actor().is_some_and(|actor| actor.confirmed)
}

/// Roles are granted, and mails of the whole site are read, by administrators.
pub fn may_administer(viewer: &Viewer) -> bool {
    viewer.is_administrator()
}
