//! Mails about a proposal to the staff who read what was found about it.

use std::collections::BTreeSet;

use crate::account::{Person, people};
use crate::challenge::Challenge;
use crate::context::Context;
use crate::error::Result;
use crate::judging::access;
use crate::platform::letter::Letter;
use crate::platform::outbox::{self, Recipient};
use crate::policy::proposal::may_read_screening;
use crate::programme::staff;

/// Writes to whoever screened a proposal or, where there is nobody or they read it no longer, to
/// whoever drafted its challenge and the staff of its programme.
pub(super) async fn tell_staff(
    ctx: &Context,
    challenge: &Challenge,
    screened_by: Option<i64>,
    occasion: &str,
    letter: &Letter,
) -> Result<()> {
    let tx = ctx.tx().await?;
    let screener: Vec<i64> = screened_by.into_iter().collect();
    let screener = people::by_ids(tx, &screener).await?;
    if tell(ctx, challenge, screener, occasion, letter).await? == 0 {
        // Who screened it has left the staff since, or competes by now: somebody has to know.
        let mut others = people::by_ids(tx, &[challenge.created_by]).await?;
        others.extend(staff::of_challenge(tx, challenge).await?);
        tell(ctx, challenge, others, occasion, letter).await?;
    }
    Ok(())
}

/// Writes to those of these people who read what was found and did not do it themselves, each
/// once; gives how many.
async fn tell(
    ctx: &Context,
    challenge: &Challenge,
    people: Vec<Person>,
    occasion: &str,
    letter: &Letter,
) -> Result<usize> {
    let mut told = BTreeSet::new();
    for person in people {
        let now = access::as_of_now(ctx, challenge, person.id).await?;
        let reads = now.is_some_and(|(viewer, standing)| may_read_screening(&viewer, standing));
        let did_it = ctx.viewer().id() == Some(person.id);
        if reads && !did_it && told.insert(person.id) {
            outbox::send(ctx, &Recipient::from(&person), occasion, letter).await?;
        }
    }
    Ok(told.len())
}
