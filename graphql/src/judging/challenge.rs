//! How a challenge is judged, as staff see it.

use async_graphql::{Context, Object, Result, SimpleObject};
use chrono::{DateTime, Utc};
use hub_domain::challenge;
use hub_domain::judging::announcement::{self, Selected};
use hub_domain::judging::assigned::change::{self, ChangeAssignment};
use hub_domain::judging::assigned::{Terms, board, preview};
use hub_domain::judging::moderation::disagreement;
use hub_domain::judging::progress::{self, Progress};
use hub_domain::judging::ranking::{self, Ranked, Read, Reviewed};
use hub_domain::judging::{self, access, calibrated, conflict_list, denied, read, scoring};
use hub_domain::policy::judging::{
    Standing, may_appoint, may_assign, may_decide, may_see_scores, may_settle_conflicts,
};
use hub_domain::programme::judges;

use crate::account::Person;
use crate::connection::List;
use crate::error::{Graphql, optional};
use crate::judging::announcement::AnnouncementPreview;
use crate::judging::assignment::{AssignmentBoard, AssignmentEffect, AssignmentPreview};
use crate::judging::calibration::ScoreCalibration;
use crate::judging::conflict::{DeniedConflict, ListedConflict};
use crate::judging::decision::Decision;
use crate::judging::embargo::{self, PlannedAnnouncement};
use crate::judging::enums::{JudgeState, OfferState, ReadingMode};
use crate::judging::moderation::JudgeDisagreement;
use crate::judging::offer::{self, ListedOffer};
use crate::judging::rounds::{self, NextRound};
use crate::judging::sealed::{self, SealedView};
use crate::organisation::Organisation;
use crate::project::Project;
use crate::request::{loaders, reader};
use crate::scalars::Html;

/// How a challenge is judged, as staff see it who have no part in its proposals.
pub struct ChallengeJudging {
    row: challenge::Challenge,
    standing: Standing,
}

/// What the viewer may do about judging.
#[derive(SimpleObject)]
pub struct JudgingCan {
    /// Appoint and remove judges.
    appoint: bool,
    /// See scores and the ranking.
    see_scores: bool,
    /// Decide and announce.
    decide: bool,
    /// Add, confirm and lift conflicts of interest.
    settle_conflicts: bool,
    /// Choose whether everybody reads everything.
    choose_reading: bool,
    /// Settle who reads what.
    assign: bool,
    /// Give more time to answer offers.
    extend_offers: bool,
}

/// Somebody who was appointed, as staff see them.
pub struct AppointedJudge {
    pub(super) row: judging::Judge,
    pub(super) progress: Option<Progress>,
}

impl From<judging::Judge> for AppointedJudge {
    fn from(row: judging::Judge) -> Self {
        Self {
            row,
            progress: None,
        }
    }
}

/// Somebody who was appointed, as staff see them.
#[Object]
impl AppointedJudge {
    /// Random key.
    async fn key(&self) -> &str {
        &self.row.key
    }
    /// Who; null while an invited address has no account.
    async fn person(&self, ctx: &Context<'_>) -> Result<Option<Person>> {
        match self.row.person_id {
            None => Ok(None),
            Some(id) => Ok(optional(loaders(ctx)?.person(id).await)?.map(Person)),
        }
    }
    /// The address that was appointed.
    async fn email(&self) -> &str {
        &self.row.email
    }
    /// Whether they take part.
    async fn state(&self) -> JudgeState {
        self.row.state.into()
    }
    /// Why they declined, if they said so.
    async fn declined_reason(&self) -> &str {
        &self.row.declined_reason
    }
    /// When they declared their conflicts of interest.
    async fn conflicts_declared_at(&self) -> Option<DateTime<Utc>> {
        self.row.conflicts_declared_at
    }
    /// Proposals that they may score; null for those who may not see scores.
    async fn assigned(&self) -> Option<u32> {
        self.progress.as_ref().map(|p| p.assigned)
    }
    /// Reviews that they submitted.
    async fn done(&self) -> Option<u32> {
        self.progress.as_ref().map(|p| p.done)
    }
    /// Proposals that they have yet to score.
    async fn left(&self) -> Option<u32> {
        self.progress.as_ref().map(Progress::left)
    }
}

