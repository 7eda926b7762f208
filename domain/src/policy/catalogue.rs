//! Who may publish data, and who may bring in what other catalogues export.

use super::may_take_part;
use crate::catalogue::Dataset;
use crate::context::Viewer;

/// Data is published in the name of an organisation, by its own people or by staff.
pub fn may_publish_for(viewer: &Viewer, organisation: i64) -> bool {
    may_take_part(viewer) && (viewer.is_staff() || viewer.belongs_to(organisation))
}

/// A dataset is edited by those who could have published it.
pub fn may_edit(viewer: &Viewer, dataset: &Dataset) -> bool {
    may_publish_for(viewer, dataset.publisher_id)
}

/// Taking down and putting back is the publisher's, as editing is.
pub fn may_withdraw(viewer: &Viewer, dataset: &Dataset) -> bool {
    may_edit(viewer, dataset)
}

/// Whether there is any organisation in whose name the viewer may publish.
pub fn may_publish(viewer: &Viewer) -> bool {
    may_take_part(viewer) && (viewer.is_staff() || !viewer.organisation_ids().is_empty())
}

/// Files are imported by those who may publish; each record is then asked about on its own.
pub fn may_import(viewer: &Viewer) -> bool {
    may_publish(viewer)
}

/// Publishers that the hub does not know yet are added by staff and the operator.
pub fn may_add_publisher(viewer: &Viewer) -> bool {
    viewer.is_staff()
}
