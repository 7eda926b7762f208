//! A programme's own staff: people who run its challenges, and no others, without a role on the site.
//! The site's staff say who they are; everybody sees their names, because applicants want to know who
//! deals with what they send.

use hub_entity::account::{SiteRole, person};
use hub_entity::challenge::programme_member;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait,
    IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder,
};
use serde_json::json;

use crate::account::{Person, people};
use crate::challenge::Challenge;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::platform::audit;
use crate::platform::letter::Letter;
use crate::platform::outbox::{self, Recipient};
use crate::policy;
use crate::programme::{Programme, read};
use crate::values::EmailAddress;

/// People that the staff of one programme can be.
const MOST: usize = 50;

/// Who joins a programme's staff.
#[derive(Debug, Clone)]
pub struct AddStaff {
    /// Number of the programme.
    pub programme: i64,
    /// The confirmed address of somebody with an account.
    pub email: String,
}

/// Who leaves it.
#[derive(Debug, Clone)]
pub struct RemoveStaff {
    /// Number of the programme.
    pub programme: i64,
    /// Their handle.
    pub handle: String,
}

/// Somebody on the staff of a programme.
#[derive(Debug, Clone)]
pub struct Member {
    /// Who.
    pub person: Person,
    /// Since when, and who added them.
    pub row: programme_member::Model,
}

/// The staff of a programme, those who joined first first.
///
/// # Errors
/// When the database does not answer.
pub async fn of(db: &impl ConnectionTrait, programme_id: i64) -> Result<Vec<Member>> {
    let rows = programme_member::Entity::find()
        .filter(programme_member::Column::ProgrammeId.eq(programme_id))
        .filter(programme_member::Column::RemovedAt.is_null())
        .order_by_asc(programme_member::Column::Id)
        .all(db)
        .await?;
    let ids: Vec<i64> = rows.iter().map(|row| row.person_id).collect();
    let people = people::by_ids(db, &ids).await?;
    let member = |row: programme_member::Model| {
        let person = people.iter().find(|person| person.id == row.person_id);
        let person = person.filter(|person| people::in_good_standing(person))?;
        Some(Member {
            person: person.clone(),
            row,
        })
    };
    Ok(rows.into_iter().filter_map(member).collect())
}

/// The staff of the programme that a challenge belongs to; nobody where it belongs to none.
pub(crate) async fn of_challenge(
    db: &impl ConnectionTrait,
    challenge: &Challenge,
) -> Result<Vec<Person>> {
    let Some(programme_id) = challenge.programme_id else {
        return Ok(Vec::new());
    };
    let rows = of(db, programme_id).await?;
    Ok(rows.into_iter().map(|member| member.person).collect())
}

/// The staff of the site, who answer where a programme has nobody.
pub(crate) async fn of_site(db: &impl ConnectionTrait) -> Result<Vec<Person>> {
    let rows = person::Entity::find()
        .filter(person::Column::SiteRole.is_in([SiteRole::Staff, SiteRole::Administrator]))
        .order_by_asc(person::Column::Id)
        .all(db)
        .await?;
    let stay = rows.into_iter().filter(people::in_good_standing);
    Ok(stay.collect())
}

/// Whether somebody may have read what was handed in for a challenge as staff of its programme: they
/// are on it, or were after the close.
pub(crate) async fn may_have_read(
    db: &impl ConnectionTrait,
    challenge: &Challenge,
    person_id: i64,
) -> Result<bool> {
    let Some(programme_id) = challenge.programme_id else {
        return Ok(false);
    };
    let mut until = Condition::any().add(programme_member::Column::RemovedAt.is_null());
    if let Some(closes) = challenge.closes_at {
        until = until.add(programme_member::Column::RemovedAt.gte(closes));
    }
    let rows = programme_member::Entity::find()
        .filter(programme_member::Column::ProgrammeId.eq(programme_id))
        .filter(programme_member::Column::PersonId.eq(person_id))
        .filter(until);
    Ok(rows.count(db).await? > 0)
}

/// Puts somebody on the staff of a programme, and tells them.
///
/// # Errors
/// `Invalid` on `email`; `Forbidden` for all but the site's staff.
pub async fn add_staff(ctx: &Context, input: AddStaff) -> Result<Programme> {
    let programme = to_staff(ctx, input.programme).await?;
    let email = EmailAddress::parse("email", &input.email)?;
    let tx = ctx.tx().await?;
    let person = people::by_email(tx, &email).await?;
    let person = person.filter(people::in_good_standing);
    let person = person.ok_or_else(|| Error::field("email", "NO_STAFF_ACCOUNT"))?;
    let known = of(tx, programme.id).await?;
    if known.iter().any(|member| member.person.id == person.id) {
        return Err(Error::field("email", "ALREADY_STAFF"));
    }
    if known.len() >= MOST {
        return Err(Error::field("email", "STAFF_FULL"));
    }
    let row = programme_member::ActiveModel {
        programme_id: Set(programme.id),
        person_id: Set(person.id),
        added_by: Set(ctx.actor()?.id),
        created_at: Set(ctx.now()),
        removed_at: Set(None),
        removed_by: Set(None),
        ..Default::default()
    };
    let row = row.insert(tx).await?;
    record(ctx, &programme, &person, "programme_staff_added").await?;
    tell(ctx, &programme, &person, &row, true).await?;
    Ok(programme)
}

/// Takes somebody off the staff of a programme, and tells them. What they can read and do as its
/// staff ends at once; what they did stands.
///
/// # Errors
/// `Invalid` on `handle` when they are not on it; `Forbidden` for all but the site's staff.
pub async fn remove_staff(ctx: &Context, input: RemoveStaff) -> Result<Programme> {
    let programme = to_staff(ctx, input.programme).await?;
    let tx = ctx.tx().await?;
    let not_on_it = || Error::field("handle", "NOT_STAFF");
    let person = match people::by_handle(tx, &input.handle).await {
        Err(Error::NotFound) => return Err(not_on_it()),
        outcome => outcome?,
    };
    let known = programme_member::Entity::find()
        .filter(programme_member::Column::ProgrammeId.eq(programme.id))
        .filter(programme_member::Column::PersonId.eq(person.id))
        .filter(programme_member::Column::RemovedAt.is_null())
        .one(tx)
        .await?
        .ok_or_else(not_on_it)?;
    let mut row = known.into_active_model();
    row.removed_at = Set(Some(ctx.now()));
    row.removed_by = Set(ctx.viewer().id());
    let row = row.update(tx).await?;
    record(ctx, &programme, &person, "programme_staff_removed").await?;
    tell(ctx, &programme, &person, &row, false).await?;
    Ok(programme)
}

/// The programme, locked, once the viewer is allowed.
async fn to_staff(ctx: &Context, number: i64) -> Result<Programme> {
    let programme = read::lock(ctx, number).await?;
    let allowed = policy::programme::may_appoint_staff(ctx.viewer());
    policy::require(ctx.viewer(), allowed)?;
    Ok(programme)
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

async fn tell(
    ctx: &Context,
    programme: &Programme,
    person: &Person,
    row: &programme_member::Model,
    added: bool,
) -> Result<()> {
    let letter = Letter::ProgrammeStaff {
        programme: programme.name.clone(),
        added,
        link: format!(
            "{}{}",
            ctx.hub().settings().public_url,
            read::path(programme)
        ),
    };
    let occasion = format!("programme-staff:{}:{added}", row.id);
    outbox::send(ctx, &Recipient::from(person), &occasion, &letter).await
}
