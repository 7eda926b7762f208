//! Finding people.

use hub_entity::account::{SiteRole, person};
use hub_entity::organisation::{MembershipState, organisation_member};
use sea_orm::sea_query::{Expr, Func, LikeExpr};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, Select,
};

use crate::account::Person;
use crate::context::Reader;
use crate::error::{Error, Result};
use crate::page::{Page, Slice};
use crate::policy;
use crate::values::EmailAddress;

/// People who have an account: what profiles, lists and names go through.
pub fn visible_to() -> Select<person::Entity> {
    person::Entity::find().filter(person::Column::DeletedAt.is_null())
}

/// One person.
///
/// # Errors
/// `NotFound` when there is none, or it was deleted.
pub async fn by_id(db: &impl ConnectionTrait, id: i64) -> Result<Person> {
    visible_to()
        .filter(person::Column::Id.eq(id))
        .one(db)
        .await?
        .ok_or(Error::NotFound)
}

/// Several people at once, for loaders.
///
/// # Errors
/// When the database does not answer.
pub async fn by_ids(db: &impl ConnectionTrait, ids: &[i64]) -> Result<Vec<Person>> {
    // A deleted person's row is kept without personal data, so that what they wrote has an
    // author; so it is not filtered here.
    Ok(person::Entity::find()
        .filter(person::Column::Id.is_in(ids.iter().copied()))
        .all(db)
        .await?)
}

/// Who has this handle.
///
/// # Errors
/// `NotFound` when nobody has.
pub async fn by_handle(db: &impl ConnectionTrait, handle: &str) -> Result<Person> {
    visible_to()
        .filter(person::Column::Handle.eq(handle.to_lowercase()))
        .one(db)
        .await?
        .ok_or(Error::NotFound)
}

/// Who has this address. For use cases only: no read by the public may tell.
pub(crate) async fn by_email(
    db: &impl ConnectionTrait,
    email: &EmailAddress,
) -> Result<Option<Person>> {
    Ok(visible_to()
        .filter(person::Column::Email.eq(email.as_str()))
        .one(db)
        .await?)
}

/// Whether an account is confirmed and not suspended.
pub fn in_good_standing(person: &Person) -> bool {
    person.email_confirmed_at.is_some()
        && person.suspended_at.is_none()
        && person.deleted_at.is_none()
}

/// A profile that the viewer may see.
///
/// # Errors
/// `NotFound` when nobody has this handle, or its owner may not be shown.
pub async fn profile(reader: &Reader, handle: &str) -> Result<Person> {
    let person = by_handle(reader.db(), handle).await?;
    let good = in_good_standing(&person);
    if policy::account::may_see_profile(reader.viewer(), person.id, good) {
        Ok(person)
    } else {
        Err(Error::NotFound)
    }
}

/// The organisations whose active members these people are, as pairs of person and organisation.
///
/// # Errors
/// When the database does not answer.
pub async fn organisations_of(
    db: &impl ConnectionTrait,
    people: &[i64],
) -> Result<Vec<(i64, i64)>> {
    Ok(organisation_member::Entity::find()
        .filter(organisation_member::Column::PersonId.is_in(people.iter().copied()))
        .filter(organisation_member::Column::State.eq(MembershipState::Active))
        .order_by_asc(organisation_member::Column::Id)
        .all(db)
        .await?
        .into_iter()
        .map(|member| (member.person_id, member.organisation_id))
        .collect())
}

/// Which people an administrator looks for.
#[derive(Debug, Clone, Default)]
pub struct PeopleFilter {
    /// Part of a name, handle or address.
    pub search: Option<String>,
    /// A role on the site.
    pub role: Option<SiteRole>,
}

/// Everybody with an account, by name, for administrators.
///
/// # Errors
/// `Unauthenticated` or `Forbidden` to others; `Invalid` for a cursor of another list.
pub async fn list(reader: &Reader, filter: &PeopleFilter, page: &Page) -> Result<Slice<Person>> {
    let viewer = reader.viewer();
    policy::require_to_read(viewer, policy::may_administer(viewer))?;
    let mut select = visible_to();
    if let Some(role) = filter.role {
        select = select.filter(person::Column::SiteRole.eq(role));
    }
    let words = filter.search.as_deref().unwrap_or_default().trim();
    if !words.is_empty() {
        let escaped: String = words
            .to_lowercase()
            .chars()
            .flat_map(|c| {
                let escape = matches!(c, '%' | '_' | '\\').then_some('\\');
                escape.into_iter().chain([c])
            })
            .collect();
        let contains = |column: person::Column| {
            Expr::expr(Func::lower(Expr::col(column)))
                .like(LikeExpr::new(format!("%{escaped}%")).escape('\\'))
        };
        select = select.filter(
            contains(person::Column::Name)
                .or(contains(person::Column::Handle))
                .or(contains(person::Column::Email)),
        );
    }
    let total = select.clone().count(reader.db()).await?;
    if let Some([name, id]) = page.key::<2>()? {
        let id: i64 = id
            .parse()
            .map_err(|_| Error::field("after", "BAD_CURSOR"))?;
        let later = person::Column::Name
            .eq(&name)
            .and(person::Column::Id.gt(id));
        select = select.filter(person::Column::Name.gt(name).or(later));
    }
    let rows = select
        .order_by_asc(person::Column::Name)
        .order_by_asc(person::Column::Id)
        .limit(page.first + 1)
        .all(reader.db())
        .await?;
    let slice = Slice::cut(rows, page, |row| vec![row.name.clone(), row.id.to_string()]);
    Ok(slice.with_total(total))
}

/// Whether nobody has an account yet.
///
/// # Errors
/// When the database does not answer.
pub async fn none_yet(hub: &crate::Hub) -> Result<bool> {
    Ok(person::Entity::find()
        .one(hub.database().reader())
        .await?
        .is_none())
}
