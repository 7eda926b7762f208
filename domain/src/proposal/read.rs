//! Finding proposals, and who may see which.

use std::collections::HashSet;

use hub_entity::challenge::{ChallengeState, Consent, ProposalState, challenge, partner, proposal};
use sea_orm::sea_query::{Expr, ExprTrait, Func, Query, SelectStatement};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, Select,
};

use crate::context::{Reader, Viewer};
use crate::error::{Error, Result};
use crate::judging::access;
use crate::page::{Page, Slice};

/// A proposal.
pub type Proposal = proposal::Model;

/// Proposals that the viewer may see: their partners always; once the challenge has closed, also
/// staff who run it (what was withdrawn since as well) and its judges who declared their conflicts and have none with it, declared or by rule,
/// and then only what was submitted ([`content_for`](crate::proposal::content_for) picks). Staff with a
/// part in a challenge read no rival in it. Nobody else:
/// what is public of a selected proposal is its project. Who speaks for the publisher of a
/// challenge is no partner in it before it is decided, whatever a partner's row says, because
/// they would read what competes with others.
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
        .cond_where(locked(now))
        .and_where(
            challenge::Column::State.is_in([ChallengeState::Published, ChallengeState::Announced]),
        )
        .to_owned();
    let handed_in = Condition::all()
        .add(proposal::Column::SubmittedVersion.gt(0))
        .add(proposal::Column::ChallengeId.in_subquery(closed));
    let mut any = Condition::any().add(proposal::Column::Id.in_subquery(partner_of(viewer)));
    if viewer.runs_any() {
        let mut run = handed_in
            .clone()
            .add(at_the_close())
            .add(proposal::Column::ChallengeId.not_in_subquery(access::with_part_of(viewer)));
        if !viewer.is_staff() {
            let own = access::of_own_programmes(viewer);
            run = run.add(proposal::Column::ChallengeId.in_subquery(own));
        }
        any = any.add(run);
    }
    // Judges read what takes part; what staff found ineligible is between them and its partners.
    let judged = handed_in.add(access::handed_in());
    any = any.add(judged.add(access::readable_by_judge(actor.id)));
    select.filter(any)
}

/// That the proposal was not taken back before its challenge closed: staff who run it read what was
/// withdrawn afterwards, with the reason.
pub(crate) fn at_the_close() -> Condition {
    let closed = Func::coalesce([
        Expr::col((challenge::Entity, challenge::Column::LocksAt)),
        Expr::col((challenge::Entity, challenge::Column::ClosesAt)),
    ]);
    let afterwards = Query::select()
        .expr(Expr::val(1))
        .from(challenge::Entity)
        .and_where(
            Expr::col((challenge::Entity, challenge::Column::Id))
                .equals((proposal::Entity, proposal::Column::ChallengeId)),
        )
        .and_where(Expr::col((proposal::Entity, proposal::Column::WithdrawnAt)).gte(closed))
        .to_owned();
    Condition::any()
        .add(proposal::Column::State.ne(ProposalState::Withdrawn))
        .add(Expr::exists(afterwards))
}

/// That the challenge has closed for good; see `challenge::status::locks_at`.
fn locked(now: chrono::DateTime<chrono::Utc>) -> Condition {
    let at_once = Condition::all()
        .add(challenge::Column::LocksAt.is_null())
        .add(challenge::Column::ClosesAt.lte(now));
    Condition::any()
        .add(challenge::Column::LocksAt.lte(now))
        .add(at_once)
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
        .and_where(partner::Column::ProposalId.not_in_subquery(competing_for(viewer)))
        .to_owned()
}

/// Proposals that compete for what an organisation of the viewer publishes.
fn competing_for(viewer: &Viewer) -> SelectStatement {
    let own = Query::select()
        .column(challenge::Column::Id)
        .from(challenge::Entity)
        .and_where(challenge::Column::PublisherId.is_in(viewer.organisation_ids()))
        .and_where(challenge::Column::State.ne(ChallengeState::Announced))
        .to_owned();
    Query::select()
        .column(proposal::Column::Id)
        .from(proposal::Entity)
        .and_where(proposal::Column::ChallengeId.in_subquery(own))
        .to_owned()
}

/// Which of these proposals are the viewer's own.
///
/// # Errors
/// When the database does not answer.
pub async fn own_among(reader: &Reader, ids: &[i64]) -> Result<HashSet<i64>> {
    let rows: Vec<i64> = proposal::Entity::find()
        .select_only()
        .column(proposal::Column::Id)
        .filter(proposal::Column::Id.is_in(ids.iter().copied()))
        .filter(proposal::Column::Id.in_subquery(partner_of(reader.viewer())))
        .into_tuple()
        .all(reader.db())
        .await?;
    Ok(rows.into_iter().collect())
}

