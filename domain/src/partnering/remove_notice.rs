//! Moderators and staff take a notice down, with a reason that its owner is told.

use std::collections::BTreeMap;

use hub_entity::challenge::{NoticeState, challenge, partner_notice};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait};
use serde_json::json;

use crate::account::people;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::partnering::notice::{self, handlers};
use crate::partnering::save_notice::{locked, note};
use crate::partnering::{Notice, path};
use crate::platform::letter::Letter;
use crate::platform::outbox::{self, Recipient};
use crate::policy;
use crate::values::Fields;

/// Takes down a notice that somebody else put up.
///
/// # Errors
/// `Invalid` on `reason`; `Unauthenticated`; `Forbidden` to all but moderators and staff who
/// compete in nothing of the challenge; `NotFound` when it is not up.
pub async fn remove_notice(ctx: &Context, number: i64, reason: &str) -> Result<Notice> {
    let mut fields = Fields::default();
    let reason = fields.text("reason", reason, 3..=1_000);
    let moderates = ctx.viewer().is_moderator() || ctx.viewer().is_staff();
    policy::require(ctx.viewer(), moderates)?;
    let known = locked(ctx, number).await?;
    let tx = ctx.tx().await?;
    let challenge = challenge::Entity::find_by_id(known.challenge_id)
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    let standing = notice::standing(tx, ctx.viewer(), &challenge).await?;
    let allowed = policy::partnering::may_remove_notices(ctx.viewer(), standing);
    policy::require(ctx.viewer(), allowed)?;
    fields.finish()?;
    let row = partner_notice::ActiveModel {
        id: Set(known.id),
        state: Set(NoticeState::Removed),
        removed_reason: Set(reason.clone()),
        version: Set(known.version + 1),
        updated_at: Set(ctx.now()),
        ..Default::default()
    };
    let saved = row.update(tx).await?;
    let letter = Letter::NoticeRemoved {
        challenge_title: challenge.title.clone(),
        reason: reason.clone(),
        link: format!(
            "{}{}",
            ctx.hub().settings().public_url,
            path(saved.challenge_id)
        ),
    };
    // Whoever wrote it is told, even where others answer for it by now.
    let mut told: BTreeMap<i64, _> = BTreeMap::new();
    told.extend(handlers(tx, &known).await?.into_iter().map(|p| (p.id, p)));
    let writer = people::by_ids(tx, &[known.posted_by]).await?;
    let writer = writer.into_iter().filter(people::in_good_standing);
    told.extend(writer.map(|person| (person.id, person)));
    let occasion = format!("notice-removed:{}:{}", saved.id, saved.version);
    for person in told.values() {
        outbox::send(ctx, &Recipient::from(person), &occasion, &letter).await?;
    }
    note(
        ctx,
        "partner_notice_removed",
        &saved,
        json!({ "reason": reason }),
    )
    .await?;
    Ok(saved)
}
