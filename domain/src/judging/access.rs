//! Who may read proposals and scores as a judge, and who may see scores as staff.

use chrono::{DateTime, Utc};
use hub_entity::challenge::{
    Consent, JudgeState, ProposalState, ReadingMode, assignment, challenge, conflict, judge,
    partner, past_partner, proposal, proposal_version, review,
};
use hub_entity::organisation::organisation_member;
use sea_orm::sea_query::{Expr, ExprTrait, Query, SelectStatement};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect,
};

use crate::account::{authenticate::viewer_of, people};
use crate::challenge::{Challenge, Status, status};
use crate::context::{Context, Viewer};
use crate::error::Result;
use crate::judging::conflict_rule::{belongs_or_did, conflict_free};
use crate::policy::judging::{Standing, may_decide};
use crate::proposal::{Proposal, screening};

/// That the proposal is one for the judge to read and score, for any statement in which the tables
/// `judge` and `proposal` both stand: one that they have no conflict with and, where not everybody
/// reads everything, are assigned, or that went on to a round in which the whole panel reads it.
pub fn for_judge() -> Condition {
    conflict_free().add(
        Condition::any()
            .add(Expr::exists(everyone_reads()))
            .add(Expr::col((proposal::Entity, proposal::Column::ReadByAll)).eq(true))
            .add(Expr::exists(assigned())),
    )
}

/// That everybody reads everything in the challenge of the `proposal`.
fn everyone_reads() -> SelectStatement {
    Query::select()
        .expr(Expr::val(1))
        .from(challenge::Entity)
        .and_where(
            Expr::col((challenge::Entity, challenge::Column::Id))
                .equals((proposal::Entity, proposal::Column::ChallengeId)),
        )
        .and_where(
            Expr::col((challenge::Entity, challenge::Column::Reading)).eq(ReadingMode::Everyone),
        )
        .to_owned()
}

/// That the `proposal` is judged now: it reached the round that its challenge is in. What did not
/// stays readable to those who read it, and asks nothing of them any more.
pub fn in_round() -> Condition {
    let reached = Query::select()
        .expr(Expr::val(1))
        .from(challenge::Entity)
        .and_where(
            Expr::col((challenge::Entity, challenge::Column::Id))
                .equals((proposal::Entity, proposal::Column::ChallengeId)),
        )
        .and_where(
            Expr::col((challenge::Entity, challenge::Column::Round))
                .lte(Expr::col((proposal::Entity, proposal::Column::Round))),
        )
        .to_owned();
    Condition::all().add(Expr::exists(reached))
}

/// That the `judge` is assigned the `proposal`.
fn assigned() -> SelectStatement {
    Query::select()
        .expr(Expr::val(1))
        .from(assignment::Entity)
        .and_where(
            Expr::col((assignment::Entity, assignment::Column::JudgeId))
                .equals((judge::Entity, judge::Column::Id)),
        )
        .and_where(
            Expr::col((assignment::Entity, assignment::Column::ProposalId))
                .equals((proposal::Entity, proposal::Column::Id)),
        )
        .and_where(Expr::col((assignment::Entity, assignment::Column::RemovedAt)).is_null())
        .to_owned()
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
        .cond_where(for_judge())
        .to_owned();
    Condition::all().add(Expr::exists(judges))
}

/// That the proposal was neither taken back nor disqualified before the decision. What was
/// disqualified after it was decided on still.
pub(crate) fn stays() -> Condition {
    let qualified = Condition::any()
        .add(proposal::Column::DisqualifiedFrom.is_null())
        .add(proposal::Column::DisqualifiedFrom.ne(ProposalState::Submitted));
    Condition::all()
        .add(proposal::Column::State.ne(ProposalState::Withdrawn))
        .add(qualified)
}

/// That the proposal was handed in, has not left and may take part: what is judged and decided on.
pub fn handed_in() -> Condition {
    Condition::all()
        .add(proposal::Column::SubmittedVersion.gt(0))
        .add(stays())
        .add(proposal::Column::Id.not_in_subquery(screening::ineligible()))
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
    if apart || !status(challenge, now).is_past_close() {
        return Ok(false);
    }
    is_for(db, judge.id, proposal.id).await
}

/// Whether this proposal, which was handed in, is one for this judge.
async fn is_for(db: &impl ConnectionTrait, judge_id: i64, proposal_id: i64) -> Result<bool> {
    let mut select = Query::select();
    select
        .expr(Expr::val(1))
        .from(judge::Entity)
        .and_where(Expr::col((judge::Entity, judge::Column::Id)).eq(judge_id))
        .and_where(
            Expr::col((judge::Entity, judge::Column::ChallengeId))
                .equals((proposal::Entity, proposal::Column::ChallengeId)),
        )
        .cond_where(for_judge());
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
}

