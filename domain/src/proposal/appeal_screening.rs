//! Partners say why a proposal should take part after all.

use hub_entity::challenge::screening;
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::json;

use crate::context::Context;
use crate::error::{Error, Result};
use crate::platform::letter::Letter;
use crate::policy;
use crate::policy::proposal::may_edit;
use crate::proposal::locked::{self, link};
use crate::proposal::tell_staff::tell_screener;
use crate::proposal::{Proposal, screening as screenings};
use crate::values::Fields;

/// What partners say against it.
#[derive(Debug, Clone)]
pub struct AppealScreening {
    /// Key of the proposal.
    pub key: String,
    /// Why it should take part.
    pub appeal: String,
}

/// Appeals once against a proposal being found ineligible, while there is time. Whoever found so
/// is told, and screens it again; where they are on the staff no longer, others who can.
///
/// # Errors
/// `Invalid` on `appeal`, or on the whole when there is nothing to appeal against any more.
pub async fn appeal_screening(ctx: &Context, input: AppealScreening) -> Result<Proposal> {
    let mut fields = Fields::default();
    let appeal = fields.text("appeal", &input.appeal, 10..=4_000);
    fields.finish()?;
    let held = locked::lock(ctx, &input.key).await?;
    policy::require(ctx.viewer(), may_edit(ctx.viewer(), held.standing))?;
    let tx = ctx.tx().await?;
    let known = screenings::of(tx, held.proposal.id)
        .await?
        .filter(|known| screenings::can_appeal(known, held.now))
        .filter(|_| screenings::is_open(&held.proposal, &held.challenge, held.now))
        .ok_or_else(|| Error::field("", "APPEAL_NOT_NOW"))?;
    let row = screening::ActiveModel {
        id: Set(known.id),
        appeal: Set(appeal.clone()),
        appealed_by: Set(Some(ctx.actor()?.id)),
        appealed_at: Set(Some(held.now)),
        version: Set(known.version + 1),
        ..Default::default()
    };
    row.update(tx).await?;
    let letter = Letter::ScreeningAppealed {
        reference: held.proposal.reference.clone(),
        proposal_title: held.proposal.title.clone(),
        challenge_title: held.challenge.title.clone(),
        appeal,
        link: link(ctx, &held.proposal, "/screening"),
    };
    let occasion = format!("screening-appealed:{}", held.proposal.id);
    let what = (occasion.as_str(), &letter);
    tell_screener(ctx, &held.challenge, &held.proposal, what).await?;
    held.audit(ctx, "screening_appealed", json!({})).await?;
    Ok(held.proposal)
}
