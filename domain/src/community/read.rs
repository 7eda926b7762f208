//! Finding communities. All of them are open.

use hub_entity::community::{CommunityRole, community, community_member};
use sea_orm::sea_query::Query;
use sea_orm::{
    ActiveEnum, ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect,
};

use crate::context::Reader;
use crate::error::{Error, Result};
use crate::page::{Page, Slice};
use crate::values;

/// A community of practice.
pub type Community = community::Model;

/// Its address.
pub fn path(community: &Community) -> String {
    values::path("communities", community.id, &community.slug)
}

/// One community.
///
/// # Errors
/// `NotFound` when there is none.
pub async fn by_number(db: &impl ConnectionTrait, number: i64) -> Result<Community> {
    community::Entity::find_by_id(number)
        .one(db)
        .await?
        .ok_or(Error::NotFound)
}

/// Several at once, for loaders.
///
/// # Errors
/// When the database does not answer.
pub async fn by_ids(db: &impl ConnectionTrait, ids: &[i64]) -> Result<Vec<Community>> {
    let select = community::Entity::find();
    Ok(select
        .filter(community::Column::Id.is_in(ids.iter().copied()))
        .all(db)
        .await?)
}

/// Communities by name.
///
/// # Errors
/// `Invalid` on `after`; when the database does not answer.
pub async fn list(reader: &Reader, page: &Page) -> Result<Slice<Community>> {
    let mut select = community::Entity::find()
        .order_by_asc(community::Column::Name)
        .order_by_asc(community::Column::Id);
    if let Some([name, id]) = page.key::<2>()? {
        let id: i64 = id
            .parse()
            .map_err(|_| Error::field("after", "BAD_CURSOR"))?;
        select = select.filter(
            Condition::any()
                .add(community::Column::Name.gt(name.clone()))
                .add(
                    community::Column::Name
                        .eq(name)
                        .and(community::Column::Id.gt(id)),
                ),
        );
    }
    let rows = select.limit(page.first + 1).all(reader.db()).await?;
    let total = community::Entity::find().count(reader.db()).await?;
    Ok(Slice::cut(rows, page, |row| vec![row.name.clone(), row.id.to_string()]).with_total(total))
}

/// The communities that the viewer belongs to, by name.
///
/// # Errors
/// When the database does not answer.
pub async fn own(reader: &Reader) -> Result<Vec<Community>> {
    let Some(person) = reader.viewer().id() else {
        return Ok(Vec::new());
    };
    let joined = Query::select()
        .column(community_member::Column::CommunityId)
        .from(community_member::Entity)
        .and_where(community_member::Column::PersonId.eq(person))
        .and_where(community_member::Column::LeftAt.is_null())
        .to_owned();
    Ok(community::Entity::find()
        .filter(community::Column::Id.in_subquery(joined))
        .order_by_asc(community::Column::Name)
        .order_by_asc(community::Column::Id)
        .limit(100)
        .all(reader.db())
        .await?)
}

/// Somebody who belongs to a community.
pub type Member = community_member::Model;

/// Those who belong to a community: facilitators first, then by when they joined.
///
/// # Errors
/// `Invalid` on `after`; when the database does not answer.
pub async fn members(
    reader: &Reader,
    community: i64,
    role: Option<CommunityRole>,
    page: &Page,
) -> Result<Slice<Member>> {
    let mut select = community_member::Entity::find()
        .filter(community_member::Column::CommunityId.eq(community))
        .filter(community_member::Column::LeftAt.is_null())
        .order_by_asc(community_member::Column::Role)
        .order_by_asc(community_member::Column::Id);
    if let Some(role) = role {
        select = select.filter(community_member::Column::Role.eq(role));
    }
    if let Some([role, id]) = page.key::<2>()? {
        let bad = || Error::field("after", "BAD_CURSOR");
        let id: i64 = id.parse().map_err(|_| bad())?;
        let role = CommunityRole::try_from_value(&role).map_err(|_| bad())?;
        select = select.filter(
            Condition::any()
                .add(community_member::Column::Role.gt(role))
                .add(
                    community_member::Column::Role
                        .eq(role)
                        .and(community_member::Column::Id.gt(id)),
                ),
        );
    }
    let rows = select.limit(page.first + 1).all(reader.db()).await?;
    Ok(Slice::cut(rows, page, |row| {
        vec![row.role.to_value(), row.id.to_string()]
    }))
}

/// What the viewer is in a community.
#[derive(Debug, Clone, Copy)]
pub struct Standing {
    /// The community's number.
    pub id: i64,
    /// What they do in it.
    pub role: CommunityRole,
}

/// What the viewer is in each of these communities, for loaders.
///
/// # Errors
/// When the database does not answer.
pub async fn standings(reader: &Reader, ids: &[i64]) -> Result<Vec<Standing>> {
    let Some(person) = reader.viewer().id() else {
        return Ok(Vec::new());
    };
    let rows = community_member::Entity::find()
        .filter(community_member::Column::PersonId.eq(person))
        .filter(community_member::Column::CommunityId.is_in(ids.iter().copied()))
        .filter(community_member::Column::LeftAt.is_null())
        .all(reader.db())
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| Standing {
            id: row.community_id,
            role: row.role,
        })
        .collect())
}
