//! Later rounds of judging: what is declared, who goes on, and what staff do about it.

use async_graphql::{Context, Enum, InputObject, Object, Result, SimpleObject};
use chrono::{DateTime, TimeDelta, Utc};
use hub_domain::challenge::local_time;
use hub_domain::challenge::rounds::{Round, RoundInput};
use hub_domain::judging::rounds::admit_to_round::{AdmitToRound, admit_to_round};
use hub_domain::judging::rounds::held::{self, Held};
use hub_domain::judging::rounds::leave_out_round::{LeaveOutRound, leave_out_round};
use hub_domain::judging::rounds::open_round::{GoesOn, OpenRound, open_round};
use hub_domain::judging::rounds::proposed::{self, Candidate, Proposed};
use hub_domain::policy::judging::Standing;
use hub_domain::{challenge, judging};

use crate::challenge::Challenge;
use crate::error::{Graphql, optional};
use crate::judging::calibration::CalibratedProposal;
use crate::payload;
use crate::request::{change, loaders, reader};

/// Where a later round of judging stands.
#[derive(Enum, Copy, Clone, Eq, PartialEq)]
#[graphql(remote = "hub_domain::judging::rounds::held::State")]
pub enum JudgingRoundState {
    /// It is declared.
    ToCome,
    /// Judges are in it.
    Running,
    /// It was held.
    Over,
    /// Staff went without it.
    LeftOut,
}

/// A later round of judging. That one runs is shown to judges and staff, and to everybody with the
/// decision.
pub struct JudgingRound(Held);

/// A later round of judging. That one runs is shown to judges and staff, and to everybody with the
/// decision.
#[Object]
impl JudgingRound {
    /// Its number; the first round is not listed.
    async fn number(&self) -> i32 {
        self.0.number
    }
    /// What it is called.
    async fn name(&self) -> &str {
        &self.0.rule.name
    }
    /// How many proposals go on to it at least.
    async fn goes_on(&self) -> i32 {
        self.0.rule.goes_on
    }
    /// Whether the whole panel reads what went on; else who is assigned.
    async fn whole_panel(&self) -> bool {
        self.0.rule.whole_panel
    }
    /// Days that judges have.
    async fn days(&self) -> i32 {
        self.0.rule.days
    }
    /// Where it stands.
    async fn state(&self) -> JudgingRoundState {
        self.0.state.into()
    }
    /// When its reviews were due as it began; null before.
    async fn due_at(&self) -> Option<DateTime<Utc>> {
        self.0.due_at
    }
    /// Why staff went without it; empty where they did not.
    async fn reason(&self) -> &str {
        &self.0.reason
    }
    /// How many could go on; null for those who may not know.
    async fn candidates_count(&self) -> Option<usize> {
        self.0.of
    }
    /// How many went on; null for those who may not know.
    async fn went_on_count(&self) -> Option<usize> {
        self.0.went_on
    }
    /// Where staff left the rule of the round, and why, without names.
    async fn departures(&self) -> Vec<RoundDeparture> {
        let turn = |row: &held::Entry| RoundDeparture {
            goes_on: row.goes_on,
            reason: row.reason.clone(),
        };
        self.0.departures.iter().map(turn).collect()
    }
}

/// Where staff left the rule of a round, without the name of the proposal.
#[derive(SimpleObject)]
pub struct RoundDeparture {
    /// Whether it went on all the same, or did not although the rule takes it on.
    pub goes_on: bool,
    /// Why.
    pub reason: String,
}

/// The later rounds of a challenge, as the viewer may see them.
///
/// # Errors
/// When the database does not answer.
pub async fn of(ctx: &Context<'_>, row: &challenge::Challenge) -> Result<Vec<JudgingRound>> {
    let place = loaders(ctx)?.place_in_challenge(row.id).await.graphql()?;
    let rounds = held::of(reader(ctx)?, row, place.standing).await;
    Ok(rounds.graphql()?.into_iter().map(JudgingRound).collect())
}

/// The next round of judging, for staff who say who goes on to it.
pub struct NextRound {
    row: Proposed,
    zone: String,
    standing: Standing,
    now: DateTime<Utc>,
}

