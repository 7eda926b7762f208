//! How a project delivers: its milestones and risks, for its partners and programme staff.

use async_graphql::{Context, Enum, InputObject, Object, Result, SimpleObject};
use chrono::{DateTime, Utc};
use hub_domain::policy::project as policy;
use hub_domain::project::milestone::{
    self, DecideMilestone, EvidenceMilestone, NotePayment, Stage, Step,
};
use hub_domain::project::plan_milestone::{self, AddMilestone, MoveMilestone};
use hub_domain::project::risk::{self, CloseRisk, NameRisk};

use crate::account::Person;
use crate::error::{Graphql, optional};
use crate::payload;
use crate::project::types::Project;
use crate::request::{change, loaders, reader};
use crate::scalars::{Html, Pence};

/// Where a milestone stands.
#[derive(Enum, Copy, Clone, Eq, PartialEq)]
#[graphql(remote = "hub_domain::project::milestone::Stage")]
pub enum MilestoneStage {
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

/// How the payment for a milestone stands.
#[derive(Enum, Copy, Clone, Eq, PartialEq)]
#[graphql(remote = "hub_domain::project::Payment")]
pub enum Payment {
    /// There is nothing to pay.
    None,
    /// It is to be paid.
    Due,
    /// It was paid.
    Paid,
}

/// How likely a risk is.
#[derive(Enum, Copy, Clone, Eq, PartialEq)]
#[graphql(remote = "hub_domain::project::Likelihood")]
pub enum Likelihood {
    /// It would surprise.
    Low,
    /// It may well be.
    Medium,
    /// It is to be expected.
    High,
}

/// What the viewer may do with a milestone now.
#[derive(SimpleObject)]
pub struct MilestoneCan {
    /// Bring evidence.
    evidence: bool,
    /// Accept or reject the evidence.
    decide: bool,
    /// Note how the payment stands.
    note_payment: bool,
    /// Move it to another day.
    move_day: bool,
}

/// Something that a project promised by a date.
pub struct Milestone {
    row: milestone::Milestone,
    part: policy::Part,
    is_planned: bool,
}

/// Something that a project promised by a date.
#[Object]
impl Milestone {
    /// Number.
    async fn number(&self) -> i64 {
        self.row.id
    }
    /// What will be done.
    async fn title(&self) -> &str {
        &self.row.title
    }
    /// By when, as 2027-03-31, or null.
    async fn due_on(&self) -> Option<&str> {
        Some(self.row.due_on.as_str()).filter(|day| !day.is_empty())
    }
    /// Where it stands.
    async fn stage(&self, ctx: &Context<'_>) -> Result<MilestoneStage> {
        Ok(milestone::stage(&self.row, reader(ctx)?.now()).into())
    }
    /// What shows that it is done, as Markdown.
    async fn evidence(&self) -> &str {
        &self.row.evidence
    }
    /// The same as HTML.
    async fn evidence_html(&self) -> Html {
        Html::markdown(&self.row.evidence)
    }
    /// When that was said.
    async fn evidenced_at(&self) -> Option<DateTime<Utc>> {
        self.row.evidenced_at
    }
    /// By whom.
    async fn evidenced_by(&self, ctx: &Context<'_>) -> Result<Option<Person>> {
        match self.row.evidenced_by {
            None => Ok(None),
            Some(id) => Ok(optional(loaders(ctx)?.person(id).await)?.map(Person)),
        }
    }
    /// Why it was accepted or rejected, as HTML; empty before.
    async fn reason_html(&self) -> Html {
        Html::markdown(&self.row.reason)
    }
    /// When it was.
    async fn decided_at(&self) -> Option<DateTime<Utc>> {
        self.row.decided_at
    }
    /// How the payment stands; the payment itself is made elsewhere.
    async fn payment(&self) -> Payment {
        self.row.payment.into()
    }
    /// How much is paid for it.
    async fn amount_pence(&self) -> Pence {
        Pence(self.row.amount_pence)
    }
    /// Grows with each change; send it along when you change it.
    async fn version(&self) -> i32 {
        self.row.version
    }
    /// What the viewer may do with it now.
    async fn viewer_can(&self, ctx: &Context<'_>) -> Result<MilestoneCan> {
        let reader = reader(ctx)?;
        let stage = milestone::stage(&self.row, reader.now());
        let decides = policy::may_decide_milestone(reader.viewer(), self.part);
        Ok(MilestoneCan {
            evidence: milestone::may_step(stage, Step::Evidence)
                && policy::may_evidence(reader.viewer(), self.part.partner),
            decide: decides && milestone::may_step(stage, Step::Accept),
            note_payment: decides && stage == Stage::Accepted,
            move_day: self.is_planned
                && matches!(stage, Stage::Planned | Stage::Due | Stage::Missed),
        })
    }
}

/// What may go wrong in a project.
#[derive(SimpleObject)]
pub struct Risk {
    /// Number.
    number: i64,
    /// What may happen, and what is done against it.
    text: String,
    /// How likely it is.
    likelihood: Likelihood,
    /// Who looks after it.
    owner: String,
}

impl From<risk::Risk> for Risk {
    fn from(row: risk::Risk) -> Self {
        Self {
            number: row.id,
            text: row.text,
            likelihood: row.likelihood.into(),
            owner: row.owner,
        }
    }
}

/// How a project delivers.
#[derive(SimpleObject)]
pub struct Delivery {
    /// What it promised by when.
    milestones: Vec<Milestone>,
    /// What may go wrong, as long as it may.
    risks: Vec<Risk>,
    /// Whether the viewer may add milestones now.
    viewer_can_add_milestones: bool,
}

impl Delivery {
    /// That of a project; none to those who may not follow it.
    pub async fn of(ctx: &Context<'_>, row: &hub_domain::project::Project) -> Result<Option<Self>> {
        let reader = reader(ctx)?;
        let db = reader.db();
        let part = hub_domain::project::read::part(db, reader.viewer(), row.id);
        let part = part.await.graphql()?;
        if !policy::may_follow_delivery(reader.viewer(), part) {
            return Ok(None);
        }
        let milestones = milestone::of(db, row.id).await.graphql()?;
        let risks = risk::of(db, row.id).await.graphql()?;
        let is_planned = plan_milestone::may_plan(reader.viewer(), row, part);
        Ok(Some(Self {
            milestones: milestones
                .into_iter()
                .map(|row| Milestone {
                    row,
                    part,
                    is_planned,
                })
                .collect(),
            risks: risks.into_iter().map(Risk::from).collect(),
            viewer_can_add_milestones: is_planned,
        }))
    }
}

/// A milestone that a project is done with.
#[derive(SimpleObject)]
pub struct Delivered {
    /// What was done.
    title: String,
    /// When programme staff agreed that it is.
    accepted_at: Option<DateTime<Utc>>,
}

impl Delivered {
    /// Those of a project.
    pub async fn of(ctx: &Context<'_>, project: i64) -> Result<Vec<Self>> {
        let reader = reader(ctx)?;
        let now = reader.now();
        let rows = milestone::of(reader.db(), project).await.graphql()?;
        Ok(rows
            .into_iter()
            .filter(|row| milestone::stage(row, now) == Stage::Accepted)
            .map(|row| Self {
                title: row.title,
                accepted_at: row.decided_at,
            })
            .collect())
    }
}

/// What shows that a milestone is done.
#[derive(InputObject)]
pub struct EvidenceMilestoneInput {
    /// Number of the milestone.
    milestone: i64,
    /// What shows it, as Markdown, with links.
    evidence: String,
    /// Version that you had before you.
    version: i32,
}

/// What programme staff make of the evidence.
#[derive(InputObject)]
pub struct DecideMilestoneInput {
    /// Number of the milestone.
    milestone: i64,
    /// Whether the evidence is accepted.
    accept: bool,
    /// Why, as Markdown; its partners read it.
    reason: String,
    /// Version that you had before you.
    version: i32,
}

/// How the payment for a milestone stands.
#[derive(InputObject)]
pub struct NotePaymentInput {
    /// Number of the milestone.
    milestone: i64,
    /// How it stands.
    payment: Payment,
    /// How much is paid for it.
    amount_pence: Pence,
    /// Version that you had before you.
    version: i32,
}

/// A further milestone.
#[derive(InputObject)]
pub struct AddMilestoneInput {
    /// Number of the project.
    project: i64,
    /// What will be done.
    title: String,
    /// By when, as `2027-03-31`, today or later.
    due_on: String,
}

/// Another day for a milestone.
#[derive(InputObject)]
pub struct MoveMilestoneInput {
    /// Number of the milestone.
    milestone: i64,
    /// By when it will be done, as `2027-03-31`, today or later.
    due_on: String,
    /// Why; its partners read it.
    reason: String,
    /// Version that you had before you.
    version: i32,
}

/// What may go wrong in a project.
#[derive(InputObject)]
pub struct NameRiskInput {
    /// Number of the project.
    project: i64,
    /// What may happen, and what is done against it.
    text: String,
    /// How likely it is.
    likelihood: Likelihood,
    /// Who looks after it.
    owner: String,
}

/// Which risk is over.
#[derive(InputObject)]
pub struct CloseRiskInput {
    /// Its number.
    risk: i64,
}

payload! {
    /// What was changed in the delivery of a project.
    DeliveryPayload {
        /// The project that it is of.
        project: Project
    }
}

/// What was changed in the delivery of a project leads back to the project.
async fn project_of<T: Send>(
    ctx: &Context<'_>,
    outcome: crate::request::Outcome<T>,
    number: impl Fn(&T) -> i64,
) -> Result<DeliveryPayload> {
    Ok(match outcome {
        Err(errors) => Err::<Project, _>(errors).into(),
        Ok(row) => {
            let project = loaders(ctx)?.project(number(&row)).await.graphql()?;
            Ok(Project(project)).into()
        }
    })
}

/// Milestones and risks.
#[derive(Default)]
pub struct DeliveryMutation;

#[Object]
impl DeliveryMutation {
    /// Brings evidence for a milestone.
    async fn evidence_milestone(
        &self,
        ctx: &Context<'_>,
        input: EvidenceMilestoneInput,
    ) -> Result<DeliveryPayload> {
        let input = EvidenceMilestone {
            milestone: input.milestone,
            evidence: input.evidence,
            version: input.version,
        };
        let outcome = change(ctx, input, |c, i| {
            Box::pin(milestone::evidence_milestone(c, i))
        });
        project_of(ctx, outcome.await?, |row| row.project_id).await
    }

