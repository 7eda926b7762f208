//! A council hands its challenge in, and those who publish it are told.

use hub_entity::challenge::{ChallengeState, challenge};
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::json;

use crate::challenge::{Challenge, complete, criteria, read, status};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::organisation;
use crate::platform::audit;
use crate::platform::letter::Letter;
use crate::platform::outbox::{self, Recipient};
use crate::policy;
use crate::programme::staff;

/// Hands a draft in for staff to publish.
///
/// # Errors
/// `Invalid` with what is missing; `Forbidden`.
pub async fn submit_for_review(ctx: &Context, number: i64) -> Result<Challenge> {
    let known = read::lock(ctx, number).await?;
    let allowed = policy::challenge::may_submit_for_review(ctx.viewer(), &known, ctx.now());
    policy::require(ctx.viewer(), allowed)?;
    let tx = ctx.tx().await?;
    let gaps = complete::gaps(&known, &criteria::of(tx, known.id).await?, ctx.now());
    if !gaps.is_empty() {
        return Err(Error::Invalid(complete::errors(gaps)));
    }
    let row = challenge::ActiveModel {
        id: Set(known.id),
        state: Set(ChallengeState::InReview),
        version: Set(known.version + 1),
        updated_at: Set(ctx.now()),
        ..Default::default()
    };
    let saved = row.update(tx).await?;
    let entry = audit::Entry {
        action: "challenge_handed_in",
        object_kind: "challenge",
        object_id: saved.id,
        challenge_id: Some(saved.id),
        details: json!({ "from": status(&known, ctx.now()).name(), "to": "in_review" }),
    };
    audit::record(ctx, entry).await?;
    tell(ctx, &saved).await?;
    Ok(saved)
}

/// Writes to the staff of its programme or, where it has none, of the site.
async fn tell(ctx: &Context, challenge: &Challenge) -> Result<()> {
    let tx = ctx.tx().await?;
    let mut people = staff::of_challenge(tx, challenge).await?;
    if people.is_empty() {
        people = staff::of_site(tx).await?;
    }
    let organisation = organisation::read::by_number(tx, challenge.publisher_id).await?;
    let letter = Letter::ChallengeHandedIn {
        challenge_title: challenge.title.clone(),
        organisation: organisation.name,
        person: ctx.actor()?.name.clone(),
        link: read::manage_link(ctx, challenge),
    };
    let occasion = format!("challenge-handed-in:{}:{}", challenge.id, challenge.version);
    for person in people {
        if ctx.viewer().id() != Some(person.id) {
            outbox::send(ctx, &Recipient::from(&person), &occasion, &letter).await?;
        }
    }
    Ok(())
}
