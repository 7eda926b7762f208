//! Repeats: a creating input may carry a `requestId`, and the same id from the same viewer
//! returns what the first one created.

use hub_entity::account::request_record;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use crate::context::Context;
use crate::error::{Error, Result, is_duplicate};

/// What an earlier request with this id created.
///
/// # Errors
/// When the database does not answer.
pub async fn find(ctx: &Context, operation: &str, id: Option<&str>) -> Result<Option<i64>> {
    let Some(id) = id.filter(|id| !id.is_empty()) else {
        return Ok(None);
    };
    let row = request_record::Entity::find()
        .filter(request_record::Column::ViewerId.eq(ctx.viewer().id().unwrap_or(0)))
        .filter(request_record::Column::Operation.eq(operation))
        .filter(request_record::Column::RequestId.eq(id))
        .one(ctx.tx().await?)
        .await?;
    Ok(row.map(|row| row.object_id))
}

/// Notes what this request created.
///
/// # Errors
/// `Transient` when the same request won the race; the next try finds what it created.
pub async fn remember(
    ctx: &Context,
    operation: &str,
    id: Option<&str>,
    object_id: i64,
) -> Result<()> {
    let Some(id) = id.filter(|id| !id.is_empty()) else {
        return Ok(());
    };
    if id.len() > 100 {
        return Err(Error::field("requestId", "TOO_LONG"));
    }
    let row = request_record::ActiveModel {
        viewer_id: Set(ctx.viewer().id().unwrap_or(0)),
        operation: Set(operation.to_owned()),
        request_id: Set(id.to_owned()),
        object_id: Set(object_id),
        created_at: Set(ctx.now()),
        ..Default::default()
    };
    match row.insert(ctx.tx().await?).await {
        Ok(_) => Ok(()),
        Err(error) if is_duplicate(&error) => Err(Error::Transient("repeated request".into())),
        Err(error) => Err(error.into()),
    }
}
