//! Finding proposals, and who may see which.

use hub_entity::challenge::{ChallengeState, Consent, ProposalState, challenge, partner, proposal};
use sea_orm::sea_query::{Query, SelectStatement};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, Select};

use crate::context::{Reader, Viewer};
use crate::error::{Error, Result};
use crate::judging::access;

/// A proposal.
pub type Proposal = proposal::Model;

/// Proposals that the viewer may see, drafts and all that is in them: their partners always; once
/// the challenge has closed, what was submitted also by programme staff and by its judges who
/// declared their conflicts and have none with it, declared or by rule. Nobody else, and no officer of the council
/// that publishes the challenge: what is public of a selected proposal is its project.
pub fn visible_to(reader: &Reader) -> Select<proposal::Entity> {
    visible(reader.viewer(), reader.now())
}

/// The same for a use case.
pub fn visible(viewer: &Viewer, now: chrono::DateTime<chrono::Utc>) -> Select<proposal::Entity> {
    let select = proposal::Entity::find();
    if viewer.is_system() {
        return select;
    }
    let Some(actor) = viewer.actor() else {
        return select.filter(proposal::Column::Id.is_null());
    };
    let closed = Query::select()
        .column(challenge::Column::Id)
        .from(challenge::Entity)
        .and_where(challenge::Column::ClosesAt.lte(now))
        .and_where(
            challenge::Column::State.is_in([ChallengeState::Published, ChallengeState::Announced]),
        )
        .to_owned();
    let handed_in = Condition::all()
        .add(proposal::Column::SubmittedVersion.gt(0))
        .add(proposal::Column::State.ne(ProposalState::Withdrawn))
        .add(proposal::Column::ChallengeId.in_subquery(closed));
    let mut any = Condition::any().add(proposal::Column::Id.in_subquery(partner_of(viewer)));
    if viewer.is_staff() {
        any = any.add(handed_in.clone());
    }
    any = any.add(handed_in.add(access::readable_by_judge(actor.id)));
    select.filter(any)
}

/// Proposals that the viewer is a partner of, in person or through an organisation. Who declined
/// is none any more.
pub fn partner_of(viewer: &Viewer) -> SelectStatement {
    Query::select()
        .column(partner::Column::ProposalId)
        .from(partner::Entity)
        .cond_where(
            Condition::any()
                .add(partner::Column::PersonId.eq(viewer.id().unwrap_or(0)))
                .add(partner::Column::OrganisationId.is_in(viewer.organisation_ids())),
        )
        .and_where(partner::Column::Consent.is_in([
            Consent::Pending,
            Consent::Given,
            Consent::Withdrawn,
        ]))
        .to_owned()
}

/// One proposal that the viewer may see.
///
/// # Errors
/// `NotFound` when there is none.
pub async fn by_key(reader: &Reader, key: &str) -> Result<Proposal> {
    let select = visible_to(reader).filter(proposal::Column::Key.eq(key));
    select.one(reader.db()).await?.ok_or(Error::NotFound)
}

/// Several that the viewer may see, for loaders.
///
/// # Errors
/// When the database does not answer.
pub async fn by_ids(reader: &Reader, ids: &[i64]) -> Result<Vec<Proposal>> {
    let select = visible_to(reader).filter(proposal::Column::Id.is_in(ids.iter().copied()));
    Ok(select.all(reader.db()).await?)
}

/// Whether the viewer is a partner of the proposal.
///
/// # Errors
/// When the database does not answer.
pub async fn is_partner(
    db: &impl ConnectionTrait,
    viewer: &Viewer,
    proposal_id: i64,
) -> Result<bool> {
    let select = proposal::Entity::find_by_id(proposal_id)
        .filter(proposal::Column::Id.in_subquery(partner_of(viewer)));
    Ok(select.one(db).await?.is_some())
}
