//! Who may edit the site's pages.

use crate::context::Viewer;

/// Staff write the site's pages.
pub fn may_edit_pages(viewer: &Viewer) -> bool {
    viewer.is_staff()
}

/// A preview costs time to render, so it is for those who can write something somewhere.
pub fn may_preview(viewer: &Viewer) -> bool {
    viewer.is_system() || viewer.actor().is_some()
}
