//! Who may do what with challenges. Programme staff run them: the site's all, a programme's own staff
//! those of it; a council's own people write theirs and hand it in. Staff who have a part in one of its proposals run it no longer. Who may
//! read one is `challenge::read::visible_to`.

use chrono::{DateTime, Utc};
use hub_entity::organisation::OrganisationKind;

use crate::challenge::transition::{self, By};
use crate::challenge::{Challenge, ChallengeKind, Status, status};
use crate::context::Viewer;
use crate::organisation::Organisation;
use crate::policy::judging::{Standing, may_see_scores};
use crate::policy::may_take_part;
use crate::programme::Programme;

/// Who drafts a challenge of this publisher that belongs to no programme: staff for a programme body,
/// its own people for a council. Nobody else publishes challenges.
pub fn may_create(viewer: &Viewer, publisher: &Organisation) -> bool {
    may_take_part(viewer)
        && publisher.current
        && match publisher.kind {
            OrganisationKind::ProgrammeBody => viewer.is_staff(),
            OrganisationKind::Council => viewer.belongs_to(publisher.id),
            OrganisationKind::Developer | OrganisationKind::Publisher => false,
        }
}

/// Who drafts one in a programme: who runs it, in the name of whoever they write for, and of the
/// organisation whose programme it is.
pub fn may_create_in(viewer: &Viewer, publisher: &Organisation, programme: &Programme) -> bool {
    let own = publisher.current && programme.publisher_id == publisher.id;
    may_take_part(viewer)
        && viewer.runs(Some(programme.id))
        && (own || may_create(viewer, publisher))
}

/// Staff who compete in nothing of it.
fn runs_apart(viewer: &Viewer, challenge: &Challenge, standing: Standing) -> bool {
    viewer.runs(challenge.programme_id) && !standing.interested
}

/// Who sees how a challenge is run: staff, and the people of its publisher.
pub fn may_run(viewer: &Viewer, challenge: &Challenge) -> bool {
    viewer.runs(challenge.programme_id) || viewer.belongs_to(challenge.publisher_id)
}

/// Whether the list of steps has one from where the challenge stands, and lets this viewer take it.
pub fn may_move(
    viewer: &Viewer,
    challenge: &Challenge,
    standing: Standing,
    to: Status,
    now: DateTime<Utc>,
) -> bool {
    let Some(step) = transition::find(status(challenge, now), to) else {
        return false;
    };
    may_take_part(viewer)
        && match step.by {
            By::Writers => may_run(viewer, challenge),
            By::Council => {
                challenge.kind == ChallengeKind::DataChallenge && may_run(viewer, challenge)
            }
            By::Staff => viewer.runs(challenge.programme_id),
            By::StaffOfCall => {
                viewer.runs(challenge.programme_id) && challenge.kind == ChallengeKind::Call
            }
            By::StaffApart => runs_apart(viewer, challenge, standing),
            By::Deciders => may_see_scores(viewer, standing),
            By::Clock => false,
        }
}

/// Who moves challenges on between the close and the archive.
pub fn may_steer(viewer: &Viewer, challenge: &Challenge) -> bool {
    viewer.runs(challenge.programme_id) && may_take_part(viewer)
}

/// Who edits: its publisher's people while they write it, and staff until it is announced.
pub fn may_edit(
    viewer: &Viewer,
    challenge: &Challenge,
    standing: Standing,
    now: DateTime<Utc>,
) -> bool {
    let status = status(challenge, now);
    may_take_part(viewer)
        && !status.is_over()
        && if status.is_being_written() {
            may_run(viewer, challenge)
        } else {
            runs_apart(viewer, challenge, standing)
        }
}

/// Who amends rules that are frozen: staff, from the opening until decisions are fixed. That no
/// review is in yet is asked by the use case.
pub fn may_amend(
    viewer: &Viewer,
    challenge: &Challenge,
    standing: Standing,
    now: DateTime<Utc>,
) -> bool {
    let status = status(challenge, now);
    let opened = status == Status::Open || (status.is_between() && status != Status::Decided);
    may_take_part(viewer) && opened && runs_apart(viewer, challenge, standing)
}

