//! Who may read proposals and scores as a judge, and who may see scores as staff.

use chrono::{DateTime, Utc};
use hub_entity::challenge::{
    Consent, JudgeState, ProposalState, challenge, conflict, judge, partner, proposal,
};
use hub_entity::organisation::{MembershipState, organisation_member};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};

use crate::challenge::{Challenge, Status, status};
use crate::context::Viewer;
use crate::error::Result;
use crate::policy::judging::Standing;
use crate::proposal::Proposal;

/// That the judge has no conflict of interest with the proposal, declared or by rule, for any
/// statement in which the tables `judge` and `proposal` both stand. By rule: the judge is a
/// partner, was invited as one, started the proposal, or is an active member of an organisation
/// that is a partner. A partner that declined is none.
pub fn conflict_free() -> Condition {
    let declared = Query::select()
        .expr(Expr::val(1))
        .from(conflict::Entity)
        .and_where(
            Expr::col((conflict::Entity, conflict::Column::JudgeId))
                .equals((judge::Entity, judge::Column::Id)),
        )
        .and_where(
            Expr::col((conflict::Entity, conflict::Column::ProposalId))
                .equals((proposal::Entity, proposal::Column::Id)),
        )
        .to_owned();
    Condition::all()
        .add(Expr::exists(declared).not())
        .add(by_rule().not())
}

/// That the judge has a conflict of interest with the proposal by rule; see [`conflict_free`].
pub fn by_rule() -> Condition {
    let own = Query::select()
        .column((
            organisation_member::Entity,
            organisation_member::Column::OrganisationId,
        ))
        .from(organisation_member::Entity)
        .and_where(
            Expr::col((
                organisation_member::Entity,
                organisation_member::Column::PersonId,
            ))
            .equals((judge::Entity, judge::Column::PersonId)),
        )
        .and_where(
            Expr::col((
                organisation_member::Entity,
                organisation_member::Column::State,
            ))
            .eq(Expr::val(text(&MembershipState::Active))),
        )
        .to_owned();
    let partners = Query::select()
        .expr(Expr::val(1))
        .from(partner::Entity)
        .and_where(
            Expr::col((partner::Entity, partner::Column::ProposalId))
                .equals((proposal::Entity, proposal::Column::Id)),
        )
        .and_where(partner::Column::Consent.ne(Consent::Declined))
        .cond_where(
            Condition::any()
                .add(
                    Expr::col((partner::Entity, partner::Column::PersonId))
                        .equals((judge::Entity, judge::Column::PersonId)),
                )
                .add(
                    Expr::col((partner::Entity, partner::Column::Email))
                        .equals((judge::Entity, judge::Column::Email)),
                )
                .add(
                    Expr::col((partner::Entity, partner::Column::OrganisationId)).in_subquery(own),
                ),
        )
        .to_owned();
    Condition::any().add(Expr::exists(partners)).add(
        Expr::col((proposal::Entity, proposal::Column::CreatedBy))
            .equals((judge::Entity, judge::Column::PersonId))
            .and(Expr::col((judge::Entity, judge::Column::PersonId)).is_not_null()),
    )
}

/// How the database writes a value of an enumeration.
fn text<E: sea_orm::ActiveEnum<Value = String>>(value: &E) -> String {
    sea_orm::ActiveEnum::to_value(value)
}

/// That some judge who accepted, declared conflicts and has none may read the proposal; for
/// statements on the table `proposal`.
pub fn readable_by_judge(person_id: i64) -> Condition {
    let judges = Query::select()
        .expr(Expr::val(1))
        .from(judge::Entity)
        .and_where(
            Expr::col((judge::Entity, judge::Column::ChallengeId))
                .equals((proposal::Entity, proposal::Column::ChallengeId)),
        )
        .and_where(judge::Column::PersonId.eq(person_id))
        .and_where(judge::Column::State.eq(JudgeState::Accepted))
        .and_where(judge::Column::ConflictsDeclaredAt.is_not_null())
        .cond_where(conflict_free())
        .to_owned();
    Condition::all().add(Expr::exists(judges))
}

/// That the proposal was handed in and not taken back: what is judged and decided on.
pub fn handed_in() -> Condition {
    Condition::all()
        .add(proposal::Column::SubmittedVersion.gt(0))
        .add(proposal::Column::State.ne(ProposalState::Withdrawn))
}

