//! A sheet that a judge uploaded: kept for a day, so that it is looked at before it is saved.

use chrono::TimeDelta;
use hub_entity::challenge::score_upload;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};

use super::{Upload, decode, rows};
use crate::context::{Context, Reader};
use crate::error::{Error, Result};
use crate::judging::{Judge, read};
use crate::platform::limit;

/// Uploads are kept this long.
pub const LIFETIME: TimeDelta = TimeDelta::days(1);
/// Uploads of one judge that are kept.
const MOST: u64 = 5;

/// A sheet as its judge sends it.
#[derive(Debug, Clone)]
pub struct UploadScores {
    /// Key of the appointment.
    pub judge: String,
    /// The file's name on their machine.
    pub file_name: String,
    /// The file, as base64.
    pub base64: String,
}

/// Keeps a sheet until it is confirmed; nothing of it is saved.
///
/// # Errors
/// `NotFound` when the appointment is another's; `Invalid` on `base64` when the file cannot be
/// read or is no such sheet; `RateLimited`.
pub async fn upload_scores(ctx: &Context, input: UploadScores) -> Result<Upload> {
    let actor = ctx.actor()?.id;
    limit::UPLOAD.take(ctx.hub(), &actor.to_string()).await?;
    let content = decode::text(&input.base64)?;
    let judge = read::acting(ctx, &input.judge).await?;
    let tx = ctx.tx().await?;
    let criteria = read::criteria(tx, judge.challenge_id).await?;
    // What is wrong with single rows is said when it is looked at.
    rows::read(&content, &criteria)?;
    clear(ctx, judge.id).await?;
    let row = score_upload::ActiveModel {
        key: Set(ctx.hub().random().key()),
        judge_id: Set(judge.id),
        file_name: Set(input.file_name.chars().take(200).collect()),
        content: Set(content),
        report: Set(None),
        created_at: Set(ctx.now()),
        ..Default::default()
    };
    Ok(row.insert(tx).await?)
}

/// Deletes the judge's oldest uploads beyond a few.
async fn clear(ctx: &Context, judge: i64) -> Result<()> {
    use score_upload::{Column, Entity};
    let tx = ctx.tx().await?;
    let kept: Vec<i64> = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::JudgeId.eq(judge))
        .order_by_desc(Column::Id)
        .limit(MOST - 1)
        .into_tuple()
        .all(tx)
        .await?;
    Entity::delete_many()
        .filter(Column::JudgeId.eq(judge))
        .filter(Column::Id.is_not_in(kept))
        .exec(tx)
        .await?;
    Ok(())
}

/// An upload of one of the viewer's own appointments.
///
/// # Errors
/// `NotFound` when there is none, or when it is another's or too old.
pub async fn by_key(reader: &Reader, judge: &Judge, key: &str) -> Result<Upload> {
    if judge.person_id.is_none() || judge.person_id != reader.viewer().id() {
        return Err(Error::NotFound);
    }
    score_upload::Entity::find()
        .filter(score_upload::Column::Key.eq(key))
        .filter(score_upload::Column::JudgeId.eq(judge.id))
        .filter(score_upload::Column::CreatedAt.gte(reader.now() - LIFETIME))
        .one(reader.db())
        .await?
        .ok_or(Error::NotFound)
}

/// Whose an upload is, who is the viewer.
pub(super) async fn judge_of(reader: &Reader, upload: &Upload) -> Result<Judge> {
    let judge = hub_entity::challenge::judge::Entity::find_by_id(upload.judge_id)
        .one(reader.db())
        .await?
        .ok_or(Error::NotFound)?;
    read::own(reader.db(), reader.viewer(), &judge.key).await
}
