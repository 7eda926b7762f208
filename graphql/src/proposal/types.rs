//! A proposal. What it says is the draft for its partners, and what was submitted last for
//! everybody else who may see it.

use async_graphql::{Context, ID, Object, Result};
use chrono::{DateTime, Utc};
use hub_domain::challenge::status::{is_in_grace, takes_until};
use hub_domain::challenge::{Challenge as ChallengeRow, Status, status};
use hub_domain::policy::judging::{Standing, may_disqualify};
use hub_domain::policy::proposal::{may_edit, may_lead, may_read_screening};
use hub_domain::proposal::disqualify_proposal::refused;
use hub_domain::proposal::eligibility;
use hub_domain::proposal::roles;
use hub_domain::proposal::screening;
use hub_domain::proposal::stage::{self, Stage};
use hub_domain::proposal::versions::{self, Which};
use hub_domain::proposal::{self, Seen, read, tasks};
use hub_locales::sentence;

use crate::challenge::Challenge;
use crate::error::{Graphql, optional};
use crate::id::global;
use crate::organisation::Organisation;
use crate::proposal::choices::ProposalChoices;
use crate::proposal::disqualification::{self, ProposalDisqualification};
use crate::proposal::enums::{PartnerRole, PersonRole, ProposalStage, ProposalState};
use crate::proposal::form::{self, ProposalDatasetChoice};
use crate::proposal::parts::{
    ProposalAnswer, ProposalBudgetLine, ProposalBudgetShare, ProposalCan, ProposalContent,
    ProposalDataset, ProposalFile, ProposalMilestone, ProposalPartner, ProposalPerson,
    ProposalTask, ProposalWordLimits,
};
use crate::proposal::screening::ProposalScreening;
use crate::proposal::versions::{ProposalChange, ProposalSave, ProposalVersion};
use crate::request::{loaders, reader};
use crate::scalars::{Html, Pence};

/// What a partnership proposes to do.
pub struct Proposal(pub proposal::Proposal);

impl From<proposal::Proposal> for Proposal {
    fn from(row: proposal::Proposal) -> Self {
        Self(row)
    }
}

impl Proposal {
    async fn seen(&self, ctx: &Context<'_>) -> Result<Seen> {
        loaders(ctx)?.seen_proposal(self.0.id).await.graphql()
    }

    async fn row_of_challenge(&self, ctx: &Context<'_>) -> Result<ChallengeRow> {
        loaders(ctx)?.challenge(self.0.challenge_id).await.graphql()
    }

    async fn at_stage(&self, ctx: &Context<'_>) -> Result<Stage> {
        let (challenge, seen) = self.both(ctx).await?;
        let now = reader(ctx)?.now();
        if self.is_outcome() && seen.standing.partner && !self.agreed(ctx).await? {
            return Ok(Stage::Locked);
        }
        let stage = stage::stage(&self.0, &seen.content, &seen.partners, &challenge, now);
        if stage != Stage::Locked {
            return Ok(stage);
        }
        Ok(match self.screened(ctx).await? {
            None => Stage::Locked,
            Some(found) if found.eligible => Stage::Eligible,
            Some(_) => Stage::Ineligible,
        })
    }

    /// Whether its state says what became of it.
    fn is_outcome(&self) -> bool {
        use proposal::ProposalState::{Draft, Submitted, Withdrawn};
        ![Draft, Submitted, Withdrawn].contains(&self.0.state)
    }

    /// Whether the viewer is behind a partner that agreed.
    async fn agreed(&self, ctx: &Context<'_>) -> Result<bool> {
        let reader = reader(ctx)?;
        let agreed = read::has_agreed(reader.db(), reader.viewer(), &self.0).await;
        agreed.graphql()
    }

    /// What stands between the viewer and the scores of its challenge.
    async fn place(&self, ctx: &Context<'_>) -> Result<Standing> {
        let place = loaders(ctx)?.place_in_challenge(self.0.challenge_id).await;
        Ok(place.graphql()?.standing)
    }

    async fn screened(&self, ctx: &Context<'_>) -> Result<Option<screening::Screening>> {
        let found = loaders(ctx)?.screening_of(self.0.id).await;
        Ok(optional(found)?.map(|found| found.row))
    }

