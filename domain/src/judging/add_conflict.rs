//! Staff say that a judge has a conflict of interest.

use hub_entity::challenge::{ConflictKind, ConflictOrigin};

use crate::context::Context;
use crate::error::Result;
use crate::judging::conflict::{self, Conflict, Found};
use crate::values::Fields;

/// A conflict that staff know of.
#[derive(Debug, Clone)]
pub struct AddConflict {
    /// Key of the appointment.
    pub judge: String,
    /// Key of the proposal.
    pub proposal: String,
    /// What it is.
    pub kind: Option<ConflictKind>,
    /// How staff know, for other staff.
    pub note: String,
}

/// Adds a conflict. The judge loses access at once, is told, and cannot take it back.
///
/// # Errors
/// `NotFound` to all but staff; `Forbidden` to staff with a part in the challenge or who judge it;
/// `Invalid` before the challenge closes and once the decision is announced.
pub async fn add_conflict(ctx: &Context, input: AddConflict) -> Result<Conflict> {
    let mut fields = Fields::default();
    fields.require(input.kind.is_some(), "kind", "CONFLICT_KIND_MISSING");
    let note = fields.text("note", &input.note, 1..=1000);
    let (judge, challenge, proposal) =
        conflict::for_staff(ctx, &input.judge, &input.proposal).await?;
    fields.finish()?;
    let before = conflict::find(ctx.tx().await?, judge.id, proposal.id).await?;
    let found = Found {
        proposal_id: proposal.id,
        origin: ConflictOrigin::Staff,
        kind: input.kind.unwrap_or(ConflictKind::Other),
        note,
    };
    let written = conflict::record(ctx, &judge, found).await?;
    if before.is_none_or(|known| known.lifted_at.is_some()) {
        conflict::tell(ctx, &judge, &challenge, &proposal, false).await?;
    }
    Ok(written)
}
