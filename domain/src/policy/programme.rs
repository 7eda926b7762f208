//! Who runs programmes: the site's staff all of them, and a programme's own staff that one. The rules
//! on staff who compete or judge are the same for both, and are asked with `judging::Standing`.

use crate::context::Viewer;
use crate::policy::may_take_part;

/// Who begins a programme.
pub fn may_create(viewer: &Viewer) -> bool {
    viewer.is_staff() && may_take_part(viewer)
}

/// Who edits one, and begins challenges in it.
pub fn may_edit(viewer: &Viewer, programme: i64) -> bool {
    viewer.runs(Some(programme)) && may_take_part(viewer)
}

/// Who says who is on its staff: the site's staff, so that nobody hands on what they were given.
pub fn may_appoint_staff(viewer: &Viewer) -> bool {
    viewer.is_staff() && may_take_part(viewer)
}

/// Who sees the pool of judges: staff who compete in none of its challenges that are yet to be
/// announced.
pub fn may_see_judges(viewer: &Viewer, programme: i64, competes: bool) -> bool {
    viewer.runs(Some(programme)) && !competes
}
