//! Putting up a notice, changing it, and taking it down.

use hub_entity::challenge::{NoticeState, partner_notice};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QuerySelect,
};
use serde_json::json;

use crate::account::change_profile;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::partnering::notice::{self, limit_words, locked_for_seeking};
use crate::partnering::{Notice, PartnerSide};
use crate::platform::{audit, limit};
use crate::policy;
use crate::values::Fields;

/// What somebody can do, or looks for.
#[derive(Debug, Clone)]
pub struct SaveNotice {
    /// Number of the challenge.
    pub challenge: i64,
    /// The organisation in whose name it is; none for oneself.
    pub organisation: Option<i64>,
    /// What they can do, or look for, as Markdown.
    pub body: String,
    /// Skills or topics; one entry may hold several between commas or on lines.
    pub skills: Vec<String>,
    /// Where, in their own words.
    pub area: String,
    /// The version that was edited; none for a notice that was not up.
    pub version: Option<i32>,
}

/// Puts up the notice of a party, or changes it: each has one on a challenge. Which side it is on
/// follows from what the party is.
///
/// # Errors
/// `Invalid` on `body`, `skills`, `area` and `organisation`, and on the whole when the challenge
/// takes no proposals, and to its judges and its publisher; `Unauthenticated`; `Forbidden` before
/// the address is confirmed; `Conflict`; `RateLimited`.
pub async fn save_notice(ctx: &Context, input: SaveNotice) -> Result<Notice> {
    let mut fields = Fields::default();
    let body = fields.text("body", &input.body, 10..=3_000);
    limit_words(&mut fields, "body", &body);
    let skills = change_profile::skills(&mut fields, &input.skills);
    let area = fields.line("area", &input.area, 0..=100);
    policy::require(ctx.viewer(), policy::may_take_part(ctx.viewer()))?;
    let person = ctx.actor()?.id;
    limit::POST.take(ctx.hub(), &person.to_string()).await?;
    let challenge = locked_for_seeking(ctx, input.challenge).await?;
    let side = match input.organisation {
        None => PartnerSide::Developer,
        Some(id) => {
            let organisation = notice::own_organisation(ctx, &challenge, id).await?;
            notice::side_of(&organisation).unwrap_or(PartnerSide::Developer)
        }
    };
    fields.finish()?;
    let tx = ctx.tx().await?;
    let of =
        partner_notice::Entity::find().filter(partner_notice::Column::ChallengeId.eq(challenge.id));
    let of = match input.organisation {
        Some(id) => of.filter(partner_notice::Column::OrganisationId.eq(id)),
        None => of.filter(partner_notice::Column::PersonId.eq(person)),
    };
    let known = of.one(tx).await?;
    let is_up = known
        .as_ref()
        .is_some_and(|row| row.state == NoticeState::Posted);
    if is_up && known.as_ref().map(|row| row.version) != input.version {
        return Err(Error::Conflict);
    }
    let mut row = partner_notice::ActiveModel {
        challenge_id: Set(challenge.id),
        organisation_id: Set(input.organisation),
        person_id: Set(input.organisation.is_none().then_some(person)),
        posted_by: Set(person),
        side: Set(side),
        state: Set(NoticeState::Posted),
        body: Set(body),
        skills: Set(json!(skills)),
        area: Set(area),
        removed_reason: Set(String::new()),
        version: Set(known.as_ref().map_or(1, |row| row.version + 1)),
        updated_at: Set(ctx.now()),
        ..Default::default()
    };
    if !is_up {
        row.posted_at = Set(ctx.now());
    }
    let saved = match known {
        Some(known) => {
            row.id = Set(known.id);
            row.update(tx).await?
        }
        None => row.insert(tx).await?,
    };
    let action = if is_up {
        "partner_notice_edited"
    } else {
        "partner_notice_posted"
    };
    note(
        ctx,
        action,
        &saved,
        json!({ "organisation": saved.organisation_id }),
    )
    .await?;
    Ok(saved)
}

/// Takes down one's own notice.
///
/// # Errors
/// `NotFound` when it is not up; `Unauthenticated`; `Forbidden` to all but those whose it is.
pub async fn withdraw_notice(ctx: &Context, number: i64) -> Result<Notice> {
    if ctx.viewer().id().is_none() {
        return Err(Error::Unauthenticated);
    }
    let known = locked(ctx, number).await?;
    let allowed = policy::partnering::may_edit_notice(ctx.viewer(), &known);
    policy::require(ctx.viewer(), allowed)?;
    let row = partner_notice::ActiveModel {
        id: Set(known.id),
        state: Set(NoticeState::Withdrawn),
        version: Set(known.version + 1),
        updated_at: Set(ctx.now()),
        ..Default::default()
    };
    let saved = row.update(ctx.tx().await?).await?;
    note(ctx, "partner_notice_withdrawn", &saved, json!({})).await?;
    Ok(saved)
}

/// A notice that is up, locked.
pub(super) async fn locked(ctx: &Context, number: i64) -> Result<Notice> {
    partner_notice::Entity::find_by_id(number)
        .filter(partner_notice::Column::State.eq(NoticeState::Posted))
        .lock_exclusive()
        .one(ctx.tx().await?)
        .await?
        .ok_or(Error::NotFound)
}

pub(super) async fn note(
    ctx: &Context,
    action: &'static str,
    notice: &Notice,
    details: serde_json::Value,
) -> Result<()> {
    let entry = audit::Entry {
        action,
        object_kind: "partner_notice",
        object_id: notice.id,
        challenge_id: Some(notice.challenge_id),
        details,
    };
    audit::record(ctx, entry).await
}
