//! Reviews, and the card on which a judge scores.

use async_graphql::{Context, Object, Result, SimpleObject};
use chrono::{DateTime, Utc};
use hub_domain::judging::review::{self, Reading, ScoreCard as Card};
use hub_domain::judging::versions::{Text, Version};
use hub_domain::judging::{self, read, scoring};

use crate::challenge::Challenge;
use crate::error::Graphql;
use crate::judging::enums::ReviewState;
use crate::judging::judge::{Judge, Party};
use crate::proposal::{
    ProposalAnswer, ProposalBudgetLine, ProposalBudgetShare, ProposalDataset, ProposalFile,
    ProposalMilestone,
};
use crate::request::reader;
use crate::scalars::{Html, Pence};

/// A review, as its judge sees it.
pub struct Review {
    pub(super) row: judging::Review,
    /// Key of the appointment.
    pub(super) judge: String,
}

/// A review, as its judge sees it.
#[Object]
impl Review {
    /// Random key.
    async fn key(&self) -> &str {
        &self.row.key
    }
    /// Whether it counts.
    async fn state(&self) -> ReviewState {
        self.row.state.into()
    }
    /// Weighted mean from 0 to 100, once submitted.
    async fn total(&self) -> Option<f64> {
        self.row.total
    }
    /// Grows with each save; send it along when you save.
    async fn version(&self) -> i32 {
        self.row.version
    }
    /// When it was submitted.
    async fn submitted_at(&self) -> Option<DateTime<Utc>> {
        self.row.submitted_at
    }
    /// When it was last saved.
    async fn updated_at(&self) -> DateTime<Utc> {
        self.row.updated_at
    }
    /// Address of the judge's desk.
    async fn desk_path(&self) -> String {
        format!("/judging/{}", self.judge)
    }
    /// Address of the score card that the judge fills in next; of the desk when nothing is left.
    async fn next_path(&self, ctx: &Context<'_>) -> Result<String> {
        let desk = format!("/judging/{}", self.judge);
        let reader = reader(ctx)?;
        let judge = read::own(reader.db(), reader.viewer(), &self.judge).await;
        let next = Judge(judge.graphql()?).next_entry(ctx).await?;
        Ok(next.map_or(desk.clone(), |entry| {
            format!("{desk}/proposals/{}", entry.proposal.key)
        }))
    }
}

/// What a version of a review says of one criterion.
#[derive(SimpleObject)]
pub struct ReviewVersionLine {
    /// The criterion's name.
    criterion: String,
    /// The level, or null.
    level: Option<i32>,
    /// Why.
    comment: String,
}

/// A review as it was saved once, for its judge.
#[derive(SimpleObject)]
pub struct ReviewVersion {
    /// Its number.
    number: i32,
    /// Whether it counted then.
    state: ReviewState,
    /// When it was saved.
    saved_at: DateTime<Utc>,
    /// Scores, in the order of the criteria.
    scores: Vec<ReviewVersionLine>,
    /// Comment to the panel and to staff.
    comment: String,
    /// Comment to the applicant.
    applicant_comment: String,
    /// Notes that nobody but the judge ever reads.
    private_notes: String,
}

impl ReviewVersion {
    fn of(card: &Card, version: &Version) -> Self {
        let text = Text::from_version(version);
        let line = |criterion: &judging::Criterion| {
            let given = text.scores.iter().find(|s| s.criterion == criterion.id)?;
            Some(ReviewVersionLine {
                criterion: criterion.name.clone(),
                level: given.level,
                comment: given.comment.clone(),
            })
        };
        Self {
            number: version.number,
            state: version.state.into(),
            saved_at: version.saved_at,
            scores: card.criteria.iter().filter_map(line).collect(),
            comment: text.comment.clone(),
            applicant_comment: text.applicant_comment.clone(),
            private_notes: text.private_notes.clone(),
        }
    }
}

