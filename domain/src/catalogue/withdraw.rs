//! Taking a dataset down, and putting it back.

use hub_entity::catalogue::{DatasetStatus, dataset};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, IntoActiveModel, QueryFilter, QuerySelect,
};
use serde_json::json;

use crate::catalogue::{Dataset, index, read};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::platform::audit;
use crate::policy;
use crate::values::Fields;

/// Which dataset, and why.
#[derive(Debug, Clone)]
pub struct ChangeStanding {
    /// Its number.
    pub number: i64,
    /// Why, for the audit.
    pub reason: String,
}

/// Takes a dataset down: from then on only its publisher's people and staff see it. Its links to
/// projects and challenges stay.
///
/// # Errors
/// `NotFound`; `Forbidden`; `Invalid` on `reason`, or when it is withdrawn already.
pub async fn withdraw_dataset(ctx: &Context, input: ChangeStanding) -> Result<Dataset> {
    change(ctx, input, DatasetStatus::Withdrawn, "dataset_withdrawn").await
}

/// Puts a withdrawn dataset back.
///
/// # Errors
/// `NotFound`; `Forbidden`; `Invalid` on `reason`, or when it is not withdrawn.
pub async fn restore_dataset(ctx: &Context, input: ChangeStanding) -> Result<Dataset> {
    change(ctx, input, DatasetStatus::Published, "dataset_restored").await
}

async fn change(
    ctx: &Context,
    input: ChangeStanding,
    to: DatasetStatus,
    action: &str,
) -> Result<Dataset> {
    let mut fields = Fields::default();
    let reason = fields.text("reason", &input.reason, 1..=1000);
    let tx = ctx.tx().await?;
    let found = read::visible_to(ctx.viewer())
        .filter(dataset::Column::Id.eq(input.number))
        .lock_exclusive()
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    policy::require(
        ctx.viewer(),
        policy::catalogue::may_withdraw(ctx.viewer(), &found),
    )?;
    fields.finish()?;
    let withdrawn = found.status == DatasetStatus::Withdrawn;
    if withdrawn && to == DatasetStatus::Withdrawn {
        return Err(Error::field("", "ALREADY_WITHDRAWN"));
    }
    if !withdrawn && to == DatasetStatus::Published {
        return Err(Error::field("", "NOT_WITHDRAWN"));
    }
    let (before, version) = (found.status, found.version);
    let mut row = found.into_active_model();
    row.status = Set(to);
    row.version = Set(version + 1);
    row.updated_at = Set(ctx.now());
    let dataset = row.update(tx).await?;
    let files = read::distributions(tx, &[dataset.id]).await?;
    index::put(ctx, &dataset, &files).await?;
    let entry = audit::Entry {
        action,
        object_kind: "dataset",
        object_id: dataset.id,
        challenge_id: None,
        details: json!({ "before": status_code(before), "after": status_code(to), "reason": reason }),
    };
    audit::record(ctx, entry).await?;
    Ok(dataset)
}

/// The stable name of a status, as the database and the audit write it.
pub(super) fn status_code(status: DatasetStatus) -> String {
    use sea_orm::ActiveEnum;
    status.to_value()
}
