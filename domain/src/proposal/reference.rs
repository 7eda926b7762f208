//! What people quote of a proposal: `MIL-2026-014`, the fourteenth that was started in that year.
//! It opens nothing, because the address of a proposal is its random key.

use chrono::Datelike;
use chrono_tz::Tz;
use hub_entity::challenge::reference_counter as counter;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QuerySelect,
};

use crate::challenge::Challenge;
use crate::context::Context;
use crate::error::{Error, Result};

/// What references begin with: Make it Local.
const PREFIX: &str = "MIL";

/// The next reference of the year that it is where the challenge is. Its counter stays locked until
/// the transaction ends, so that no two proposals have one reference and none is left out.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn next(ctx: &Context, challenge: &Challenge) -> Result<String> {
    let zone: Tz = challenge.zone.parse().unwrap_or(Tz::UTC);
    let year = ctx.now().with_timezone(&zone).year();
    let tx = ctx.tx().await?;
    let first = counter::ActiveModel {
        prefix: Set(PREFIX.to_owned()),
        year: Set(year),
        last: Set(0),
        ..Default::default()
    };
    counter::Entity::insert(first)
        .on_conflict_do_nothing_on([counter::Column::Prefix, counter::Column::Year])
        .exec_without_returning(tx)
        .await?;
    let known = counter::Entity::find()
        .filter(counter::Column::Prefix.eq(PREFIX))
        .filter(counter::Column::Year.eq(year))
        .lock_exclusive()
        .one(tx)
        .await?
        .ok_or_else(|| Error::internal("a counter that was just written is gone"))?;
    let number = known.last + 1;
    let row = counter::ActiveModel {
        id: Set(known.id),
        last: Set(number),
        ..Default::default()
    };
    row.update(tx).await?;
    Ok(format!("{PREFIX}-{year}-{number:03}"))
}
