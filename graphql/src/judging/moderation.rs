//! Where judges disagree, what the panel says about a proposal, and reviews that staff reopen.

use async_graphql::{Context, InputObject, Object, Result, SimpleObject};
use chrono::{DateTime, Utc};
use hub_domain::judging::moderation::disagreement::{Disagreement, Mark};
use hub_domain::judging::moderation::discussion::{Discussed, Discussion, Earlier};
use hub_domain::judging::moderation::own::OwnDiscussion;
use hub_domain::judging::moderation::post::{PostToPanel, post_to_panel};
use hub_domain::judging::moderation::reopen::{ReopenReview, reopen_review};
use hub_domain::judging::moderation::{Post, discussion, panel};
use hub_domain::judging::{self, read, scoring};
use hub_domain::policy::judging::Standing;
use hub_domain::proposal::Proposal as ProposalRow;

use crate::account::Person;
use crate::challenge::Challenge;
use crate::error::optional;
use crate::judging::challenge::{AppointedJudge, RankedProposal};
use crate::judging::judge::Judge;
use crate::payload;
use crate::request::{change, loaders, reader};

/// To one place, as totals are shown everywhere.
fn rounded(total: f64) -> f64 {
    (total * 10.0).round() / 10.0
}

/// One judge's total of a proposal, for staff.
pub struct JudgeTotal(Mark);

/// One judge's total of a proposal, for staff.
#[Object]
impl JudgeTotal {
    /// Whose.
    async fn judge(&self) -> AppointedJudge {
        self.0.judge.clone().into()
    }
    /// Weighted mean from 0 to 100, to one place.
    async fn total(&self) -> f64 {
        rounded(self.0.total)
    }
    /// Whether the review was reopened and its judge has not submitted it again.
    async fn waits(&self) -> bool {
        self.0.waits
    }
}

/// How far judges disagree on one proposal, for staff.
pub struct JudgeDisagreement {
    pub(super) row: Disagreement,
    pub(super) standing: Standing,
}

/// How far judges disagree on one proposal, for staff.
#[Object]
impl JudgeDisagreement {
    /// The proposal, with its place and its mean.
    async fn ranked(&self) -> RankedProposal {
        RankedProposal {
            ranked: self.row.ranked.clone(),
            standing: self.standing,
        }
    }
    /// Address of the discussion.
    async fn discussion_path(&self) -> String {
        panel::path(&self.row.ranked.proposal)
    }
    /// The totals that count, the lowest first.
    async fn totals(&self) -> Vec<JudgeTotal> {
        self.row.marks.iter().cloned().map(JudgeTotal).collect()
    }
    /// The lowest total; null while no review is in.
    async fn lowest(&self) -> Option<f64> {
        self.row.lowest().map(rounded)
    }
    /// The highest total; null while no review is in.
    async fn highest(&self) -> Option<f64> {
        self.row.highest().map(rounded)
    }
    /// How far they lie apart; null with fewer than two.
    async fn range(&self) -> Option<f64> {
        self.row.range().map(rounded)
    }
    /// What was said in the discussion.
    async fn posts_count(&self) -> u32 {
        self.row.posts
    }
}

/// What a review says of one criterion, as the panel reads it.
#[derive(SimpleObject)]
pub struct PanelScore {
    /// The criterion's name.
    criterion: String,
    /// The level.
    level: Option<i32>,
    /// The criterion's highest level.
    highest: i32,
    /// Why.
    comment: String,
}

/// A review as it was submitted before staff reopened it.
#[derive(SimpleObject)]
pub struct EarlierReview {
    /// Its number.
    number: i32,
    /// Weighted mean from 0 to 100, to one place.
    total: Option<f64>,
    /// Comment to the panel and to staff.
    comment: String,
    /// Its scores, in the order of the criteria.
    scores: Vec<PanelScore>,
    /// Why it was reopened.
    reason: String,
    /// When it was reopened.
    reopened_at: DateTime<Utc>,
}

/// A review that counts, as its panel reads it.
pub struct PanelReview {
    row: Discussed,
    /// Appointment of the viewer, if they are a judge.
    own: Option<i64>,
    may_reopen: bool,
}

