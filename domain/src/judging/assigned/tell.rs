//! Mails about who reads what.

use std::collections::HashMap;

use hub_entity::challenge::assignment_run;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::account::people;
use crate::context::Context;
use crate::error::Result;
use crate::judging::assigned::{Situation, situation};
use crate::judging::{Judge, access, read, review};
use crate::platform::letter::{Letter, ShortOf};
use crate::platform::outbox::{self, Recipient};

/// What changed for a judge: numbers of proposals.
#[derive(Debug, Clone, Default)]
pub(crate) struct Changed {
    /// What they read from now on and did not before.
    pub added: Vec<i64>,
    /// What they read no more.
    pub taken: Vec<i64>,
    /// All that they read now.
    pub reads: Vec<i64>,
}

/// Tells each judge for whom something changed, once.
pub(crate) async fn judges(
    ctx: &Context,
    situation: &Situation,
    changed: &HashMap<i64, Changed>,
    occasion: &str,
) -> Result<()> {
    let tx = ctx.tx().await?;
    let ids: Vec<i64> = situation
        .judges
        .iter()
        .filter_map(|j| j.person_id)
        .collect();
    let people = people::by_ids(tx, &ids).await?;
    let challenge = &situation.challenge;
    let titles = |ids: &[i64]| -> Vec<String> {
        let titles = ids.iter().map(|id| situation.title(*id).to_owned());
        titles.collect()
    };
    for judge in &situation.judges {
        let Some(own) = changed.get(&judge.id) else {
            continue;
        };
        if own.added.is_empty() && own.taken.is_empty() {
            continue;
        }
        let person = people.iter().find(|p| Some(p.id) == judge.person_id);
        let to = person.map_or_else(|| Recipient::address(&judge.email), Recipient::from);
        let letter = Letter::JudgeAssigned {
            zone: challenge.zone.clone(),
            challenge_title: challenge.title.clone(),
            added: titles(&own.added),
            taken: titles(&own.taken),
            count: own.reads.len(),
            due: challenge.judging_closes_at,
            link: format!("{}{}", ctx.hub().settings().public_url, read::path(judge)),
        };
        let occasion = format!("assigned:{}:{occasion}", judge.id);
        outbox::send(ctx, &to, &occasion, &letter).await?;
    }
    Ok(())
}

/// Tells whoever shared proposals out last, or else assigned one of these, which of them lack a
/// reader now. Nobody but staff is told: titles of proposals are for no one else.
pub(crate) async fn staff(
    ctx: &Context,
    judge: &Judge,
    proposals: &[i64],
    assigned_by: Option<i64>,
    occasion: &str,
) -> Result<()> {
    let tx = ctx.tx().await?;
    let run = assignment_run::Entity::find()
        .filter(assignment_run::Column::ChallengeId.eq(judge.challenge_id))
        .order_by_desc(assignment_run::Column::Id)
        .one(tx)
        .await?;
    let Some(to) = run.and_then(|run| run.made_by).or(assigned_by) else {
        return Ok(());
    };
    let challenge = review::challenge_of(tx, judge.challenge_id).await?;
    // Who shared them out may judge or compete by now.
    if !access::may_still_decide(ctx, &challenge, to).await? {
        return Ok(());
    }
    let to = people::by_id(tx, to).await?;
    let situation = situation::load(tx, &challenge).await?;
    let pairs = situation.pairs();
    let needed = situation.needed();
    let mut short = Vec::new();
    for (place, proposal) in situation.proposals.iter().enumerate() {
        let have = pairs.iter().filter(|pair| pair.1 == place).count();
        if proposals.contains(&proposal.id) && have < needed {
            short.push(ShortOf {
                title: situation.title(proposal.id).to_owned(),
                have,
            });
        }
    }
    if short.is_empty() {
        return Ok(());
    }
    let letter = Letter::AssignmentShort {
        challenge_title: challenge.title.clone(),
        proposals: short,
        needed,
        link: format!(
            "{}/challenges/{}/assignment",
            ctx.hub().settings().public_url,
            challenge.id
        ),
    };
    outbox::send(ctx, &Recipient::from(&to), occasion, &letter).await
}
