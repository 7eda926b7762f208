//! Milestones: what a project promised by when, what shows that it is done, and what programme
//! staff make of that.
//!
//! Planned → Due → Evidenced → Accepted | Rejected | Missed. The clock makes a milestone due on its
//! day and missed fourteen days later; both are computed, and a job writes their audit rows and
//! mails. Evidence may come early or late, and better evidence after a rejection.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::Europe::London;
use hub_entity::project::project_milestone::Column;
use hub_entity::project::{MilestoneState, NotedState, Payment, project_milestone};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait,
    ExprTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
};
use serde_json::json;

use crate::context::{Caller, Context};
use crate::error::{Error, FieldError, Result};
use crate::hub::Hub;
use crate::platform::audit;
use crate::platform::letter::Letter;
use crate::platform::outbox::{self, Recipient};
use crate::policy::{self, project::Part};
use crate::project::{Project, ProjectState, people, read};
use crate::values::Fields;

/// A milestone.
pub type Milestone = project_milestone::Model;

/// How long after its day evidence may come before a milestone counts as missed.
const GRACE: TimeDelta = TimeDelta::days(14);
/// Milestones told of in one transaction.
const AT_ONCE: u64 = 100;
/// Most that is paid for one, in pence: a hundred million pounds.
const MOST_PENCE: i64 = 10_000_000_000;

/// Where a milestone stands, with the clock's part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Its day is ahead.
    Planned,
    /// Its day has come.
    Due,
    /// Its partners say that it is done.
    Evidenced,
    /// Programme staff agree.
    Accepted,
    /// Programme staff do not.
    Rejected,
    /// Its time is over, and nothing shows that it is done.
    Missed,
}

/// What people do with a milestone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Partners bring evidence.
    Evidence,
    /// Staff accept it.
    Accept,
    /// Staff reject it.
    Reject,
}

/// Where a milestone stands now.
pub fn stage(milestone: &Milestone, now: DateTime<Utc>) -> Stage {
    match milestone.state {
        MilestoneState::Evidenced => Stage::Evidenced,
        MilestoneState::Accepted => Stage::Accepted,
        MilestoneState::Rejected => Stage::Rejected,
        MilestoneState::Planned => {
            let today = now.with_timezone(&London).date_naive();
            match NaiveDate::parse_from_str(&milestone.due_on, "%Y-%m-%d") {
                Ok(due) if today >= due + GRACE => Stage::Missed,
                Ok(due) if today >= due => Stage::Due,
                _ => Stage::Planned,
            }
        }
    }
}

/// Whether a step may be made from where a milestone stands: the edges that there are.
pub fn may_step(from: Stage, step: Step) -> bool {
    match step {
        Step::Evidence => from != Stage::Accepted,
        Step::Accept | Step::Reject => from == Stage::Evidenced,
    }
}

/// Whether a payment may come to stand so: only what was accepted is paid, what is due may turn
/// out not to be, and what was paid stays paid.
pub fn may_pay(stage: Stage, from: Payment, to: Payment) -> bool {
    stage == Stage::Accepted
        && (from == to
            || matches!(
                (from, to),
                (Payment::None, Payment::Due) | (Payment::Due, Payment::Paid | Payment::None)
            ))
}

/// The milestones of a project, in their order.
///
/// # Errors
/// When the database does not answer.
pub async fn of(db: &impl ConnectionTrait, project_id: i64) -> Result<Vec<Milestone>> {
    Ok(project_milestone::Entity::find()
        .filter(project_milestone::Column::ProjectId.eq(project_id))
        .order_by_asc(project_milestone::Column::Position)
        .order_by_asc(project_milestone::Column::Id)
        .all(db)
        .await?)
}

/// What shows that a milestone is done.
#[derive(Debug, Clone)]
pub struct EvidenceMilestone {
    /// Number of the milestone.
    pub milestone: i64,
    /// Markdown, with links.
    pub evidence: String,
    /// Version that they had before them.
    pub version: i32,
}