    /// Accepts or rejects the evidence for a milestone, and tells its partners.
    async fn decide_milestone(
        &self,
        ctx: &Context<'_>,
        input: DecideMilestoneInput,
    ) -> Result<DeliveryPayload> {
        let input = DecideMilestone {
            milestone: input.milestone,
            accept: input.accept,
            reason: input.reason,
            version: input.version,
        };
        let outcome = change(ctx, input, |c, i| {
            Box::pin(milestone::decide_milestone(c, i))
        });
        project_of(ctx, outcome.await?, |row| row.project_id).await
    }

    /// Notes how the payment for a milestone stands. The payment itself is made elsewhere.
    async fn note_payment(
        &self,
        ctx: &Context<'_>,
        input: NotePaymentInput,
    ) -> Result<DeliveryPayload> {
        let input = NotePayment {
            milestone: input.milestone,
            payment: input.payment.into(),
            amount_pence: input.amount_pence.0,
            version: input.version,
        };
        let outcome = change(ctx, input, |c, i| Box::pin(milestone::note_payment(c, i)));
        project_of(ctx, outcome.await?, |row| row.project_id).await
    }

    /// Adds a milestone to a project that runs, and tells its partners.
    async fn add_milestone(
        &self,
        ctx: &Context<'_>,
        input: AddMilestoneInput,
    ) -> Result<DeliveryPayload> {
        let input = AddMilestone {
            project: input.project,
            title: input.title,
            due_on: input.due_on,
        };
        let outcome = change(ctx, input, |c, i| {
            Box::pin(plan_milestone::add_milestone(c, i))
        });
        project_of(ctx, outcome.await?, |row| row.project_id).await
    }

