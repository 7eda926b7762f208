//! Values that change while the hub runs.

use hub_entity::platform::setting;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::context::Context;
use crate::error::Result;

/// Reads a value.
///
/// # Errors
/// When the database does not answer.
pub async fn get(db: &impl ConnectionTrait, name: &str) -> Result<Option<String>> {
    let row = setting::Entity::find()
        .filter(setting::Column::Name.eq(name))
        .one(db)
        .await?;
    Ok(row.map(|row| row.value))
}

/// Writes a value.
///
/// # Errors
/// When the database does not answer.
pub async fn set(ctx: &Context, name: &str, value: &str) -> Result<()> {
    let row = setting::ActiveModel {
        name: Set(name.to_owned()),
        value: Set(value.to_owned()),
        ..Default::default()
    };
    setting::Entity::insert(row)
        .on_conflict(
            OnConflict::column(setting::Column::Name)
                .update_column(setting::Column::Value)
                .to_owned(),
        )
        .exec_without_returning(ctx.tx().await?)
        .await?;
    Ok(())
}
