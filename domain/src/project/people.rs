//! The people behind a project: to whom its mail goes.

use std::collections::BTreeSet;

use hub_entity::account::person;
use hub_entity::organisation::{MembershipState, organisation_member};
use hub_entity::project::project_partner;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::account::{Person, people};
use crate::error::Result;

/// Persons who are partners, and active members of organisations that are, each once, in the
/// order of their accounts.
///
/// # Errors
/// When the database does not answer.
pub async fn of(db: &impl ConnectionTrait, project_id: i64) -> Result<Vec<Person>> {
    let partners = project_partner::Entity::find()
        .filter(project_partner::Column::ProjectId.eq(project_id))
        .all(db)
        .await?;
    let organisations = partners.iter().filter_map(|p| p.organisation_id);
    let members = organisation_member::Entity::find()
        .filter(organisation_member::Column::OrganisationId.is_in(organisations))
        .filter(organisation_member::Column::State.eq(MembershipState::Active))
        .all(db)
        .await?;
    let mut wanted: BTreeSet<i64> = partners.iter().filter_map(|p| p.person_id).collect();
    wanted.extend(members.iter().map(|m| m.person_id));
    Ok(people::visible_to()
        .filter(person::Column::Id.is_in(wanted))
        .order_by_asc(person::Column::Id)
        .all(db)
        .await?)
}
