//! Staff begin the next round: they say who goes on, and judges are told.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use hub_entity::challenge::{ReadingMode, challenge, judging_round, proposal, round_entry};
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::json;

use crate::challenge::rounds::Round;
use crate::challenge::{Challenge, local_time, schedule};
use crate::context::Context;
use crate::error::{Error, FieldError, Result};
use crate::judging::assigned::begun;
use crate::judging::rounds::proposed::{self, Candidate};
use crate::judging::rounds::{self, Settled, tell};
use crate::judging::{access, appoint_judge, bundle, embargo, read};
use crate::platform::audit;
use crate::policy;
use crate::proposal::Proposal;
use crate::values::Fields;

/// The furthest that a round can be due ahead.
const MOST: TimeDelta = TimeDelta::days(180);

/// How a round begins.
#[derive(Debug, Clone)]
pub struct OpenRound {
    /// Number of the challenge.
    pub challenge: i64,
    /// Number of the round, so that nobody begins another than they saw.
    pub round: i32,
    /// Local time in the challenge's zone when its reviews are due.
    pub due_at: String,
    /// What becomes of each proposal.
    pub entries: Vec<GoesOn>,
}

/// What becomes of one proposal.
#[derive(Debug, Clone)]
pub struct GoesOn {
    /// Key of the proposal.
    pub proposal: String,
    /// Whether it goes on.
    pub goes_on: bool,
    /// Why, where that leaves the rule of the round.
    pub reason: String,
}

/// A proposal, and what staff said of it.
struct Said {
    candidate: Candidate,
    goes_on: bool,
    reason: String,
}

/// Begins the next round. Scores and rules as they stand are kept with it, so that who went on can
/// be worked out again.
///
/// # Errors
/// `NotFound` to all but staff who may see scores; `Invalid` by field, before the reviews of the
/// round before are in, and where a proposal leaves the rule without a reason; `Conflict` where
/// what can go on is not what was seen.
pub async fn open_round(ctx: &Context, input: OpenRound) -> Result<Challenge> {
    let (challenge, rule) = held(ctx, input.challenge, input.round).await?;
    let tx = ctx.tx().await?;
    let mut fields = Fields::default();
    let due = due(ctx, &challenge, &input.due_at, &mut fields);
    let candidates = proposed::candidates(tx, &challenge, &rule).await?;
    let said = said(candidates, &input.entries, &mut fields)?;
    if said.iter().all(|said| !said.goes_on) {
        fields.push(FieldError::new("entries", "ROUND_EMPTY"));
    }
    fields.finish()?;
    // Decisions were made, and their announcement planned, on scores that judges now look at again.
    embargo::take_back(ctx, &challenge).await?;
    schedule::note_judging_closed(ctx, &challenge).await?;
    let due = due.unwrap_or_else(|| ctx.now());
    let basis = bundle::assemble(tx, &challenge, ctx.now()).await?;
    let row = judging_round::ActiveModel {
        challenge_id: Set(challenge.id),
        number: Set(input.round),
        held: Set(true),
        due_at: Set(Some(due)),
        reason: Set(String::new()),
        basis: Set(Some(serde_json::to_value(&basis).map_err(Error::internal)?)),
        settled_by: Set(ctx.actor()?.id),
        settled_at: Set(ctx.now()),
        ..Default::default()
    };
    let round = row.insert(tx).await?;
    for said in &said {
        take_on(ctx, &round, &rule, said).await?;
    }
    let reading = reading_in(ctx, &challenge, &rule).await?;
    let before = challenge.judging_closes_at;
    let row = challenge::ActiveModel {
        id: Set(challenge.id),
        round: Set(input.round),
        judging_closes_at: Set(Some(due)),
        reading: Set(reading),
        version: Set(challenge.version + 1),
        updated_at: Set(ctx.now()),
        ..Default::default()
    };
    let challenge = row.update(tx).await?;
    schedule::enqueue(ctx, &challenge).await?;
    appoint_judge::keep_invitations(ctx, &challenge).await?;
    note(ctx, &challenge, &round, before, &said).await?;
    tell::round_opened(ctx, &challenge, &round, &rule).await?;
    Ok(challenge)
}

/// The challenge, locked, with the rule of its next round, for staff who may settle that now.
pub(super) async fn held(ctx: &Context, number: i64, round: i32) -> Result<(Challenge, Round)> {
    let tx = ctx.tx().await?;
    let challenge = access::locked_challenge(tx, ctx.viewer(), number).await?;
    let standing = access::standing(tx, ctx.viewer(), challenge.id).await?;
    if !policy::judging::may_see_scores(ctx.viewer(), standing) {
        return Err(Error::NotFound);
    }
    let allowed = policy::judging::may_decide(ctx.viewer(), standing);
    policy::require(ctx.viewer(), allowed)?;
    let Some((next, rule)) = rounds::next(tx, &challenge).await? else {
        return Err(Error::field("", "ROUND_NONE_LEFT"));
    };
    if next != round {
        return Err(Error::Conflict);
    }
    let now = ctx.hub().clock().now();
    if let Some(code) = rounds::why_not(tx, &challenge, now).await? {
        return Err(Error::field("", code));
    }
    Ok((challenge, rule))
}

