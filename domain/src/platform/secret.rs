//! Secrets that the hub keeps for itself, made at their first use.

use data_encoding::BASE64URL_NOPAD;
use hub_entity::platform::setting;
use sea_orm::{ActiveValue::Set, EntityTrait};

use crate::context::{Caller, Context};
use crate::error::{Error, Result};
use crate::hub::Hub;
use crate::platform::setting as settings;

/// The secret with this name, made if there is none. Outside of transactions only, because it
/// may begin one.
///
/// # Errors
/// When the database does not answer.
pub async fn secret(hub: &Hub, name: &str) -> Result<Vec<u8>> {
    let key = key_of(name);
    let kept = match settings::get(hub.database().reader(), &key).await? {
        Some(kept) => kept,
        None => {
            hub.write(&Caller::system(), |ctx| Box::pin(make(ctx, key.clone())))
                .await?
        }
    };
    BASE64URL_NOPAD
        .decode(kept.as_bytes())
        .map_err(Error::internal)
}

fn key_of(name: &str) -> String {
    format!("secret:{name}")
}

/// Whoever comes first decides; the others read what was decided.
async fn make(ctx: &Context, key: String) -> Result<String> {
    let tx = ctx.tx().await?;
    let row = setting::ActiveModel {
        name: Set(key.clone()),
        value: Set(ctx.hub().random().token()),
        ..Default::default()
    };
    setting::Entity::insert(row)
        .on_conflict_do_nothing_on([setting::Column::Name])
        .exec_without_returning(tx)
        .await?;
    settings::get(tx, &key)
        .await?
        .ok_or_else(|| Error::internal("a secret was not kept"))
}
