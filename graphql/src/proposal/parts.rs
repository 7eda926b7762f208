//! The parts of a proposal: budget lines, milestones, datasets, partners and tasks.

use async_graphql::{Context, ID, Object, Result, SimpleObject};
use hub_domain::challenge::{Challenge as ChallengeRow, form};
use hub_domain::policy::proposal::{Standing, may_answer, may_remove};
use hub_domain::proposal::eligibility::Asked;
use hub_domain::proposal::roles::Behind;
use hub_domain::proposal::sections::Section;
use hub_domain::proposal::{self, content};

use crate::account::Person;
use crate::catalogue::Dataset;
use crate::error::{Graphql, optional};
use crate::id::global;
use crate::organisation::Organisation;
use crate::proposal::enums::{Consent, DatasetRole, PartnerRole, PersonRole};
use crate::request::{loaders, reader};
use crate::scalars::{ByteSize, Html, Pence};

/// One line of a budget.
#[derive(SimpleObject)]
pub struct ProposalBudgetLine {
    /// What it is for.
    label: String,
    /// Amount in pence.
    pence: Pence,
    /// Key of the partner who gets it; null where that is not said.
    partner: Option<String>,
}

impl From<content::BudgetLine> for ProposalBudgetLine {
    fn from(line: content::BudgetLine) -> Self {
        Self {
            label: line.label,
            pence: Pence(line.pence),
            partner: Some(line.partner).filter(|key| !key.is_empty()),
        }
    }
}

/// What one partner gets of a budget.
#[derive(SimpleObject)]
pub struct ProposalBudgetShare {
    /// Key of the partner; null for what is not split.
    partner: Option<String>,
    /// What they get.
    pence: Pence,
}

impl ProposalBudgetShare {
    /// How the budget of this content is split; empty where no line names a partner.
    pub fn all(content: &content::Content) -> Vec<Self> {
        let share = |(key, pence): (String, i64)| Self {
            partner: Some(key).filter(|key| !key.is_empty()),
            pence: Pence(pence),
        };
        content.shares().into_iter().map(share).collect()
    }
}

/// Something that is done by a date.
#[derive(SimpleObject)]
pub struct ProposalMilestone {
    /// What will be done.
    title: String,
    /// By when, as `2027-03-31`; null while it is not known.
    due: Option<String>,
}

impl From<content::Milestone> for ProposalMilestone {
    fn from(milestone: content::Milestone) -> Self {
        Self {
            title: milestone.title,
            due: Some(milestone.due).filter(|due| !due.is_empty()),
        }
    }
}

/// A dataset, and what it is used for.
pub struct ProposalDataset(pub content::DatasetUse);

/// A dataset, and what it is used for.
#[Object]
impl ProposalDataset {
    /// Number of the dataset.
    async fn number(&self) -> i64 {
        self.0.dataset_id
    }
    /// The dataset; null when its publisher withdrew it.
    async fn dataset(&self, ctx: &Context<'_>) -> Result<Option<Dataset>> {
        let found = loaders(ctx)?.dataset(self.0.dataset_id).await;
        optional(found).map(|found| found.map(Dataset::from))
    }
    /// What it is used for.
    async fn purpose(&self) -> &str {
        &self.0.purpose
    }
    /// Its part; null if that is not said.
    async fn role(&self) -> Option<DatasetRole> {
        self.0.role.map(Into::into)
    }
    /// The same in words; empty if it is not said.
    async fn role_text(&self) -> String {
        self.0.role.map(role_text).unwrap_or_default()
    }
    /// Whether it is published already; null if that is not said.
    async fn is_published(&self) -> Option<bool> {
        self.0.is_published()
    }
    /// By when it is promised to be published, as `2027-03-31`; null where no date is promised.
    async fn publish_by(&self) -> Option<&str> {
        Some(self.0.publish_by.as_str()).filter(|by| !by.is_empty())
    }
}

fn role_text(role: content::DatasetRole) -> String {
    let key = match role {
        content::DatasetRole::Essential => "ESSENTIAL",
        content::DatasetRole::Supporting => "SUPPORTING",
        content::DatasetRole::Produced => "PRODUCED",
    };
    hub_locales::sentence(&format!("proposal-dataset-role-{key}"), &[]).unwrap_or_default()
}

/// A question that says who may take part, and what a proposal answers to it.
#[derive(SimpleObject)]
pub struct ProposalAnswer {
    /// The question.
    question: String,
    /// True for yes; null while it is not answered.
    answer: Option<bool>,
    /// Why, in the applicants' words; empty if that was not said.
    reason: String,
    /// Whether a reason is asked.
    reason_asked: bool,
    /// The answer that makes eligible: true for yes; null where only the answer is known.
    eligible_answer: Option<bool>,
    /// Whether the answer makes eligible; null while it is not answered, and where only the
    /// answer is known.
    eligible: Option<bool>,
}

