//! Tells judges that a round has begun, and how much is theirs to read in it.

use std::collections::HashMap;

use hub_entity::challenge::{JudgeState, judge};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::account::people;
use crate::challenge::Challenge;
use crate::challenge::rounds::Round;
use crate::context::Context;
use crate::error::Result;
use crate::judging::rounds::Settled;
use crate::judging::{access, desk, read};
use crate::platform::letter::Letter;
use crate::platform::outbox::{self, Recipient};

/// Tells the judges who have something to read. Titles stand on their desks: a conflict that is
/// declared before the mail arrives must not meet them in it.
pub(super) async fn round_opened(
    ctx: &Context,
    challenge: &Challenge,
    round: &Settled,
    rule: &Round,
) -> Result<()> {
    let tx = ctx.tx().await?;
    let judges = judge::Entity::find()
        .filter(judge::Column::ChallengeId.eq(challenge.id))
        .filter(judge::Column::State.eq(JudgeState::Accepted))
        .order_by_asc(judge::Column::Id)
        .all(tx)
        .await?;
    let ids: Vec<i64> = judges.iter().map(|judge| judge.id).collect();
    let asked = access::for_judge()
        .add(access::in_round())
        .add(access::handed_in());
    let mut counts: HashMap<i64, usize> = HashMap::new();
    for (judge, _) in desk::matching(tx, &ids, asked).await? {
        *counts.entry(judge).or_default() += 1;
    }
    let persons: Vec<i64> = judges.iter().filter_map(|judge| judge.person_id).collect();
    let persons = people::by_ids(tx, &persons).await?;
    for judge in &judges {
        let Some(count) = counts.get(&judge.id) else {
            continue;
        };
        let person = persons.iter().find(|p| Some(p.id) == judge.person_id);
        let to = person.map_or_else(|| Recipient::address(&judge.email), Recipient::from);
        let letter = Letter::RoundOpened {
            zone: challenge.zone.clone(),
            challenge_title: challenge.title.clone(),
            round: rule.name.clone(),
            count: *count,
            due: challenge.judging_closes_at,
            link: format!("{}{}", ctx.hub().settings().public_url, read::path(judge)),
        };
        // Once for the round, and once for each that is taken on later.
        let occasion = format!("round:{}:{}:{}", judge.id, round.number, challenge.version);
        outbox::send(ctx, &to, &occasion, &letter).await?;
    }
    Ok(())
}