    fn version_of(&self, row: versions::Version, named: bool) -> ProposalVersion {
        ProposalVersion {
            valid: row.number == self.0.submitted_version,
            row,
            named,
        }
    }

    /// Both at once, so that they are one level of loading.
    async fn both(&self, ctx: &Context<'_>) -> Result<(ChallengeRow, Seen)> {
        tokio::try_join!(self.row_of_challenge(ctx), self.seen(ctx))
    }
}

/// What a partnership proposes to do. Its content is the draft for partners, and the version
/// that was submitted last for staff and judges.
#[Object]
impl Proposal {
    /// Global id.
    pub async fn id(&self) -> ID {
        global("Proposal", &self.0.key)
    }
    /// What was decided, for its partners, once it is announced.
    async fn decision(
        &self,
        ctx: &async_graphql::Context<'_>,
    ) -> async_graphql::Result<Option<crate::judging::AnnouncedDecision>> {
        crate::judging::announced(ctx, &self.0).await
    }
    /// Random key, which its address is made of.
    async fn key(&self) -> &str {
        &self.0.key
    }
    /// Address of its page.
    async fn path(&self) -> String {
        format!("/proposals/{}", self.0.key)
    }
    /// What people quote, such as `MIL-2026-014`. It is no address.
    async fn reference(&self) -> &str {
        &self.0.reference
    }
    /// What it is called.
    async fn title(&self, ctx: &Context<'_>) -> Result<String> {
        Ok(self.seen(ctx).await?.content.title)
    }
    /// The whole in a few sentences, as Markdown.
    async fn summary(&self, ctx: &Context<'_>) -> Result<String> {
        Ok(self.seen(ctx).await?.content.summary)
    }
    /// The whole in a few sentences, as HTML.
    async fn summary_html(&self, ctx: &Context<'_>) -> Result<Html> {
        Ok(Html::markdown(&self.seen(ctx).await?.content.summary))
    }
    /// How it will be done, as Markdown.
    async fn approach(&self, ctx: &Context<'_>) -> Result<String> {
        Ok(self.seen(ctx).await?.content.approach)
    }
    /// How it will be done, as HTML.
    async fn approach_html(&self, ctx: &Context<'_>) -> Result<Html> {
        Ok(Html::markdown(&self.seen(ctx).await?.content.approach))
    }
    /// The impact on the local community, as Markdown.
    async fn impact(&self, ctx: &Context<'_>) -> Result<String> {
        Ok(self.seen(ctx).await?.content.impact)
    }
    /// The impact on the local community, as HTML.
    async fn impact_html(&self, ctx: &Context<'_>) -> Result<Html> {
        Ok(Html::markdown(&self.seen(ctx).await?.content.impact))
    }
    /// Who does it, as Markdown.
    async fn team(&self, ctx: &Context<'_>) -> Result<String> {
        Ok(self.seen(ctx).await?.content.team)
    }
    /// Who does it, as HTML.
    async fn team_html(&self, ctx: &Context<'_>) -> Result<Html> {
        Ok(Html::markdown(&self.seen(ctx).await?.content.team))
    }
    /// What the challenge asks to see who may take part, each with the proposal's answer.
    async fn eligibility(&self, ctx: &Context<'_>) -> Result<Vec<ProposalAnswer>> {
        let (challenge, seen) = self.both(ctx).await?;
        let asked = eligibility::asked(&challenge, &seen.content);
        Ok(asked.into_iter().map(Into::into).collect())
    }
    /// What it costs.
    async fn budget(&self, ctx: &Context<'_>) -> Result<Vec<ProposalBudgetLine>> {
        let content = self.seen(ctx).await?.content;
        Ok(content.budget.into_iter().map(Into::into).collect())
    }
    /// How the budget is split between partners; empty where it is not.
    async fn budget_shares(&self, ctx: &Context<'_>) -> Result<Vec<ProposalBudgetShare>> {
        Ok(ProposalBudgetShare::all(&self.seen(ctx).await?.content))
    }
    /// The sum of the budget.
    async fn total_pence(&self, ctx: &Context<'_>) -> Result<Pence> {
        Ok(Pence(self.seen(ctx).await?.content.total_pence()))
    }
    /// What is done by when.
    async fn milestones(&self, ctx: &Context<'_>) -> Result<Vec<ProposalMilestone>> {
        let content = self.seen(ctx).await?.content;
        Ok(content.milestones.into_iter().map(Into::into).collect())
    }
    /// The datasets that it uses, and what for.
    async fn datasets(&self, ctx: &Context<'_>) -> Result<Vec<ProposalDataset>> {
        let content = self.seen(ctx).await?.content;
        Ok(content.datasets.into_iter().map(ProposalDataset).collect())
    }
    /// The files that belong to it.
    async fn files(&self, ctx: &Context<'_>) -> Result<Vec<ProposalFile>> {
        let content = self.seen(ctx).await?.content;
        Ok(content.attachments.into_iter().map(ProposalFile).collect())
    }
    /// What was submitted last; null before the first time.
    async fn submitted(&self, ctx: &Context<'_>) -> Result<Option<ProposalContent>> {
        Ok(self.seen(ctx).await?.submitted.map(ProposalContent))
    }
    /// Whether the draft differs from what was submitted; false for those who read no draft.
    async fn has_unsubmitted_changes(&self, ctx: &Context<'_>) -> Result<bool> {
        let seen = self.seen(ctx).await?;
        Ok(seen
            .submitted
            .is_some_and(|submitted| submitted != seen.content))
    }
    /// Where it stands. Whoever was asked to be a partner and does not agree learns of no outcome.
    async fn state(&self, ctx: &Context<'_>) -> Result<ProposalState> {
        let standing = self.seen(ctx).await?.standing;
        let known = if self.is_outcome() && standing.partner && !self.agreed(ctx).await? {
            proposal::ProposalState::Submitted
        } else {
            self.0.state
        };
        Ok(known.into())
    }
    /// Where it stands by its state, its partners' answers and the clock.
    async fn stage(&self, ctx: &Context<'_>) -> Result<ProposalStage> {
        Ok(self.at_stage(ctx).await?.into())
    }
    /// The same in words: `Waiting for partners`.
    async fn status(&self, ctx: &Context<'_>) -> Result<String> {
        let key = self.at_stage(ctx).await?.key();
        Ok(sentence(&format!("proposal-status-{key}"), &[]).unwrap_or_default())
    }
    /// The versions that were submitted, the newest first: all of them for its partners, and the
    /// one that counts for everybody else who may see it.
    async fn versions(&self, ctx: &Context<'_>) -> Result<Vec<ProposalVersion>> {
        let standing = self.seen(ctx).await?.standing;
        let rows = versions::list(reader(ctx)?, &self.0, standing).await;
        let of = |row| self.version_of(row, standing.partner);
        Ok(rows.graphql()?.into_iter().map(of).collect())
    }
    /// One version that was submitted; null for those who may not read it.
    async fn submitted_as(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Number of the version.")] number: i32,
    ) -> Result<Option<ProposalVersion>> {
        let standing = self.seen(ctx).await?.standing;
        let row = versions::one(reader(ctx)?, &self.0, standing, number).await;
        Ok(optional(row)?.map(|row| self.version_of(row, standing.partner)))
    }
    /// What staff found when they looked whether it may take part; null before, and for those who
    /// are neither its partners nor staff without a part in the challenge.
    async fn screening(&self, ctx: &Context<'_>) -> Result<Option<ProposalScreening>> {
        let (challenge, seen) = self.both(ctx).await?;
        let reader = reader(ctx)?;
        let works = may_edit(reader.viewer(), seen.standing)
            && screening::is_open(&self.0, &challenge, reader.now());
        let row = self.screened(ctx).await?;
        // A judge on the staff would learn names that they judge without.
        let row = row.filter(|_| !seen.standing.blind);
        Ok(row.map(|row| ProposalScreening { row, works }))
    }
    /// Whether the viewer may say now whether it may take part.
    async fn viewer_can_screen(&self, ctx: &Context<'_>) -> Result<bool> {
        let challenge = self.row_of_challenge(ctx).await?;
        let reader = reader(ctx)?;
        if !screening::is_open(&self.0, &challenge, reader.now()) {
            return Ok(false);
        }
        let standing = self.place(ctx).await?;
        Ok(screening::may_screen(reader.viewer(), standing))
    }
    /// That it was taken out, and why; null if it was not, and for those who are neither its
    /// partners who agreed nor staff without a part in the challenge.
    async fn disqualification(
        &self,
        ctx: &Context<'_>,
    ) -> Result<Option<ProposalDisqualification>> {
        let Some(found) = disqualification::of(&self.0) else {
            return Ok(None);
        };
        let reader = reader(ctx)?;
        let standing = self.seen(ctx).await?.standing;
        let knows = if standing.partner {
            self.agreed(ctx).await?
        } else {
            // A judge on the staff would learn names that they judge without.
            !standing.blind && may_read_screening(reader.viewer(), self.place(ctx).await?)
        };
        Ok(knows.then_some(found))
    }
    /// Whether the viewer may take it out now.
    async fn viewer_can_disqualify(&self, ctx: &Context<'_>) -> Result<bool> {
        let reader = reader(ctx)?;
        if !reader.viewer().runs_any() || !may_disqualify(reader.viewer(), self.place(ctx).await?) {
            return Ok(false);
        }
        let challenge = self.row_of_challenge(ctx).await?;
        let refused = refused(reader.db(), &self.0, &challenge, reader.now()).await;
        Ok(refused.graphql()?.is_none())
    }
    /// The drafts that were saved last, the newest first; empty for those who read no draft.
    async fn saves(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many, 1 to 100.", default = 20)] first: i32,
    ) -> Result<Vec<ProposalSave>> {
        let standing = self.seen(ctx).await?.standing;
        let most = u64::try_from(first.clamp(1, 100)).unwrap_or(1);
        let rows = versions::saved(reader(ctx)?, &self.0, standing, most).await;
        Ok(rows.graphql()?.into_iter().map(ProposalSave).collect())
    }
    /// How two texts of it differ. Each is the number of a version, `draft` for the draft as it
    /// is, or `d` and the version of a draft that was saved, as `d14`. Drafts are for partners.
    async fn changes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The earlier text; the version that counts if it is left out.")]
        from: Option<String>,
        #[graphql(desc = "The later text; the draft if it is left out.")] to: Option<String>,
    ) -> Result<Vec<ProposalChange>> {
        let standing = self.seen(ctx).await?.standing;
        let from = match from.filter(|from| !from.is_empty()) {
            Some(from) => Which::parse(&from).graphql()?,
            // There is nothing that was submitted, and so nothing to compare with.
            None if self.0.submitted_version == 0 => return Ok(Vec::new()),
            None => Which::Submitted(self.0.submitted_version),
        };
        let to = match to.filter(|to| !to.is_empty()) {
            Some(to) => Which::parse(&to).graphql()?,
            None if standing.partner => Which::Draft,
            None => Which::Submitted(self.0.submitted_version),
        };
        let found = versions::compare(reader(ctx)?, &self.0, standing, from, to).await;
        Ok(found.graphql()?.into_iter().map(Into::into).collect())
    }
    /// Grows with each edit of the draft; an edit names the one that it was made from.
    async fn version(&self) -> i32 {
        self.0.version
    }
    /// Number of the valid version; 0 before it is submitted.
    async fn submitted_version(&self) -> i32 {
        self.0.submitted_version
    }
    /// When that was submitted.
    async fn submitted_at(&self) -> Option<DateTime<Utc>> {
        self.0.submitted_at
    }
    /// When the draft was last edited; null for those who read no draft.
    async fn edited_at(&self, ctx: &Context<'_>) -> Result<Option<DateTime<Utc>>> {
        let partner = self.seen(ctx).await?.standing.partner;
        Ok(partner.then_some(self.0.updated_at))
    }
    /// Why it was withdrawn; empty if it was not, and for judges who read without names.
    async fn withdrawn_reason(&self, ctx: &Context<'_>) -> Result<&str> {
        let blind = self.seen(ctx).await?.standing.blind;
        Ok(if blind { "" } else { &self.0.withdrawn_reason })
    }
    /// In answer to which challenge.
    async fn challenge(&self, ctx: &Context<'_>) -> Result<Challenge> {
        self.row_of_challenge(ctx).await.map(Challenge)
    }
    /// When the challenge closes.
    async fn closes_at(&self, ctx: &Context<'_>) -> Result<Option<DateTime<Utc>>> {
        Ok(self.row_of_challenge(ctx).await?.closes_at)
    }
    /// The zone of that deadline, as `Europe/London`.
    async fn zone(&self, ctx: &Context<'_>) -> Result<String> {
        Ok(self.row_of_challenge(ctx).await?.zone)
    }
    /// How long until it closes, in words; null when it is not open.
    async fn time_left(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        let challenge = self.row_of_challenge(ctx).await?;
        let now = reader(ctx)?.now();
        Ok(
            takes_until(&challenge, now)
                .map(|at| time_left(at - now, is_in_grace(&challenge, now))),
        )
    }
    /// Whether it can still be edited and submitted.
    async fn open(&self, ctx: &Context<'_>) -> Result<bool> {
        is_open(&self.row_of_challenge(ctx).await?, ctx)
    }
    /// Most that an award of the challenge pays; null if it has no limit.
    async fn award_pence(&self, ctx: &Context<'_>) -> Result<Option<Pence>> {
        Ok(self.row_of_challenge(ctx).await?.award_pence.map(Pence))
    }
    /// The most words that its sections may have when it is submitted.
    async fn word_limits(&self, ctx: &Context<'_>) -> Result<ProposalWordLimits> {
        let challenge = self.row_of_challenge(ctx).await?;
        Ok(ProposalWordLimits::of(&challenge))
    }
    /// What it can be made of, for its forms.
    async fn choices(&self, ctx: &Context<'_>) -> Result<ProposalChoices> {
        self.row_of_challenge(ctx).await.map(ProposalChoices)
    }
    /// Whether the viewer reads it as a judge who does not learn who proposes it: then partners,
    /// team and what else names them are left out.
    async fn is_blind(&self, ctx: &Context<'_>) -> Result<bool> {
        Ok(self.seen(ctx).await?.standing.blind)
    }
    /// How many files are left out then, because names cannot be taken out of them.
    async fn files_left_out(&self, ctx: &Context<'_>) -> Result<usize> {
        Ok(self.seen(ctx).await?.left_out)
    }
    /// Its partners, the lead council first.
    async fn partners(&self, ctx: &Context<'_>) -> Result<Vec<ProposalPartner>> {
        let (challenge, seen) = self.both(ctx).await?;
        let open = is_open(&challenge, ctx)?;
        let standing = seen.standing;
        let partner = |row: proposal::Partner| ProposalPartner {
            changed: standing.partner
                && row
                    .consented_version
                    .is_some_and(|version| version < self.0.version),
            row,
            standing,
            open,
        };
        Ok(seen.partners.into_iter().map(partner).collect())
    }
    /// The people behind its partners, and what each may do; empty for those who are none.
    async fn people(&self, ctx: &Context<'_>) -> Result<Vec<ProposalPerson>> {
        let seen = self.seen(ctx).await?;
        if !seen.standing.partner {
            return Ok(Vec::new());
        }
        let all = roles::behind(reader(ctx)?.db(), &seen.partners).await;
        let named = |behind: roles::Behind| {
            let mut partners = seen.partners.iter();
            let partner = partners.find(|partner| partner.id == behind.partner_id)?;
            Some(ProposalPerson {
                partner: partner.key.clone(),
                behind,
            })
        };
        Ok(all.graphql()?.into_iter().filter_map(named).collect())
    }
    /// What the viewer may do with it as somebody behind a partner that agreed; null for others.
    async fn viewer_role(&self, ctx: &Context<'_>) -> Result<Option<PersonRole>> {
        let role = self.seen(ctx).await?.standing.role;
        Ok(role.map(Into::into))
    }
    /// The council that leads; null in a data challenge, and while none is named.
    async fn lead_council(&self, ctx: &Context<'_>) -> Result<Option<Organisation>> {
        let seen = self.seen(ctx).await?;
        let lead = seen
            .partners
            .iter()
            .find(|p| PartnerRole::from(p.role) == PartnerRole::LeadCouncil)
            .and_then(|p| p.organisation_id);
        match lead {
            None => Ok(None),
            Some(id) => loaders(ctx)?
                .organisation(id)
                .await
                .graphql()
                .map(|row| Some(row.into())),
        }
    }
    /// Whether every partner that it needs is there and agrees. A partner may withdraw its
    /// consent after the proposal was submitted: staff look at this. True for judges who read
    /// without names, to whom it would tell of partners.
    async fn consent_complete(&self, ctx: &Context<'_>) -> Result<bool> {
        let (challenge, seen) = self.both(ctx).await?;
        Ok(seen.standing.blind || tasks::consent_complete(&seen.partners, &challenge))
    }
    /// What is to be done before it can be submitted; empty for those who do not work on it.
    async fn tasks(&self, ctx: &Context<'_>) -> Result<Vec<ProposalTask>> {
        let (challenge, seen) = self.both(ctx).await?;
        if !seen.standing.partner {
            return Ok(Vec::new());
        }
        let missing = tasks::missing(&seen.content, &seen.partners, &challenge);
        let steps = tasks::of(&challenge);
        Ok(steps.map(|task| say(task, &missing)).collect())
    }
    /// What it waits for from the viewer, in words; null when for nothing.
    async fn next_step(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        let (challenge, seen) = self.both(ctx).await?;
        let open = is_open(&challenge, ctx)?;
        form::next_step(ctx, &challenge, &seen, self.0.state, open)
    }
    /// The datasets on offer, each with its use, and after them the others that it uses.
    async fn dataset_choices(&self, ctx: &Context<'_>) -> Result<Vec<ProposalDatasetChoice>> {
        let (challenge, seen) = self.both(ctx).await?;
        form::dataset_choices(ctx, &challenge, seen).await
    }
    /// Whether the viewer is one of its partners, in person or through an organisation.
    async fn viewer_is_partner(&self, ctx: &Context<'_>) -> Result<bool> {
        Ok(self.seen(ctx).await?.standing.partner)
    }
    /// What the viewer may do with it.
    async fn viewer_can(&self, ctx: &Context<'_>) -> Result<ProposalCan> {
        let (challenge, seen) = self.both(ctx).await?;
        let open = is_open(&challenge, ctx)?;
        let viewer = reader(ctx)?.viewer();
        let leads = may_lead(viewer, seen.standing);
        let waits = [
            proposal::ProposalState::Draft,
            proposal::ProposalState::Submitted,
        ]
        .contains(&self.0.state);
        let ready = tasks::missing(&seen.content, &seen.partners, &challenge).is_empty();
        Ok(ProposalCan {
            edit: may_edit(viewer, seen.standing) && open,
            submit: leads && open && ready,
            withdraw: leads && waits,
            revive: leads && open && self.0.state == proposal::ProposalState::Withdrawn,
            add_partner: leads && open,
            set_roles: leads && open,
        })
    }
}

