//! Telling partners what changed in what they agreed to: one mail for a burst of changes, and at
//! most one an hour.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};
use hub_entity::challenge::{Consent, challenge, partner, proposal};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait};

use crate::challenge::status::takes_until;
use crate::challenge::{Challenge, Status, status};
use crate::context::Context;
use crate::error::Result;
use crate::platform::job::{self, Task};
use crate::platform::letter::Letter;
use crate::platform::outbox::{self, Recipient};
use crate::proposal::history::{self, Saved};
use crate::proposal::locked::link;
use crate::proposal::sections::changed;
use crate::proposal::{Content, Partner, Proposal, partners, seen};

/// How long a burst of changes may last before partners hear of it.
const BURST: TimeDelta = TimeDelta::minutes(20);
/// The least time between two mails.
const APART: TimeDelta = TimeDelta::hours(1);

/// How long what was to be told is waited for: a job that died would leave it waiting for ever.
const OVERDUE: TimeDelta = TimeDelta::days(1);

/// Notes that there is something to tell. What waits already is told with it, unless it was due
/// so long ago that nobody tells it any more.
pub(crate) async fn later(ctx: &Context, row: &Proposal, now: DateTime<Utc>) -> Result<()> {
    if row.tell_at.is_some_and(|at| at > now - OVERDUE) {
        return Ok(());
    }
    let at = match row.told_at {
        Some(told) => (now + BURST).max(told + APART),
        None => now + BURST,
    };
    let change = proposal::ActiveModel {
        id: Set(row.id),
        tell_at: Set(Some(at)),
        ..Default::default()
    };
    change.update(ctx.tx().await?).await?;
    let task = Task::TellProposalChanges {
        proposal_id: row.id,
    };
    let key = format!("proposal-changes:{}:{}", row.id, at.timestamp_millis());
    job::enqueue(ctx, &task, at, Some(key)).await
}

/// Tells every partner who agreed what changed since, unless they changed it themselves. After
/// the deadline nobody is told, because consent cannot be taken back any more.
///
/// # Errors
/// When the database does not answer.
pub async fn tell_changes(ctx: &Context, proposal_id: i64) -> Result<()> {
    let Some(row) = history::locked(ctx, proposal_id).await? else {
        return Ok(());
    };
    if row.tell_at.is_none_or(|at| at > ctx.now()) {
        return Ok(());
    }
    let tx = ctx.tx().await?;
    let found = challenge::Entity::find_by_id(row.challenge_id).one(tx);
    if let Some(challenge) = found.await?
        && status(&challenge, ctx.now()) == Status::Open
    {
        tell(ctx, &row, &challenge).await?;
    }
    let done = proposal::ActiveModel {
        id: Set(row.id),
        tell_at: Set(None),
        told_at: Set(Some(ctx.now())),
        ..Default::default()
    };
    done.update(tx).await?;
    Ok(())
}

async fn tell(ctx: &Context, row: &Proposal, challenge: &Challenge) -> Result<()> {
    let tx = ctx.tx().await?;
    let all = seen::partners_of(tx, &[row.id]).await?.remove(&row.id);
    let agreed: Vec<Partner> = all
        .unwrap_or_default()
        .into_iter()
        .filter(|partner| partner.consent == Consent::Given)
        .collect();
    let since = agreed.iter().map(known_to).min().flatten();
    let saved = history::since(tx, row.id, since).await?;
    let now = seen::decode(&row.content)?;
    let mut letters: BTreeMap<i64, (Recipient, Letter)> = BTreeMap::new();
    for own in &agreed {
        let Some((sections, by)) = news(own, &saved, &now)? else {
            continue;
        };
        for person in partners::people_behind(ctx, std::slice::from_ref(own), challenge).await? {
            if by == BTreeSet::from([person.id]) {
                continue;
            }
            let letter = Letter::ProposalChanged {
                reference: row.reference.clone(),
                proposal_title: row.title.clone(),
                challenge_title: challenge.title.clone(),
                sections: sections.clone(),
                closes: takes_until(challenge, ctx.now()).unwrap_or(ctx.now()),
                changes_link: link(
                    ctx,
                    row,
                    &format!("/versions?from=d{}", since_of(own, &saved)),
                ),
                link: link(ctx, row, "/consent"),
            };
            letters.insert(person.id, (Recipient::from(&person), letter));
        }
        let told = partner::ActiveModel {
            id: Set(own.id),
            told_version: Set(Some(row.version)),
            ..Default::default()
        };
        told.update(tx).await?;
    }
    let occasion = format!("proposal-changed:{}:{}", row.id, row.version);
    for (to, letter) in letters.into_values() {
        outbox::send(ctx, &to, &occasion, &letter).await?;
    }
    Ok(())
}

/// The last version that a partner agreed to or was told of.
fn known_to(own: &Partner) -> Option<i32> {
    own.consented_version.max(own.told_version)
}

/// The kept draft that a partner's news begin with.
fn since_of(own: &Partner, saved: &[Saved]) -> i32 {
    let oldest = saved.first().map_or(1, |first| first.version);
    known_to(own).unwrap_or(oldest).max(oldest)
}

/// The sections that changed since a partner last knew them, and who saved what changed.
fn news(
    own: &Partner,
    saved: &[Saved],
    now: &Content,
) -> Result<Option<(Vec<String>, BTreeSet<i64>)>> {
    let since = since_of(own, saved);
    let Some(before) = saved.iter().find(|kept| kept.version >= since) else {
        return Ok(None);
    };
    let sections: Vec<String> = changed(&seen::decode(&before.content)?, now)
        .into_iter()
        .map(|section| section.key().to_owned())
        .collect();
    let by = saved
        .iter()
        .filter(|kept| kept.version > before.version)
        .map(|kept| kept.edited_by)
        .collect();
    Ok((!sections.is_empty()).then_some((sections, by)))
}
