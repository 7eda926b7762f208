//! Staff appoint a judge: somebody with an account, or an address that is invited.

use chrono::{DateTime, TimeDelta, Utc};
use hub_entity::account::{InvitationPurpose, SiteRole};
use hub_entity::challenge::{JudgeState, judge};
use sea_orm::sea_query::Query;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, EntityTrait, IntoActiveModel,
    QueryFilter,
};
use serde_json::json;

use crate::account::{Person, invite, people};
use crate::challenge::{Challenge, ChallengeState};
use crate::context::Context;
use crate::error::{Error, FieldError, Result};
use crate::judging::{Judge, access, read, review};
use crate::platform::letter::Letter;
use crate::platform::outbox::Recipient;
use crate::platform::{audit, limit, outbox};
use crate::policy;
use crate::programme::staff;
use crate::values::{EmailAddress, Fields};

/// Whom to appoint.
#[derive(Debug, Clone)]
pub struct AppointJudge {
    /// Number of the challenge.
    pub challenge: i64,
    /// A handle, or an email address.
    pub who: String,
}

/// Appoints a judge and tells them. Who declined or was removed can be appointed again, and
/// declares conflicts again; those that were declared before stay.
///
/// # Errors
/// `Invalid` when there is no such person, they judge it already, or they may have read scores.
pub async fn appoint_judge(ctx: &Context, input: AppointJudge) -> Result<Judge> {
    let mut fields = Fields::default();
    let who = fields.line("who", &input.who, 1..=254);
    fields.finish()?;
    if let Some(id) = ctx.viewer().id() {
        limit::INVITE.take(ctx.hub(), &id.to_string()).await?;
    }
    let tx = ctx.tx().await?;
    let challenge = access::locked_challenge(tx, ctx.viewer(), input.challenge).await?;
    let standing = access::standing(tx, ctx.viewer(), challenge.id).await?;
    policy::require(
        ctx.viewer(),
        policy::judging::may_appoint(ctx.viewer(), standing),
    )?;
    if challenge.state != ChallengeState::Published
        || access::is_judging_closed(&challenge, ctx.now())
    {
        return Err(Error::field("who", "JUDGES_NOT_NOW"));
    }
    let (person, email) = find(ctx, &who).await?;
    if let Some(person) = &person
        && may_know_scores(ctx, &challenge, person).await?
    {
        return Err(Error::field("who", "STAFF_MAY_KNOW_SCORES"));
    }
    let judge = appoint(ctx, &challenge, person.as_ref(), &email).await?;
    let entry = audit::Entry {
        action: "judge_appointed",
        object_kind: "judge",
        object_id: judge.id,
        challenge_id: Some(challenge.id),
        details: json!({ "person": judge.person_id }),
    };
    audit::record(ctx, entry).await?;
    tell(ctx, &challenge, &judge, person.as_ref(), &email).await?;
    Ok(judge)
}

/// Whether somebody may have read what others said before they say it themselves: staff can read
/// every review from the first one on, unless they judge already. Asked where a person becomes a
/// judge, who need not be known yet as their address is invited.
pub(crate) async fn may_know_scores(
    ctx: &Context,
    challenge: &Challenge,
    person: &Person,
) -> Result<bool> {
    let tx = ctx.tx().await?;
    let of_the_site = matches!(person.site_role, SiteRole::Staff | SiteRole::Administrator);
    if !of_the_site && !staff::may_have_read(tx, challenge, person.id).await? {
        return Ok(false);
    }
    let judged = judge::Entity::find()
        .filter(judge::Column::ChallengeId.eq(challenge.id))
        .filter(judge::Column::PersonId.eq(person.id))
        .filter(access::has_judged())
        .one(tx)
        .await?;
    Ok(judged.is_none() && review::any_submitted(tx, challenge.id).await?)
}

/// Whoever has this handle or confirmed address; an address that nobody confirmed is invited.
pub(crate) async fn find(ctx: &Context, who: &str) -> Result<(Option<Person>, EmailAddress)> {
    let tx = ctx.tx().await?;
    let handle = who.strip_prefix('@').unwrap_or(who);
    if handle.contains('@') {
        let email = EmailAddress::parse("who", who)?;
        let person = people::by_email(tx, &email).await?;
        return Ok((person.filter(|p| p.email_confirmed_at.is_some()), email));
    }
    match people::by_handle(tx, handle).await {
        Ok(person) => {
            let email = EmailAddress::parse("who", &person.email)?;
            let confirmed = person.email_confirmed_at.is_some();
            Ok((confirmed.then_some(person), email))
        }
        Err(Error::NotFound) => Err(FieldError::new("who", "NO_SUCH_PERSON").into()),
        Err(error) => Err(error),
    }
}