/// Of which of these proposals the viewer is behind a partner that agreed, or began one to which
/// nobody did: whoever was asked and has not answered learns nothing of what becomes of it.
///
/// # Errors
/// When the database does not answer.
pub async fn agreed_among(reader: &Reader, ids: &[i64]) -> Result<HashSet<i64>> {
    let viewer = reader.viewer();
    let agreed = || {
        Query::select()
            .column(partner::Column::ProposalId)
            .from(partner::Entity)
            .and_where(partner::Column::Consent.eq(Consent::Given))
            .to_owned()
    };
    let own = agreed()
        .cond_where(
            Condition::any()
                .add(partner::Column::PersonId.eq(viewer.id().unwrap_or(0)))
                .add(partner::Column::OrganisationId.is_in(viewer.organisation_ids())),
        )
        .to_owned();
    let began = Condition::all()
        .add(proposal::Column::CreatedBy.eq(viewer.id().unwrap_or(0)))
        .add(proposal::Column::Id.not_in_subquery(agreed()));
    let rows: Vec<i64> = proposal::Entity::find()
        .select_only()
        .column(proposal::Column::Id)
        .filter(proposal::Column::Id.is_in(ids.iter().copied()))
        .filter(proposal::Column::Id.in_subquery(partner_of(viewer)))
        .filter(
            Condition::any()
                .add(proposal::Column::Id.in_subquery(own))
                .add(began),
        )
        .into_tuple()
        .all(reader.db())
        .await?;
    Ok(rows.into_iter().collect())
}

/// The viewer's own proposals, those that were edited last first.
///
/// # Errors
/// `Invalid` on `after` when the cursor belongs to another list.
pub async fn own(reader: &Reader, page: &Page) -> Result<Slice<Proposal>> {
    let mut select = proposal::Entity::find()
        .filter(proposal::Column::Id.in_subquery(partner_of(reader.viewer())));
    let total = select.clone().count(reader.db()).await?;
    if let Some([at, id]) = page.key::<2>()? {
        let bad = || Error::field("after", "BAD_CURSOR");
        let at = chrono::DateTime::parse_from_rfc3339(&at)
            .map_err(|_| bad())?
            .to_utc();
        let id: i64 = id.parse().map_err(|_| bad())?;
        select = select.filter(
            Condition::any()
                .add(proposal::Column::UpdatedAt.lt(at))
                .add(
                    Condition::all()
                        .add(proposal::Column::UpdatedAt.eq(at))
                        .add(proposal::Column::Id.lt(id)),
                ),
        );
    }
    let rows = select
        .order_by_desc(proposal::Column::UpdatedAt)
        .order_by_desc(proposal::Column::Id)
        .limit(page.first + 1)
        .all(reader.db())
        .await?;
    let key = |row: &Proposal| vec![row.updated_at.to_rfc3339(), row.id.to_string()];
    Ok(Slice::cut(rows, page, key).with_total(total))
}

/// The viewer's own proposals for one challenge, the newest first; at most a hundred.
///
/// # Errors
/// When the database does not answer.
pub async fn own_for_challenge(reader: &Reader, challenge_id: i64) -> Result<Vec<Proposal>> {
    Ok(proposal::Entity::find()
        .filter(proposal::Column::ChallengeId.eq(challenge_id))
        .filter(proposal::Column::Id.in_subquery(partner_of(reader.viewer())))
        .order_by_desc(proposal::Column::Id)
        .limit(100)
        .all(reader.db())
        .await?)
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

/// Whether the viewer is behind a partner of the proposal that agreed to it or, where none has, began
/// it: those to whom letters about it go.
///
/// # Errors
/// When the database does not answer.
pub async fn has_agreed(
    db: &impl ConnectionTrait,
    viewer: &Viewer,
    proposal: &Proposal,
) -> Result<bool> {
    let agreed = partner::Entity::find()
        .filter(partner::Column::ProposalId.eq(proposal.id))
        .filter(partner::Column::Consent.eq(Consent::Given))
        .all(db)
        .await?;
    let is_own = |row: &partner::Model| {
        let organisation = row.organisation_id.is_some_and(|id| viewer.belongs_to(id));
        organisation || (row.person_id.is_some() && row.person_id == viewer.id())
    };
    let began = agreed.is_empty() && viewer.id() == Some(proposal.created_by);
    Ok(began || agreed.iter().any(is_own))
}
