//! Partners say why a proposal should take part after all.

use std::collections::BTreeSet;

use hub_entity::challenge::screening;
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::json;

use crate::account::{Person, people};
use crate::challenge::Challenge;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::judging::access;
use crate::platform::letter::Letter;
use crate::platform::outbox::{self, Recipient};
use crate::policy;
use crate::policy::proposal::{may_edit, may_read_screening};
use crate::programme::staff;
use crate::proposal::locked::{self, link};
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
    let screener = people::by_ids(tx, &[known.decided_by]).await?;
    if tell(ctx, &held.challenge, screener, &occasion, &letter).await? == 0 {
        // Who screened it has left the staff since, or competes by now: somebody has to answer.
        let mut others = people::by_ids(tx, &[held.challenge.created_by]).await?;
        others.extend(staff::of_challenge(tx, &held.challenge).await?);
        tell(ctx, &held.challenge, others, &occasion, &letter).await?;
    }
    held.audit(ctx, "screening_appealed", json!({})).await?;
    Ok(held.proposal)
}

/// Writes to those of these people who read what was found, each once; gives how many.
async fn tell(
    ctx: &Context,
    challenge: &Challenge,
    people: Vec<Person>,
    occasion: &str,
    letter: &Letter,
) -> Result<usize> {
    let mut told = BTreeSet::new();
    for person in people {
        let now = access::as_of_now(ctx, challenge, person.id).await?;
        let reads = now.is_some_and(|(viewer, standing)| may_read_screening(&viewer, standing));
        if reads && told.insert(person.id) {
            outbox::send(ctx, &Recipient::from(&person), occasion, letter).await?;
        }
    }
    Ok(told.len())
}
