//! A programme's pool of judges: people whom staff may appoint to each of its challenges.
//!
//! Being in it gives no right. Who is in it is seen by staff who compete in none of the programme's
//! challenges that are yet to be announced: whoever competes must not learn who may judge them.

use hub_entity::challenge::{JudgeState, challenge, judge, programme_judge};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ModelTrait,
    QueryFilter, QueryOrder, QuerySelect,
};
use serde_json::json;

use crate::account::{Person, people};
use crate::challenge::{Challenge, read as challenges};
use crate::context::{Context, Reader, Viewer};
use crate::error::{Error, Result};
use crate::judging::{access, appoint_judge};
use crate::platform::audit;
use crate::policy;
use crate::programme::{Programme, read};
use crate::values::Fields;

/// People that one pool can hold.
const MOST: usize = 200;

/// Who goes into a pool, or out of it.
#[derive(Debug, Clone)]
pub struct PoolJudge {
    /// Number of the programme.
    pub programme: i64,
    /// A handle, or the confirmed address of somebody with an account.
    pub who: String,
}

/// Whether the viewer may see and change the pool.
///
/// # Errors
/// When the database does not answer.
pub async fn may_see(
    db: &impl ConnectionTrait,
    viewer: &Viewer,
    programme: &Programme,
) -> Result<bool> {
    if !viewer.runs(Some(programme.id)) {
        return Ok(false);
    }
    let running: Vec<i64> = challenges::visible_to(viewer)
        .select_only()
        .column(challenge::Column::Id)
        .filter(challenge::Column::ProgrammeId.eq(programme.id))
        .filter(challenge::Column::AnnouncedAt.is_null())
        .into_tuple()
        .all(db)
        .await?;
    let places = access::places(db, viewer, &running).await?;
    let competes = places.iter().any(|place| place.standing.interested);
    Ok(policy::programme::may_see_judges(
        viewer,
        programme.id,
        competes,
    ))
}

/// The pool, by name; none for those who may not see it.
///
/// # Errors
/// When the database does not answer.
pub async fn pool(reader: &Reader, programme: &Programme) -> Result<Option<Vec<Person>>> {
    if !may_see(reader.db(), reader.viewer(), programme).await? {
        return Ok(None);
    }
    members(reader.db(), programme.id).await.map(Some)
}

/// Those of the pool of a challenge's programme who do not judge it yet; for those who may appoint.
///
/// # Errors
/// When the database does not answer.
pub async fn to_appoint(reader: &Reader, challenge: &Challenge) -> Result<Vec<Person>> {
    let Some(programme_id) = challenge.programme_id else {
        return Ok(Vec::new());
    };
    let standing = access::standing(reader.db(), reader.viewer(), challenge.id).await?;
    if !policy::judging::may_appoint(reader.viewer(), standing) {
        return Ok(Vec::new());
    }
    let known: Vec<Option<i64>> = judge::Entity::find()
        .select_only()
        .column(judge::Column::PersonId)
        .filter(judge::Column::ChallengeId.eq(challenge.id))
        .filter(judge::Column::State.is_in([JudgeState::Invited, JudgeState::Accepted]))
        .into_tuple()
        .all(reader.db())
        .await?;
    let mut rows = members(reader.db(), programme_id).await?;
    rows.retain(|person| !known.contains(&Some(person.id)));
    Ok(rows)
}

async fn members(db: &impl ConnectionTrait, programme_id: i64) -> Result<Vec<Person>> {
    let ids: Vec<i64> = programme_judge::Entity::find()
        .select_only()
        .column(programme_judge::Column::PersonId)
        .filter(programme_judge::Column::ProgrammeId.eq(programme_id))
        .order_by_asc(programme_judge::Column::Id)
        .into_tuple()
        .all(db)
        .await?;
    let mut rows = people::by_ids(db, &ids).await?;
    rows.retain(people::in_good_standing);
    rows.sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
    Ok(rows)
}

/// Puts somebody into the pool. They are told nothing before a challenge appoints them.
///
/// # Errors
/// `Invalid` on `who`; `Forbidden`.
pub async fn add_judge(ctx: &Context, input: PoolJudge) -> Result<Programme> {
    let (programme, person) = found(ctx, &input).await?;
    let tx = ctx.tx().await?;
    let pool = members(tx, programme.id).await?;
    if pool.iter().any(|known| known.id == person.id) {
        return Err(Error::field("who", "ALREADY_IN_POOL"));
    }
    if pool.len() >= MOST {
        return Err(Error::field("who", "POOL_FULL"));
    }
    // Somebody whose account was suspended may be in it, unseen.
    if let Some(known) = row(tx, programme.id, person.id).await? {
        known.delete(tx).await?;
    }
    let row = programme_judge::ActiveModel {
        programme_id: Set(programme.id),
        person_id: Set(person.id),
        added_by: Set(ctx.actor()?.id),
        created_at: Set(ctx.now()),
        ..Default::default()
    };
    row.insert(tx).await?;
    record(ctx, &programme, &person, "programme_judge_added").await?;
    Ok(programme)
}

/// Takes somebody out of the pool; appointments stand.
///
/// # Errors
/// `Invalid` on `who` when they are not in it; `Forbidden`.
pub async fn remove_judge(ctx: &Context, input: PoolJudge) -> Result<Programme> {
    let (programme, person) = found(ctx, &input).await?;
    let tx = ctx.tx().await?;
    let known = row(tx, programme.id, person.id).await?;
    let known = known.ok_or_else(|| Error::field("who", "NOT_IN_POOL"))?;
    known.delete(tx).await?;
    record(ctx, &programme, &person, "programme_judge_removed").await?;
    Ok(programme)
}

async fn row(
    db: &impl ConnectionTrait,
    programme_id: i64,
    person_id: i64,
) -> Result<Option<programme_judge::Model>> {
    Ok(programme_judge::Entity::find()
        .filter(programme_judge::Column::ProgrammeId.eq(programme_id))
        .filter(programme_judge::Column::PersonId.eq(person_id))
        .one(db)
        .await?)
}

/// The programme, locked, and the person, once the viewer is allowed.
async fn found(ctx: &Context, input: &PoolJudge) -> Result<(Programme, Person)> {
    let mut fields = Fields::default();
    let who = fields.line("who", &input.who, 1..=254);
    let programme = read::lock(ctx, input.programme).await?;
    let sees = may_see(ctx.tx().await?, ctx.viewer(), &programme).await?;
    let allowed = sees && policy::programme::may_edit(ctx.viewer(), programme.id);
    policy::require(ctx.viewer(), allowed)?;
    fields.finish()?;
    let (person, _) = appoint_judge::find(ctx, &who).await?;
    let person = person.filter(people::in_good_standing);
    let person = person.ok_or_else(|| Error::field("who", "NO_ACCOUNT"))?;
    Ok((programme, person))
}

async fn record(
    ctx: &Context,
    programme: &Programme,
    person: &Person,
    action: &'static str,
) -> Result<()> {
    let entry = audit::Entry {
        action,
        object_kind: "programme",
        object_id: programme.id,
        challenge_id: None,
        details: json!({ "person": person.id }),
    };
    audit::record(ctx, entry).await
}
