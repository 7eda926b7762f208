//! Mails about a proposal to the staff who answer for it.

use std::collections::BTreeSet;

use hub_entity::challenge::{decision, planned_announcement};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::account::{Person, people};
use crate::challenge::Challenge;
use crate::context::Context;
use crate::error::Result;
use crate::judging::access;
use crate::platform::letter::Letter;
use crate::platform::outbox::{self, Recipient};
use crate::policy::proposal::may_read_screening;
use crate::programme::staff;
use crate::proposal::{Proposal, screening};

/// Writes to whoever screened a proposal.
pub(super) async fn tell_screener(
    ctx: &Context,
    challenge: &Challenge,
    proposal: &Proposal,
    (occasion, letter): (&str, &Letter),
) -> Result<()> {
    let found = screening::of(ctx.tx().await?, proposal.id).await?;
    let screener = found.map(|found| found.decided_by).into_iter().collect();
    tell_some(ctx, challenge, screener, (occasion, letter)).await
}

/// Writes to whoever screened a proposal, decided on it, or planned to announce the decision.
pub(super) async fn tell_staff(
    ctx: &Context,
    challenge: &Challenge,
    proposal: &Proposal,
    (occasion, letter): (&str, &Letter),
) -> Result<()> {
    let tx = ctx.tx().await?;
    let mut ids = Vec::new();
    let found = screening::of(tx, proposal.id).await?;
    ids.extend(found.map(|found| found.decided_by));
    let decided = decision::Entity::find()
        .filter(decision::Column::ProposalId.eq(proposal.id))
        .one(tx)
        .await?;
    ids.extend(decided.map(|decided| decided.decided_by));
    let planned = planned_announcement::Entity::find()
        .filter(planned_announcement::Column::ChallengeId.eq(challenge.id))
        .one(tx)
        .await?;
    ids.extend(planned.map(|planned| planned.planned_by));
    tell_some(ctx, challenge, ids, (occasion, letter)).await
}

/// Writes to these or, where none of them is there any more, to whoever drafted the challenge and
/// the staff of its programme; and where they are none, to the site's: somebody has to know.
async fn tell_some(
    ctx: &Context,
    challenge: &Challenge,
    ids: Vec<i64>,
    what: (&str, &Letter),
) -> Result<()> {
    let tx = ctx.tx().await?;
    let asked = people::by_ids(tx, &ids).await?;
    if tell(ctx, challenge, asked, what).await? > 0 {
        return Ok(());
    }
    let mut others = people::by_ids(tx, &[challenge.created_by]).await?;
    others.extend(staff::of_challenge(tx, challenge).await?);
    if tell(ctx, challenge, others, what).await? > 0 {
        return Ok(());
    }
    let site = staff::of_site(tx).await?;
    tell(ctx, challenge, site, what).await?;
    Ok(())
}

/// Writes to those of these people who read what was found, did not do it themselves and do not
/// judge, because they may judge without names; each once. Gives how many know by then.
async fn tell(
    ctx: &Context,
    challenge: &Challenge,
    people: Vec<Person>,
    (occasion, letter): (&str, &Letter),
) -> Result<usize> {
    let mut known = BTreeSet::new();
    for person in people {
        let now = access::as_of_now(ctx, challenge, person.id).await?;
        let reads = now.is_some_and(|(viewer, standing)| {
            may_read_screening(&viewer, standing) && !standing.is_judge
        });
        if !reads || !known.insert(person.id) {
            continue;
        }
        if ctx.viewer().id() != Some(person.id) {
            outbox::send(ctx, &Recipient::from(&person), occasion, letter).await?;
        }
    }
    Ok(known.len())
}
