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

/// Marks a new database as the demonstration's or a real one, and refuses the other kind: the
/// demonstration signs anybody in, and must never do so to real people's data.
///
/// # Errors
/// `Invalid` with `WRONG_DATABASE_KIND` when the database is of the other kind.
pub async fn claim_kind(hub: &crate::Hub) -> Result<()> {
    let wanted = if hub.settings().demo { "demo" } else { "real" };
    let caller = crate::Caller::system();
    hub.write(&caller, |ctx| {
        Box::pin(async move {
            match get(ctx.tx().await?, "kind").await? {
                None => set(ctx, "kind", wanted).await,
                Some(kind) if kind == wanted => Ok(()),
                Some(_) => Err(crate::Error::field("database", "WRONG_DATABASE_KIND")),
            }
        })
    })
    .await
}