/// A score, as staff read it.
#[derive(SimpleObject)]
pub struct ReadScore {
    /// The criterion's name.
    criterion: String,
    /// The level.
    level: Option<i32>,
    /// The criterion's highest level.
    highest: i32,
    /// Why.
    comment: String,
}

/// A review that counts, as staff read it.
pub struct ReadReview(Read);

/// A review that counts, as staff read it.
#[Object]
impl ReadReview {
    /// Who wrote it.
    async fn judge(&self) -> AppointedJudge {
        self.0.judge.clone().into()
    }
    /// Weighted mean from 0 to 100.
    async fn total(&self) -> Option<f64> {
        self.0.review.total
    }
    /// Comment to the panel and to staff.
    async fn comment(&self) -> &str {
        &self.0.review.comment
    }
    /// Comment to the applicant, which staff may put into the letter.
    async fn applicant_comment(&self) -> &str {
        &self.0.review.applicant_comment
    }
    /// When it was submitted.
    async fn submitted_at(&self) -> Option<DateTime<Utc>> {
        self.0.review.submitted_at
    }
    /// Its scores, in the order of the criteria.
    async fn scores(&self) -> Vec<ReadScore> {
        let turn = |(criterion, score): &(judging::Criterion, Option<_>)| {
            let score: Option<&judging::review::Score> = score.as_ref();
            ReadScore {
                criterion: criterion.name.clone(),
                level: score.and_then(|s| s.level),
                highest: scoring::highest(criterion),
                comment: score.map(|s| s.comment.clone()).unwrap_or_default(),
            }
        };
        self.0.scores.iter().map(turn).collect()
    }
}

/// A proposal in the order by mean, as staff see it.
pub struct RankedProposal {
    pub(super) ranked: Ranked,
    pub(super) standing: Standing,
}

/// A proposal in the order by mean, as staff see it.
#[Object]
impl RankedProposal {
    /// Its place; null while no review is in. Equal means share one.
    async fn rank(&self) -> Option<u32> {
        self.ranked.place
    }
    /// Random key.
    async fn key(&self) -> &str {
        &self.ranked.proposal.key
    }
    /// Address of the proposal.
    async fn path(&self) -> String {
        format!("/proposals/{}", self.ranked.proposal.key)
    }
    /// What people quote.
    async fn reference(&self) -> &str {
        &self.ranked.proposal.reference
    }
    /// Title of the version that was handed in.
    async fn title(&self) -> &str {
        &self.ranked.title
    }
    /// The council that leads it; null where none does.
    async fn lead(&self, ctx: &Context<'_>) -> Result<Option<Organisation>> {
        match self.ranked.lead {
            None => Ok(None),
            Some(id) => Ok(optional(loaders(ctx)?.organisation(id).await)?.map(Organisation)),
        }
    }
    /// Reviews that count.
    async fn reviews_count(&self) -> u32 {
        self.ranked.reviews
    }
    /// Mean of their totals, from 0 to 100, to one place.
    async fn mean(&self) -> Option<f64> {
        self.ranked.mean.map(|mean| (mean * 10.0).round() / 10.0)
    }
    /// What was decided so far.
    async fn decision(&self) -> Option<Decision> {
        self.ranked.decision.clone().map(Decision)
    }
    /// The reviews that count.
    async fn reviews(&self, ctx: &Context<'_>) -> Result<Vec<ReadReview>> {
        let rows = ranking::reviews(reader(ctx)?, &self.ranked.proposal, self.standing).await;
        Ok(rows.graphql()?.into_iter().map(ReadReview).collect())
    }
}

/// A proposal with how many reviews of it are in, and nothing of what they say.
#[derive(SimpleObject)]
pub struct ReviewedProposal {
    /// Random key.
    key: String,
    /// What people quote.
    reference: String,
    /// Title of the version that was handed in.
    title: String,
    /// Reviews that count.
    reviews_count: u32,
}

impl From<Reviewed> for ReviewedProposal {
    fn from(row: Reviewed) -> Self {
        Self {
            key: row.proposal.key,
            reference: row.proposal.reference,
            title: row.title,
            reviews_count: row.reviews,
        }
    }
}

