//! Submitting a proposal.

use hub_entity::challenge::{ProposalState, proposal, proposal_version};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, ExprTrait, QueryFilter,
    QuerySelect,
};
use serde_json::json;

use crate::challenge::status::{is_in_grace, takes_until};
use crate::context::Context;
use crate::error::{Error, FieldError, Result};
use crate::platform::letter::Letter;
use crate::platform::outbox::{self, Recipient};
use crate::platform::search_index;
use crate::policy::{self, proposal::may_lead};
use crate::proposal::locked::{self, Locked, link};
use crate::proposal::{Content, Proposal, missing, partners, seen};

/// What is submitted: the draft as it was checked.
#[derive(Debug, Clone)]
pub struct SubmitProposal {
    /// Which proposal.
    pub key: String,
    /// The version of the draft that was checked.
    pub version: i32,
}

/// Submits the draft: it becomes the valid version, and the earlier ones are kept. A draft that
/// is submitted already is not submitted twice.
///
/// # Errors
/// `Invalid` on the whole, with one code for everything that is missing, or when the challenge
/// takes no proposals; `Conflict` when a partner edited meanwhile.
pub async fn submit_proposal(ctx: &Context, input: SubmitProposal) -> Result<Proposal> {
    let held = locked::lock(ctx, &input.key).await?;
    policy::require(ctx.viewer(), may_lead(ctx.viewer(), held.standing))?;
    held.require_open()?;
    if held.proposal.version != input.version {
        return Err(Error::Conflict);
    }
    let content = seen::decode(&held.proposal.content)?;
    let missing = missing(&content, &held.partners, &held.challenge);
    if !missing.is_empty() {
        let errors = missing.into_iter().map(|code| FieldError::new("", code));
        return Err(Error::Invalid(errors.collect()));
    }
    if held.proposal.state == ProposalState::Submitted && is_submitted(ctx, &held, &content).await?
    {
        return Ok(held.proposal);
    }
    let submitted = write(ctx, &held, &content).await?;
    tell_partners(ctx, &held, &submitted).await?;
    index(ctx, &submitted, &content).await?;
    let details = json!({
        "number": submitted.submitted_version,
        "late": is_in_grace(&held.challenge, held.now),
        "partners": held.partners.iter().map(|partner| partner.id).collect::<Vec<_>>(),
    });
    held.audit(ctx, "proposal_submitted", details).await?;
    Ok(submitted)
}

async fn is_submitted(ctx: &Context, held: &Locked, content: &Content) -> Result<bool> {
    let valid = seen::submitted_of(ctx.tx().await?, &[held.proposal.id]).await?;
    Ok(valid.get(&held.proposal.id) == Some(content))
}

async fn write(ctx: &Context, held: &Locked, content: &Content) -> Result<Proposal> {
    let tx = ctx.tx().await?;
    // Numbers count on after a withdrawal, so that each names one text for good.
    let last: Option<i32> = proposal_version::Entity::find()
        .select_only()
        .column_as(Expr::col(proposal_version::Column::Number).max(), "last")
        .filter(proposal_version::Column::ProposalId.eq(held.proposal.id))
        .into_tuple()
        .one(tx)
        .await?
        .flatten();
    let number = last.unwrap_or(0) + 1;
    proposal_version::ActiveModel {
        proposal_id: Set(held.proposal.id),
        number: Set(number),
        content: Set(seen::encode(content)?),
        submitted_by: Set(ctx.actor()?.id),
        submitted_at: Set(held.now),
        late: Set(is_in_grace(&held.challenge, held.now)),
        ..Default::default()
    }
    .insert(tx)
    .await?;
    let row = proposal::ActiveModel {
        id: Set(held.proposal.id),
        state: Set(ProposalState::Submitted),
        submitted_version: Set(number),
        submitted_at: Set(Some(held.now)),
        withdrawn_reason: Set(String::new()),
        withdrawn_at: Set(None),
        updated_at: Set(held.now),
        ..Default::default()
    };
    Ok(row.update(tx).await?)
}

async fn tell_partners(ctx: &Context, held: &Locked, submitted: &Proposal) -> Result<()> {
    let letter = Letter::ProposalSubmitted {
        reference: submitted.reference.clone(),
        proposal_title: submitted.title.clone(),
        challenge_title: held.challenge.title.clone(),
        version: submitted.submitted_version,
        link: link(ctx, submitted, ""),
        closes: takes_until(&held.challenge, held.now).unwrap_or(held.now),
        zone: held.challenge.zone.clone(),
    };
    let occasion = format!("submitted:{}:{}", submitted.id, submitted.submitted_version);
    for person in partners::people_behind(ctx, &held.partners, &held.challenge).await? {
        outbox::send(ctx, &Recipient::from(&person), &occasion, &letter).await?;
    }
    Ok(())
}

/// What was submitted can be found by those who may see the proposal; the draft by nobody, since
/// the index has one text for all.
pub(crate) async fn index(ctx: &Context, submitted: &Proposal, content: &Content) -> Result<()> {
    let entry = search_index::Entry {
        kind: "proposal",
        object_id: submitted.id,
        visibility: format!("proposal:{}", submitted.id),
        title: content.title.clone(),
        body: [
            &submitted.reference,
            &content.summary,
            &content.impact,
            &content.approach,
        ]
        .map(String::as_str)
        .join("\n\n"),
        path: format!("/proposals/{}", submitted.key),
    };
    search_index::put(ctx, entry).await
}
