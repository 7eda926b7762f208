//! Who may discuss a proposal: the judges who have submitted a review of it and have no conflict
//! of interest with it, and staff who may see scores. Nobody learns what others wrote before they
//! have submitted their own, and nobody learns anything while reviews can still be written.

use chrono::{DateTime, Utc};
use hub_entity::account::{SiteRole, person};
use hub_entity::challenge::{JudgeState, ReviewState, judge, proposal};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder};

use crate::account::Person;
use crate::challenge::{Challenge, Status, status};
use crate::context::{Context, Viewer};
use crate::error::{Error, Result};
use crate::judging::{Judge, access, review};
use crate::policy::judging::{may_decide, may_judge, may_see_scores};
use crate::programme::staff;
use crate::proposal::Proposal;

/// Somebody's seat in the discussion of a proposal.
#[derive(Debug, Clone)]
pub struct Seat {
    /// The challenge.
    pub challenge: Challenge,
    /// The proposal.
    pub proposal: Proposal,
    /// Their appointment; none for staff.
    pub judge: Option<Judge>,
    /// Whether they may say something now.
    pub may_post: bool,
    /// Whether they may reopen reviews now.
    pub may_reopen: bool,
}

/// The viewer's seat in the discussion of the proposal with this key.
///
/// # Errors
/// `NotFound` for everybody who may not read the discussion, and before reviews were due.
pub async fn seat(
    db: &impl ConnectionTrait,
    viewer: &Viewer,
    key: &str,
    now: DateTime<Utc>,
) -> Result<Seat> {
    let person = viewer.id().ok_or(Error::NotFound)?;
    let proposal = proposal::Entity::find()
        .filter(proposal::Column::Key.eq(key))
        .filter(access::handed_in())
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    let challenge = review::challenge_of(db, proposal.challenge_id).await?;
    // Decisions that were fixed early can be opened again, and judges score on then.
    if !access::is_judging_closed(&challenge, now) {
        return Err(Error::NotFound);
    }
    let is_open = status(&challenge, now) == Status::Moderation;
    let standing = access::standing(db, viewer, challenge.id).await?;
    if may_see_scores(viewer, standing) {
        let may = is_open && may_decide(viewer, standing);
        return Ok(Seat {
            challenge,
            proposal,
            judge: None,
            may_post: may,
            may_reopen: may,
        });
    }
    let judge = judge::Entity::find()
        .filter(judge::Column::ChallengeId.eq(challenge.id))
        .filter(judge::Column::PersonId.eq(person))
        .filter(judge::Column::State.eq(JudgeState::Accepted))
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    let submitted = review::find(db, judge.id, proposal.id)
        .await?
        .is_some_and(|review| review.state == ReviewState::Submitted);
    if !submitted || !access::may_read(db, &judge, &proposal, &challenge, now).await? {
        return Err(Error::NotFound);
    }
    Ok(Seat {
        may_post: is_open && may_judge(viewer, judge.person_id),
        may_reopen: false,
        challenge,
        proposal,
        judge: Some(judge),
    })
}

/// Where a proposal is discussed.
pub fn path(proposal: &Proposal) -> String {
    format!("/proposals/{}/discussion", proposal.key)
}

/// Everybody but one who may take part in the discussion now, in a fixed order.
pub(crate) async fn others(ctx: &Context, seat: &Seat, but: i64) -> Result<Vec<Person>> {
    let tx = ctx.tx().await?;
    let mut ids: Vec<i64> = judge::Entity::find()
        .filter(judge::Column::ChallengeId.eq(seat.challenge.id))
        .filter(judge::Column::State.eq(JudgeState::Accepted))
        .all(tx)
        .await?
        .into_iter()
        .filter_map(|judge| judge.person_id)
        .collect();
    let team = staff::of_challenge(tx, &seat.challenge).await?;
    ids.extend(team.into_iter().map(|person| person.id));
    let known = person::Entity::find()
        .filter(
            person::Column::Id
                .is_in(ids)
                .or(person::Column::SiteRole.is_in([SiteRole::Staff, SiteRole::Administrator])),
        )
        .filter(person::Column::Id.ne(but))
        .filter(person::Column::EmailConfirmedAt.is_not_null())
        .order_by_asc(person::Column::Id)
        .all(tx)
        .await?;
    let mut others = Vec::new();
    for person in known {
        let now = access::as_of_now(ctx, &seat.challenge, person.id).await?;
        let Some((viewer, _)) = now else { continue };
        match self::seat(tx, &viewer, &seat.proposal.key, ctx.now()).await {
            Ok(theirs) if theirs.may_post => others.push(person),
            Ok(_) | Err(Error::NotFound) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(others)
}

/// Whether somebody may still read the discussion, for a mail about it that is about to be sent.
///
/// # Errors
/// When the database does not answer.
pub async fn may_still_read(
    db: &impl ConnectionTrait,
    viewer: &Viewer,
    key: &str,
    now: DateTime<Utc>,
) -> Result<bool> {
    match seat(db, viewer, key, now).await {
        Ok(_) => Ok(true),
        Err(Error::NotFound) => Ok(false),
        Err(error) => Err(error),
    }
}
