//! A decision that is announced at a time that staff set: until then nobody else learns of it, nor
//! of the time. A job announces everything at once; what is missing then is told to staff, and
//! nothing is announced.

use chrono::{DateTime, TimeDelta, Utc};
use hub_entity::challenge::{ChallengeState, challenge, decision, planned_announcement, proposal};
use sea_orm::sea_query::Query;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel,
    QueryFilter, QuerySelect,
};
use serde_json::json;

use crate::account::people;
use crate::challenge::{Challenge, Status, local_time, status, transition};
use crate::context::{Context, Reader};
use crate::error::{Error, Result};
use crate::judging::sealed::{self, Sealed, SealedKind};
use crate::judging::{access, announce, announcement};
use crate::platform::audit;
use crate::platform::job::{self, Task};
use crate::platform::letter::Letter;
use crate::platform::outbox::{self, Recipient};
use crate::policy::{self, judging::Standing};
use crate::values::Fields;

/// The furthest that an announcement can be planned ahead.
const MOST: TimeDelta = TimeDelta::days(180);

/// An announcement that is planned for a time.
pub type Planned = planned_announcement::Model;

/// What is planned.
#[derive(Debug, Clone)]
pub struct PlanAnnouncement {
    /// Number of the challenge.
    pub challenge: i64,
    /// Local time in the challenge's zone.
    pub announce_at: String,
    /// Markdown: why these were selected.
    pub announcement: String,
    /// When what they had before them was planned; none where nothing was.
    pub seen: Option<DateTime<Utc>>,
}

/// What is planned for a challenge, for staff who may see scores.
///
/// # Errors
/// `NotFound` for everybody else.
pub async fn of(
    reader: &Reader,
    challenge: &Challenge,
    standing: Standing,
) -> Result<Option<Planned>> {
    if !policy::judging::may_see_scores(reader.viewer(), standing) {
        return Err(Error::NotFound);
    }
    found(reader.db(), challenge.id).await
}

/// The text of what is planned, for those whom [`of`] gave it. That somebody else than its author
/// looks at it is noted, because it says who is selected.
///
/// # Errors
/// When it cannot be noted: then it must not be shown.
pub async fn text<'p>(reader: &Reader, planned: &'p Planned) -> Result<&'p str> {
    if reader.viewer().id() != Some(planned.planned_by) {
        let text = Sealed::of_challenge(SealedKind::Announcement, planned.challenge_id);
        sealed::view(reader, text).await?;
    }
    Ok(&planned.announcement)
}

async fn found(db: &impl ConnectionTrait, challenge_id: i64) -> Result<Option<Planned>> {
    Ok(planned_announcement::Entity::find()
        .filter(planned_announcement::Column::ChallengeId.eq(challenge_id))
        .one(db)
        .await?)
}

