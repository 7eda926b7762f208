//! Who may look after the site.

use crate::context::Viewer;

/// The overview is for whoever has anything to do there.
pub fn may_see_overview(viewer: &Viewer) -> bool {
    viewer.runs_any() || viewer.is_moderator()
}

/// Mails and jobs are the administrators'.
pub fn may_see_outbox(viewer: &Viewer) -> bool {
    viewer.is_administrator()
}

/// The text of a mail is read by an administrator in person: it may hold the link to a new
/// password, by which a program would become more than its token allows.
pub fn may_read_mail(viewer: &Viewer, in_session: bool) -> bool {
    may_see_outbox(viewer) && (in_session || viewer.is_system())
}
