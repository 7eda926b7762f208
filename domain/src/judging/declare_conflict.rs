//! A judge finds a conflict of interest late, with a proposal that they may be reading.

use hub_entity::challenge::{ConflictKind, ConflictOrigin, JudgeState};

use crate::context::Context;
use crate::error::{Error, Result};
use crate::judging::conflict::{self, Found};
use crate::judging::{Judge, access, read};
use crate::values::Fields;

/// What a judge found out.
#[derive(Debug, Clone)]
pub struct DeclareConflict {
    /// Key of the appointment.
    pub judge: String,
    /// Key of the proposal.
    pub proposal: String,
    /// What it is.
    pub kind: Option<ConflictKind>,
    /// In the judge's words, for staff.
    pub note: String,
}

/// Declares one conflict, at any time until the announcement. Access ends at once, and what the
/// judge had written of the proposal is set aside.
///
/// # Errors
/// `NotFound` when the proposal is not one for this judge; `Invalid` without a kind.
pub async fn declare_conflict(ctx: &Context, input: DeclareConflict) -> Result<Judge> {
    let judge = read::acting(ctx, &input.judge).await?;
    if judge.state != JudgeState::Accepted {
        return Err(Error::field("", "ACCEPT_FIRST"));
    }
    let challenge = conflict::open_to_conflicts(ctx, judge.challenge_id).await?;
    let tx = ctx.tx().await?;
    let proposal = conflict::handed_in(tx, &challenge, &input.proposal).await?;
    let known = conflict::find(tx, judge.id, proposal.id).await?;
    if known.is_some_and(|known| known.lifted_at.is_none()) {
        return Ok(judge);
    }
    if !access::may_read(tx, &judge, &proposal, &challenge, ctx.now()).await? {
        return Err(Error::NotFound);
    }
    let mut fields = Fields::default();
    fields.require(input.kind.is_some(), "kind", "CONFLICT_KIND_MISSING");
    let note = fields.text("note", &input.note, 0..=1000);
    fields.finish()?;
    let found = Found {
        proposal_id: proposal.id,
        origin: ConflictOrigin::Declared,
        kind: input.kind.unwrap_or(ConflictKind::Other),
        note,
    };
    conflict::record(ctx, &judge, found).await?;
    Ok(judge)
}