/// A review that counts, as its panel reads it.
#[Object]
impl PanelReview {
    /// Random key.
    async fn key(&self) -> &str {
        &self.row.read.review.key
    }
    /// Who wrote it.
    async fn judge(&self, ctx: &Context<'_>) -> Result<Option<Person>> {
        match self.row.read.judge.person_id {
            None => Ok(None),
            Some(id) => Ok(optional(loaders(ctx)?.person(id).await)?.map(Person)),
        }
    }
    /// Whether the viewer wrote it.
    async fn is_own(&self) -> bool {
        self.own == Some(self.row.read.judge.id)
    }
    /// Weighted mean from 0 to 100, to one place.
    async fn total(&self) -> Option<f64> {
        self.row.read.review.total.map(rounded)
    }
    /// Comment to the panel and to staff.
    async fn comment(&self) -> &str {
        &self.row.read.review.comment
    }
    /// When it was submitted.
    async fn submitted_at(&self) -> Option<DateTime<Utc>> {
        self.row.read.review.submitted_at
    }
    /// Its scores, in the order of the criteria.
    async fn scores(&self) -> Vec<PanelScore> {
        let turn = |(criterion, score): &(judging::Criterion, Option<_>)| {
            let score: Option<&judging::review::Score> = score.as_ref();
            PanelScore {
                criterion: criterion.name.clone(),
                level: score.and_then(|s| s.level),
                highest: scoring::highest(criterion),
                comment: score.map(|s| s.comment.clone()).unwrap_or_default(),
            }
        };
        self.row.read.scores.iter().map(turn).collect()
    }
    /// What it said before staff reopened it, the latest first.
    async fn earlier(&self) -> Vec<EarlierReview> {
        let turn = |earlier: &Earlier| {
            let line = |(criterion, _): &(judging::Criterion, _)| {
                let given = &earlier.text.scores;
                let given = given.iter().find(|s| s.criterion == criterion.id)?;
                Some(PanelScore {
                    criterion: criterion.name.clone(),
                    level: given.level,
                    highest: scoring::highest(criterion),
                    comment: given.comment.clone(),
                })
            };
            EarlierReview {
                number: earlier.number,
                total: earlier.total.map(rounded),
                comment: earlier.text.comment.clone(),
                scores: self.row.read.scores.iter().filter_map(line).collect(),
                reason: earlier.reopening.reason.clone(),
                reopened_at: earlier.reopening.reopened_at,
            }
        };
        self.row.earlier.iter().map(turn).collect()
    }
    /// Why staff reopened it, while it waits for its judge; null when it does not.
    async fn reopened_reason(&self) -> Option<&str> {
        self.row.waits.as_ref().map(|row| row.reason.as_str())
    }
    /// Whether the viewer can reopen it now.
    async fn can_reopen(&self) -> bool {
        self.may_reopen && self.row.waits.is_none()
    }
}

/// What somebody said to the panel.
pub struct PanelPost(Post);

impl From<Post> for PanelPost {
    fn from(row: Post) -> Self {
        Self(row)
    }
}

/// What somebody said to the panel.
#[Object]
impl PanelPost {
    /// Number, by which a link leads to it.
    async fn number(&self) -> i64 {
        self.0.id
    }
    /// Who.
    async fn author(&self, ctx: &Context<'_>) -> Result<Option<Person>> {
        Ok(optional(loaders(ctx)?.person(self.0.author_id).await)?.map(Person))
    }
    /// What, as it was typed.
    async fn body(&self) -> &str {
        &self.0.body
    }
    /// When.
    async fn at(&self) -> DateTime<Utc> {
        self.0.created_at
    }
}

/// What the panel says about a proposal: for judges who have submitted a review of it and have no
/// conflict of interest with it, and for staff who may see scores.
pub struct PanelDiscussion(Discussion);

/// What the panel says about a proposal: for judges who have submitted a review of it and have no
/// conflict of interest with it, and for staff who may see scores.
#[Object]
impl PanelDiscussion {
    /// Its address.
    async fn path(&self) -> String {
        panel::path(&self.0.seat.proposal)
    }
    /// Key of the proposal.
    async fn proposal(&self) -> &str {
        &self.0.seat.proposal.key
    }
    /// What people quote.
    async fn reference(&self) -> &str {
        &self.0.seat.proposal.reference
    }
    /// Title of the version that was handed in.
    async fn title(&self) -> &str {
        &self.0.title
    }
    /// The challenge.
    async fn challenge(&self) -> Challenge {
        Challenge(self.0.seat.challenge.clone())
    }
    /// The viewer's appointment; null for staff.
    async fn judge(&self) -> Option<Judge> {
        self.0.seat.judge.clone().map(Judge)
    }
    /// Where the viewer reads the proposal: the score card of a judge.
    async fn read_path(&self) -> String {
        let key = &self.0.seat.proposal.key;
        match &self.0.seat.judge {
            Some(judge) => format!("{}/proposals/{key}", read::path(judge)),
            None => format!("/proposals/{key}"),
        }
    }
    /// The reviews that count.
    async fn reviews(&self) -> Vec<PanelReview> {
        let seat = &self.0.seat;
        let turn = |row: &Discussed| PanelReview {
            row: row.clone(),
            own: seat.judge.as_ref().map(|judge| judge.id),
            may_reopen: seat.may_reopen,
        };
        self.0.reviews.iter().map(turn).collect()
    }
    /// What was said, the oldest first.
    async fn posts(&self) -> Vec<PanelPost> {
        self.0.posts.iter().cloned().map(PanelPost).collect()
    }
    /// Whether the viewer can say something now.
    async fn can_post(&self) -> bool {
        self.0.seat.may_post
    }
}

