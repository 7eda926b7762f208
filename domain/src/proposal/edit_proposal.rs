//! Saving the draft of a proposal.

use hub_entity::challenge::proposal;
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::json;

use crate::context::Context;
use crate::error::{Error, FieldError, Result};
use crate::policy::{self, proposal::may_edit};
use crate::proposal::draft::{self, Draft};
use crate::proposal::locked::Locked;
use crate::proposal::merge::{Sides, merge};
use crate::proposal::sections::{Section, changed};
use crate::proposal::{Content, Proposal, eligibility, history, locked, seen, tell_changes};
use crate::values::Fields;

/// A draft, and the version that it was made from.
#[derive(Debug, Clone, Default)]
pub struct EditProposal {
    /// Which proposal.
    pub key: String,
    /// The version that the editor began with.
    pub version: i32,
    /// The content.
    pub draft: Draft,
    /// The sections that this edit is about; empty for all. The others stay as they are.
    pub sections: Vec<Section>,
    /// After a conflict: the version that was shown beside what was typed.
    pub seen: Option<i32>,
    /// After a conflict: the sections that stay as the others saved them.
    pub theirs: Vec<Section>,
}

/// Saves the draft, complete or not, together with what others saved since it was begun. What was
/// submitted stays the valid version until the draft is submitted again.
///
/// # Errors
/// `Invalid` on a field, or on the whole when the challenge takes no proposals; `CONFLICT` on each
/// section that somebody else changed meanwhile as well.
pub async fn edit_proposal(ctx: &Context, input: EditProposal) -> Result<Proposal> {
    // Programs from before there were questions do not know them, and clear no answers.
    let answers = input.draft.eligibility.is_some();
    let all = |section: &Section| answers || *section != Section::Eligibility;
    let named = |section: &Section| {
        all(section) && (input.sections.is_empty() || input.sections.contains(section))
    };
    let within: Vec<Section> = Section::TYPED.into_iter().filter(named).collect();
    let within = within.as_slice();
    let mut fields = Fields::default();
    let mut typed = draft::parse(&mut fields, &input.draft, within);
    fields.finish()?;
    let held = locked::lock(ctx, &input.key).await?;
    policy::require(ctx.viewer(), may_edit(ctx.viewer(), held.standing))?;
    held.require_open()?;
    typed.eligibility = eligibility::settle(&held.challenge, typed.eligibility);
    if within.contains(&Section::Budget) {
        draft::require_partners(&typed, &held.partners)?;
    }
    let current = seen::decode(&held.proposal.content)?;
    if within.contains(&Section::Datasets) {
        draft::require_visible(ctx, &input.draft, &typed, &current).await?;
    }
    let merged = merged(ctx, &held, &input, within, &typed, &current).await?;
    if merged == current {
        return Ok(held.proposal);
    }
    let saved = write(ctx, &held, &merged).await?;
    tell_changes::later(ctx, &saved, held.now).await?;
    let sections: Vec<&str> = changed(&current, &merged)
        .into_iter()
        .map(Section::key)
        .collect();
    let details = json!({ "version": saved.version, "sections": sections });
    held.audit(ctx, "proposal_edited", details).await?;
    Ok(saved)
}

async fn merged(
    ctx: &Context,
    held: &Locked,
    input: &EditProposal,
    within: &[Section],
    typed: &Content,
    current: &Content,
) -> Result<Content> {
    let tx = ctx.tx().await?;
    let base = history::content(tx, &held.proposal, input.version).await?;
    let beside = match input.seen {
        Some(version) => history::content(tx, &held.proposal, version).await?,
        None => None,
    };
    let sides = Sides {
        base: base.as_ref(),
        current,
        typed,
        seen: beside.as_ref(),
    };
    let (merged, conflicts) = merge(sides, within, &input.theirs);
    if conflicts.is_empty() {
        return Ok(merged);
    }
    let errors = conflicts
        .into_iter()
        .map(|section| FieldError::new(section.key(), "CONFLICT"));
    Err(Error::Invalid(errors.collect()))
}

async fn write(ctx: &Context, held: &Locked, content: &Content) -> Result<Proposal> {
    // A draft from before drafts were kept is what others may be editing from.
    history::keep(ctx, &held.proposal, held.proposal.created_by).await?;
    let row = proposal::ActiveModel {
        id: Set(held.proposal.id),
        title: Set(content.title.clone()),
        content: Set(seen::encode(content)?),
        version: Set(held.proposal.version + 1),
        updated_at: Set(held.now),
        ..Default::default()
    };
    let saved = row.update(ctx.tx().await?).await?;
    history::keep(ctx, &saved, ctx.actor()?.id).await?;
    Ok(saved)
}
