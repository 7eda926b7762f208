//! Who belongs to an organisation.

use hub_entity::account::person;
use hub_entity::organisation::{
    MembershipState, OrganisationRole, Verification, organisation_member,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter,
    QueryOrder,
};

use crate::account::{Person, people};
use crate::context::{Context, Reader};
use crate::error::{Error, Result};
use crate::organisation::Organisation;

/// A membership, asked for, settled or ended.
pub type Membership = organisation_member::Model;

/// A membership with the person.
#[derive(Debug, Clone)]
pub struct Member {
    /// The membership.
    pub membership: Membership,
    /// Who.
    pub person: Person,
}

/// The members of one organisation, for loaders.
#[derive(Debug, Clone)]
pub struct Members {
    /// The organisation's number.
    pub id: i64,
    /// Its active members, owners first, then by name.
    pub active: Vec<Member>,
    /// Those who asked to join, the longest waiting first.
    pub pending: Vec<Member>,
}

/// The viewer's membership in one organisation, for loaders.
#[derive(Debug, Clone)]
pub struct OwnMembership {
    /// The organisation's number.
    pub id: i64,
    /// The membership.
    pub membership: Membership,
}

/// The active members of an organisation, owners first, then by name.
///
/// # Errors
/// When the database does not answer.
pub async fn members(db: &impl ConnectionTrait, organisation: i64) -> Result<Vec<Member>> {
    let found = members_of(db, &[organisation]).await?;
    Ok(found.into_iter().flat_map(|m| m.active).collect())
}

/// Active and waiting members of several organisations, in two statements.
///
/// # Errors
/// When the database does not answer.
pub async fn members_of(db: &impl ConnectionTrait, ids: &[i64]) -> Result<Vec<Members>> {
    let rows = organisation_member::Entity::find()
        .filter(organisation_member::Column::OrganisationId.is_in(ids.iter().copied()))
        .filter(
            organisation_member::Column::State
                .is_in([MembershipState::Active, MembershipState::Requested]),
        )
        .order_by_asc(organisation_member::Column::CreatedAt)
        .order_by_asc(organisation_member::Column::Id)
        .all(db)
        .await?;
    let who: Vec<i64> = rows.iter().map(|row| row.person_id).collect();
    let found = people::visible_to()
        .filter(person::Column::Id.is_in(who))
        .all(db)
        .await?;
    let people: std::collections::HashMap<i64, Person> =
        found.into_iter().map(|p| (p.id, p)).collect();
    let mut all: Vec<Members> = ids
        .iter()
        .map(|&id| Members {
            id,
            active: Vec::new(),
            pending: Vec::new(),
        })
        .collect();
    for membership in rows {
        let Some(person) = people.get(&membership.person_id).cloned() else {
            continue;
        };
        let id = membership.organisation_id;
        let Some(members) = all.iter_mut().find(|m| m.id == id) else {
            continue;
        };
        if membership.state == MembershipState::Active {
            members.active.push(Member { membership, person });
        } else {
            members.pending.push(Member { membership, person });
        }
    }
    for members in &mut all {
        members.active.sort_by_key(|m| {
            let officer = m.membership.role != OrganisationRole::Owner;
            (officer, m.person.name.to_lowercase())
        });
    }
    Ok(all)
}

/// The viewer's memberships in several organisations, ended ones included.
///
/// # Errors
/// When the database does not answer.
pub async fn of_viewer(reader: &Reader, ids: &[i64]) -> Result<Vec<OwnMembership>> {
    let Some(actor) = reader.viewer().actor() else {
        return Ok(Vec::new());
    };
    let rows = organisation_member::Entity::find()
        .filter(organisation_member::Column::PersonId.eq(actor.id))
        .filter(organisation_member::Column::OrganisationId.is_in(ids.iter().copied()))
        .all(reader.db())
        .await?;
    Ok(rows
        .into_iter()
        .map(|membership| OwnMembership {
            id: membership.organisation_id,
            membership,
        })
        .collect())
}

/// Whether a person may act in the name of an organisation now: an active member, owner or
/// officer.
///
/// # Errors
/// When the database does not answer.
pub async fn is_officer(db: &impl ConnectionTrait, organisation: i64, person: i64) -> Result<bool> {
    let found = find(db, organisation, person).await?;
    Ok(found.is_some_and(|m| m.state == MembershipState::Active))
}

/// The membership of a person, in whatever state.
///
/// # Errors
/// When the database does not answer.
pub async fn find(
    db: &impl ConnectionTrait,
    organisation: i64,
    person: i64,
) -> Result<Option<Membership>> {
    Ok(organisation_member::Entity::find()
        .filter(organisation_member::Column::OrganisationId.eq(organisation))
        .filter(organisation_member::Column::PersonId.eq(person))
        .one(db)
        .await?)
}

/// The membership of whoever has this handle.
///
/// # Errors
/// `NotFound` when there is no such person, or they never asked to join.
pub(crate) async fn by_handle(
    db: &impl ConnectionTrait,
    organisation: i64,
    handle: &str,
) -> Result<Member> {
    let person = people::by_handle(db, handle).await?;
    let membership = find(db, organisation, person.id)
        .await?
        .ok_or(Error::NotFound)?;
    Ok(Member { membership, person })
}

/// Refuses what would leave an organisation without an owner. Administrators may: they look after
/// organisations that have none.
///
/// # Errors
/// `Invalid` with `LAST_OWNER`.
pub(crate) async fn keep_an_owner(ctx: &Context, membership: &Membership) -> Result<()> {
    let is_owner =
        membership.state == MembershipState::Active && membership.role == OrganisationRole::Owner;
    if !is_owner || ctx.viewer().is_administrator() {
        return Ok(());
    }
    // An owner who cannot sign in looks after nobody.
    let others = members(ctx.tx().await?, membership.organisation_id).await?;
    let another = others.iter().any(|other| {
        other.membership.role == OrganisationRole::Owner
            && other.person.id != membership.person_id
            && other.person.suspended_at.is_none()
    });
    if !another {
        return Err(Error::field("", "LAST_OWNER"));
    }
    Ok(())
}

/// Makes somebody a member at once, or writes down that they ask; an ended membership begins anew.
pub(crate) async fn begin(
    ctx: &Context,
    organisation: &Organisation,
    person: i64,
    earlier: Option<&Membership>,
    role: OrganisationRole,
    verified_by: Verification,
) -> Result<Membership> {
    let settled = verified_by != Verification::None;
    let state = if settled {
        MembershipState::Active
    } else {
        MembershipState::Requested
    };
    let mut row = organisation_member::ActiveModel {
        organisation_id: Set(organisation.id),
        person_id: Set(person),
        role: Set(role),
        state: Set(state),
        verified_by: Set(verified_by),
        created_at: Set(ctx.now()),
        decided_at: Set(settled.then(|| ctx.now())),
        decided_by: Set(None),
        ..Default::default()
    };
    let tx = ctx.tx().await?;
    match earlier {
        Some(earlier) => {
            row.id = Set(earlier.id);
            Ok(row.update(tx).await?)
        }
        None => row.insert(tx).await.map_err(|error| {
            if crate::error::is_duplicate(&error) {
                // The same request won the race; the next try finds it.
                Error::Transient("membership asked for twice".into())
            } else {
                error.into()
            }
        }),
    }
}
