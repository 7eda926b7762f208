//! From a token to who is looking.

use std::sync::Arc;

use chrono::TimeDelta;
use hub_entity::account::{api_token, person, session};
use hub_entity::challenge::programme_member;
use hub_entity::organisation::{MembershipState, OrganisationRole, organisation_member};
use sea_orm::sea_query::{Expr, Query, SelectStatement, UnionType};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, EntityTrait, FromQueryResult,
    JoinType, QueryFilter, QuerySelect,
};

use crate::account::Person;
use crate::context::{Actor, Viewer};
use crate::error::Result;
use crate::hub::Hub;
use crate::random::token_hash;

/// What personal API tokens begin with, so that scanners of leaked secrets know them.
pub const API_TOKEN_PREFIX: &str = "hub_";

/// Who a token stands for.
#[derive(Debug, Clone)]
pub struct Identity {
    /// The viewer.
    pub viewer: Viewer,
    /// Their row.
    pub person: Arc<Person>,
    /// The session, if it was one.
    pub session: Option<session::Model>,
}

/// Looks a token up: a session's, or a personal API token.
///
/// # Errors
/// When the database does not answer. An unknown, ended or expired token is `None`.
pub async fn authenticate(hub: &Hub, token: &str) -> Result<Option<Identity>> {
    if token.starts_with(API_TOKEN_PREFIX) {
        return by_api_token(hub, token).await;
    }
    let now = hub.clock().now();
    // Every page of somebody who is signed in begins with this, hence one statement for both.
    let to_person = session::Entity::belongs_to(person::Entity)
        .from(session::Column::PersonId)
        .to(person::Column::Id)
        .into();
    let found = session::Entity::find()
        .join(JoinType::InnerJoin, to_person)
        .select_also(person::Entity)
        .filter(session::Column::TokenHash.eq(token_hash(token)))
        .filter(session::Column::ExpiresAt.gt(now))
        .filter(is_active())
        .one(hub.database().reader())
        .await?;
    let Some((found, Some(person))) = found else {
        return Ok(None);
    };
    if now - found.last_seen_at > TimeDelta::minutes(1) {
        session::ActiveModel {
            id: Set(found.id),
            last_seen_at: Set(now),
            ..Default::default()
        }
        .update(hub.database().writer())
        .await?;
    }
    let viewer = viewer_of(hub, &person, true).await?;
    Ok(Some(Identity {
        viewer,
        person: Arc::new(person),
        session: Some(found),
    }))
}

async fn by_api_token(hub: &Hub, token: &str) -> Result<Option<Identity>> {
    let now = hub.clock().now();
    let found = api_token::Entity::find()
        .filter(api_token::Column::TokenHash.eq(token_hash(token)))
        .filter(api_token::Column::ExpiresAt.gt(now))
        .filter(api_token::Column::RevokedAt.is_null())
        .one(hub.database().reader())
        .await?;
    let Some(found) = found else { return Ok(None) };
    let Some(person) = active_person(hub, found.person_id).await? else {
        return Ok(None);
    };
    if found
        .last_used_at
        .is_none_or(|at| now - at > TimeDelta::minutes(1))
    {
        api_token::ActiveModel {
            id: Set(found.id),
            last_used_at: Set(Some(now)),
            ..Default::default()
        }
        .update(hub.database().writer())
        .await?;
    }
    let may_write = found
        .scopes
        .as_array()
        .is_some_and(|scopes| scopes.iter().any(|scope| scope.as_str() == Some("write")));
    let viewer = viewer_of(hub, &person, may_write).await?;
    Ok(Some(Identity {
        viewer,
        person: Arc::new(person),
        session: None,
    }))
}

async fn active_person(hub: &Hub, id: i64) -> Result<Option<Person>> {
    Ok(person::Entity::find_by_id(id)
        .filter(is_active())
        .one(hub.database().reader())
        .await?)
}

/// That the person may do anything at all, for statements on the table `person`.
fn is_active() -> Condition {
    Condition::all()
        .add(person::Column::DeletedAt.is_null())
        .add(person::Column::SuspendedAt.is_null())
}

/// A person as the viewer of what follows: for jobs that ask policy on somebody's behalf.
///
/// # Errors
/// When the database does not answer.
pub async fn viewer_of(hub: &Hub, person: &Person, may_write: bool) -> Result<Viewer> {
    let db = hub.database().reader();
    let rows = Standing::find_by_statement(db.get_database_backend().build(&standings(person.id)))
        .all(db)
        .await?;
    let organisations = rows
        .iter()
        .filter_map(|row| Some((row.organisation_id?, row.role?)));
    Ok(Viewer::Person(Actor {
        id: person.id,
        handle: person.handle.clone(),
        name: person.name.clone(),
        confirmed: person.email_confirmed_at.is_some(),
        role: person.site_role,
        organisations: organisations.collect(),
        programmes: rows.iter().filter_map(|row| row.programme_id).collect(),
        may_write,
    }))
}

/// An organisation whose active member somebody is, or a programme on whose staff they are.
#[derive(FromQueryResult)]
struct Standing {
    organisation_id: Option<i64>,
    role: Option<OrganisationRole>,
    programme_id: Option<i64>,
}

/// Both in one statement, because every page of somebody who is signed in begins with it.
fn standings(person_id: i64) -> SelectStatement {
    let none = || Expr::cust("NULL");
    let programmes = Query::select()
        .expr(none())
        .expr(none())
        .column(programme_member::Column::ProgrammeId)
        .from(programme_member::Entity)
        .and_where(programme_member::Column::PersonId.eq(person_id))
        .and_where(programme_member::Column::RemovedAt.is_null())
        .to_owned();
    Query::select()
        .column(organisation_member::Column::OrganisationId)
        .column(organisation_member::Column::Role)
        .expr_as(none(), "programme_id")
        .from(organisation_member::Entity)
        .and_where(organisation_member::Column::PersonId.eq(person_id))
        .and_where(organisation_member::Column::State.eq(MembershipState::Active))
        .union(UnionType::All, programmes)
        .to_owned()
}
