//! Who speaks for a project.

use crate::context::Viewer;
use crate::policy::may_take_part;

/// What part a viewer has in a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Part {
    /// They are a partner of it, in person or through an organisation.
    pub partner: bool,
    /// They run the programme whose challenge it came from, or are on the site's staff.
    pub runs: bool,
}

/// A project is edited by its partners' people and by staff.
pub fn may_edit(viewer: &Viewer, part: Part) -> bool {
    may_take_part(viewer) && (part.partner || part.runs)
}

/// That a page is true is said by those who make the project: staff cannot know.
pub fn may_confirm(viewer: &Viewer, is_partner: bool) -> bool {
    may_take_part(viewer) && is_partner
}

/// How a project delivers is followed by its partners' people and by staff.
pub fn may_follow_delivery(viewer: &Viewer, part: Part) -> bool {
    part.runs || (may_take_part(viewer) && part.partner)
}

/// Evidence is brought by those who did what was promised.
pub fn may_evidence(viewer: &Viewer, is_partner: bool) -> bool {
    may_take_part(viewer) && is_partner
}

/// Evidence is judged, and its payment noted, by staff who have no part in the project.
pub fn may_decide_milestone(viewer: &Viewer, part: Part) -> bool {
    *viewer != Viewer::Visitor && part.runs && !part.partner
}

/// What was promised for an award is planned anew by staff who have no part in the project; a project
/// that nobody awarded anything is planned by its partners' people as well.
pub fn may_plan_milestones(viewer: &Viewer, part: Part, is_awarded: bool) -> bool {
    may_decide_milestone(viewer, part) || (!is_awarded && may_evidence(viewer, part.partner))
}

/// Anybody with a confirmed address registers a project of theirs.
pub fn may_register(viewer: &Viewer) -> bool {
    may_take_part(viewer)
}

/// What should not be shown is hidden, and shown again, by moderators.
pub fn may_hide(viewer: &Viewer) -> bool {
    viewer.is_moderator()
}

/// News of a project is written by its partners' people alone: staff do not speak for them.
pub fn may_post_update(viewer: &Viewer, is_partner: bool) -> bool {
    viewer.is_system() || (may_take_part(viewer) && is_partner)
}

/// What a project has changed is said by its partners' people alone: the figures are theirs.
pub fn may_report_impact(viewer: &Viewer, is_partner: bool) -> bool {
    may_take_part(viewer) && is_partner
}

/// News, and stories, are taken down by who wrote them, by the partners' people, and by moderators.
pub fn may_delete_update(viewer: &Viewer, is_partner: bool, author: i64) -> bool {
    may_take_part(viewer) && (is_partner || viewer.id() == Some(author) || viewer.is_moderator())
}