/// Plans the announcement for a time, or moves it, until the time has passed. What is missing now
/// can be done until then.
///
/// # Errors
/// `Invalid` by field, when it was announced, and when the planned time has passed; `Conflict` when
/// somebody else planned it meanwhile, or took it back.
pub async fn plan_announcement(ctx: &Context, input: PlanAnnouncement) -> Result<Challenge> {
    let mut fields = Fields::default();
    let text = fields.text("announcement", &input.announcement, 1..=20_000);
    let challenge = held(ctx, input.challenge).await?;
    let now = ctx.hub().clock().now();
    let zone = fields.take(local_time::zone("", &challenge.zone));
    let at = zone.and_then(|zone| {
        let typed = local_time::parse("announceAt", &input.announce_at, zone);
        fields.take(typed).flatten()
    });
    match at {
        Some(at) => {
            fields.require(at > now, "announceAt", "ANNOUNCE_IN_PAST");
            fields.require(at <= now + MOST, "announceAt", "TOO_FAR_AHEAD");
        }
        None if fields.is_clean() => fields.require(false, "announceAt", "REQUIRED"),
        None => {}
    }
    fields.finish()?;
    let at = at.unwrap_or(now);
    let tx = ctx.tx().await?;
    let known = found(tx, challenge.id).await?;
    if known.as_ref().map(|known| known.planned_at) != input.seen {
        return Err(Error::Conflict);
    }
    let before = known.as_ref().map(|known| known.announce_at);
    let is_new = known.is_none();
    let mut row = known
        .map(IntoActiveModel::into_active_model)
        .unwrap_or_default();
    row.challenge_id = Set(challenge.id);
    row.announce_at = Set(at);
    row.announcement = Set(text);
    row.planned_by = Set(ctx.actor()?.id);
    row.planned_at = Set(now);
    row.failed_at = Set(None);
    if is_new {
        row.insert(tx).await?;
    } else {
        row.update(tx).await?;
    }
    let task = Task::AnnouncePlanned {
        challenge_id: challenge.id,
        at,
    };
    // A time that is set again after it was tried in vain is another task.
    let key = format!(
        "announce:{}:{}:{}",
        challenge.id,
        at.timestamp(),
        now.timestamp_micros()
    );
    job::enqueue(ctx, &task, at, Some(key)).await?;
    let details = json!({ "before": before, "after": at });
    note(ctx, &challenge, "announcement_planned", details).await?;
    Ok(challenge)
}

/// What is taken back.
#[derive(Debug, Clone)]
pub struct CancelAnnouncement {
    /// Number of the challenge.
    pub challenge: i64,
    /// When what they had before them was planned.
    pub seen: Option<DateTime<Utc>>,
}

/// Takes back a planned announcement, until its time has passed.
///
/// # Errors
/// `Invalid` when none is planned, or its time has passed; `Conflict` when it was changed meanwhile.
pub async fn cancel_announcement(ctx: &Context, input: CancelAnnouncement) -> Result<Challenge> {
    let challenge = held(ctx, input.challenge).await?;
    let known = found(ctx.tx().await?, challenge.id).await?;
    if known.is_some_and(|known| Some(known.planned_at) != input.seen) {
        return Err(Error::Conflict);
    }
    if !take_back(ctx, &challenge).await? {
        return Err(Error::field("", "NO_ANNOUNCEMENT_PLANNED"));
    }
    Ok(challenge)
}

/// Takes back what is planned; whether anything was.
pub(super) async fn take_back(ctx: &Context, challenge: &Challenge) -> Result<bool> {
    let tx = ctx.tx().await?;
    let Some(known) = found(tx, challenge.id).await? else {
        return Ok(false);
    };
    planned_announcement::Entity::delete_by_id(known.id)
        .exec(tx)
        .await?;
    let details = json!({ "before": known.announce_at });
    note(ctx, challenge, "announcement_plan_cancelled", details).await?;
    Ok(true)
}

/// The challenge, locked, for those who may announce it, unless that is under way.
async fn held(ctx: &Context, number: i64) -> Result<Challenge> {
    let tx = ctx.tx().await?;
    let challenge = access::locked_challenge(tx, ctx.viewer(), number).await?;
    let standing = access::standing(tx, ctx.viewer(), challenge.id).await?;
    let allowed = policy::judging::may_decide(ctx.viewer(), standing);
    policy::require(ctx.viewer(), allowed)?;
    if challenge.state == ChallengeState::Announced {
        return Err(Error::field("", "ALREADY_ANNOUNCED"));
    }
    let now = ctx.hub().clock().now();
    if transition::find(status(&challenge, now), Status::Announced).is_none() {
        return Err(Error::field("", "DECIDE_NOT_NOW"));
    }
    let known = found(tx, challenge.id).await?;
    if known.is_some_and(|known| known.failed_at.is_none() && known.announce_at <= now) {
        return Err(Error::field("", "ANNOUNCING_NOW"));
    }
    Ok(challenge)
}