/// The next round of judging, for staff who say who goes on to it.
#[Object]
impl NextRound {
    /// Its number.
    async fn number(&self) -> i32 {
        self.row.number
    }
    /// What it is called.
    async fn name(&self) -> &str {
        &self.row.rule.name
    }
    /// How many proposals go on at least.
    async fn goes_on(&self) -> i32 {
        self.row.rule.goes_on
    }
    /// Whether the whole panel reads what goes on; else who is assigned.
    async fn whole_panel(&self) -> bool {
        self.row.rule.whole_panel
    }
    /// Days that judges have.
    async fn days(&self) -> i32 {
        self.row.rule.days
    }
    /// When its reviews would be due if it began now, in local time of the challenge's zone.
    async fn due_at_local(&self) -> String {
        let due = self.now + TimeDelta::days(i64::from(self.row.rule.days));
        local_time::show(local_time::end_of_day(due, &self.zone), &self.zone)
    }
    /// The probability of an award, in percent, from which on the rule takes a proposal on whatever
    /// its place.
    async fn chance_percent(&self) -> f64 {
        100.0 * proposed::CHANCE
    }
    /// What keeps those who may from beginning it: `ROUND_BEFORE_REVIEWS`, `ROUND_NOT_NOW`,
    /// `LOTTERY_DRAWN`, or null.
    async fn why_not(&self) -> Option<&str> {
        self.row.why_not
    }
    /// What can go on, in the order of the scores.
    async fn candidates(&self) -> Vec<RoundCandidate> {
        let turn = |row: &Candidate| RoundCandidate {
            key: row.entry.ranked.proposal.key.clone(),
            suggested: row.suggested,
            proposal: CalibratedProposal {
                entry: row.entry.clone(),
                standing: self.standing,
            },
        };
        self.row.candidates.iter().map(turn).collect()
    }
}

/// A proposal that can go on to the next round.
#[derive(SimpleObject)]
pub struct RoundCandidate {
    /// Its key.
    key: String,
    /// Whether the rule of the round takes it on.
    suggested: bool,
    /// What the scores say of it.
    proposal: CalibratedProposal,
}

/// The next round of a challenge; null where none is to come, and for those who may not see scores.
///
/// # Errors
/// When the database does not answer.
pub async fn next(
    ctx: &Context<'_>,
    row: &challenge::Challenge,
    standing: Standing,
) -> Result<Option<NextRound>> {
    let reader = reader(ctx)?;
    let found = optional(proposed::of(reader, row, standing).await)?.flatten();
    Ok(found.map(|found| NextRound {
        row: found,
        zone: row.zone.clone(),
        standing,
        now: reader.now(),
    }))
}

/// A later round of judging that a challenge declares.
#[derive(InputObject)]
pub struct ChallengeRoundInput {
    /// What it is called; rows without a name and a number are left out.
    #[graphql(default)]
    name: String,
    /// How many proposals go on at least.
    goes_on: Option<i32>,
    /// Days that judges have, 1 to 90.
    days: Option<i32>,
    /// Whether only those who are assigned read what went on; else the whole panel does.
    #[graphql(default)]
    assigned_only: bool,
    /// Leaves this row out.
    #[graphql(default)]
    remove: bool,
}

impl From<ChallengeRoundInput> for RoundInput {
    fn from(input: ChallengeRoundInput) -> Self {
        Self {
            name: input.name,
            goes_on: input.goes_on,
            assigned_only: input.assigned_only,
            days: input.days,
            remove: input.remove,
        }
    }
}

/// A later round of judging, as it is declared.
#[derive(SimpleObject)]
pub struct ChallengeRound {
    /// What it is called.
    name: String,
    /// How many proposals go on at least.
    goes_on: i32,
    /// Days that judges have.
    days: i32,
    /// Whether the whole panel reads what went on; else who is assigned.
    whole_panel: bool,
}

impl From<Round> for ChallengeRound {
    fn from(round: Round) -> Self {
        Self {
            name: round.name,
            goes_on: round.goes_on,
            days: round.days,
            whole_panel: round.whole_panel,
        }
    }
}

/// How the next round begins.
#[derive(InputObject)]
pub struct OpenJudgingRoundInput {
    /// Number of the challenge.
    challenge: i64,
    /// Number of the round.
    round: i32,
    /// Local time in the challenge's zone when its reviews are due.
    due_at: String,
    /// What becomes of each proposal that can go on.
    entries: Vec<RoundEntryInput>,
}

