//! Who may look after the site.

use crate::context::Viewer;

/// The overview is for whoever has anything to do there.
pub fn may_see_overview(viewer: &Viewer) -> bool {
    viewer.is_staff() || viewer.is_moderator()
}

/// Mails and jobs are the administrators'.
pub fn may_see_outbox(viewer: &Viewer) -> bool {
    viewer.is_administrator()
}