/// Whether this judge may read this proposal now, and score it while judging is open.
///
/// # Errors
/// When the database does not answer.
pub async fn may_read(
    db: &impl ConnectionTrait,
    judge: &judge::Model,
    proposal: &Proposal,
    challenge: &Challenge,
    now: DateTime<Utc>,
) -> Result<bool> {
    let apart = judge.challenge_id != proposal.challenge_id
        || judge.challenge_id != challenge.id
        || judge.state != JudgeState::Accepted
        || judge.conflicts_declared_at.is_none();
    if apart
        || !matches!(
            status(challenge, now),
            Status::Closed | Status::Judging | Status::Announced
        )
    {
        return Ok(false);
    }
    is_free(db, judge.id, proposal.id).await
}

/// Whether this judge has no conflict with this proposal, which was handed in.
async fn is_free(db: &impl ConnectionTrait, judge_id: i64, proposal_id: i64) -> Result<bool> {
    let mut select = Query::select();
    select
        .expr(Expr::val(1))
        .from(judge::Entity)
        .and_where(Expr::col((judge::Entity, judge::Column::Id)).eq(judge_id))
        .and_where(
            Expr::col((judge::Entity, judge::Column::ChallengeId))
                .equals((proposal::Entity, proposal::Column::ChallengeId)),
        )
        .cond_where(conflict_free());
    let found = proposal::Entity::find_by_id(proposal_id)
        .filter(handed_in())
        .filter(Expr::exists(select))
        .count(db)
        .await?;
    Ok(found > 0)
}

/// Whether judges may score at this instant.
pub fn is_judging_open(challenge: &Challenge, now: DateTime<Utc>) -> bool {
    status(challenge, now) == Status::Judging
        && challenge.judging_closes_at.is_none_or(|at| now < at)
}

/// Whether the time for reviews is over.
pub fn is_judging_closed(challenge: &Challenge, now: DateTime<Utc>) -> bool {
    matches!(
        status(challenge, now),
        Status::Closed | Status::Judging | Status::Announced
    ) && challenge.judging_closes_at.is_some_and(|at| at <= now)
}

/// What stands between a viewer and the scores of a challenge: a part in one of its proposals, or
/// an appointment as its judge.
///
/// # Errors
/// When the database does not answer.
pub async fn standing(
    db: &impl ConnectionTrait,
    viewer: &Viewer,
    challenge_id: i64,
) -> Result<Standing> {
    let Some(actor) = viewer.actor() else {
        return Ok(Standing::default());
    };
    // Not `proposal::read::partner_of`: that leaves out who speaks for the publisher, because they
    // read no draft; here their part in a proposal keeps the scores from them all the same.
    let parts = Query::select()
        .column(partner::Column::ProposalId)
        .from(partner::Entity)
        .and_where(partner::Column::Consent.ne(Consent::Declined))
        .cond_where(
            Condition::any()
                .add(partner::Column::PersonId.eq(actor.id))
                .add(partner::Column::OrganisationId.is_in(viewer.organisation_ids())),
        )
        .to_owned();
    let mine = Condition::any()
        .add(proposal::Column::Id.in_subquery(parts))
        .add(proposal::Column::CreatedBy.eq(actor.id));
    let interested = proposal::Entity::find()
        .filter(proposal::Column::ChallengeId.eq(challenge_id))
        .filter(mine)
        .count(db)
        .await?;
    let judge = judge::Entity::find()
        .filter(judge::Column::ChallengeId.eq(challenge_id))
        .filter(judge::Column::PersonId.eq(actor.id))
        .filter(judge::Column::State.is_in([JudgeState::Invited, JudgeState::Accepted]))
        .count(db)
        .await?;
    Ok(Standing {
        interested: interested > 0 || has_conflict(db, actor.id, challenge_id).await?,
        is_judge: judge > 0,
    })
}

/// Whether the person declared a conflict in this challenge as a judge, removed or not.
async fn has_conflict(
    db: &impl ConnectionTrait,
    person_id: i64,
    challenge_id: i64,
) -> Result<bool> {
    let judges = Query::select()
        .column(judge::Column::Id)
        .from(judge::Entity)
        .and_where(judge::Column::PersonId.eq(person_id))
        .and_where(judge::Column::ChallengeId.eq(challenge_id))
        .to_owned();
    let found = conflict::Entity::find()
        .filter(conflict::Column::JudgeId.in_subquery(judges))
        .count(db)
        .await?;
    Ok(found > 0)
}

/// The challenge, locked, as the root of what is changed.
///
/// # Errors
/// `NotFound` when the viewer may not see it.
pub(crate) async fn locked_challenge(
    db: &impl ConnectionTrait,
    viewer: &Viewer,
    id: i64,
) -> Result<Challenge> {
    use sea_orm::QuerySelect;
    crate::challenge::read::visible_to(viewer)
        .filter(challenge::Column::Id.eq(id))
        .lock_exclusive()
        .one(db)
        .await?
        .ok_or(crate::Error::NotFound)
}