/// Whether judges may score this proposal at this instant: it reached the round that is judged.
pub fn is_asked(challenge: &Challenge, proposal: &Proposal, now: DateTime<Utc>) -> bool {
    is_judging_open(challenge, now) && proposal.round >= challenge.round
}

/// Whether the time for reviews is over.
pub fn is_judging_closed(challenge: &Challenge, now: DateTime<Utc>) -> bool {
    status(challenge, now).is_past_close()
        && challenge.judging_closes_at.is_some_and(|at| at <= now)
}

/// How a viewer stands to a challenge.
#[derive(Debug, Clone)]
pub struct Place {
    /// Number of the challenge.
    pub id: i64,
    /// How.
    pub standing: Standing,
}

/// How the viewer stands to each of these challenges: whether they run it, a part in one of its
/// proposals, a conflict of interest in it, or an appointment as its judge. Two statements, however
/// many they are, and a third for a programme's own staff.
///
/// # Errors
/// When the database does not answer.
pub async fn places(db: &impl ConnectionTrait, viewer: &Viewer, ids: &[i64]) -> Result<Vec<Place>> {
    let mut places: Vec<Place> = ids
        .iter()
        .map(|id| Place {
            id: *id,
            standing: Standing {
                runs: viewer.is_staff(),
                ..Standing::default()
            },
        })
        .collect();
    let Some(actor) = viewer.actor() else {
        return Ok(places);
    };
    let parts: Vec<i64> = challenge::Entity::find()
        .select_only()
        .column(challenge::Column::Id)
        .filter(challenge::Column::Id.is_in(ids.iter().copied()))
        .filter(challenge::Column::Id.in_subquery(with_part_of(viewer)))
        .into_tuple()
        .all(db)
        .await?;
    let judges: Vec<i64> = judge::Entity::find()
        .select_only()
        .column(judge::Column::ChallengeId)
        .filter(judge::Column::ChallengeId.is_in(ids.iter().copied()))
        .filter(judge::Column::PersonId.eq(actor.id))
        .filter(has_judged())
        .into_tuple()
        .all(db)
        .await?;
    let run = run_among(db, viewer, ids).await?;
    for place in &mut places {
        place.standing = Standing {
            runs: run.contains(&place.id),
            interested: parts.contains(&place.id),
            is_judge: judges.contains(&place.id),
        };
    }
    Ok(places)
}

/// Those of these challenges that the viewer runs.
async fn run_among(db: &impl ConnectionTrait, viewer: &Viewer, ids: &[i64]) -> Result<Vec<i64>> {
    if viewer.is_staff() {
        return Ok(ids.to_vec());
    }
    if !viewer.runs_any() {
        return Ok(Vec::new());
    }
    Ok(challenge::Entity::find()
        .select_only()
        .column(challenge::Column::Id)
        .filter(challenge::Column::Id.is_in(ids.iter().copied()))
        .filter(challenge::Column::ProgrammeId.is_in(viewer.programme_ids()))
        .into_tuple()
        .all(db)
        .await?)
}

/// Challenges of the programmes on whose own staff the viewer is, for any statement.
pub(crate) fn of_own_programmes(viewer: &Viewer) -> SelectStatement {
    Query::select()
        .column(challenge::Column::Id)
        .from(challenge::Entity)
        .and_where(challenge::Column::ProgrammeId.is_in(viewer.programme_ids()))
        .to_owned()
}

/// How the viewer stands to one challenge; see [`places`].
///
/// # Errors
/// When the database does not answer.
pub async fn standing(
    db: &impl ConnectionTrait,
    viewer: &Viewer,
    challenge_id: i64,
) -> Result<Standing> {
    let places = places(db, viewer, &[challenge_id]).await?;
    Ok(places
        .first()
        .map_or_else(Standing::default, |place| place.standing))
}

