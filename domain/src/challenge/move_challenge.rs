//! The steps that staff take between the close and the archive, where nothing else happens than
//! that the challenge moves on.

use hub_entity::challenge::{OfferState, challenge, offer};
use hub_entity::project::{ProjectState, project};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder,
};
use serde_json::json;

use crate::challenge::{Challenge, Status, read, status};
use crate::context::Context;
use crate::error::{Error, FieldError, Result};
use crate::judging::{access, announcement};
use crate::platform::audit;
use crate::policy::{self, judging::Standing};
use crate::values::Fields;

/// Where a challenge is moved.
#[derive(Debug, Clone)]
pub struct MoveChallenge {
    /// Which challenge.
    pub number: i64,
    /// Where to.
    pub to: Status,
    /// Why; needed where decisions that were fixed are opened again.
    pub reason: String,
}

/// Where this viewer can move it now by [`move_challenge`], in the order of a challenge's life.
pub fn targets(
    viewer: &crate::Viewer,
    challenge: &Challenge,
    standing: Standing,
    now: chrono::DateTime<chrono::Utc>,
) -> Vec<Status> {
    let may = |to: &Status| policy::challenge::may_move(viewer, challenge, standing, *to, now);
    Status::ALL
        .into_iter()
        .filter(|to| stamped(challenge, *to, now).is_some())
        .filter(may)
        .collect()
}

/// The challenge as it would stand there; none where another use case or the clock leads there.
fn stamped(
    challenge: &Challenge,
    to: Status,
    now: chrono::DateTime<chrono::Utc>,
) -> Option<Challenge> {
    let mut moved = challenge.clone();
    match (status(challenge, now), to) {
        (Status::Closed, Status::Screening) => {
            moved.screening_began_at = Some(now);
            moved.screening_ended_at = None;
        }
        (Status::Screening, Status::Closed) => moved.screening_ended_at = Some(now),
        (Status::Judging | Status::Moderation, Status::Decided) => moved.decided_at = Some(now),
        (Status::Decided, Status::Judging | Status::Moderation) => moved.decided_at = None,
        (Status::Announced, Status::Delivery) => moved.delivery_at = Some(now),
        (Status::Delivery, Status::Completed) => moved.completed_at = Some(now),
        (Status::Completed, Status::Archived) => moved.archived_at = Some(now),
        _ => return None,
    }
    // Decisions that are opened again lead where the clock says.
    (status(&moved, now) == to).then_some(moved)
}

/// Moves a challenge on.
///
/// # Errors
/// `Invalid` on `to` where no step leads there now or something is still under way, on `reason`,
/// and with what is undecided where decisions are fixed; `Forbidden`.
pub async fn move_challenge(ctx: &Context, input: MoveChallenge) -> Result<Challenge> {
    let mut fields = Fields::default();
    let known = read::lock(ctx, input.number).await?;
    let tx = ctx.tx().await?;
    let now = ctx.hub().clock().now();
    let standing = access::standing(tx, ctx.viewer(), known.id).await?;
    let steers = policy::challenge::may_steer(ctx.viewer(), &known);
    policy::require(ctx.viewer(), steers)?;
    let from = status(&known, now);
    let reopens = from == Status::Decided;
    let reason = fields.text("reason", &input.reason, usize::from(reopens)..=2000);
    let Some(moved) = stamped(&known, input.to, now) else {
        return Err(Error::field("to", "CHALLENGE_NOT_FROM_HERE"));
    };
    let allowed = policy::challenge::may_move(ctx.viewer(), &known, standing, input.to, now);
    policy::require(ctx.viewer(), allowed)?;
    if input.to == Status::Decided {
        let prepared = announcement::prepare(tx, &known, now).await?;
        // Feedback can be written until the announcement, which asks for it.
        let undecided = prepared.missing.into_iter();
        for missing in undecided.filter(|missing| missing.code != "FEEDBACK_MISSING") {
            fields.push(missing);
        }
    }
    if input.to == Status::Completed {
        let open = offer::Entity::find()
            .filter(offer::Column::ChallengeId.eq(known.id))
            .filter(offer::Column::State.eq(OfferState::Open));
        let none = open.count(tx).await? == 0;
        fields.require(none, "to", "OFFERS_OPEN");
        // One that a moderator hid is built as well.
        let built = project::Entity::find()
            .filter(project::Column::ChallengeId.eq(known.id))
            .filter(project::Column::State.eq(ProjectState::InDelivery))
            .order_by_asc(project::Column::Id);
        for project in built.all(tx).await? {
            let error = FieldError::new("to", "PROJECT_IN_DELIVERY");
            fields.push(error.with("title", &project.title));
        }
    }
    fields.finish()?;
    let row = challenge::ActiveModel {
        version: Set(known.version + 1),
        updated_at: Set(now),
        ..moved.into_active_model().reset_all()
    };
    let saved = row.update(tx).await?;
    let step = super::transition::find(from, input.to);
    let entry = audit::Entry {
        action: step.map_or("challenge_moved", |step| step.action),
        object_kind: "challenge",
        object_id: saved.id,
        challenge_id: Some(saved.id),
        details: json!({ "from": from.name(), "to": input.to.name(), "reason": reason }),
    };
    audit::record(ctx, entry).await?;
    Ok(saved)
}