/// Brings evidence for a milestone.
///
/// # Errors
/// `NotFound` to those who may not follow the delivery, `Forbidden` to all but the partners'
/// people; `Invalid` when it was accepted already; `Conflict`.
pub async fn evidence_milestone(ctx: &Context, input: EvidenceMilestone) -> Result<Milestone> {
    let mut fields = Fields::default();
    let evidence = fields.text("evidence", &input.evidence, 1..=10_000);
    let (project, milestone, part) = locked(ctx, input.milestone).await?;
    let allowed = policy::project::may_evidence(ctx.viewer(), part.partner);
    policy::require(ctx.viewer(), allowed)?;
    fields.finish()?;
    let before = require_step(ctx, &milestone, input.version, Step::Evidence)?;
    let mut row = milestone.into_active_model();
    row.state = Set(MilestoneState::Evidenced);
    row.evidence = Set(evidence);
    row.evidenced_at = Set(Some(ctx.now()));
    row.evidenced_by = Set(ctx.viewer().id());
    row.reason = Set(String::new());
    row.decided_at = Set(None);
    row.decided_by = Set(None);
    row.version = Set(input.version + 1);
    let milestone = row.update(ctx.tx().await?).await?;
    record(ctx, &project, &milestone, "milestone_evidenced", before).await?;
    Ok(milestone)
}

/// What programme staff make of the evidence.
#[derive(Debug, Clone)]
pub struct DecideMilestone {
    /// Number of the milestone.
    pub milestone: i64,
    /// Whether the evidence is accepted.
    pub accept: bool,
    /// Why; its partners read it.
    pub reason: String,
    /// Version that they had before them.
    pub version: i32,
}

/// Accepts or rejects the evidence for a milestone, and tells its partners.
///
/// # Errors
/// `NotFound` to those who may not follow the delivery, `Forbidden` to all but staff without a
/// part in it; `Invalid` without a reason or without evidence; `Conflict`.
pub async fn decide_milestone(ctx: &Context, input: DecideMilestone) -> Result<Milestone> {
    let mut fields = Fields::default();
    let reason = fields.text("reason", &input.reason, 1..=5_000);
    let (project, milestone, part) = locked(ctx, input.milestone).await?;
    let allowed = policy::project::may_decide_milestone(ctx.viewer(), part);
    policy::require(ctx.viewer(), allowed)?;
    fields.finish()?;
    let (step, state, action) = if input.accept {
        (Step::Accept, MilestoneState::Accepted, "milestone_accepted")
    } else {
        (Step::Reject, MilestoneState::Rejected, "milestone_rejected")
    };
    let before = require_step(ctx, &milestone, input.version, step)?;
    let mut row = milestone.into_active_model();
    row.state = Set(state);
    row.reason = Set(reason);
    row.decided_at = Set(Some(ctx.now()));
    row.decided_by = Set(ctx.viewer().id());
    row.version = Set(input.version + 1);
    let milestone = row.update(ctx.tx().await?).await?;
    record(ctx, &project, &milestone, action, before).await?;
    let letter = Letter::MilestoneDecided {
        project_title: project.title.clone(),
        milestone_title: milestone.title.clone(),
        accepted: input.accept,
        reason: crate::values::plain(&milestone.reason),
        link: link(ctx, &project),
    };
    let occasion = format!("milestone-decided:{}:{}", milestone.id, milestone.version);
    tell(ctx, &project, &occasion, &letter).await?;
    Ok(milestone)
}

/// Whether a milestone is paid for; the payment itself is made elsewhere.
#[derive(Debug, Clone)]
pub struct NotePayment {
    /// Number of the milestone.
    pub milestone: i64,
    /// How it stands.
    pub payment: Payment,
    /// How much, in pence.
    pub amount_pence: i64,
    /// Version that they had before them.
    pub version: i32,
}

/// Notes how the payment for a milestone stands.
///
/// # Errors
/// `NotFound` to those who may not follow the delivery, `Forbidden` to all but staff without a
/// part in it; `Invalid` before it is accepted, or for a step back from paid; `Conflict`.
pub async fn note_payment(ctx: &Context, input: NotePayment) -> Result<Milestone> {
    let mut fields = Fields::default();
    let pays = input.payment != Payment::None;
    let least = i64::from(pays);
    let amount = fields.number("amountPence", input.amount_pence, least..=MOST_PENCE);
    let (project, milestone, part) = locked(ctx, input.milestone).await?;
    let allowed = policy::project::may_decide_milestone(ctx.viewer(), part);
    policy::require(ctx.viewer(), allowed)?;
    fields.finish()?;
    if milestone.version != input.version {
        return Err(Error::Conflict);
    }
    let before = milestone.payment;
    let stands = stage(&milestone, ctx.now());
    if !may_pay(stands, before, input.payment) {
        return Err(Error::field("payment", "PAYMENT_NOT_NOW"));
    }
    if before == Payment::Paid && milestone.amount_pence != amount {
        return Err(Error::field("amountPence", "PAYMENT_NOT_NOW"));
    }
    let mut row = milestone.into_active_model();
    row.payment = Set(input.payment);
    row.amount_pence = Set(if pays { amount } else { 0 });
    row.version = Set(input.version + 1);
    let milestone = row.update(ctx.tx().await?).await?;
    let entry = audit::Entry {
        action: "milestone_payment_noted",
        object_kind: "project",
        object_id: project.id,
        challenge_id: project.challenge_id,
        details: json!({
            "milestone": milestone.id,
            "before": sea_orm::ActiveEnum::to_value(&before),
            "after": sea_orm::ActiveEnum::to_value(&milestone.payment),
            "pence": milestone.amount_pence,
        }),
    };
    audit::record(ctx, entry).await?;
    Ok(milestone)
}

