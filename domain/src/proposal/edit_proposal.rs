//! Saving the draft of a proposal.

use hub_entity::challenge::proposal;
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::json;

use crate::context::Context;
use crate::error::{Error, Result};
use crate::policy::{self, proposal::may_work};
use crate::proposal::draft::{self, Draft};
use crate::proposal::{Proposal, locked, seen};
use crate::values::Fields;

/// A draft, and the version that it was made from.
#[derive(Debug, Clone)]
pub struct EditProposal {
    /// Which proposal.
    pub key: String,
    /// The version that the editor had before them.
    pub version: i32,
    /// The whole content.
    pub draft: Draft,
}

/// Saves the draft, complete or not. What was submitted stays the valid version until the draft
/// is submitted again.
///
/// # Errors
/// `Invalid` on a field, or on the whole when the challenge takes no proposals; `Conflict` when
/// a partner saved meanwhile.
pub async fn edit_proposal(ctx: &Context, input: EditProposal) -> Result<Proposal> {
    let mut fields = Fields::default();
    let content = draft::parse(&mut fields, &input.draft);
    fields.finish()?;
    let held = locked::lock(ctx, &input.key).await?;
    policy::require(ctx.viewer(), may_work(ctx.viewer(), held.standing))?;
    held.require_open()?;
    if held.proposal.version != input.version {
        return Err(Error::Conflict);
    }
    draft::require_visible(ctx, &input.draft, &content).await?;
    if seen::decode(&held.proposal.content)? == content {
        return Ok(held.proposal);
    }
    let row = proposal::ActiveModel {
        id: Set(held.proposal.id),
        title: Set(content.title.clone()),
        content: Set(seen::encode(&content)?),
        version: Set(held.proposal.version + 1),
        updated_at: Set(held.now),
        ..Default::default()
    };
    let saved = row.update(ctx.tx().await?).await?;
    held.audit(ctx, "proposal_edited", json!({ "version": saved.version }))
        .await?;
    Ok(saved)
}
