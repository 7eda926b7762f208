//! Naming those who run a community.

use hub_entity::community::{CommunityRole, community_member};
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::json;

use crate::account::people;
use crate::community::Community;
use crate::community::create_community::lock;
use crate::community::membership::{enter, recount, row_of};
use crate::context::Context;
use crate::error::{Error, FieldError, Result};
use crate::platform::audit;
use crate::policy;

/// Who is to run which community.
#[derive(Debug, Clone)]
pub struct SetFacilitator {
    /// Which community.
    pub community: i64,
    /// Handle of the person; who does not belong yet joins by it.
    pub handle: String,
    /// Whether they run it from now on.
    pub facilitator: bool,
}

/// Names a facilitator, or makes one a member again.
///
/// # Errors
/// `Invalid` on `handle`; `NotFound`; `Forbidden` unless staff or a facilitator ask.
pub async fn set_facilitator(ctx: &Context, input: SetFacilitator) -> Result<Community> {
    let actor = ctx.viewer().id();
    lock(ctx, input.community).await?;
    let own = match actor {
        Some(id) => row_of(ctx, input.community, id).await?,
        None => None,
    };
    let facilitates =
        own.is_some_and(|row| row.left_at.is_none() && row.role == CommunityRole::Facilitator);
    policy::require(
        ctx.viewer(),
        policy::community::may_set_facilitator(ctx.viewer(), facilitates),
    )?;
    let tx = ctx.tx().await?;
    let handle = input.handle.trim().trim_start_matches('@');
    let person = match people::by_handle(tx, handle).await {
        Err(Error::NotFound) => return Err(FieldError::new("handle", "NOBODY_BY_HANDLE").into()),
        other => other?,
    };
    let row = row_of(ctx, input.community, person.id).await?;
    let member = match row {
        Some(row) if row.left_at.is_none() => row,
        row if input.facilitator => enter(ctx, input.community, person.id, row).await?,
        _ => return recount(ctx, input.community).await,
    };
    let role = if input.facilitator {
        CommunityRole::Facilitator
    } else {
        CommunityRole::Member
    };
    community_member::ActiveModel {
        id: Set(member.id),
        role: Set(role),
        ..Default::default()
    }
    .update(tx)
    .await?;
    let entry = audit::Entry {
        action: "facilitator_set",
        object_kind: "community",
        object_id: input.community,
        challenge_id: None,
        details: json!({ "person": person.id, "facilitator": input.facilitator }),
    };
    audit::record(ctx, entry).await?;
    recount(ctx, input.community).await
}