/// The project, locked, its milestone, and the viewer's part in it. Both are not found by
/// those who may not follow the delivery.
pub(super) async fn locked(ctx: &Context, number: i64) -> Result<(Project, Milestone, Part)> {
    if ctx.viewer().id().is_none() {
        return Err(Error::Unauthenticated);
    }
    let tx = ctx.tx().await?;
    let find = || project_milestone::Entity::find_by_id(number).one(tx);
    let known = find().await?.ok_or(Error::NotFound)?;
    let project = read::locked(ctx, known.project_id).await?;
    let part = read::part(tx, ctx.viewer(), project.id).await?;
    if !policy::project::may_follow_delivery(ctx.viewer(), part) {
        return Err(Error::NotFound);
    }
    // Read again, because it may have changed before the lock was ours.
    let milestone = find().await?.ok_or(Error::NotFound)?;
    Ok((project, milestone, part))
}

fn require_step(ctx: &Context, milestone: &Milestone, version: i32, step: Step) -> Result<Stage> {
    if milestone.version != version {
        return Err(Error::Conflict);
    }
    let from = stage(milestone, ctx.now());
    if may_step(from, step) {
        return Ok(from);
    }
    let (field, code) = match step {
        Step::Evidence => ("evidence", "MILESTONE_ACCEPTED"),
        Step::Accept | Step::Reject => ("accept", "MILESTONE_NOT_EVIDENCED"),
    };
    Err(FieldError::new(field, code).into())
}

async fn record(
    ctx: &Context,
    project: &Project,
    milestone: &Milestone,
    action: &str,
    before: Stage,
) -> Result<()> {
    let entry = audit::Entry {
        action,
        object_kind: "project",
        object_id: project.id,
        challenge_id: project.challenge_id,
        details: json!({
            "milestone": milestone.id,
            "before": format!("{before:?}").to_lowercase(),
            "version": milestone.version,
        }),
    };
    audit::record(ctx, entry).await
}

/// Where the delivery of a project is followed.
pub(super) fn link(ctx: &Context, project: &Project) -> String {
    let site = &ctx.hub().settings().public_url;
    format!("{site}{}/delivery", read::path(project))
}

/// Writes to the people behind the partners of a project, but for who does what it tells of.
pub(super) async fn tell(
    ctx: &Context,
    project: &Project,
    occasion: &str,
    letter: &Letter,
) -> Result<()> {
    for person in people::of(ctx.tx().await?, project.id).await? {
        if ctx.viewer().id() != Some(person.id) {
            outbox::send(ctx, &Recipient::from(&person), occasion, letter).await?;
        }
    }
    Ok(())
}

/// Writes the audit rows and mails of milestones that the clock made due or missed. The worker
/// calls this every hour; a second call finds nothing to tell.
///
/// # Errors
/// When the database does not answer.
pub async fn note_clock(hub: &Hub) -> Result<u64> {
    let mut noted = 0;
    loop {
        let count = hub
            .write(&Caller::system(), |ctx| Box::pin(note_some(ctx)))
            .await?;
        noted += count;
        if count < AT_ONCE {
            return Ok(noted);
        }
    }
}