fn is_open(challenge: &ChallengeRow, ctx: &Context<'_>) -> Result<bool> {
    Ok(status(challenge, reader(ctx)?.now()) == Status::Open)
}

/// A task in words, with what is missing in it.
fn say(task: &tasks::Task, missing: &[&'static str]) -> ProposalTask {
    let open: Vec<String> = task
        .codes
        .iter()
        .filter(|code| missing.contains(code))
        .filter_map(|code| sentence(&format!("error-{code}"), &[]))
        .collect();
    ProposalTask {
        key: task.key.to_owned(),
        done: open.is_empty(),
        text: sentence(&format!("proposal-task-{}", task.key), &[]).unwrap_or_default(),
        missing: open,
    }
}

/// A span in the largest unit that says something: days until the last two, then hours.
fn time_left(span: chrono::TimeDelta, grace: bool) -> String {
    let (unit, count) = if grace {
        ("grace", span.num_minutes().max(1))
    } else if span.num_days() >= 2 {
        ("days", span.num_days())
    } else if span.num_hours() >= 1 {
        ("hours", span.num_hours())
    } else {
        ("minutes", span.num_minutes().max(1))
    };
    #[expect(
        clippy::cast_precision_loss,
        reason = "a deadline is not that far away"
    )]
    let arg = hub_locales::Arg::Number(count as f64);
    sentence(&format!("proposal-left-{unit}"), &[("count", arg)]).unwrap_or_default()
}