/// Challenges in which the viewer has a part: they, or an organisation of theirs that they belong to
/// or did while there was the proposal, are a partner of a proposal in it or were, they began one or handed
/// one in, or they declared a conflict of interest in it as a judge,
/// removed or not.
///
/// Not `proposal::read::partner_of`: that leaves out who speaks for the publisher, because they
/// read no draft; here their part in a proposal keeps scores and rivals from them all the same.
pub fn with_part_of(viewer: &Viewer) -> SelectStatement {
    let person = viewer.id().unwrap_or(0);
    let own = Query::select()
        .column((
            organisation_member::Entity,
            organisation_member::Column::OrganisationId,
        ))
        .from(organisation_member::Entity)
        .and_where(organisation_member::Column::PersonId.eq(person))
        .cond_where(belongs_or_did())
        .to_owned();
    let parts = Query::select()
        .column((partner::Entity, partner::Column::ProposalId))
        .from(partner::Entity)
        .inner_join(
            proposal::Entity,
            Expr::col((proposal::Entity, proposal::Column::Id))
                .equals((partner::Entity, partner::Column::ProposalId)),
        )
        .and_where(partner::Column::Consent.ne(Consent::Declined))
        .cond_where(
            Condition::any()
                .add(partner::Column::PersonId.eq(person))
                .add(partner::Column::ConsentedBy.eq(person))
                .add(partner::Column::OrganisationId.in_subquery(own.clone())),
        )
        .to_owned();
    let left = Query::select()
        .column((past_partner::Entity, past_partner::Column::ProposalId))
        .from(past_partner::Entity)
        .inner_join(
            proposal::Entity,
            Expr::col((proposal::Entity, proposal::Column::Id))
                .equals((past_partner::Entity, past_partner::Column::ProposalId)),
        )
        .cond_where(
            Condition::any()
                .add(past_partner::Column::PersonId.eq(person))
                .add(past_partner::Column::AgreedBy.eq(person))
                .add(past_partner::Column::OrganisationId.in_subquery(own)),
        )
        .to_owned();
    let handed_in = Query::select()
        .column(proposal_version::Column::ProposalId)
        .from(proposal_version::Entity)
        .and_where(proposal_version::Column::SubmittedBy.eq(person))
        .to_owned();
    let conflicts = Query::select()
        .column(conflict::Column::ProposalId)
        .from(conflict::Entity)
        .and_where(conflict::Column::LiftedAt.is_null())
        .and_where(
            conflict::Column::JudgeId.in_subquery(
                Query::select()
                    .column(judge::Column::Id)
                    .from(judge::Entity)
                    .and_where(judge::Column::PersonId.eq(person))
                    .to_owned(),
            ),
        )
        .to_owned();
    Query::select()
        .column(proposal::Column::ChallengeId)
        .from(proposal::Entity)
        .cond_where(
            Condition::any()
                .add(proposal::Column::Id.in_subquery(parts))
                .add(proposal::Column::Id.in_subquery(left))
                .add(proposal::Column::Id.in_subquery(conflicts))
                .add(proposal::Column::Id.in_subquery(handed_in))
                .add(proposal::Column::CreatedBy.eq(person)),
        )
        .to_owned()
}

/// That somebody judges, or began to: who stepped down after reading proposals as a judge is kept
/// from the scores like one who goes on, because they may be appointed again.
pub(crate) fn has_judged() -> Condition {
    let reviews = Query::select()
        .column(review::Column::JudgeId)
        .from(review::Entity)
        .to_owned();
    Condition::any()
        .add(judge::Column::State.is_in([JudgeState::Invited, JudgeState::Accepted]))
        .add(judge::Column::ConflictsDeclaredAt.is_not_null())
        .add(judge::Column::Id.in_subquery(reviews))
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
    crate::challenge::read::visible_to(viewer)
        .filter(challenge::Column::Id.eq(id))
        .lock_exclusive()
        .one(db)
        .await?
        .ok_or(crate::Error::NotFound)
}

/// Who somebody is now and how they stand to the challenge, for mails to people who could read
/// something when they did what the mail is about; none once their account is closed or suspended.
pub(crate) async fn as_of_now(
    ctx: &Context,
    challenge: &Challenge,
    person: i64,
) -> Result<Option<(Viewer, Standing)>> {
    let tx = ctx.tx().await?;
    let found = people::by_ids(tx, &[person]).await?.pop();
    let active = found.filter(|p| p.deleted_at.is_none() && p.suspended_at.is_none());
    let Some(person) = active else {
        return Ok(None);
    };
    let viewer = viewer_of(ctx.hub(), &person, true).await?;
    let standing = standing(tx, &viewer, challenge.id).await?;
    Ok(Some((viewer, standing)))
}

/// Whether somebody who decided, planned or shared out may decide still.
pub(crate) async fn may_still_decide(
    ctx: &Context,
    challenge: &Challenge,
    person: i64,
) -> Result<bool> {
    let now = as_of_now(ctx, challenge, person).await?;
    Ok(now.is_some_and(|(viewer, standing)| may_decide(&viewer, standing)))
}