/// A level of a criterion, for a score card.
#[derive(SimpleObject)]
pub struct ScoreLevel {
    /// The level, from 0.
    value: i32,
    /// In a word or two, or empty.
    text: String,
    /// What it means.
    description: String,
}

/// A criterion with the score that the judge gave.
#[derive(SimpleObject)]
pub struct ScoreCardLine {
    /// Number of the criterion, by which a score names it.
    number: i64,
    /// What it is called.
    name: String,
    /// What to look for.
    description: String,
    /// Its share of the total, relative to the other weights.
    weight: i32,
    /// Whether the judge must say why.
    comment_required: bool,
    /// What each level means, from 0 upwards.
    levels: Vec<ScoreLevel>,
    /// The level that was given, or null.
    level: Option<i32>,
    /// Why.
    comment: String,
}

/// A proposal as its judges read it: the version that was handed in.
pub struct ReadProposal(pub(super) Reading);

/// A proposal as its judges read it: the version that was handed in.
#[Object]
impl ReadProposal {
    /// Random key.
    async fn key(&self) -> &str {
        &self.0.proposal.key
    }
    /// What people quote.
    async fn reference(&self) -> &str {
        &self.0.proposal.reference
    }
    /// What it is called.
    async fn title(&self) -> &str {
        &self.0.content.title
    }
    /// Whether it is read without names: then its partners and its team are left out.
    async fn is_blind(&self) -> bool {
        self.0.is_blind
    }
    /// The files that belong to it.
    async fn files(&self) -> Vec<ProposalFile> {
        let files = self.0.content.attachments.iter();
        files.cloned().map(ProposalFile).collect()
    }
    /// How many files are left out, because names cannot be taken out of them.
    async fn files_left_out(&self) -> usize {
        self.0.left_out
    }
    /// Who proposes it, the lead first; empty where it is read without names.
    async fn partners(&self) -> Vec<Party> {
        self.0.partners.iter().map(Into::into).collect()
    }
    /// The whole in a few sentences.
    async fn summary_html(&self) -> Html {
        Html::markdown(&self.0.content.summary)
    }
    /// How it will be done.
    async fn approach_html(&self) -> Html {
        Html::markdown(&self.0.content.approach)
    }
    /// The impact on the local community.
    async fn impact_html(&self) -> Html {
        Html::markdown(&self.0.content.impact)
    }
    /// Who does it.
    async fn team_html(&self) -> Html {
        Html::markdown(&self.0.content.team)
    }
    /// What it costs.
    async fn budget(&self) -> Vec<ProposalBudgetLine> {
        let lines = self.0.content.budget.iter();
        lines.cloned().map(Into::into).collect()
    }
    /// How the budget is split between partners; empty where it is not, and where it is read
    /// without names.
    async fn budget_shares(&self) -> Vec<ProposalBudgetShare> {
        ProposalBudgetShare::all(&self.0.content)
    }
    /// The sum of the budget.
    async fn total_pence(&self) -> Pence {
        Pence(self.0.content.total_pence())
    }
    /// What is done by when.
    async fn milestones(&self) -> Vec<ProposalMilestone> {
        let milestones = self.0.content.milestones.iter();
        milestones.cloned().map(Into::into).collect()
    }
    /// The datasets that it uses, and what for.
    async fn datasets(&self) -> Vec<ProposalDataset> {
        let used = self.0.content.datasets.iter();
        used.cloned().map(ProposalDataset).collect()
    }
    /// What the challenge asks to see who may take part, each with the proposal's answer; without
    /// reasons where it is read without names.
    async fn eligibility(&self) -> Vec<ProposalAnswer> {
        let asked = self.0.eligibility.iter();
        asked.cloned().map(Into::into).collect()
    }
}

/// What a judge sees when scoring a proposal.
pub struct ScoreCard(pub Card);

