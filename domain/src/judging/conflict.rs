//! Conflicts of interest, written in one place, whoever says that there is one.
//!
//! A conflict takes access away at once, because access asks the table each time. What the judge
//! had written of the proposal stays where it is, counts no more and is read by nobody: it is set
//! aside, and the audit says so.

use hub_entity::challenge::{
    ChallengeState, ConflictKind, ConflictOrigin, challenge, conflict, judge, proposal,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel,
    QueryFilter, QuerySelect,
};
use serde_json::json;

use crate::account::people;
use crate::challenge::{Challenge, read::visible_to};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::judging::assigned::slots::{self, Why};
use crate::judging::{Judge, access, desk, read, review};
use crate::platform::letter::Letter;
use crate::platform::outbox::Recipient;
use crate::platform::{audit, outbox};
use crate::policy;
use crate::proposal::Proposal;

/// A conflict of interest of a judge with a proposal.
pub type Conflict = conflict::Model;

/// What is to be written.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    /// With which proposal.
    pub proposal_id: i64,
    /// How it is known.
    pub origin: ConflictOrigin,
    /// What it is.
    pub kind: ConflictKind,
    /// In somebody's words.
    pub note: String,
}

/// The conflict of a judge with a proposal that was written, whether or not it was lifted.
pub(crate) async fn find(
    db: &impl ConnectionTrait,
    judge_id: i64,
    proposal_id: i64,
) -> Result<Option<Conflict>> {
    Ok(conflict::Entity::find()
        .filter(conflict::Column::JudgeId.eq(judge_id))
        .filter(conflict::Column::ProposalId.eq(proposal_id))
        .one(db)
        .await?)
}

/// Writes a conflict of a judge whose row is locked, and sets aside what they had written. One
/// that stands stays as it was found first; one that was lifted stands again.
pub(crate) async fn record(ctx: &Context, judge: &Judge, found: Found) -> Result<Conflict> {
    let tx = ctx.tx().await?;
    let known = find(tx, judge.id, found.proposal_id).await?;
    if let Some(known) = known.clone().filter(|known| known.lifted_at.is_none()) {
        return Ok(known);
    }
    let added_by = (found.origin == ConflictOrigin::Staff)
        .then(|| ctx.viewer().id())
        .flatten();
    let mut row = known.map_or_else(
        || conflict::ActiveModel {
            judge_id: Set(judge.id),
            proposal_id: Set(found.proposal_id),
            ..Default::default()
        },
        IntoActiveModel::into_active_model,
    );
    row.origin = Set(found.origin);
    row.kind = Set(found.kind);
    row.note = Set(found.note);
    row.created_at = Set(ctx.now());
    row.added_by = Set(added_by);
    row.confirmed_at = Set(added_by.map(|_| ctx.now()));
    row.confirmed_by = Set(added_by);
    row.lifted_at = Set(None);
    row.lifted_by = Set(None);
    row.lifted_reason = Set(String::new());
    let written = row.save(tx).await?;
    let written = sea_orm::TryIntoModel::try_into_model(written)?;
    let details = json!({
        "judge": judge.id,
        "proposal": written.proposal_id,
        "origin": sea_orm::ActiveEnum::to_value(&written.origin),
        "kind": sea_orm::ActiveEnum::to_value(&written.kind),
    });
    note(ctx, judge, "conflict_recorded", &written, details).await?;
    if let Some(review) = review::find(tx, judge.id, written.proposal_id).await? {
        let entry = audit::Entry {
            action: "review_set_aside",
            object_kind: "review",
            object_id: review.id,
            challenge_id: Some(judge.challenge_id),
            details: json!({ "conflict": written.id, "version": review.version }),
        };
        audit::record(ctx, entry).await?;
    }
    slots::free(ctx, judge, Why::Conflict(written.proposal_id)).await?;
    Ok(written)
}

/// Writes the audit row of what became of a conflict.
pub(crate) async fn note(
    ctx: &Context,
    judge: &Judge,
    action: &str,
    conflict: &Conflict,
    details: serde_json::Value,
) -> Result<()> {
    let entry = audit::Entry {
        action,
        object_kind: "conflict",
        object_id: conflict.id,
        challenge_id: Some(judge.challenge_id),
        details,
    };
    audit::record(ctx, entry).await
}

/// The judge, locked, with the challenge and a proposal of it, for staff who settle conflicts now.
pub(crate) async fn for_staff(
    ctx: &Context,
    judge: &str,
    proposal: &str,
) -> Result<(Judge, Challenge, Proposal)> {
    let tx = ctx.tx().await?;
    let judge = judge::Entity::find()
        .filter(judge::Column::Key.eq(judge))
        .lock_exclusive()
        .one(tx)
        .await?
        .filter(|_| ctx.viewer().runs_any())
        .ok_or(Error::NotFound)?;
    let challenge = open_to_conflicts(ctx, judge.challenge_id).await;
    let standing = access::standing(tx, ctx.viewer(), judge.challenge_id).await?;
    if !standing.runs {
        return Err(Error::NotFound);
    }
    let allowed = policy::judging::may_settle_conflicts(ctx.viewer(), standing);
    policy::require(ctx.viewer(), allowed)?;
    let challenge = challenge?;
    let proposal = handed_in(tx, &challenge, proposal).await?;
    Ok((judge, challenge, proposal))
}

/// The challenge, if conflicts can be added to it and lifted: from its close to the announcement.
pub(crate) async fn open_to_conflicts(ctx: &Context, challenge_id: i64) -> Result<Challenge> {
    let challenge = visible_to(&crate::Viewer::System)
        .filter(challenge::Column::Id.eq(challenge_id))
        .lock_shared()
        .one(ctx.tx().await?)
        .await?
        .ok_or(Error::NotFound)?;
    if !desk::is_past_close(&challenge, ctx.now()) {
        return Err(Error::field("", "NOT_CLOSED_YET"));
    }
    if challenge.state != ChallengeState::Published {
        return Err(Error::field("", "CONFLICTS_NOT_NOW"));
    }
    Ok(challenge)
}

/// A proposal of the challenge that was handed in, by its key.
pub(crate) async fn handed_in(
    db: &impl ConnectionTrait,
    challenge: &Challenge,
    key: &str,
) -> Result<Proposal> {
    proposal::Entity::find()
        .filter(proposal::Column::Key.eq(key))
        .filter(proposal::Column::ChallengeId.eq(challenge.id))
        .filter(access::handed_in())
        .one(db)
        .await?
        .ok_or(Error::NotFound)
}

/// Tells a judge that staff added a conflict, or lifted one.
pub(crate) async fn tell(
    ctx: &Context,
    judge: &Judge,
    challenge: &Challenge,
    proposal: &Proposal,
    lifted: bool,
) -> Result<()> {
    let tx = ctx.tx().await?;
    let to = match judge.person_id {
        Some(id) => Recipient::from(&people::by_id(tx, id).await?),
        None => Recipient::address(&judge.email),
    };
    let title = read::submitted(tx, std::slice::from_ref(proposal))
        .await?
        .remove(&proposal.id)
        .map_or_else(|| proposal.title.clone(), |content| content.title);
    let letter = Letter::JudgeConflict {
        challenge_title: challenge.title.clone(),
        proposal_title: title,
        lifted,
        link: format!("{}{}", ctx.hub().settings().public_url, read::path(judge)),
    };
    let at = ctx.now().timestamp_millis();
    let occasion = format!("conflict:{}:{}:{at}", judge.id, proposal.id);
    outbox::send(ctx, &to, &occasion, &letter).await
}