/// A plan is over once the decision is announced, whoever did it.
pub(super) async fn forget(ctx: &Context, challenge_id: i64) -> Result<()> {
    planned_announcement::Entity::delete_many()
        .filter(planned_announcement::Column::ChallengeId.eq(challenge_id))
        .exec(ctx.tx().await?)
        .await?;
    Ok(())
}

/// Announces what was planned for this time, unless the plan was moved, taken back or carried out
/// meanwhile.
///
/// # Errors
/// When the database does not answer.
pub async fn announce_planned(ctx: &Context, challenge_id: i64, at: DateTime<Utc>) -> Result<()> {
    let tx = ctx.tx().await?;
    let held = challenge::Entity::find_by_id(challenge_id);
    let Some(challenge) = held.lock_exclusive().one(tx).await? else {
        return Ok(());
    };
    let planned = found(tx, challenge_id).await?;
    let planned = planned.filter(|planned| {
        planned.announce_at == at && planned.failed_at.is_none() && at <= ctx.now()
    });
    let Some(planned) = planned else {
        return Ok(());
    };
    if challenge.state != ChallengeState::Published {
        return forget(ctx, challenge_id).await;
    }
    let prepared = announcement::prepare(tx, &challenge, ctx.now()).await?;
    let mut missing: Vec<&str> = prepared.missing.iter().map(|gap| gap.code).collect();
    if transition::find(status(&challenge, ctx.now()), Status::Announced).is_none() {
        missing.push("DECIDE_NOT_NOW");
    }
    if !access::may_still_decide(ctx, &challenge, planned.planned_by).await? {
        missing.push("PLANNER_MAY_NOT");
    }
    if missing.is_empty() {
        let text = planned.announcement.clone();
        announce::publish(ctx, challenge, prepared, text).await?;
        return Ok(());
    }
    let count = missing.len();
    let details = json!({ "at": at, "missing": missing });
    let mut row = planned.clone().into_active_model();
    row.failed_at = Set(Some(ctx.now()));
    row.update(tx).await?;
    note(ctx, &challenge, "announcement_failed", details).await?;
    tell(ctx, &challenge, &planned, count).await
}

/// Tells staff who planned it, and those who decided, that nothing was announced.
async fn tell(ctx: &Context, challenge: &Challenge, planned: &Planned, count: usize) -> Result<()> {
    let tx = ctx.tx().await?;
    let own = Query::select()
        .column(proposal::Column::Id)
        .from(proposal::Entity)
        .and_where(proposal::Column::ChallengeId.eq(challenge.id))
        .to_owned();
    let mut ids: Vec<i64> = decision::Entity::find()
        .filter(decision::Column::ProposalId.in_subquery(own))
        .all(tx)
        .await?
        .iter()
        .map(|decision| decision.decided_by)
        .collect();
    ids.push(planned.planned_by);
    ids.sort_unstable();
    ids.dedup();
    let site = &ctx.hub().settings().public_url;
    let letter = Letter::AnnouncementFailed {
        zone: challenge.zone.clone(),
        challenge_title: challenge.title.clone(),
        planned: planned.announce_at,
        count,
        link: format!("{site}/challenges/{}/announce", challenge.id),
    };
    let moment = planned.planned_at.timestamp_micros();
    let occasion = format!("announcement-failed:{}:{moment}", challenge.id);
    for person in people::by_ids(tx, &ids).await? {
        if access::may_still_decide(ctx, challenge, person.id).await? {
            outbox::send(ctx, &Recipient::from(&person), &occasion, &letter).await?;
        }
    }
    Ok(())
}

async fn note(
    ctx: &Context,
    challenge: &Challenge,
    action: &str,
    details: serde_json::Value,
) -> Result<()> {
    let entry = audit::Entry {
        action,
        object_kind: "challenge",
        object_id: challenge.id,
        challenge_id: Some(challenge.id),
        details,
    };
    audit::record(ctx, entry).await
}
