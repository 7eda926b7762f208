//! Being anybody: signing in as a person of the demonstration, and looking into their mailbox.
//! Every function here refuses where the hub is not the demonstration, and touches nobody but its
//! people.

use std::collections::HashMap;

use hub_entity::account::{person, session};
use hub_entity::organisation::{MembershipState, organisation, organisation_member};
use hub_entity::platform::{MailState, mail};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::account::{Person, people, session as sessions};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::hub::Hub;

/// A person of the demonstration, with the organisations that they speak for.
#[derive(Debug, Clone)]
pub struct DemoPerson {
    /// The person.
    pub person: Person,
    /// Names of their organisations.
    pub organisations: Vec<String>,
}

/// Refuses where the hub is not the demonstration.
pub(super) fn require_demo(hub: &Hub) -> Result<()> {
    if hub.settings().demo {
        Ok(())
    } else {
        Err(Error::NotFound)
    }
}

/// Ends the session that asks, and begins one for a person of the demonstration, without a
/// password. Returns the session's token.
///
/// # Errors
/// `NotFound` outside the demonstration, and for everybody who is not one of its people.
pub async fn sign_in_as(ctx: &Context, handle: &str) -> Result<String> {
    require_demo(ctx.hub())?;
    let tx = ctx.tx().await?;
    let person = people::by_handle(tx, handle).await?;
    if !person.demo || person.suspended_at.is_some() {
        return Err(Error::NotFound);
    }
    if let Some(id) = ctx.caller().session {
        session::Entity::delete_by_id(id).exec(tx).await?;
    }
    sessions::begin(ctx, person.id).await
}

/// One person of the demonstration.
///
/// # Errors
/// `NotFound` outside the demonstration, and for everybody who is not one of its people.
pub async fn person(hub: &Hub, handle: &str) -> Result<Person> {
    require_demo(hub)?;
    let person = people::by_handle(hub.database().reader(), handle).await?;
    if person.demo {
        Ok(person)
    } else {
        Err(Error::NotFound)
    }
}

/// All people of the demonstration, in the order in which they were made up.
///
/// # Errors
/// `NotFound` outside the demonstration.
pub async fn cast(hub: &Hub) -> Result<Vec<DemoPerson>> {
    require_demo(hub)?;
    let db = hub.database().reader();
    let people = people::visible_to()
        .filter(person::Column::Demo.eq(true))
        .order_by_asc(person::Column::Id)
        .all(db)
        .await?;
    let memberships = organisation_member::Entity::find()
        .filter(organisation_member::Column::State.eq(MembershipState::Active))
        .order_by_asc(organisation_member::Column::Id)
        .all(db)
        .await?;
    let organisations: HashMap<i64, String> = organisation::Entity::find()
        .filter(organisation::Column::Id.is_in(memberships.iter().map(|m| m.organisation_id)))
        .all(db)
        .await?
        .into_iter()
        .map(|organisation| (organisation.id, organisation.name))
        .collect();
    let names = |id: i64| {
        memberships
            .iter()
            .filter(|membership| membership.person_id == id)
            .filter_map(|membership| organisations.get(&membership.organisation_id).cloned())
            .collect()
    };
    Ok(people
        .into_iter()
        .map(|person| DemoPerson {
            organisations: names(person.id),
            person,
        })
        .collect())
}

/// The letters to a person of the demonstration, newest first, as the worker has rendered them.
///
/// # Errors
/// `NotFound` outside the demonstration, and for everybody who is not one of its people.
pub async fn mailbox(hub: &Hub, handle: &str) -> Result<(Person, Vec<mail::Model>)> {
    let person = person(hub, handle).await?;
    let mails = letters(person.id)
        .limit(100)
        .all(hub.database().reader())
        .await?;
    Ok((person, mails))
}

/// One letter to a person of the demonstration.
///
/// # Errors
/// `NotFound` outside the demonstration, for everybody who is not one of its people, and where
/// they have no such letter.
pub async fn letter(hub: &Hub, handle: &str, key: &str) -> Result<(Person, mail::Model)> {
    let person = person(hub, handle).await?;
    let mail = letters(person.id)
        .filter(mail::Column::Key.eq(key))
        .one(hub.database().reader())
        .await?
        .ok_or(Error::NotFound)?;
    Ok((person, mail))
}

fn letters(person: i64) -> sea_orm::Select<mail::Entity> {
    mail::Entity::find()
        .filter(mail::Column::PersonId.eq(person))
        .filter(mail::Column::State.is_in([MailState::Kept, MailState::Sent]))
        .order_by_desc(mail::Column::CreatedAt)
        .order_by_desc(mail::Column::Id)
}