async fn note_some(ctx: &Context) -> Result<u64> {
    let tx = ctx.tx().await?;
    let day = |day: NaiveDate| day.format("%Y-%m-%d").to_string();
    let today = ctx.now().with_timezone(&London).date_naive();
    // Days are written so that they are ordered as text.
    let (due, missed) = (day(today), day(today - GRACE));
    let waiting = project_milestone::Entity::find()
        .filter(Column::State.eq(MilestoneState::Planned))
        .filter(Column::DueOn.ne(""))
        .filter(
            Condition::any()
                .add(
                    Column::Noted
                        .eq(NotedState::Planned)
                        .and(Column::DueOn.lte(due)),
                )
                .add(
                    Column::Noted
                        .eq(NotedState::Due)
                        .and(Column::DueOn.lte(missed)),
                ),
        )
        .order_by_asc(Column::Id)
        .limit(AT_ONCE)
        .all(tx)
        .await?;
    let count = waiting.len() as u64;
    for waiting in waiting {
        // The project first, as everybody else locks it; then what became of the milestone.
        let project = read::locked(ctx, waiting.project_id).await?;
        let now = project_milestone::Entity::find_by_id(waiting.id)
            .one(tx)
            .await?;
        let Some(milestone) = now.filter(|now| *now == waiting) else {
            continue;
        };
        note(ctx, &project, milestone).await?;
    }
    Ok(count)
}

async fn note(ctx: &Context, project: &Project, milestone: Milestone) -> Result<()> {
    let before = match milestone.noted {
        NotedState::Planned => Stage::Planned,
        NotedState::Due => Stage::Due,
        NotedState::Missed => Stage::Missed,
    };
    let missed = stage(&milestone, ctx.now()) == Stage::Missed;
    let (noted, action) = if missed {
        (NotedState::Missed, "milestone_missed")
    } else {
        (NotedState::Due, "milestone_due")
    };
    let mut row = milestone.into_active_model();
    row.noted = Set(noted);
    let milestone = row.update(ctx.tx().await?).await?;
    record(ctx, project, &milestone, action, before).await?;
    if !matches!(project.state, ProjectState::InDelivery | ProjectState::Live) {
        return Ok(());
    }
    let letter = Letter::MilestoneDue {
        project_title: project.title.clone(),
        milestone_title: milestone.title.clone(),
        missed,
        link: link(ctx, project),
    };
    // A milestone that was moved comes due again.
    let occasion = format!("{action}:{}:{}", milestone.id, milestone.due_on);
    tell(ctx, project, &occasion, &letter).await
}

#[cfg(test)]
mod tests {
    use super::*;

    const STAGES: [Stage; 6] = [
        Stage::Planned,
        Stage::Due,
        Stage::Evidenced,
        Stage::Accepted,
        Stage::Rejected,
        Stage::Missed,
    ];

    #[test]
    fn every_edge_is_legal_or_not() {
        // From, and whether one may bring evidence, accept, reject.
        for (from, allowed) in STAGES.into_iter().zip([
            [true, false, false],
            [true, false, false],
            [true, true, true],
            [false, false, false],
            [true, false, false],
            [true, false, false],
        ]) {
            let steps = [Step::Evidence, Step::Accept, Step::Reject];
            assert_eq!(steps.map(|step| may_step(from, step)), allowed, "{from:?}");
        }
    }

    #[test]
    fn only_what_was_accepted_is_paid_and_what_was_paid_stays_paid() {
        use Payment::{Due, None, Paid};
        for stage in STAGES {
            for (from, to, legal) in [
                (None, None, true),
                (None, Due, true),
                (None, Paid, false),
                (Due, None, true),
                (Due, Due, true),
                (Due, Paid, true),
                (Paid, None, false),
                (Paid, Due, false),
                (Paid, Paid, true),
            ] {
                let wanted = legal && stage == Stage::Accepted;
                assert_eq!(
                    may_pay(stage, from, to),
                    wanted,
                    "{stage:?} {from:?} {to:?}"
                );
            }
        }
    }

    #[test]
    fn the_clock_makes_it_due_on_its_day_in_london_and_missed_a_fortnight_later() {
        let milestone = Milestone {
            id: 1,
            project_id: 1,
            position: 0,
            title: "First map".to_owned(),
            due_on: "2027-06-30".to_owned(),
            state: MilestoneState::Planned,
            noted: NotedState::Planned,
            evidence: String::new(),
            evidenced_at: None,
            evidenced_by: None,
            reason: String::new(),
            decided_at: None,
            decided_by: None,
            payment: Payment::None,
            amount_pence: 0,
            version: 1,
            created_at: DateTime::default(),
        };
        for (at, wanted) in [
            ("2027-06-29T22:59:59Z", Stage::Planned),
            ("2027-06-29T23:00:00Z", Stage::Due),
            ("2027-07-13T22:59:59Z", Stage::Due),
            ("2027-07-13T23:00:00Z", Stage::Missed),
        ] {
            assert_eq!(stage(&milestone, at.parse().unwrap()), wanted, "{at}");
        }
    }
}