impl ChallengeJudging {
    /// How it is judged, for staff without a part in it.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn of(ctx: &Context<'_>, row: &challenge::Challenge) -> Result<Option<Self>> {
        let reader = reader(ctx)?;
        if !reader.viewer().runs(row.programme_id) {
            return Ok(None);
        }
        let place = loaders(ctx)?.place_in_challenge(row.id).await.graphql()?;
        let standing = place.standing;
        Ok((!standing.interested).then(|| Self {
            row: row.clone(),
            standing,
        }))
    }
}

/// How a challenge is judged, as staff see it who have no part in its proposals. What concerns
/// scores is null for staff who judge it.
#[Object]
impl ChallengeJudging {
    /// What the viewer may do.
    async fn viewer_can(&self, ctx: &Context<'_>) -> Result<JudgingCan> {
        let viewer = reader(ctx)?.viewer();
        let open = self.row.state == challenge::ChallengeState::Published;
        let closed = challenge::status::is_past_close(&self.row, reader(ctx)?.now());
        let settles = open
            && self.row.decided_at.is_none()
            && !challenge::rounds::is_whole_panel(&self.row)
            && may_assign(viewer, self.standing);
        Ok(JudgingCan {
            choose_reading: settles,
            assign: settles && closed,
            appoint: open && may_appoint(viewer, self.standing),
            see_scores: may_see_scores(viewer, self.standing),
            decide: open && may_decide(viewer, self.standing),
            extend_offers: offer::may_extend(viewer, &self.row, self.standing),
            settle_conflicts: open && may_settle_conflicts(viewer, self.standing) && closed,
        })
    }
    /// Who was appointed, in the order of appointment.
    async fn judges(&self, ctx: &Context<'_>) -> Result<Vec<AppointedJudge>> {
        let reader = reader(ctx)?;
        let rows = read::of_challenge(reader, self.row.id, self.standing)
            .await
            .graphql()?;
        let progress = optional(progress::of(reader, self.row.id, self.standing).await)?;
        let turn = |row: judging::Judge| AppointedJudge {
            progress: progress
                .as_ref()
                .and_then(|all| all.iter().find(|p| p.judge.id == row.id).cloned()),
            row,
        };
        Ok(rows.into_iter().map(turn).collect())
    }
    /// People of its programme's pool who do not judge it yet; none for those who may not appoint.
    async fn pool(&self, ctx: &Context<'_>) -> Result<Vec<Person>> {
        let rows = judges::to_appoint(reader(ctx)?, &self.row)
            .await
            .graphql()?;
        Ok(rows.into_iter().map(Person).collect())
    }
    /// Conflicts of interest of its judges, the newest first; null before it closes, and for those
    /// who may not see scores.
    async fn conflicts(&self, ctx: &Context<'_>) -> Result<Option<Vec<ListedConflict>>> {
        let rows = conflict_list::of(reader(ctx)?, &self.row, self.standing).await;
        Ok(optional(rows)?.map(|rows| rows.into_iter().map(ListedConflict).collect()))
    }
    /// Signs of a conflict to which a judge said that there is none; null before it closes, and for
    /// those who may not see scores.
    async fn denied_conflicts(&self, ctx: &Context<'_>) -> Result<Option<Vec<DeniedConflict>>> {
        let rows = denied::of(reader(ctx)?, &self.row, self.standing).await;
        Ok(optional(rows)?.map(|rows| rows.into_iter().map(DeniedConflict).collect()))
    }
    /// One of the conflicts.
    async fn conflict(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Key of the appointment.")] judge: String,
        #[graphql(desc = "Key of the proposal.")] proposal: String,
    ) -> Result<Option<ListedConflict>> {
        let rows = optional(conflict_list::of(reader(ctx)?, &self.row, self.standing).await)?;
        let mut rows = rows.into_iter().flatten();
        let found = rows.find(|row| row.judge.key == judge && row.proposal.key == proposal);
        Ok(found.map(ListedConflict))
    }
    /// Whether its judges read everything, or what they are assigned.
    async fn reading(&self) -> ReadingMode {
        self.row.reading.into()
    }
    /// Who reads what; null before it closes, and for those who may not settle that.
    async fn assignment(&self, ctx: &Context<'_>) -> Result<Option<AssignmentBoard>> {
        let board = board::of(reader(ctx)?, &self.row, self.standing).await;
        Ok(optional(board)?.map(Into::into))
    }
    /// What sharing proposals out would give; null where a number is not said, and for those who
    /// may not settle it.
    async fn assignment_preview(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Reviews of each proposal.")] reviews: Option<i32>,
        #[graphql(desc = "The least that a judge is given.")] least: Option<i32>,
        #[graphql(desc = "The most that a judge is given.")] most: Option<i32>,
        #[graphql(desc = "Decides between assignments that are equally good.")] seed: Option<i64>,
    ) -> Result<Option<AssignmentPreview>> {
        let (Some(reviews), Some(least), Some(most), Some(seed)) = (reviews, least, most, seed)
        else {
            return Ok(None);
        };
        let terms = Terms {
            reviews,
            least,
            most,
            seed,
        };
        let found = preview::of(reader(ctx)?, &self.row, self.standing, terms).await;
        optional(AssignmentPreview::of(found))
    }
    /// What it would do to assign a judge a proposal or, where it is theirs, to take it from them;
    /// null where either is not said, and for those who may not settle it.
    async fn assignment_effect(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Key of the appointment.")] judge: Option<String>,
        #[graphql(desc = "Key of the proposal.")] proposal: Option<String>,
    ) -> Result<Option<AssignmentEffect>> {
        let (Some(judge), Some(proposal)) = (judge, proposal) else {
            return Ok(None);
        };
        let pair = ChangeAssignment { judge, proposal };
        let found = change::foresee(reader(ctx)?, &self.row, self.standing, &pair).await;
        Ok(optional(found)?.map(Into::into))
    }
    /// Whether reviews can be written at this second.
    async fn is_open(&self, ctx: &Context<'_>) -> Result<bool> {
        Ok(access::is_judging_open(&self.row, reader(ctx)?.now()))
    }
    /// Whether proposals can no longer be handed in.
    async fn is_past_close(&self, ctx: &Context<'_>) -> Result<bool> {
        Ok(challenge::status::is_past_close(
            &self.row,
            reader(ctx)?.now(),
        ))
    }
    /// Whether the decision was announced.
    async fn is_announced(&self) -> bool {
        self.row.state == challenge::ChallengeState::Announced
    }
    /// How many proposals can be selected.
    async fn awards(&self) -> i32 {
        self.row.awards
    }
    /// Reviews that a proposal needs before it can be selected.
    async fn reviews_required(&self) -> i32 {
        self.row.reviews_required
    }
    /// Time zone of its deadlines (IANA name).
    async fn zone(&self) -> &str {
        &self.row.zone
    }
    /// When reviews are due.
    async fn due(&self) -> Option<DateTime<Utc>> {
        self.row.judging_closes_at
    }
    /// Version of the challenge; send it along when you announce.
    async fn version(&self) -> i32 {
        self.row.version
    }
    /// What was handed in, by how far its judges disagree, the widest first; null for those who
    /// may not see scores.
    async fn disagreements(&self, ctx: &Context<'_>) -> Result<Option<Vec<JudgeDisagreement>>> {
        let rows = disagreement::of(reader(ctx)?, &self.row, self.standing).await;
        let standing = self.standing;
        let turn = |row| JudgeDisagreement { row, standing };
        Ok(optional(rows)?.map(|rows| rows.into_iter().map(turn).collect()))
    }
    /// What was handed in, by title; null for those who may not see scores.
    async fn reviewed(&self, ctx: &Context<'_>) -> Result<Option<Vec<ReviewedProposal>>> {
        let rows = ranking::by_title(reader(ctx)?, self.row.id, self.standing).await;
        Ok(optional(rows)?.map(|rows| rows.into_iter().map(Into::into).collect()))
    }
    /// What was handed in, in the order by mean.
    async fn ranking(&self, ctx: &Context<'_>) -> Result<Option<Vec<RankedProposal>>> {
        let rows = ranking::of(reader(ctx)?, self.row.id, self.standing).await;
        let standing = self.standing;
        let turn = |ranked| RankedProposal { ranked, standing };
        Ok(optional(rows)?.map(|rows| rows.into_iter().map(turn).collect()))
    }
    /// What the scores say, and how surely.
    async fn calibration(&self, ctx: &Context<'_>) -> Result<Option<ScoreCalibration>> {
        let found = calibrated::of(reader(ctx)?, &self.row, self.standing).await;
        let standing = self.standing;
        Ok(optional(found)?.map(|found| ScoreCalibration { found, standing }))
    }
    /// The next round of judging that is declared, and who goes on to it; null where none is to
    /// come, and for those who may not see scores.
    async fn next_round(&self, ctx: &Context<'_>) -> Result<Option<NextRound>> {
        rounds::next(ctx, &self.row, self.standing).await
    }
    /// One of them.
    async fn proposal(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Key of the proposal.")] key: String,
    ) -> Result<Option<RankedProposal>> {
        let standing = self.standing;
        let row = ranking::one(reader(ctx)?, self.row.id, &key, standing).await;
        Ok(optional(row)?.map(|ranked| RankedProposal { ranked, standing }))
    }
    /// Offers of an award, in the order in which they were made; null before the announcement, and
    /// for those who may not see scores.
    async fn offers(&self, ctx: &Context<'_>) -> Result<Option<Vec<ListedOffer>>> {
        offer::listed(ctx, &self.row, self.standing).await
    }
    /// The announcement that is planned for a time; null where none is, and for those who may not
    /// see scores.
    async fn planned_announcement(&self, ctx: &Context<'_>) -> Result<Option<PlannedAnnouncement>> {
        embargo::planned(ctx, &self.row, self.standing).await
    }
    /// Who looked at what is sealed, the latest first; null for those who may not see scores.
    async fn sealed_views(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many, 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "Where to begin.")] after: Option<String>,
    ) -> Result<Option<List<SealedView>>> {
        sealed::views(ctx, &self.row, self.standing, first, after).await
    }
    /// The announcement as it would be made now.
    async fn announcement(&self, ctx: &Context<'_>) -> Result<Option<AnnouncementPreview>> {
        let preview = announcement::preview(reader(ctx)?, &self.row, self.standing).await;
        let challenge = self.row.clone();
        Ok(optional(preview)?.map(|found| AnnouncementPreview::new(challenge, found)))
    }
}