/// The discussion of a proposal; none for everybody who may not read it.
///
/// # Errors
/// When the database does not answer.
pub async fn panel_discussion(ctx: &Context<'_>, key: &str) -> Result<Option<PanelDiscussion>> {
    let found = discussion::of(reader(ctx)?, key).await;
    Ok(optional(found)?.map(PanelDiscussion))
}

/// A discussion in which a judge takes part, as it lies on the desk.
#[derive(SimpleObject)]
pub struct DeskDiscussion {
    /// Title of the proposal.
    title: String,
    /// Address of the discussion.
    path: String,
    /// Address of the judge's score card.
    card_path: String,
    /// What was said.
    posts_count: u32,
    /// Why staff reopened the judge's review, while it waits for them; null when it does not.
    reopened_reason: Option<String>,
}

impl DeskDiscussion {
    pub(super) fn of(desk: &str, row: OwnDiscussion) -> Self {
        Self {
            path: panel::path(&row.entry.proposal),
            card_path: format!("{desk}/proposals/{}", row.entry.proposal.key),
            title: row.entry.title,
            posts_count: row.posts,
            reopened_reason: row.reopening.map(|reopening| reopening.reason),
        }
    }
}

payload! {
    /// What was said to the panel.
    PostToPanelPayload {
        /// The post.
        post: PanelPost
    }
}

/// A proposal of which a review was reopened.
pub struct ReopenedReview(ProposalRow);

impl From<ProposalRow> for ReopenedReview {
    fn from(row: ProposalRow) -> Self {
        Self(row)
    }
}

/// A review that was reopened.
#[Object]
impl ReopenedReview {
    /// Address of the discussion of its proposal.
    async fn discussion_path(&self) -> String {
        panel::path(&self.0)
    }
}

payload! {
    /// A review that staff reopened.
    ReopenReviewPayload {
        /// The review.
        review: ReopenedReview
    }
}

/// What somebody says to their panel.
#[derive(InputObject)]
pub struct PostToPanelInput {
    /// Key of the proposal.
    proposal: String,
    /// What, as it is to be read.
    body: String,
    /// Makes a repeated request harmless.
    request_id: Option<String>,
}

impl From<PostToPanelInput> for PostToPanel {
    fn from(input: PostToPanelInput) -> Self {
        Self {
            proposal: input.proposal,
            body: input.body,
            request_id: input.request_id,
        }
    }
}

/// Which review its judge should look at again.
#[derive(InputObject)]
pub struct ReopenReviewInput {
    /// Key of the review.
    review: String,
    /// Why, for its judge.
    reason: String,
}

impl From<ReopenReviewInput> for ReopenReview {
    fn from(input: ReopenReviewInput) -> Self {
        Self {
            review: input.review,
            reason: input.reason,
        }
    }
}

/// Moderation of reviews.
#[derive(Default)]
pub struct PanelMutation;

#[Object]
impl PanelMutation {
    /// Says something to the others on the panel of a proposal, who are told by mail.
    async fn post_to_panel(
        &self,
        ctx: &Context<'_>,
        input: PostToPanelInput,
    ) -> Result<PostToPanelPayload> {
        let outcome = change(ctx, input.into(), |c, i| Box::pin(post_to_panel(c, i)));
        Ok(outcome.await?.into())
    }

    /// Reopens a submitted review with a reason, and tells its judge. It counts as it is until it
    /// is submitted again.
    async fn reopen_review(
        &self,
        ctx: &Context<'_>,
        input: ReopenReviewInput,
    ) -> Result<ReopenReviewPayload> {
        let outcome = change(ctx, input.into(), |c, i| Box::pin(reopen_review(c, i)));
        Ok(outcome.await?.into())
    }
}
