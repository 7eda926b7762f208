//! Bundles as they are kept and taken.

use hub_entity::challenge::decision_bundle;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter,
};
use serde_json::json;

use super::Bundle;
use super::assemble::{assemble, lots};
use crate::challenge::Challenge;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::judging::access;
use crate::platform::audit;
use crate::policy::judging::may_see_scores;

/// Keeps the bundle of a challenge that is being announced.
pub(crate) async fn keep(ctx: &Context, challenge: &Challenge) -> Result<()> {
    let tx = ctx.tx().await?;
    let mut bundle = assemble(tx, challenge, ctx.now()).await?;
    bundle.lottery = lots(tx, challenge, true).await?;
    decision_bundle::ActiveModel {
        challenge_id: Set(challenge.id),
        content: Set(serde_json::to_value(&bundle).map_err(Error::internal)?),
        created_at: Set(ctx.now()),
        ..Default::default()
    }
    .insert(tx)
    .await?;
    Ok(())
}

/// The bundle that was kept when a challenge was announced; none before. Callers have asked who
/// may see it.
pub(crate) async fn kept(db: &impl ConnectionTrait, challenge_id: i64) -> Result<Option<Bundle>> {
    let row = decision_bundle::Entity::find()
        .filter(decision_bundle::Column::ChallengeId.eq(challenge_id))
        .one(db)
        .await?;
    row.map(|row| serde_json::from_value(row.content).map_err(Error::internal))
        .transpose()
}

/// The bundle of a challenge, for staff who may see scores: as it was announced, or as it would be
/// now. That somebody took it is noted, because it leaves the hub.
///
/// # Errors
/// `NotFound` for everybody else.
pub async fn download_bundle(ctx: &Context, number: i64) -> Result<Bundle> {
    let tx = ctx.tx().await?;
    let challenge = crate::challenge::read::by_number(tx, ctx.viewer(), number).await?;
    let standing = access::standing(tx, ctx.viewer(), challenge.id).await?;
    if !may_see_scores(ctx.viewer(), standing) {
        return Err(Error::NotFound);
    }
    let bundle = match kept(tx, challenge.id).await? {
        Some(bundle) => bundle,
        None => assemble(tx, &challenge, ctx.now()).await?,
    };
    let entry = audit::Entry {
        action: "decision_bundle_taken",
        object_kind: "challenge",
        object_id: challenge.id,
        challenge_id: Some(challenge.id),
        details: json!({}),
    };
    audit::record(ctx, entry).await?;
    Ok(bundle)
}
