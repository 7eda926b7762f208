//! Which notices are up, and who is behind one.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use hub_entity::account::person;
use hub_entity::challenge::{NoticeState, judge, partner_notice};
use hub_entity::organisation::{
    MembershipState, OrganisationRole, organisation, organisation_member,
};
use sea_orm::sea_query::{Query, SelectStatement};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect,
};

use crate::account::{Person, people};
use crate::challenge::{Challenge, read};
use crate::context::{Context, Viewer};
use crate::error::{Error, Result};
use crate::judging::access;
use crate::organisation::{Organisation, member};
use crate::partnering::{Notice, PartnerSide};
use crate::policy::judging::Standing;
use crate::policy::partnering::takes_notices;
use crate::proposal::content::words;
use crate::values::Fields;

/// The most words of a notice, and of what somebody writes to its owner.
pub const WORDS: usize = 150;

/// Which notices of a challenge everybody sees, for statements on the table `partner_notice`: none
/// once it has closed, and none of people who may not take part or who judge it.
pub(super) fn visible(challenge: &Challenge, now: DateTime<Utc>) -> Condition {
    let all = Condition::all()
        .add(partner_notice::Column::ChallengeId.eq(challenge.id))
        .add(partner_notice::Column::State.eq(NoticeState::Posted));
    if !takes_notices(challenge, now) {
        return all.add(partner_notice::Column::Id.is_null());
    }
    all.add(partner_notice::Column::PostedBy.in_subquery(in_good_standing()))
        .add(partner_notice::Column::PostedBy.not_in_subquery(judges(challenge.id)))
        .add(
            Condition::any()
                .add(partner_notice::Column::OrganisationId.is_null())
                .add(partner_notice::Column::OrganisationId.in_subquery(with_members())),
        )
}

/// That people may take part; see [`people::in_good_standing`].
fn in_good_standing() -> SelectStatement {
    Query::select()
        .column(person::Column::Id)
        .from(person::Entity)
        .and_where(person::Column::EmailConfirmedAt.is_not_null())
        .and_where(person::Column::SuspendedAt.is_null())
        .and_where(person::Column::DeletedAt.is_null())
        .to_owned()
}

/// Who judges the challenge, or began to.
fn judges(challenge_id: i64) -> SelectStatement {
    Query::select()
        .column(judge::Column::PersonId)
        .from(judge::Entity)
        .and_where(judge::Column::ChallengeId.eq(challenge_id))
        .and_where(judge::Column::PersonId.is_not_null())
        .cond_where(access::has_judged())
        .to_owned()
}

/// Organisations that exist today and have somebody who answers for them.
fn with_members() -> SelectStatement {
    let members = Query::select()
        .column(organisation_member::Column::OrganisationId)
        .from(organisation_member::Entity)
        .and_where(organisation_member::Column::State.eq(MembershipState::Active))
        .and_where(organisation_member::Column::PersonId.in_subquery(in_good_standing()))
        .to_owned();
    Query::select()
        .column(organisation::Column::Id)
        .from(organisation::Entity)
        .and_where(organisation::Column::Current.eq(true))
        .and_where(organisation::Column::Id.in_subquery(members))
        .to_owned()
}

/// Who answers for a notice, and gets its mail: the person; or the owners of the organisation and
/// whoever wrote the notice, and where there are none of these, all who act in its name. Nobody
/// who judges the challenge.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn handlers(db: &impl ConnectionTrait, notice: &Notice) -> Result<Vec<Person>> {
    let mut all = Vec::new();
    if let Some(organisation) = notice.organisation_id {
        let mut members = member::members(db, organisation).await?;
        members.retain(|member| people::in_good_standing(&member.person));
        let manages = |member: &member::Member| {
            member.membership.role == OrganisationRole::Owner
                || member.person.id == notice.posted_by
        };
        let managed = members.iter().any(manages);
        let members = members.into_iter().filter(|m| !managed || manages(m));
        all.extend(members.map(|member| member.person));
    } else if let Some(person) = notice.person_id {
        let found = people::by_ids(db, &[person]).await?;
        all.extend(found.into_iter().filter(people::in_good_standing));
    }
    let ids: Vec<i64> = all.iter().map(|person| person.id).collect();
    let judging = judging(db, notice.challenge_id, &ids).await?;
    all.retain(|person| !judging.contains(&person.id));
    all.sort_by_key(|person| person.id);
    Ok(all)
}

/// Which of these people judge the challenge, or began to.
async fn judging(
    db: &impl ConnectionTrait,
    challenge_id: i64,
    people: &[i64],
) -> Result<HashSet<i64>> {
    let found: Vec<Option<i64>> = judge::Entity::find()
        .select_only()
        .column(judge::Column::PersonId)
        .filter(judge::Column::ChallengeId.eq(challenge_id))
        .filter(judge::Column::PersonId.is_in(people.iter().copied()))
        .filter(access::has_judged())
        .into_tuple()
        .all(db)
        .await?;
    Ok(found.into_iter().flatten().collect())
}