/// Who hands a draft in for publication: the council's people. Staff publish their own directly.
pub fn may_submit_for_review(viewer: &Viewer, challenge: &Challenge, now: DateTime<Utc>) -> bool {
    let standing = Standing::default();
    may_move(viewer, challenge, standing, Status::InReview, now)
}

/// Who hands it back to be improved: staff, while it waits for them.
pub fn may_request_edits(viewer: &Viewer, challenge: &Challenge, now: DateTime<Utc>) -> bool {
    let standing = Standing::default();
    may_move(viewer, challenge, standing, Status::EditsRequested, now)
}

/// Who publishes: staff, and a council's challenge only after the council handed it in.
pub fn may_publish(viewer: &Viewer, challenge: &Challenge, now: DateTime<Utc>) -> bool {
    let standing = Standing::default();
    may_move(viewer, challenge, standing, Status::Scheduled, now)
}

/// Who moves a deadline: staff, while there is one ahead.
pub fn may_extend(
    viewer: &Viewer,
    challenge: &Challenge,
    standing: Standing,
    now: DateTime<Utc>,
) -> bool {
    let ahead = matches!(
        status(challenge, now),
        Status::Scheduled | Status::Open | Status::Closed | Status::Screening | Status::Judging
    );
    ahead && runs_apart(viewer, challenge, standing)
}

/// Who calls it off: staff until it is announced, and its publisher's people while they write it.
pub fn may_cancel(
    viewer: &Viewer,
    challenge: &Challenge,
    standing: Standing,
    now: DateTime<Utc>,
) -> bool {
    may_move(viewer, challenge, standing, Status::Cancelled, now)
}

/// Who puts it into a programme, or takes it out: staff who compete in nothing of it, until it opens
/// and once it is announced. In between, those who apply read the programme's rules as well.
pub fn may_choose_programme(
    viewer: &Viewer,
    challenge: &Challenge,
    standing: Standing,
    now: DateTime<Utc>,
) -> bool {
    let status = status(challenge, now);
    let settled = status == Status::Open || status.is_between() || status == Status::Cancelled;
    may_take_part(viewer) && runs_apart(viewer, challenge, standing) && !settled
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
    runs_apart(viewer, challenge, standing) && !status(challenge, now).is_over()
}

/// Who decides: staff, from the close to the announcement.
pub fn may_decide(
    viewer: &Viewer,
    challenge: &Challenge,
    standing: Standing,
    now: DateTime<Utc>,
) -> bool {
    runs_apart(viewer, challenge, standing) && status(challenge, now).is_between()
}

/// Who learns how many proposals were handed in: staff, and nobody before the close.
pub fn may_count_proposals(
    viewer: &Viewer,
    challenge: &Challenge,
    standing: Standing,
    now: DateTime<Utc>,
) -> bool {
    runs_apart(viewer, challenge, standing) && status(challenge, now).is_past_close()
}

/// Who asks about it: anybody with a confirmed address, from its publication until it closes.
pub fn may_ask(viewer: &Viewer, challenge: &Challenge, now: DateTime<Utc>) -> bool {
    let status = status(challenge, now);
    may_take_part(viewer) && matches!(status, Status::Scheduled | Status::Open)
}

/// Who reads questions that wait, and who asked them: those who run it and compete in nothing of it.
pub fn may_read_questions(viewer: &Viewer, challenge: &Challenge, standing: Standing) -> bool {
    may_run(viewer, challenge) && !standing.interested
}

/// Who answers: they, until it is announced or called off.
pub fn may_answer(
    viewer: &Viewer,
    challenge: &Challenge,
    standing: Standing,
    now: DateTime<Utc>,
) -> bool {
    may_take_part(viewer)
        && may_read_questions(viewer, challenge, standing)
        && !status(challenge, now).is_over()
}