/// A selected proposal, as everybody sees it.
pub struct SelectedProject(Selected);

/// A selected proposal, as everybody sees it.
#[Object]
impl SelectedProject {
    /// The project that it became; null while its offer waits, or where that came to nothing.
    async fn project(&self) -> Option<Project> {
        self.0.project.clone().map(Project)
    }
    /// What it is called.
    async fn title(&self) -> &str {
        &self.0.title
    }
    /// The whole in a few sentences; empty where its offer came to nothing.
    async fn summary_html(&self) -> Html {
        Html::markdown(&self.0.summary)
    }
    /// The council that leads it, while it is no project.
    async fn lead(&self, ctx: &Context<'_>) -> Result<Option<Organisation>> {
        match self.0.lead {
            None => Ok(None),
            Some(id) => Ok(optional(loaders(ctx)?.organisation(id).await)?.map(Organisation)),
        }
    }
    /// Why it was selected.
    async fn reason_html(&self) -> Html {
        Html::markdown(&self.0.reason)
    }
    /// What became of its offer; null where the award needs no acceptance.
    async fn offer(&self) -> Option<OfferState> {
        self.0.offer.map(Into::into)
    }
    /// The place on the reserve list that it moved up from; null where it was selected.
    async fn reserve_rank(&self) -> Option<i32> {
        self.0.reserve_rank
    }
}

/// Who was selected in a challenge and why; nobody before it is announced.
///
/// # Errors
/// When the database does not answer.
pub async fn selected(
    ctx: &Context<'_>,
    row: &challenge::Challenge,
) -> Result<Vec<SelectedProject>> {
    let rows = announcement::selected(reader(ctx)?, row).await.graphql()?;
    Ok(rows.into_iter().map(SelectedProject).collect())
}
