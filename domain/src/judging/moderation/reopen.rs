//! Staff reopen a submitted review, and its judge submits it again.

use hub_entity::challenge::{judge, proposal, reopening, review};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel,
    QueryFilter,
};
use serde_json::json;

use crate::account::people;
use crate::challenge::{Challenge, Status, status};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::judging::moderation::{Reopening, discussion};
use crate::judging::review as reviews;
use crate::judging::{Judge, Review, access, lots, read, versions};
use crate::platform::audit;
use crate::platform::letter::Letter;
use crate::platform::outbox::{self, Recipient};
use crate::policy;
use crate::proposal::Proposal;
use crate::values::Fields;

/// Which review its judge should look at again.
#[derive(Debug, Clone)]
pub struct ReopenReview {
    /// Key of the review.
    pub review: String,
    /// Why, for its judge.
    pub reason: String,
}

/// Reopens a review: its judge is told, and can submit it again while moderation lasts. Until they
/// do, it counts as it is.
///
/// # Errors
/// `NotFound` to all but staff, and for a review that does not count; `Forbidden` to staff with a
/// part in the challenge or who judge it; `Invalid` on `reason`, outside moderation, and where it
/// waits already.
pub async fn reopen_review(ctx: &Context, input: ReopenReview) -> Result<Proposal> {
    let mut fields = Fields::default();
    let reason = fields.text("reason", &input.reason, 1..=2000);
    let tx = ctx.tx().await?;
    let known = review::Entity::find()
        .filter(review::Column::Key.eq(&input.review))
        .one(tx)
        .await?
        .filter(|_| ctx.viewer().runs_any())
        .ok_or(Error::NotFound)?;
    let proposal = proposal::Entity::find_by_id(known.proposal_id)
        .filter(access::handed_in())
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    let challenge = access::locked_challenge(tx, ctx.viewer(), proposal.challenge_id).await?;
    let standing = access::standing(tx, ctx.viewer(), challenge.id).await?;
    if !standing.runs {
        return Err(Error::NotFound);
    }
    let allowed = policy::judging::may_decide(ctx.viewer(), standing);
    policy::require(ctx.viewer(), allowed)?;
    if status(&challenge, ctx.hub().clock().now()) != Status::Moderation {
        return Err(Error::field("", "MODERATION_NOT_NOW"));
    }
    if lots::is_drawn(tx, &challenge).await? {
        return Err(Error::field("", "LOTTERY_DRAWN"));
    }
    if proposal.round < challenge.round {
        return Err(Error::field("", "NOT_IN_THIS_ROUND"));
    }
    let counted = reviews::counted(tx, challenge.id).await?;
    let review = counted.into_iter().find(|row| row.id == known.id);
    let review = review.ok_or(Error::NotFound)?;
    if waiting(tx, review.id).await?.is_some() {
        return Err(Error::field("", "REVIEW_REOPENED"));
    }
    fields.finish()?;
    // A review that was last saved before versions were kept has none of that text yet.
    let scores = reviews::scores_of(tx, review.id).await?;
    versions::keep(tx, &review, &scores).await?;
    let row = reopening::ActiveModel {
        review_id: Set(review.id),
        version: Set(review.version),
        reason: Set(reason),
        reopened_by: Set(ctx.actor()?.id),
        reopened_at: Set(ctx.now()),
        answered_at: Set(None),
        ..Default::default()
    };
    let saved = row.insert(tx).await?;
    let entry = audit::Entry {
        action: "review_reopened",
        object_kind: "review",
        object_id: review.id,
        challenge_id: Some(challenge.id),
        details: json!({
            "proposal": proposal.id, "version": review.version, "reason": saved.reason,
        }),
    };
    audit::record(ctx, entry).await?;
    tell(ctx, &challenge, &proposal, &review, &saved).await?;
    Ok(proposal)
}

async fn tell(
    ctx: &Context,
    challenge: &Challenge,
    proposal: &Proposal,
    review: &Review,
    reopening: &Reopening,
) -> Result<()> {
    let tx = ctx.tx().await?;
    let judge = judge::Entity::find_by_id(review.judge_id).one(tx).await?;
    let judge = judge.ok_or(Error::NotFound)?;
    let to = match judge.person_id {
        Some(id) => Recipient::from(&people::by_id(tx, id).await?),
        None => Recipient::address(&judge.email),
    };
    let letter = Letter::ReviewReopened {
        challenge_title: challenge.title.clone(),
        proposal_title: discussion::title(tx, proposal).await?,
        reason: reopening.reason.clone(),
        proposal: proposal.key.clone(),
        link: format!(
            "{}{}",
            ctx.hub().settings().public_url,
            card_path(&judge, proposal)
        ),
    };
    let occasion = format!("review-reopened:{}", reopening.id);
    outbox::send(ctx, &to, &occasion, &letter).await
}

/// The address of a score card.
pub(crate) fn card_path(judge: &Judge, proposal: &Proposal) -> String {
    format!("{}/proposals/{}", read::path(judge), proposal.key)
}

/// That this review was reopened and waits for its judge.
pub(crate) async fn waiting(
    db: &impl ConnectionTrait,
    review_id: i64,
) -> Result<Option<Reopening>> {
    Ok(waiting_of(db, &[review_id]).await?.pop())
}

/// Those of these reviews that were reopened and wait for their judges.
pub(crate) async fn waiting_of(
    db: &impl ConnectionTrait,
    review_ids: &[i64],
) -> Result<Vec<Reopening>> {
    Ok(reopening::Entity::find()
        .filter(reopening::Column::ReviewId.is_in(review_ids.iter().copied()))
        .filter(reopening::Column::AnsweredAt.is_null())
        .all(db)
        .await?)
}

/// Why the judge of this review can submit it again now, though judging is over; none where they
/// cannot, as what did not go on to the last round. Whether the proposal is theirs to read, callers
/// have asked.
pub(crate) async fn open_now(
    db: &impl ConnectionTrait,
    challenge: &Challenge,
    proposal: &Proposal,
    review: Option<&Review>,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<Option<Reopening>> {
    match review {
        Some(review)
            if status(challenge, now) == Status::Moderation
                && proposal.round >= challenge.round =>
        {
            waiting(db, review.id).await
        }
        _ => Ok(None),
    }
}

/// Notes that the judge submitted a review again that was reopened, changed or not.
pub(crate) async fn settle(ctx: &Context, judge: &Judge, review: &Review) -> Result<()> {
    let tx = ctx.tx().await?;
    let Some(reopening) = waiting(tx, review.id).await? else {
        return Ok(());
    };
    let before = reopening.version;
    let mut row = reopening.into_active_model();
    row.answered_at = Set(Some(ctx.now()));
    row.update(tx).await?;
    let entry = audit::Entry {
        action: "reopened_review_answered",
        object_kind: "review",
        object_id: review.id,
        challenge_id: Some(judge.challenge_id),
        details: json!({ "before": before, "version": review.version }),
    };
    audit::record(ctx, entry).await
}
