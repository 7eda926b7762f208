//! Who runs programmes: programme staff. A programme has no staff of its own, so that the rules on
//! staff who compete or judge are asked in one place.

use crate::context::Viewer;
use crate::policy::may_take_part;

/// Who begins a programme.
pub fn may_create(viewer: &Viewer) -> bool {
    viewer.is_staff() && may_take_part(viewer)
}

/// Who edits one.
pub fn may_edit(viewer: &Viewer) -> bool {
    may_create(viewer)
}

/// Who sees the pool of judges: staff who compete in none of its challenges that are yet to be
/// announced.
pub fn may_see_judges(viewer: &Viewer, competes: bool) -> bool {
    viewer.is_staff() && !competes
}