/// What becomes of one proposal.
#[derive(InputObject)]
pub struct RoundEntryInput {
    /// Key of the proposal.
    proposal: String,
    /// Whether it goes on.
    #[graphql(default)]
    goes_on: bool,
    /// Why, where that leaves the rule of the round; becomes public, without the name of the
    /// proposal.
    #[graphql(default)]
    reason: String,
}

impl From<OpenJudgingRoundInput> for OpenRound {
    fn from(input: OpenJudgingRoundInput) -> Self {
        let entry = |row: RoundEntryInput| GoesOn {
            proposal: row.proposal,
            goes_on: row.goes_on,
            reason: row.reason,
        };
        Self {
            challenge: input.challenge,
            round: input.round,
            due_at: input.due_at,
            entries: input.entries.into_iter().map(entry).collect(),
        }
    }
}

/// Which round staff go without.
#[derive(InputObject)]
pub struct LeaveOutJudgingRoundInput {
    /// Number of the challenge.
    challenge: i64,
    /// Number of the round.
    round: i32,
    /// Why; becomes public with the decision.
    reason: String,
}

impl From<LeaveOutJudgingRoundInput> for LeaveOutRound {
    fn from(input: LeaveOutJudgingRoundInput) -> Self {
        Self {
            challenge: input.challenge,
            round: input.round,
            reason: input.reason,
        }
    }
}

/// Which proposal is taken on to the round that is judged.
#[derive(InputObject)]
pub struct AdmitToJudgingRoundInput {
    /// Key of the proposal.
    proposal: String,
    /// Why; becomes public with the decision, without the name of the proposal.
    reason: String,
}

impl From<AdmitToJudgingRoundInput> for AdmitToRound {
    fn from(input: AdmitToJudgingRoundInput) -> Self {
        Self {
            proposal: input.proposal,
            reason: input.reason,
        }
    }
}

payload! {
    /// A challenge of which staff settled a round of judging.
    JudgingRoundPayload {
        /// The challenge.
        challenge: Challenge
    }
}

/// Changes of rounds.
#[derive(Default)]
pub struct RoundMutation;

#[Object]
impl RoundMutation {
    /// Begins the next round of judging: says which proposals go on to it, and tells judges.
    async fn open_judging_round(
        &self,
        ctx: &Context<'_>,
        input: OpenJudgingRoundInput,
    ) -> Result<JudgingRoundPayload> {
        let outcome = change(ctx, input.into(), |c, i| Box::pin(open_round(c, i)));
        Ok(outcome.await?.into())
    }

    /// Goes without the next round of judging.
    async fn leave_out_judging_round(
        &self,
        ctx: &Context<'_>,
        input: LeaveOutJudgingRoundInput,
    ) -> Result<JudgingRoundPayload> {
        let outcome = change(ctx, input.into(), |c, i| Box::pin(leave_out_round(c, i)));
        Ok(outcome.await?.into())
    }

    /// Takes a proposal on to the round that is judged, such as one whose appeal was upheld.
    async fn admit_to_judging_round(
        &self,
        ctx: &Context<'_>,
        input: AdmitToJudgingRoundInput,
    ) -> Result<JudgingRoundPayload> {
        let outcome = change(ctx, input.into(), |c, i| Box::pin(admit_to_round(c, i)));
        Ok(outcome.await?.into())
    }
}

/// A later round, as the report of a selection tells it.
pub struct ReportRound(pub judging::bundle::LaterRound);

/// A later round, as the report of a selection tells it.
#[Object]
impl ReportRound {
    /// Its number.
    async fn number(&self) -> i32 {
        self.0.number
    }
    /// What it is called.
    async fn name(&self) -> &str {
        &self.0.name
    }
    /// How many its rule takes on at least.
    async fn goes_on(&self) -> i32 {
        self.0.goes_on
    }
    /// Whether it was held.
    async fn held(&self) -> bool {
        self.0.held
    }
    /// Why it was not; empty where it was.
    async fn reason(&self) -> &str {
        &self.0.reason
    }
    /// How many could go on.
    async fn candidates_count(&self) -> usize {
        self.0.entries.len()
    }
    /// How many went on.
    async fn went_on_count(&self) -> usize {
        self.0.went_on()
    }
    /// Where staff left the rule of the round, and why.
    async fn departures(&self) -> Vec<RoundDeparture> {
        let turn = |row: &judging::bundle::WentOn| RoundDeparture {
            goes_on: row.goes_on,
            reason: row.reason.clone(),
        };
        self.0.departures().map(turn).collect()
    }
}
