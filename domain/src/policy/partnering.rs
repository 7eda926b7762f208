//! Who looks for partners on a challenge. That it takes proposals, and that its judges stay out of
//! it, are told apart by the use cases, so that somebody who comes late is told that.

use chrono::{DateTime, Utc};
use hub_entity::challenge::partner_notice;

use crate::challenge::{Challenge, Status, status};
use crate::context::Viewer;
use crate::policy::judging::Standing;
use crate::policy::may_take_part;

/// Whether a challenge has notices at all: from its publication until it closes.
pub fn takes_notices(challenge: &Challenge, now: DateTime<Utc>) -> bool {
    matches!(status(challenge, now), Status::Scheduled | Status::Open)
}

/// Who puts up a notice, and asks to be introduced: whoever may start a proposal, and does not
/// judge.
pub fn may_seek(
    viewer: &Viewer,
    challenge: &Challenge,
    standing: Standing,
    now: DateTime<Utc>,
) -> bool {
    viewer.actor().is_some()
        && may_take_part(viewer)
        && takes_notices(challenge, now)
        && !viewer.belongs_to(challenge.publisher_id)
        && !standing.is_judge
}

/// Whose notice it is: the person's, or that of everybody who acts in the name of the organisation.
pub fn may_edit_notice(viewer: &Viewer, notice: &partner_notice::Model) -> bool {
    may_take_part(viewer)
        && match (notice.organisation_id, notice.person_id) {
            (Some(organisation), _) => viewer.belongs_to(organisation),
            (None, person) => person.is_some() && viewer.id() == person,
        }
}

/// Who takes down what others put up: moderators and staff, unless they compete in the challenge.
pub fn may_remove_notices(viewer: &Viewer, standing: Standing) -> bool {
    (viewer.is_staff() || viewer.is_moderator()) && may_take_part(viewer) && !standing.interested
}

/// Who reads an introduction that one of the two showed to the moderators, and deals with it:
/// moderators, unless they compete in the challenge or judge it.
pub fn may_settle_reports(viewer: &Viewer, standing: Standing) -> bool {
    viewer.is_moderator() && may_take_part(viewer) && !standing.interested && !standing.is_judge
}
