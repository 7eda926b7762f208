//! Signs of a conflict of interest to which a judge said that there is none, for staff.

use std::collections::HashMap;

use hub_entity::challenge::{JudgeState, conflict, judge};
use hub_entity::platform::audit as row;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::challenge::Challenge;
use crate::context::Reader;
use crate::error::{Error, Result};
use crate::judging::desk::Entry;
use crate::judging::suggest::{self, Suggestion};
use crate::judging::{Judge, desk};
use crate::policy::judging::{Standing, may_see_scores};

/// A sign that a judge denied.
#[derive(Debug, Clone)]
pub struct Denied {
    /// Who.
    pub judge: Judge,
    /// Title of the proposal that was handed in.
    pub title: String,
    /// What the hub sees.
    pub suggestion: Suggestion,
}

/// The signs that the hub still sees where a judge said last that there is no conflict, for staff who
/// may see scores. Where a conflict was written down since, the sign is none that was denied.
///
/// # Errors
/// `NotFound` for everybody else, and before the challenge closes.
pub async fn of(reader: &Reader, challenge: &Challenge, standing: Standing) -> Result<Vec<Denied>> {
    let closed = desk::is_past_close(challenge, reader.now());
    if !closed || !may_see_scores(reader.viewer(), standing) {
        return Err(Error::NotFound);
    }
    let db = reader.db();
    let declared = row::Entity::find()
        .filter(row::Column::ChallengeId.eq(challenge.id))
        .filter(row::Column::Action.eq("conflicts_declared"))
        .order_by_asc(row::Column::Seq)
        .all(db)
        .await?;
    let mut denied: HashMap<i64, Vec<i64>> = HashMap::new();
    for row in declared {
        let ids = row.details["denied_suggestions"].clone();
        denied.insert(
            row.object_id,
            serde_json::from_value(ids).unwrap_or_default(),
        );
    }
    denied.retain(|_, proposals| !proposals.is_empty());
    if denied.is_empty() {
        return Ok(Vec::new());
    }
    let judges = judge::Entity::find()
        .filter(judge::Column::ChallengeId.eq(challenge.id))
        .filter(judge::Column::State.eq(JudgeState::Accepted))
        .filter(judge::Column::ConflictsDeclaredAt.is_not_null())
        .filter(judge::Column::Id.is_in(denied.keys().copied()))
        .order_by_asc(judge::Column::Id)
        .all(db)
        .await?;
    let written = conflict::Entity::find()
        .filter(conflict::Column::JudgeId.is_in(judges.iter().map(|judge| judge.id)))
        .filter(conflict::Column::LiftedAt.is_null())
        .all(db)
        .await?;
    let mut desks = desk::asked_about_by_each(db, &judges, challenge, reader.now()).await?;
    for (judge, desk) in judges.iter().zip(&mut desks) {
        let said_no = denied.remove(&judge.id).unwrap_or_default();
        desk.entries.retain(|entry| {
            let pair = (judge.id, entry.proposal.id);
            said_no.contains(&pair.1)
                && !written.iter().any(|w| (w.judge_id, w.proposal_id) == pair)
        });
    }
    let asked: Vec<(&Judge, &[Entry])> = judges
        .iter()
        .zip(&desks)
        .map(|(judge, desk)| (judge, desk.entries.as_slice()))
        .collect();
    let signs = suggest::of_each(db, &asked).await?;
    let mut found = Vec::new();
    for ((judge, entries), signs) in asked.into_iter().zip(signs) {
        for suggestion in signs {
            let entry = entries
                .iter()
                .find(|entry| entry.proposal.id == suggestion.proposal_id);
            found.push(Denied {
                judge: judge.clone(),
                title: entry.map(|entry| entry.title.clone()).unwrap_or_default(),
                suggestion,
            });
        }
    }
    Ok(found)
}