/// Whether somebody has no place among those who apply: they judge the challenge, or act in the
/// name of its publisher. Who asked before they did has none any more.
pub(super) async fn stays_out(
    db: &impl ConnectionTrait,
    challenge: &Challenge,
    person: i64,
) -> Result<bool> {
    if !judging(db, challenge.id, &[person]).await?.is_empty() {
        return Ok(true);
    }
    let publishes = organisation_member::Entity::find()
        .filter(organisation_member::Column::OrganisationId.eq(challenge.publisher_id))
        .filter(organisation_member::Column::PersonId.eq(person))
        .filter(organisation_member::Column::State.eq(MembershipState::Active));
    Ok(publishes.count(db).await? > 0)
}

/// Who a notice is of, as a name.
pub(super) async fn name(db: &impl ConnectionTrait, notice: &Notice) -> Result<String> {
    party_name(db, notice.organisation_id, notice.person_id).await
}

/// The name of an organisation or, where there is none, of a person.
pub(super) async fn party_name(
    db: &impl ConnectionTrait,
    organisation_id: Option<i64>,
    person_id: Option<i64>,
) -> Result<String> {
    if let Some(id) = organisation_id {
        let organisation = organisation::Entity::find_by_id(id).one(db).await?;
        return Ok(organisation.map(|row| row.name).unwrap_or_default());
    }
    let found = people::by_ids(db, person_id.as_slice()).await?;
    Ok(found.into_iter().next().map(|p| p.name).unwrap_or_default())
}

/// On which side an organisation looks; none for one that is no partner.
pub fn side_of(organisation: &Organisation) -> Option<PartnerSide> {
    use hub_entity::organisation::OrganisationKind;
    match organisation.kind {
        OrganisationKind::Council => Some(PartnerSide::Council),
        OrganisationKind::Developer => Some(PartnerSide::Developer),
        OrganisationKind::ProgrammeBody | OrganisationKind::Publisher => None,
    }
}

/// Notes where a text has too many words.
pub(super) fn limit_words(fields: &mut Fields, field: &str, text: &str) {
    if words(text) > WORDS {
        let error = crate::FieldError::new(field, "TOO_MANY_WORDS").with("max", WORDS);
        fields.push(error);
    }
}

/// The organisation in whose name the viewer looks for partners on a challenge.
pub(super) async fn own_organisation(
    ctx: &Context,
    challenge: &Challenge,
    id: i64,
) -> Result<Organisation> {
    let found = organisation::Entity::find_by_id(id)
        .one(ctx.tx().await?)
        .await?;
    found
        .filter(|row| {
            row.current
                && row.id != challenge.publisher_id
                && side_of(row).is_some()
                && ctx.viewer().belongs_to(row.id)
        })
        .ok_or_else(|| Error::field("organisation", "NOT_A_CHOICE"))
}

/// The challenge, locked, for somebody who looks for partners on it.
///
/// # Errors
/// `NotFound`; `PARTNERS_CLOSED` when it takes no proposals; `JUDGE_STAYS_OUT` and
/// `PUBLISHER_STAYS_OUT` to those who have no place among its applicants.
pub(super) async fn locked_for_seeking(ctx: &Context, number: i64) -> Result<Challenge> {
    let challenge = read::lock(ctx, number).await?;
    if !takes_notices(&challenge, ctx.hub().clock().now()) {
        return Err(Error::field("", "PARTNERS_CLOSED"));
    }
    require_applicant(ctx, &challenge).await?;
    Ok(challenge)
}

/// Refuses those who judge the challenge, and those who speak for its publisher.
///
/// # Errors
/// `JUDGE_STAYS_OUT` and `PUBLISHER_STAYS_OUT`.
pub(super) async fn require_applicant(ctx: &Context, challenge: &Challenge) -> Result<()> {
    if standing(ctx.tx().await?, ctx.viewer(), challenge)
        .await?
        .is_judge
    {
        return Err(Error::field("", "JUDGE_STAYS_OUT"));
    }
    if ctx.viewer().belongs_to(challenge.publisher_id) {
        return Err(Error::field("", "PUBLISHER_STAYS_OUT"));
    }
    Ok(())
}

/// How the viewer stands to the challenge.
pub(super) async fn standing(
    db: &impl ConnectionTrait,
    viewer: &Viewer,
    challenge: &Challenge,
) -> Result<Standing> {
    access::standing(db, viewer, challenge.id).await
}