/// What a judge sees when scoring a proposal.
#[Object]
impl ScoreCard {
    /// Address of the card.
    async fn path(&self) -> String {
        format!(
            "{}/proposals/{}",
            read::path(&self.0.judge),
            self.0.reading.proposal.key
        )
    }
    /// The appointment.
    async fn judge(&self) -> Judge {
        Judge(self.0.judge.clone())
    }
    /// The challenge.
    async fn challenge(&self) -> Challenge {
        Challenge(self.0.challenge.clone())
    }
    /// The proposal, as it was handed in.
    async fn proposal(&self) -> ReadProposal {
        ReadProposal(self.0.reading.clone())
    }
    /// What it is scored on, with the scores that the judge gave.
    async fn criteria(&self) -> Vec<ScoreCardLine> {
        let turn = |criterion: &judging::Criterion| {
            let given = self
                .0
                .scores
                .iter()
                .find(|s| s.criterion_id == criterion.id);
            let levels = scoring::levels(criterion).into_iter().map(|l| ScoreLevel {
                value: l.value,
                text: l.name,
                description: l.description,
            });
            ScoreCardLine {
                number: criterion.id,
                name: criterion.name.clone(),
                description: criterion.description.clone(),
                weight: criterion.weight,
                comment_required: criterion.comment_required,
                levels: levels.collect(),
                level: given.and_then(|s| s.level),
                comment: given.map(|s| s.comment.clone()).unwrap_or_default(),
            }
        };
        self.0.criteria.iter().map(turn).collect()
    }
    /// The judge's comment to the panel and to staff.
    async fn comment(&self) -> &str {
        self.0.review.as_ref().map_or("", |r| &r.comment)
    }
    /// The judge's comment to the applicant, which staff may put into the letter.
    async fn applicant_comment(&self) -> &str {
        self.0.review.as_ref().map_or("", |r| &r.applicant_comment)
    }
    /// Notes that nobody but the judge ever reads.
    async fn private_notes(&self) -> &str {
        self.0.review.as_ref().map_or("", |r| &r.private_notes)
    }
    /// The latest versions of the review, each as it was saved, the newest first.
    async fn versions(&self, ctx: &Context<'_>) -> Result<Vec<ReviewVersion>> {
        let rows = review::versions_of(reader(ctx)?, &self.0).await.graphql()?;
        let turn = |version: &Version| ReviewVersion::of(&self.0, version);
        Ok(rows.iter().map(turn).collect())
    }
    /// The judge's review; null before it is begun.
    async fn review(&self) -> Option<Review> {
        self.0.review.clone().map(|row| Review {
            row,
            judge: self.0.judge.key.clone(),
        })
    }
    /// Version of the review, 0 before it is begun; send it along when you save.
    async fn version(&self) -> i32 {
        self.0.review.as_ref().map_or(0, |r| r.version)
    }
    /// Whether the review was submitted.
    async fn is_submitted(&self) -> bool {
        self.0
            .review
            .as_ref()
            .is_some_and(|r| r.state == judging::ReviewState::Submitted)
    }
    /// Whether the review was submitted in an earlier round, and has to be submitted again in this
    /// one, changed or not.
    async fn asks_again(&self) -> bool {
        let earlier = |review: &judging::Review| {
            review.state == judging::ReviewState::Submitted && review.round < self.0.challenge.round
        };
        self.0.is_open && self.0.review.as_ref().is_some_and(earlier)
    }
    /// Whether the proposal did not go on to the round that is judged.
    async fn is_left_behind(&self) -> bool {
        self.0.reading.proposal.round < self.0.challenge.round
    }
    /// Whether scores can be given at this second.
    async fn is_open(&self) -> bool {
        self.0.is_open
    }
    /// Why staff reopened the review, while it waits for its judge; null when it does not.
    async fn reopened_reason(&self) -> Option<&str> {
        self.0.reopening.as_ref().map(|row| row.reason.as_str())
    }
}
