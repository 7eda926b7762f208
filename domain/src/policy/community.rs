//! Communities: who founds them and who belongs to them.

use crate::context::Viewer;
use crate::policy::may_take_part;

/// Communities are founded, and their descriptions edited, by those who run the programme.
pub fn may_found(viewer: &Viewer) -> bool {
    viewer.is_staff()
}

/// See [`may_found`].
pub fn may_edit(viewer: &Viewer) -> bool {
    viewer.is_staff()
}

/// Communities are open: everybody with a confirmed address may join.
pub fn may_join(viewer: &Viewer, belongs: bool) -> bool {
    may_take_part(viewer) && viewer.id().is_some() && !belongs
}

/// Whoever belongs may leave.
pub fn may_leave(viewer: &Viewer, belongs: bool) -> bool {
    viewer.id().is_some() && belongs
}

/// Facilitators are named by those who run the programme, and by each other.
pub fn may_set_facilitator(viewer: &Viewer, facilitates: bool) -> bool {
    viewer.is_staff() || (facilitates && may_take_part(viewer))
}
