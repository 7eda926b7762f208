//! Whom a change of a challenge concerns: everybody who works on a proposal, and its judges.

use hub_entity::challenge::{JudgeState, ProposalState, judge, proposal};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::challenge::{Challenge, remind};
use crate::context::Context;
use crate::error::Result;
use crate::platform::letter::Letter;
use crate::platform::outbox::{self, Recipient};

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
    let public_url = &ctx.hub().settings().public_url;
    for proposal in proposals {
        let letter = letter(format!("{public_url}/proposals/{}", proposal.key));
        let occasion = format!("{occasion}:proposal:{}", proposal.id);
        for person in remind::people_of(ctx, &proposal, challenge).await? {
            outbox::send(ctx, &Recipient::from(&person), &occasion, &letter).await?;
        }
    }
    Ok(())
}

/// Writes to its judges who have an account and did not decline. `letter` gets the address of
/// their desk.
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
        let Some(person) = people.iter().find(|p| Some(p.id) == judge.person_id) else {
            continue;
        };
        let letter = letter(format!("{public_url}/judging/{}", judge.key));
        let occasion = format!("{occasion}:judge:{}", judge.id);
        outbox::send(ctx, &Recipient::from(person), &occasion, &letter).await?;
    }
    Ok(())
}