    /// Moves a milestone that nothing shows yet to another day, and tells its partners.
    async fn move_milestone(
        &self,
        ctx: &Context<'_>,
        input: MoveMilestoneInput,
    ) -> Result<DeliveryPayload> {
        let input = MoveMilestone {
            milestone: input.milestone,
            due_on: input.due_on,
            reason: input.reason,
            version: input.version,
        };
        let outcome = change(ctx, input, |c, i| {
            Box::pin(plan_milestone::move_milestone(c, i))
        });
        project_of(ctx, outcome.await?, |row| row.project_id).await
    }

    /// Names a risk of a project.
    async fn name_risk(&self, ctx: &Context<'_>, input: NameRiskInput) -> Result<DeliveryPayload> {
        let input = NameRisk {
            project: input.project,
            text: input.text,
            likelihood: input.likelihood.into(),
            owner: input.owner,
        };
        let outcome = change(ctx, input, |c, i| Box::pin(risk::name_risk(c, i)));
        project_of(ctx, outcome.await?, |row| row.project_id).await
    }

    /// Says that a risk is over.
    async fn close_risk(
        &self,
        ctx: &Context<'_>,
        input: CloseRiskInput,
    ) -> Result<DeliveryPayload> {
        let input = CloseRisk { risk: input.risk };
        let outcome = change(ctx, input, |c, i| Box::pin(risk::close_risk(c, i)));
        project_of(ctx, outcome.await?, |row| row.project_id).await
    }
}
