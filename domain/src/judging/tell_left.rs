//! Tells judges that a proposal which was theirs to read does not take part any more.

use hub_entity::challenge::{JudgeState, judge, proposal};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::account::people;
use crate::challenge::{Challenge, Status, status};
use crate::context::Context;
use crate::error::Result;
use crate::judging::{access, desk, read};
use crate::platform::letter::Letter;
use crate::platform::outbox::{self, Recipient};
use crate::proposal::{Proposal, screening};

/// Writes to the judges for whom it was, while judging is not over. Neither its title nor why it
/// left is said: a conflict of interest may be declared before the mail arrives.
pub(crate) async fn tell_left(
    ctx: &Context,
    challenge: &Challenge,
    proposal: &Proposal,
) -> Result<()> {
    let judged = [
        Status::Closed,
        Status::Screening,
        Status::Judging,
        Status::Moderation,
    ];
    if !judged.contains(&status(challenge, ctx.now())) {
        return Ok(());
    }
    let tx = ctx.tx().await?;
    let judges = judge::Entity::find()
        .filter(judge::Column::ChallengeId.eq(challenge.id))
        .filter(judge::Column::State.eq(JudgeState::Accepted))
        .filter(judge::Column::ConflictsDeclaredAt.is_not_null())
        .order_by_asc(judge::Column::Id)
        .all(tx)
        .await?;
    let ids: Vec<i64> = judges.iter().map(|judge| judge.id).collect();
    let its = access::for_judge()
        .add(access::in_round())
        // What was found ineligible was nobody's to judge.
        .add(proposal::Column::Id.not_in_subquery(screening::ineligible()))
        .add(proposal::Column::Id.eq(proposal.id));
    let asked = desk::matching(tx, &ids, its).await?;
    let persons: Vec<i64> = judges.iter().filter_map(|judge| judge.person_id).collect();
    let persons = people::by_ids(tx, &persons).await?;
    for judge in &judges {
        if !asked.contains(&(judge.id, proposal.id)) {
            continue;
        }
        let person = persons.iter().find(|p| Some(p.id) == judge.person_id);
        let to = person.map_or_else(|| Recipient::address(&judge.email), Recipient::from);
        let letter = Letter::EntryLeft {
            challenge_title: challenge.title.clone(),
            link: format!("{}{}", ctx.hub().settings().public_url, read::path(judge)),
        };
        let occasion = format!("entry-left:{}:{}", judge.id, proposal.id);
        outbox::send(ctx, &to, &occasion, &letter).await?;
    }
    Ok(())
}