fn due(
    ctx: &Context,
    challenge: &Challenge,
    typed: &str,
    fields: &mut Fields,
) -> Option<DateTime<Utc>> {
    let zone = fields.take(local_time::zone("", &challenge.zone))?;
    let at = fields.take(local_time::parse("dueAt", typed, zone))?;
    let now = ctx.hub().clock().now();
    match at {
        Some(at) => {
            fields.require(at > now, "dueAt", "ROUND_DUE_IN_PAST");
            fields.require(at <= now + MOST, "dueAt", "TOO_FAR_AHEAD");
        }
        None => fields.require(false, "dueAt", "REQUIRED"),
    }
    at
}

/// What was said of each candidate. All of them have to be said, and nothing else, because what
/// was not seen was not decided.
fn said(candidates: Vec<Candidate>, entries: &[GoesOn], fields: &mut Fields) -> Result<Vec<Said>> {
    let mut given: HashMap<&str, (usize, &GoesOn)> = entries
        .iter()
        .enumerate()
        .map(|(at, entry)| (entry.proposal.as_str(), (at, entry)))
        .collect();
    if given.len() != entries.len() {
        return Err(Error::Conflict);
    }
    let mut said = Vec::with_capacity(candidates.len());
    for candidate in candidates {
        let key = candidate.entry.ranked.proposal.key.as_str();
        let (at, entry) = given.remove(key).ok_or(Error::Conflict)?;
        let leaves = entry.goes_on != candidate.suggested;
        let field = format!("entries.{at}.reason");
        let mut reason = fields.text(&field, &entry.reason, 0..=2000);
        if leaves && reason.is_empty() {
            let error = FieldError::new(&field, "ROUND_REASON");
            fields.push(error.with("title", &candidate.entry.ranked.title));
        }
        if !leaves {
            reason.clear();
        }
        said.push(Said {
            goes_on: entry.goes_on,
            reason,
            candidate,
        });
    }
    if given.is_empty() {
        Ok(said)
    } else {
        Err(Error::Conflict)
    }
}

async fn take_on(ctx: &Context, round: &Settled, rule: &Round, said: &Said) -> Result<()> {
    let tx = ctx.tx().await?;
    let entry = &said.candidate.entry;
    let row = round_entry::ActiveModel {
        round_id: Set(round.id),
        proposal_id: Set(entry.ranked.proposal.id),
        place: Set(entry.place.and_then(|place| i32::try_from(place).ok())),
        suggested: Set(said.candidate.suggested),
        goes_on: Set(said.goes_on),
        reason: Set(said.reason.clone()),
        ..Default::default()
    };
    row.insert(tx).await?;
    if said.goes_on {
        reach(ctx, &entry.ranked.proposal, round.number, rule).await?;
    }
    Ok(())
}

/// How the challenge is read from this round on: who is assigned can be told from the rest only
/// where not everybody reads everything. What was read before stays with those who read it.
async fn reading_in(ctx: &Context, challenge: &Challenge, rule: &Round) -> Result<ReadingMode> {
    if rule.whole_panel || challenge.reading == ReadingMode::Assigned {
        return Ok(challenge.reading);
    }
    let all = read::handed_in(ctx.tx().await?, challenge.id).await?;
    let all: Vec<i64> = all.iter().map(|proposal| proposal.id).collect();
    begun::keep(ctx, challenge.id, &all).await?;
    Ok(ReadingMode::Assigned)
}

/// The proposal reaches the round. Where the whole panel read it and does no more, whoever scored
/// it goes on with it.
pub(super) async fn reach(
    ctx: &Context,
    proposal: &Proposal,
    number: i32,
    rule: &Round,
) -> Result<()> {
    if proposal.read_by_all && !rule.whole_panel {
        begun::keep(ctx, proposal.challenge_id, &[proposal.id]).await?;
    }
    let row = proposal::ActiveModel {
        id: Set(proposal.id),
        round: Set(number),
        read_by_all: Set(rule.whole_panel),
        ..Default::default()
    };
    row.update(ctx.tx().await?).await?;
    Ok(())
}

async fn note(
    ctx: &Context,
    challenge: &Challenge,
    round: &Settled,
    before: Option<DateTime<Utc>>,
    said: &[Said],
) -> Result<()> {
    let row = |said: &Said| {
        json!({
            "proposal": said.candidate.entry.ranked.proposal.id,
            "suggested": said.candidate.suggested,
            "goes_on": said.goes_on,
            "reason": said.reason,
        })
    };
    let entry = audit::Entry {
        action: "judging_round_opened",
        object_kind: "challenge",
        object_id: challenge.id,
        challenge_id: Some(challenge.id),
        details: json!({
            "round": round.number,
            "due": round.due_at,
            "due_before": before,
            "reading": sea_orm::ActiveEnum::to_value(&challenge.reading),
            "entries": said.iter().map(row).collect::<Vec<_>>(),
        }),
    };
    audit::record(ctx, entry).await
}
