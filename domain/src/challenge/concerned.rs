//! Whom a change of a challenge concerns: everybody who works on a proposal, its judges, and those
//! who asked to be told.

use std::collections::{BTreeMap, BTreeSet};

use hub_entity::challenge::{JudgeState, ProposalState, challenge_follow, judge, proposal};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::account::Person;
use crate::challenge::{Challenge, read, remind};
use crate::context::Context;
use crate::error::Result;
use crate::platform::letter::{Letter, News};
use crate::platform::outbox::{self, Recipient, Thread};
use crate::proposal::partners;

/// Writes to everybody who works on a draft or a submitted proposal. `letter` gets the address of
/// their proposal.
pub(super) async fn tell_partners(
    ctx: &Context,
    challenge: &Challenge,
    occasion: &str,
    letter: impl Fn(String) -> Letter,
) -> Result<()> {
    let proposals = proposal::Entity::find()
        .filter(proposal::Column::ChallengeId.eq(challenge.id))
        .filter(proposal::Column::State.is_in([ProposalState::Draft, ProposalState::Submitted]))
        .order_by_asc(proposal::Column::Id)
        .all(ctx.tx().await?)
        .await?;
    let mut teams = partners::teams(ctx, challenge, &proposals).await?;
    let public_url = &ctx.hub().settings().public_url;
    for proposal in proposals {
        let letter = letter(format!("{public_url}/proposals/{}", proposal.key));
        let occasion = format!("{occasion}:proposal:{}", proposal.id);
        for person in teams.remove(&proposal.id).unwrap_or_default().people {
            outbox::send(ctx, &Recipient::from(&person), &occasion, &letter).await?;
        }
    }
    Ok(())
}

/// Everybody who works on a proposal that was neither withdrawn nor disqualified, each once.
pub(super) async fn applicants(ctx: &Context, challenge: &Challenge) -> Result<Vec<Person>> {
    let proposals = proposal::Entity::find()
        .filter(proposal::Column::ChallengeId.eq(challenge.id))
        .filter(
            proposal::Column::State
                .is_not_in([ProposalState::Withdrawn, ProposalState::Disqualified]),
        )
        .all(ctx.tx().await?)
        .await?;
    let teams = partners::teams(ctx, challenge, &proposals).await?;
    let people = teams.into_values().flat_map(|team| team.people);
    let people: BTreeMap<i64, Person> = people.map(|person| (person.id, person)).collect();
    Ok(people.into_values().collect())
}

/// Writes to everybody who asked to be told about it, except to those who are `told` already.
pub(super) async fn tell_followers(
    ctx: &Context,
    challenge: &Challenge,
    occasion: &str,
    letter: &Letter,
    told: &BTreeSet<i64>,
) -> Result<()> {
    let rows = challenge_follow::Entity::find()
        .filter(challenge_follow::Column::ChallengeId.eq(challenge.id))
        .all(ctx.tx().await?)
        .await?;
    let ids = rows.into_iter().map(|row| row.person_id);
    let ids = ids.filter(|id| !told.contains(id)).collect();
    let occasion = format!("{occasion}:follower");
    let thread = Thread {
        challenge_id: Some(challenge.id),
        ..Thread::default()
    };
    for person in remind::people(ctx, ids).await? {
        let to = Recipient::from(&person);
        outbox::send_later(ctx, &to, &occasion, letter, ctx.now(), thread.clone()).await?;
    }
    Ok(())
}

/// Tells those who asked to be told, and who are not told as applicants, what became of it.
pub(crate) async fn tell_news(ctx: &Context, challenge: &Challenge, news: News) -> Result<()> {
    let applicants = applicants(ctx, challenge).await?;
    let told = applicants.into_iter().map(|person| person.id).collect();
    let url = &ctx.hub().settings().public_url;
    let letter = Letter::ChallengeNews {
        news,
        challenge_title: challenge.title.clone(),
        zone: challenge.zone.clone(),
        opens: challenge.opens_at.filter(|at| *at > ctx.now()),
        closes: challenge.closes_at,
        reason: challenge.cancelled_reason.clone(),
        link: format!("{url}{}", read::path(challenge)),
    };
    let occasion = format!("news:{}:{news:?}:{}", challenge.id, challenge.version);
    tell_followers(ctx, challenge, &occasion, &letter, &told).await
}

/// Writes to its judges who did not decline, those without an account at the address by which they
/// were invited. `letter` gets the address of their desk.
pub(super) async fn tell_judges(
    ctx: &Context,
    challenge: &Challenge,
    occasion: &str,
    letter: impl Fn(String) -> Letter,
) -> Result<()> {
    let judges = judge::Entity::find()
        .filter(judge::Column::ChallengeId.eq(challenge.id))
        .filter(judge::Column::State.is_in([JudgeState::Invited, JudgeState::Accepted]))
        .order_by_asc(judge::Column::Id)
        .all(ctx.tx().await?)
        .await?;
    let public_url = &ctx.hub().settings().public_url;
    let ids = judges.iter().filter_map(|judge| judge.person_id).collect();
    let people = remind::people(ctx, ids).await?;
    for judge in judges {
        let to = match judge.person_id {
            None => Recipient::address(&judge.email),
            // Whoever was suspended, or closed their account, hears nothing.
            Some(id) => match people.iter().find(|person| person.id == id) {
                Some(person) => Recipient::from(person),
                None => continue,
            },
        };
        let letter = letter(format!("{public_url}/judging/{}", judge.key));
        let occasion = format!("{occasion}:judge:{}", judge.id);
        outbox::send(ctx, &to, &occasion, &letter).await?;
    }
    Ok(())
}
