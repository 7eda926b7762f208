//! Which rounds were held, and what went on: for staff, and for everybody once it is announced.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use hub_entity::challenge::{ChallengeState, round_entry};
use sea_orm::sea_query::NullOrdering;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, Order, QueryFilter, QueryOrder};

use crate::challenge::rounds::{self as declared, Round};
use crate::challenge::{Challenge, Status, status};
use crate::context::Reader;
use crate::error::Result;
use crate::judging::bundle::Bundle;
use crate::judging::{access, rounds};
use crate::policy::judging::{Standing, may_see_scores};

/// Whether a proposal went on, and why.
pub type Entry = round_entry::Model;

/// A later round, as somebody may see it.
#[derive(Debug, Clone)]
pub struct Held {
    /// Its number.
    pub number: i32,
    /// What was declared of it.
    pub rule: Round,
    /// Where it stands.
    pub state: State,
    /// When its reviews were due as it began.
    pub due_at: Option<DateTime<Utc>>,
    /// Why staff went without it.
    pub reason: String,
    /// How many could go on to it; none for those who may not know.
    pub of: Option<usize>,
    /// How many went on; none for those who may not know.
    pub went_on: Option<usize>,
    /// Reasons for leaving its rule: who was taken on, and who was not. Empty for those who may not
    /// know.
    pub departures: Vec<Entry>,
}

/// Where a later round stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It is declared.
    ToCome,
    /// Judges are in it.
    Running,
    /// It was held.
    Over,
    /// Staff went without it.
    LeftOut,
}

/// The later rounds of a challenge, in their order. That one is held is seen by judges and staff;
/// everybody else learns of it with the decision.
///
/// # Errors
/// When the database does not answer.
pub async fn of(reader: &Reader, challenge: &Challenge, standing: Standing) -> Result<Vec<Held>> {
    let rules = declared::of(challenge);
    if rules.is_empty() {
        return Ok(Vec::new());
    }
    let is_public = challenge.state == ChallengeState::Announced;
    let sees_all = is_public || may_see_scores(reader.viewer(), standing);
    let sees = sees_all || (standing.is_judge && !standing.interested);
    let db = reader.db();
    let settled = if sees {
        rounds::settled(db, challenge.id).await?
    } else {
        Vec::new()
    };
    let ids: Vec<i64> = settled.iter().map(|round| round.id).collect();
    let mut entries = if sees_all {
        entries(db, &ids).await?
    } else {
        HashMap::new()
    };
    let judged = status(challenge, reader.now()) == Status::Judging;
    let turn = |(number, rule): (i32, Round)| {
        let known = settled.iter().find(|round| round.number == number);
        let own = known.and_then(|round| entries.remove(&round.id));
        let own = own.unwrap_or_default();
        let counts = sees_all && known.is_some_and(|round| round.held);
        Held {
            state: match known {
                None => State::ToCome,
                Some(round) if !round.held => State::LeftOut,
                Some(_) if number == challenge.round && judged => State::Running,
                Some(_) => State::Over,
            },
            due_at: known.and_then(|round| round.due_at),
            reason: known.map(|round| round.reason.clone()).unwrap_or_default(),
            of: counts.then_some(own.len()),
            went_on: counts.then(|| own.iter().filter(|entry| entry.goes_on).count()),
            departures: own
                .into_iter()
                .filter(|entry| entry.goes_on != entry.suggested)
                .collect(),
            number,
            rule,
        }
    };
    Ok((2..).zip(rules).map(turn).collect())
}

/// What went on to these rounds and what did not, by round, in the order of places.
pub(crate) async fn entries(
    db: &impl ConnectionTrait,
    round_ids: &[i64],
) -> Result<HashMap<i64, Vec<Entry>>> {
    let rows = round_entry::Entity::find()
        .filter(round_entry::Column::RoundId.is_in(round_ids.iter().copied()))
        .order_by_with_nulls(round_entry::Column::Place, Order::Asc, NullOrdering::Last)
        .order_by_asc(round_entry::Column::Id)
        .all(db)
        .await?;
    let mut entries: HashMap<i64, Vec<Entry>> = HashMap::new();
    for row in rows {
        entries.entry(row.round_id).or_default().push(row);
    }
    Ok(entries)
}

/// The scores and rules that decided who went on to a round, for staff who may see scores. That
/// somebody took them is noted.
///
/// # Errors
/// `NotFound` for everybody else, and for a round that was not held.
pub async fn download_basis(
    ctx: &crate::context::Context,
    challenge_number: i64,
    number: i32,
) -> Result<Bundle> {
    use crate::error::Error;
    let tx = ctx.tx().await?;
    let challenge = crate::challenge::read::by_number(tx, ctx.viewer(), challenge_number).await?;
    let standing = access::standing(tx, ctx.viewer(), challenge.id).await?;
    if !may_see_scores(ctx.viewer(), standing) {
        return Err(Error::NotFound);
    }
    let settled = rounds::settled(tx, challenge.id).await?;
    let round = settled.into_iter().find(|round| round.number == number);
    let basis = round.and_then(|round| round.basis).ok_or(Error::NotFound)?;
    let entry = crate::platform::audit::Entry {
        action: "round_basis_taken",
        object_kind: "challenge",
        object_id: challenge.id,
        challenge_id: Some(challenge.id),
        details: serde_json::json!({ "round": number }),
    };
    crate::platform::audit::record(ctx, entry).await?;
    serde_json::from_value(basis).map_err(Error::internal)
}