async fn appoint(
    ctx: &Context,
    challenge: &Challenge,
    person: Option<&Person>,
    email: &EmailAddress,
) -> Result<Judge> {
    let tx = ctx.tx().await?;
    let mut same = Condition::any().add(judge::Column::Email.eq(email.as_str()));
    if let Some(person) = person {
        same = same.add(judge::Column::PersonId.eq(person.id));
    }
    let known = judge::Entity::find()
        .filter(judge::Column::ChallengeId.eq(challenge.id))
        .filter(same)
        .all(tx)
        .await?;
    let person_id = person.map(|p| p.id);
    let known = known
        .iter()
        .find(|judge| person_id.is_some() && judge.person_id == person_id)
        .or(known.first());
    if let Some(known) = known.cloned() {
        // An address may have passed on to somebody else, who does not get another's appointment.
        let another =
            person_id.is_some() && known.person_id.is_some_and(|id| Some(id) != person_id);
        if another || matches!(known.state, JudgeState::Invited | JudgeState::Accepted) {
            return Err(Error::field("who", "ALREADY_JUDGE"));
        }
        let invited = known.person_id;
        let mut row = known.into_active_model();
        row.person_id = Set(invited.or(person_id));
        row.state = Set(JudgeState::Invited);
        row.conflicts_declared_at = Set(None);
        row.declined_reason = Set(String::new());
        return Ok(row.update(tx).await?);
    }
    let row = judge::ActiveModel {
        key: Set(ctx.hub().random().key()),
        challenge_id: Set(challenge.id),
        person_id: Set(person.map(|p| p.id)),
        email: Set(email.as_str().to_owned()),
        state: Set(JudgeState::Invited),
        conflicts_declared_at: Set(None),
        declined_reason: Set(String::new()),
        // The hub itself appoints when a world is seeded, in the name of who made the challenge.
        appointed_by: Set(ctx.viewer().id().unwrap_or(challenge.created_by)),
        created_at: Set(ctx.now()),
        ..Default::default()
    };
    Ok(row.insert(tx).await?)
}

async fn tell(
    ctx: &Context,
    challenge: &Challenge,
    judge: &Judge,
    person: Option<&Person>,
    email: &EmailAddress,
) -> Result<()> {
    let occasion = format!("judge:{}:{}", judge.id, ctx.now().timestamp_millis());
    let due = challenge.judging_closes_at;
    if let Some(person) = person {
        let letter = Letter::JudgeAppointed {
            challenge_title: challenge.title.clone(),
            link: format!("{}{}", ctx.hub().settings().public_url, read::path(judge)),
            due,
            zone: challenge.zone.clone(),
        };
        return outbox::send(ctx, &Recipient::from(person), &occasion, &letter).await;
    }
    let expires = invited_until(ctx, challenge);
    let purpose = InvitationPurpose::Judge;
    let (_, link) = invite::invite(ctx, purpose, email, judge.id, expires).await?;
    let letter = Letter::InvitationJudge {
        challenge_title: challenge.title.clone(),
        link,
        due,
        expires,
        zone: challenge.zone.clone(),
    };
    let to = Recipient::address(email.as_str());
    outbox::send(ctx, &to, &occasion, &letter).await
}

/// Until when an invitation can be answered.
fn invited_until(ctx: &Context, challenge: &Challenge) -> DateTime<Utc> {
    let due = challenge.judging_closes_at;
    due.unwrap_or_else(|| ctx.now() + TimeDelta::days(30))
}

/// Links of judges that wait for an answer serve until reviews are due, also when that was moved.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn keep_invitations(ctx: &Context, challenge: &Challenge) -> Result<()> {
    let invited = Query::select()
        .column(judge::Column::Id)
        .from(judge::Entity)
        .and_where(judge::Column::ChallengeId.eq(challenge.id))
        .to_owned();
    let until = invited_until(ctx, challenge);
    invite::keep(ctx, InvitationPurpose::Judge, invited, until).await
}
