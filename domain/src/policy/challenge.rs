//! Who may do what with challenges. Programme staff run them; a council's own people write
//! theirs and hand it in. Staff who have a part in one of its proposals run it no longer. Who may
//! read one is `challenge::read::visible_to`.

use chrono::{DateTime, Utc};
use hub_entity::organisation::OrganisationKind;

use crate::challenge::{Challenge, ChallengeKind, Status, status};
use crate::context::Viewer;
use crate::organisation::Organisation;
use crate::policy::judging::Standing;
use crate::policy::may_take_part;

/// Who drafts a challenge of this publisher: staff for a programme body, its own people for a
/// council. Nobody else publishes challenges.
pub fn may_create(viewer: &Viewer, publisher: &Organisation) -> bool {
    may_take_part(viewer)
        && publisher.current
        && match publisher.kind {
            OrganisationKind::ProgrammeBody => viewer.is_staff(),
            OrganisationKind::Council => viewer.belongs_to(publisher.id),
            OrganisationKind::Developer | OrganisationKind::Publisher => false,
        }
}

/// Staff who compete in nothing of it.
fn runs_apart(viewer: &Viewer, standing: Standing) -> bool {
    viewer.is_staff() && !standing.interested
}

/// Who sees how a challenge is run: staff, and the people of its publisher.
pub fn may_run(viewer: &Viewer, challenge: &Challenge) -> bool {
    viewer.is_staff() || viewer.belongs_to(challenge.publisher_id)
}

/// Who edits: its publisher's people while it is a draft, and staff until it is announced.
pub fn may_edit(
    viewer: &Viewer,
    challenge: &Challenge,
    standing: Standing,
    now: DateTime<Utc>,
) -> bool {
    may_take_part(viewer)
        && match status(challenge, now) {
            Status::Draft => may_run(viewer, challenge),
            Status::Announced | Status::Cancelled => false,
            _ => runs_apart(viewer, standing),
        }
}

/// Who hands a draft in for publication: the council's people. Staff publish their own directly.
pub fn may_submit_for_review(viewer: &Viewer, challenge: &Challenge, now: DateTime<Utc>) -> bool {
    may_take_part(viewer)
        && status(challenge, now) == Status::Draft
        && challenge.kind == ChallengeKind::DataChallenge
        && may_run(viewer, challenge)
}

/// Who hands it back to be improved: staff, while it waits for them.
pub fn may_request_edits(viewer: &Viewer, challenge: &Challenge, now: DateTime<Utc>) -> bool {
    viewer.is_staff() && status(challenge, now) == Status::InReview
}

/// Who publishes: staff, and a council's challenge only after the council handed it in.
pub fn may_publish(viewer: &Viewer, challenge: &Challenge, now: DateTime<Utc>) -> bool {
    viewer.is_staff()
        && match status(challenge, now) {
            Status::InReview => true,
            Status::Draft => challenge.kind == ChallengeKind::Call,
            _ => false,
        }
}

/// Who moves a deadline: staff, while there is one ahead.
pub fn may_extend(
    viewer: &Viewer,
    challenge: &Challenge,
    standing: Standing,
    now: DateTime<Utc>,
) -> bool {
    runs_apart(viewer, standing)
        && match status(challenge, now) {
            Status::Scheduled | Status::Open | Status::Closed => true,
            Status::Judging => challenge.judging_closes_at.is_some_and(|at| now < at),
            _ => false,
        }
}

/// Who calls it off: staff until it is announced, and its publisher's people while it is a draft.
pub fn may_cancel(
    viewer: &Viewer,
    challenge: &Challenge,
    standing: Standing,
    now: DateTime<Utc>,
) -> bool {
    may_take_part(viewer)
        && match status(challenge, now) {
            Status::Draft => may_run(viewer, challenge),
            Status::Announced | Status::Cancelled => false,
            _ => runs_apart(viewer, standing),
        }
}

/// Who starts a proposal: anybody with a confirmed address, while it is open.
pub fn may_propose(viewer: &Viewer, challenge: &Challenge, now: DateTime<Utc>) -> bool {
    may_take_part(viewer) && status(challenge, now) == Status::Open
}

/// Who appoints judges: staff, until it is announced.
pub fn may_appoint_judges(
    viewer: &Viewer,
    challenge: &Challenge,
    standing: Standing,
    now: DateTime<Utc>,
) -> bool {
    runs_apart(viewer, standing)
        && !matches!(
            status(challenge, now),
            Status::Announced | Status::Cancelled
        )
}

/// Who decides: staff, from the close to the announcement.
pub fn may_decide(
    viewer: &Viewer,
    challenge: &Challenge,
    standing: Standing,
    now: DateTime<Utc>,
) -> bool {
    runs_apart(viewer, standing)
        && matches!(status(challenge, now), Status::Closed | Status::Judging)
}

/// Who learns how many proposals were handed in: staff, and nobody before the close.
pub fn may_count_proposals(
    viewer: &Viewer,
    challenge: &Challenge,
    standing: Standing,
    now: DateTime<Utc>,
) -> bool {
    runs_apart(viewer, standing)
        && matches!(
            status(challenge, now),
            Status::Closed | Status::Judging | Status::Announced
        )
}
