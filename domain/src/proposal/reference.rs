//! What people quote of a proposal: `MIL-2026-014`. The number is drawn and not counted, because
//! nobody learns from it how many others were started; and it opens nothing, because the address of
//! a proposal is its random key.

use chrono::Datelike;
use chrono_tz::Tz;
use hub_entity::challenge::proposal;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

use crate::challenge::Challenge;
use crate::context::Context;
use crate::error::{Error, Result};

/// What references begin with: Make it Local.
const PREFIX: &str = "MIL";

/// Draws of a number of some length before it is made longer: as good as never needed while less
/// than half of them are taken.
const DRAWS: usize = 12;

/// A reference that no proposal has, of the year that it is where the challenge is.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn next(ctx: &Context, challenge: &Challenge) -> Result<String> {
    let zone: Tz = challenge.zone.parse().unwrap_or(Tz::UTC);
    let year = ctx.now().with_timezone(&zone).year();
    let tx = ctx.tx().await?;
    for digits in 3..=9_u32 {
        for _ in 0..DRAWS {
            let drawn = u64::from_be_bytes(ctx.hub().random().bytes());
            let number = drawn % (10_u64.pow(digits) - 1) + 1;
            let width = usize::try_from(digits).unwrap_or(9);
            let reference = format!("{PREFIX}-{year}-{number:0width$}");
            let taken = proposal::Entity::find()
                .filter(proposal::Column::Reference.eq(&reference))
                .count(tx)
                .await?;
            if taken == 0 {
                return Ok(reference);
            }
        }
    }
    Err(Error::internal("every reference of the year is taken"))
}