impl From<Asked> for ProposalAnswer {
    fn from(asked: Asked) -> Self {
        Self {
            eligible: asked.eligible(),
            answer: asked.answer,
            reason: asked.reason,
            reason_asked: asked.question.reason,
            eligible_answer: Some(asked.question.eligible),
            question: asked.question.question,
        }
    }
}

impl From<content::Answer> for ProposalAnswer {
    fn from(answer: content::Answer) -> Self {
        Self {
            question: answer.question,
            answer: answer.answer,
            reason_asked: !answer.reason.is_empty(),
            reason: answer.reason,
            eligible_answer: None,
            eligible: None,
        }
    }
}

/// The most words that a section may have when a proposal is submitted.
#[derive(SimpleObject)]
pub struct ProposalWordLimits {
    /// Of the summary.
    summary: i32,
    /// Of the impact.
    impact: i32,
    /// Of the approach.
    approach: i32,
    /// Of the team.
    team: i32,
}

impl ProposalWordLimits {
    /// Those of this challenge.
    pub fn of(challenge: &ChallengeRow) -> Self {
        let most = |section| form::words_of(challenge, section).unwrap_or(i32::MAX);
        Self {
            summary: most(Section::Summary),
            impact: most(Section::Impact),
            approach: most(Section::Approach),
            team: most(Section::Team),
        }
    }
}

/// A file that belongs to a proposal.
pub struct ProposalFile(pub content::Attachment);

/// A file that belongs to a proposal.
#[Object]
impl ProposalFile {
    /// Random key.
    async fn key(&self) -> &str {
        &self.0.key
    }
    /// What it is called.
    async fn name(&self) -> &str {
        &self.0.name
    }
    /// Where it is fetched, by those who may read a version that holds it.
    async fn path(&self) -> String {
        format!("/files/{}", self.0.key)
    }
    /// Its type, by its content.
    async fn media_type(&self) -> &str {
        &self.0.media_type
    }
    /// How large it is.
    async fn size(&self) -> ByteSize {
        ByteSize(self.0.size)
    }
}

/// What a proposal says, in one version of it.
pub struct ProposalContent(pub content::Content);

/// What a proposal says, in one version of it.
#[Object]
impl ProposalContent {
    /// What it is called.
    async fn title(&self) -> &str {
        &self.0.title
    }
    /// The whole in a few sentences, as HTML.
    async fn summary_html(&self) -> Html {
        Html::markdown(&self.0.summary)
    }
    /// How it will be done, as HTML.
    async fn approach_html(&self) -> Html {
        Html::markdown(&self.0.approach)
    }
    /// The impact on the local community, as HTML.
    async fn impact_html(&self) -> Html {
        Html::markdown(&self.0.impact)
    }
    /// Who does it, as HTML.
    async fn team_html(&self) -> Html {
        Html::markdown(&self.0.team)
    }
    /// What it answered to the questions that say who may take part.
    async fn eligibility(&self) -> Vec<ProposalAnswer> {
        let answers = self.0.eligibility.iter();
        answers.cloned().map(Into::into).collect()
    }
    /// What it costs.
    async fn budget(&self) -> Vec<ProposalBudgetLine> {
        self.0.budget.iter().cloned().map(Into::into).collect()
    }
    /// How the budget is split between partners; empty where it is not.
    async fn budget_shares(&self) -> Vec<ProposalBudgetShare> {
        ProposalBudgetShare::all(&self.0)
    }
    /// The sum of the budget.
    async fn total_pence(&self) -> Pence {
        Pence(self.0.total_pence())
    }
    /// What is done by when.
    async fn milestones(&self) -> Vec<ProposalMilestone> {
        self.0.milestones.iter().cloned().map(Into::into).collect()
    }
    /// The files that belong to it.
    async fn files(&self) -> Vec<ProposalFile> {
        let files = self.0.attachments.iter();
        files.cloned().map(ProposalFile).collect()
    }
    /// The datasets that it uses.
    async fn datasets(&self) -> Vec<ProposalDataset> {
        self.0
            .datasets
            .iter()
            .cloned()
            .map(ProposalDataset)
            .collect()
    }
}

/// A partner of a proposal.
pub struct ProposalPartner {
    /// The row.
    pub row: proposal::Partner,
    /// How the viewer stands to the proposal.
    pub standing: Standing,
    /// Whether answers still count: the challenge is open.
    pub open: bool,
    /// Whether the draft was changed since it agreed.
    pub changed: bool,
}

