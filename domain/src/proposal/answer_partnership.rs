//! A partner agrees, declines, or takes its consent back.

use chrono::{DateTime, Utc};
use hub_entity::challenge::{Consent, partner, past_partner};
use sea_orm::{ActiveModelTrait, ActiveValue::Set};

use crate::challenge::Challenge;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::platform::letter::Letter;
use crate::platform::outbox::{self, Recipient};
use crate::policy::{self, proposal::may_answer};
use crate::proposal::locked::{self, link};
use crate::proposal::{Partner, Proposal, partners};

/// A partner's answer.
#[derive(Debug, Clone)]
pub struct AnswerPartnership {
    /// Of which proposal.
    pub key: String,
    /// Which partner.
    pub partner: String,
    /// The version of the draft that was read; what changed since is read before it is agreed to.
    pub version: Option<i32>,
    /// Whether it agrees. Who agreed before and does not any more withdraws its consent.
    pub agrees: bool,
}

/// Records a partner's answer, and tells the other partners. What was submitted stays
/// submitted; it cannot be submitted again until everybody agrees.
///
/// # Errors
/// `NotFound` when the viewer has no such partner to answer for; `Invalid` on the whole when the
/// challenge has closed, or when the proposal was changed after the version that they read.
pub async fn answer_partnership(ctx: &Context, input: AnswerPartnership) -> Result<Proposal> {
    let held = locked::lock(ctx, &input.key).await?;
    let own = held
        .partners
        .iter()
        .find(|partner| partner.key == input.partner)
        .ok_or(Error::NotFound)?;
    policy::require(ctx.viewer(), may_answer(ctx.viewer(), own))?;
    let consent = match (input.agrees, own.consent) {
        (true, _) => Consent::Given,
        (false, Consent::Given | Consent::Withdrawn) => Consent::Withdrawn,
        (false, Consent::Pending | Consent::Declined) => Consent::Declined,
    };
    // Who never agreed can say no at any time: being asked keeps people from running or judging the
    // challenge, and nobody else can undo it after the close.
    if consent != Consent::Declined {
        held.require_open()?;
    }
    if consent == own.consent {
        return Ok(held.proposal);
    }
    let unread = input
        .version
        .is_some_and(|read| read != held.proposal.version);
    if consent == Consent::Given && unread {
        return Err(Error::field("", "PROPOSAL_CHANGED"));
    }
    let given = (consent == Consent::Given).then_some(held.proposal.version);
    let row = partner::ActiveModel {
        id: Set(own.id),
        consent: Set(consent),
        consented_version: Set(given),
        told_version: Set(given),
        consented_by: Set((consent == Consent::Given)
            .then(|| ctx.viewer().id())
            .flatten()),
        answered_at: Set(Some(held.now)),
        ..Default::default()
    };
    let answered = row.update(ctx.tx().await?).await?;
    if own.consent == Consent::Given {
        remember(ctx, own, held.now).await?;
    }
    tell_others(
        ctx,
        (&held.proposal, &held.challenge),
        &held.partners,
        &answered,
    )
    .await?;
    let action = match consent {
        Consent::Given => "partner_agreed",
        Consent::Withdrawn => "partner_withdrew_consent",
        Consent::Pending | Consent::Declined => "partner_declined",
    };
    held.audit_partner(ctx, action, &answered).await?;
    Ok(held.proposal)
}

/// Keeps that a partner had agreed: it may be removed or asked again, and knows what is proposed.
async fn remember(ctx: &Context, agreed: &Partner, now: DateTime<Utc>) -> Result<()> {
    let row = past_partner::ActiveModel {
        proposal_id: Set(agreed.proposal_id),
        organisation_id: Set(agreed.organisation_id),
        person_id: Set(agreed.person_id),
        agreed_by: Set(agreed.consented_by),
        ended_at: Set(now),
        ..Default::default()
    };
    row.insert(ctx.tx().await?).await?;
    Ok(())
}

/// Tells the other partners what one has answered.
pub(crate) async fn tell_others(
    ctx: &Context,
    (proposal, challenge): (&Proposal, &Challenge),
    all: &[Partner],
    answered: &Partner,
) -> Result<()> {
    let others: Vec<Partner> = all
        .iter()
        .filter(|partner| partner.id != answered.id)
        .cloned()
        .collect();
    let letter = Letter::PartnerAnswered {
        partner: partners::name_of(ctx, answered).await?,
        agreed: answered.consent == Consent::Given,
        proposal_title: proposal.title.clone(),
        challenge_title: challenge.title.clone(),
        link: link(ctx, proposal, ""),
    };
    let occasion = format!(
        "partner-answered:{}:{}",
        answered.id,
        ctx.now().timestamp_millis()
    );
    for person in partners::people_behind(ctx, &others, challenge).await? {
        if Some(person.id) != ctx.viewer().id() {
            outbox::send(ctx, &Recipient::from(&person), &occasion, &letter).await?;
        }
    }
    Ok(())
}
