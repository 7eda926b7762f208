//! Staff choose whether everybody reads everything, or what they are assigned.

use hub_entity::challenge::{ReadingMode, challenge};
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::json;

use crate::challenge::Challenge;
use crate::context::Context;
use crate::error::Result;
use crate::judging::assigned::{assign_judges, begun};
use crate::judging::read;
use crate::platform::audit;

/// How a challenge is to be read.
#[derive(Debug, Clone)]
pub struct SetReading {
    /// Number of the challenge.
    pub challenge: i64,
    /// How.
    pub reading: ReadingMode,
}

/// Chooses how a challenge is read, best before it closes: where everybody reads everything, judges
/// do so as soon as they have declared their conflicts. Until proposals are shared out, judges of one that is read as
/// assigned keep the reviews that they began, and read nothing else.
///
/// # Errors
/// As for sharing out.
pub async fn set_reading(ctx: &Context, input: SetReading) -> Result<Challenge> {
    let known = assign_judges::locked(ctx, input.challenge).await?;
    if known.reading == input.reading {
        return Ok(known);
    }
    let tx = ctx.tx().await?;
    let mut kept = 0;
    if input.reading == ReadingMode::Assigned {
        let proposals = read::handed_in(tx, known.id).await?;
        let proposals: Vec<i64> = proposals.iter().map(|proposal| proposal.id).collect();
        kept = begun::keep(ctx, known.id, &proposals).await?;
    }
    let row = challenge::ActiveModel {
        id: Set(known.id),
        reading: Set(input.reading),
        ..Default::default()
    };
    let challenge = row.update(tx).await?;
    let entry = audit::Entry {
        action: "reading_chosen",
        object_kind: "challenge",
        object_id: challenge.id,
        challenge_id: Some(challenge.id),
        details: json!({
            "before": sea_orm::ActiveEnum::to_value(&known.reading),
            "reading": sea_orm::ActiveEnum::to_value(&challenge.reading),
            "kept": kept,
        }),
    };
    audit::record(ctx, entry).await?;
    Ok(challenge)
}