/// A party to a proposal, and whether it agrees to it.
#[Object]
impl ProposalPartner {
    /// Global id.
    async fn id(&self) -> ID {
        global("Partner", &self.row.key)
    }
    /// Random key.
    async fn key(&self) -> &str {
        &self.row.key
    }
    /// Its part in the proposal.
    async fn role(&self) -> PartnerRole {
        self.row.role.into()
    }
    /// What it is called: the organisation, the person, or the address that was invited, which
    /// only partners read.
    async fn name(&self, ctx: &Context<'_>) -> Result<String> {
        if let Some(id) = self.row.organisation_id {
            return loaders(ctx)?
                .organisation(id)
                .await
                .graphql()
                .map(|o| o.name);
        }
        if let Some(id) = self.row.person_id {
            return loaders(ctx)?.person(id).await.graphql().map(|p| p.name);
        }
        Ok(self.address().unwrap_or_default())
    }
    /// The organisation, if it is one.
    async fn organisation(&self, ctx: &Context<'_>) -> Result<Option<Organisation>> {
        match self.row.organisation_id {
            None => Ok(None),
            Some(id) => optional(loaders(ctx)?.organisation(id).await).map(|o| o.map(Into::into)),
        }
    }
    /// The person, if it is one.
    async fn person(&self, ctx: &Context<'_>) -> Result<Option<Person>> {
        match self
            .row
            .person_id
            .filter(|_| self.row.organisation_id.is_none())
        {
            None => Ok(None),
            Some(id) => optional(loaders(ctx)?.person(id).await).map(|p| p.map(Into::into)),
        }
    }
    /// The address that was invited, while nobody answered; only for partners.
    async fn email(&self) -> Option<String> {
        self.address()
    }
    /// Whether it agrees.
    async fn consent(&self) -> Consent {
        self.row.consent.into()
    }
    /// When it agreed, declined or withdrew its consent.
    async fn answered_at(&self) -> Option<chrono::DateTime<chrono::Utc>> {
        self.row.answered_at
    }
    /// What the people behind it may do, unless it is said of one of them; null for those who are
    /// no partners.
    async fn people_role(&self) -> Option<PersonRole> {
        let own = self.standing.partner;
        own.then(|| self.row.people_role.into())
    }
    /// Whether the draft was changed since it agreed; false for those who read no draft.
    async fn changed_since(&self) -> bool {
        self.changed
    }
    /// Whether the viewer is this partner, or speaks for it.
    async fn is_viewer(&self, ctx: &Context<'_>) -> Result<bool> {
        Ok(may_answer(reader(ctx)?.viewer(), &self.row))
    }
    /// What the viewer may do with it.
    async fn viewer_can(&self, ctx: &Context<'_>) -> Result<PartnerCan> {
        let viewer = reader(ctx)?.viewer();
        Ok(PartnerCan {
            // Who never agreed can say no at any time.
            answer: (self.open || self.row.consent == proposal::Consent::Pending)
                && may_answer(viewer, &self.row),
            remove: self.open && may_remove(viewer, self.standing, &self.row),
        })
    }
}

impl ProposalPartner {
    fn address(&self) -> Option<String> {
        self.row.email.clone().filter(|_| self.standing.partner)
    }
}

/// Somebody behind a partner, and what they may do with the proposal.
pub struct ProposalPerson {
    /// Who.
    pub behind: Behind,
    /// Key of the partner.
    pub partner: String,
}

/// Somebody behind a partner, and what they may do with the proposal.
#[Object]
impl ProposalPerson {
    /// Key of the partner.
    async fn partner(&self) -> &str {
        &self.partner
    }
    /// Who.
    async fn person(&self) -> Person {
        self.behind.person.clone().into()
    }
    /// What they may do.
    async fn role(&self) -> PersonRole {
        self.behind.role.into()
    }
}

/// What the viewer may do with a partner.
#[derive(SimpleObject)]
pub struct PartnerCan {
    /// Agree, decline or withdraw consent for it.
    answer: bool,
    /// Take it out of the proposal.
    remove: bool,
}

/// One step of a proposal's task list.
#[derive(SimpleObject)]
pub struct ProposalTask {
    /// Its name: `eligibility`, `summary`, `impact`, `approach`, `team`, `datasets`, `budget`, `milestones`,
    /// `partners` or `consents`.
    pub key: String,
    /// Whether nothing is missing in it.
    pub done: bool,
    /// What it is.
    pub text: String,
    /// What is missing and what to do about it; empty when it is done.
    pub missing: Vec<String>,
}

/// What the viewer may do with a proposal.
#[derive(SimpleObject)]
pub struct ProposalCan {
    /// Edit the draft.
    pub edit: bool,
    /// Submit it, once nothing is missing.
    pub submit: bool,
    /// Withdraw it.
    pub withdraw: bool,
    /// Bring it back after it was withdrawn.
    pub revive: bool,
    /// Add partners.
    pub add_partner: bool,
    /// Say what people behind the partners may do.
    pub set_roles: bool,
}
