//! Types of this area.

use async_graphql::{Context, Enum, ID, Object, Result, SimpleObject};
use chrono::{DateTime, Utc};
use hub_domain::challenge::{self, Status, criteria, desk, local_time, read};
use hub_domain::policy;
use hub_domain::policy::judging::Standing;

use crate::catalogue::Dataset;
use crate::challenge::desk::{ChallengeDesk, ViewerCan};
use crate::challenge::questions::{self, ChallengeQuestion};
use crate::challenge::rules::{
    ChallengeAmendment, ChallengeSection, EligibilityQuestion, TieBreak,
};
use crate::challenge::timeline::{self, ChallengeStep};
use crate::error::Graphql;
use crate::id::global;
use crate::judging::SelectionReport;
use crate::judging::lottery::{self, ChallengeLottery};
use crate::judging::rounds::{self, ChallengeRound, JudgingRound};
use crate::organisation::Organisation;
use crate::partnering::PartnerSearch;
use crate::programme::Programme;
use crate::request::{loaders, reader};
use crate::scalars::{Html, Pence};

/// Who leads the proposals.
#[derive(Enum, Copy, Clone, Eq, PartialEq)]
#[graphql(remote = "hub_domain::challenge::ChallengeKind")]
pub enum ChallengeKind {
    /// A programme's call: councils compete, each leading a proposal with a developer.
    Call,
    /// A council's data challenge: developers apply, and the council joins what is selected.
    DataChallenge,
}

/// Where a challenge stands.
#[derive(Enum, Copy, Clone, Eq, PartialEq)]
#[graphql(remote = "hub_domain::challenge::Status")]
pub enum ChallengeStatus {
    /// Being written.
    Draft,
    /// Waiting for staff to publish it.
    InReview,
    /// Handed back by staff, with a note of what should change.
    EditsRequested,
    /// Published; opens later.
    Scheduled,
    /// Takes proposals.
    Open,
    /// Takes none any more; judging has not begun.
    Closed,
    /// The same, while staff look at which proposals are eligible.
    Screening,
    /// Judges are at work.
    Judging,
    /// Reviews are no longer due; staff look at them and decide.
    Moderation,
    /// Decisions are fixed, and not announced yet.
    Decided,
    /// The decision is public.
    Announced,
    /// What was selected is being built.
    Delivery,
    /// What was selected was delivered, or stopped.
    Completed,
    /// Put away.
    Archived,
    /// Called off.
    Cancelled,
}

/// An organisation in whose name a challenge can be drafted.
#[derive(SimpleObject)]
pub struct ChallengePublisher {
    /// The kind that its challenges are of.
    pub kind: ChallengeKind,
    /// The organisation.
    pub organisation: Organisation,
}

impl From<hub_domain::organisation::Organisation> for ChallengePublisher {
    fn from(row: hub_domain::organisation::Organisation) -> Self {
        Self {
            kind: hub_domain::challenge::create_challenge::kind_of(&row).into(),
            organisation: Organisation(row),
        }
    }
}

/// What proposals are scored on.
pub struct Criterion(pub challenge::Criterion);

/// What proposals are scored on.
#[Object]
impl Criterion {
    /// Global id.
    pub async fn id(&self) -> ID {
        global("Criterion", self.0.id)
    }
    /// Number, by which a score names it.
    async fn number(&self) -> i64 {
        self.0.id
    }
    /// What it is called.
    async fn name(&self) -> &str {
        &self.0.name
    }
    /// What to look for.
    async fn description(&self) -> &str {
        &self.0.description
    }
    /// Its share of the total, relative to the other weights.
    async fn weight(&self) -> i32 {
        self.0.weight
    }
    /// Whether judges must say why they give a level.
    async fn comment_required(&self) -> bool {
        self.0.comment_required
    }
    /// What each level means, from 0 upwards.
    async fn levels(&self) -> Vec<CriterionLevel> {
        let texts = challenge::level_texts(&self.0);
        let levels = (0..).zip(texts);
        levels
            .map(|(level, description)| CriterionLevel { level, description })
            .collect()
    }
}

/// A level of a criterion.
#[derive(SimpleObject)]
pub struct CriterionLevel {
    /// Which level, from 0.
    pub level: i32,
    /// What it means.
    pub description: String,
}

/// A call of a programme, or a data challenge of a council.
pub struct Challenge(pub challenge::Challenge);

impl From<challenge::Challenge> for Challenge {
    fn from(row: challenge::Challenge) -> Self {
        Self(row)
    }
}

impl Challenge {
    fn local(&self, at: Option<DateTime<Utc>>) -> Option<String> {
        at.map(|at| local_time::show(at, &self.0.zone))
    }

    fn status_now(&self, ctx: &Context<'_>) -> Result<Status> {
        Ok(challenge::status(&self.0, reader(ctx)?.now()))
    }
}

/// A call of a programme, or a data challenge of a council.
#[Object]
impl Challenge {
    /// Global id.
    pub async fn id(&self) -> ID {
        global("Challenge", self.0.id)
    }
    /// How it is judged, for staff without a part in its proposals; null for everybody else.
    async fn judging(
        &self,
        ctx: &async_graphql::Context<'_>,
    ) -> async_graphql::Result<Option<crate::judging::ChallengeJudging>> {
        crate::judging::ChallengeJudging::of(ctx, &self.0).await
    }
    /// Who was selected and why; empty before it is announced.
    async fn selected(
        &self,
        ctx: &async_graphql::Context<'_>,
    ) -> async_graphql::Result<Vec<crate::judging::SelectedProject>> {
        crate::judging::selected(ctx, &self.0).await
    }
    /// Number, which decides its address.
    async fn number(&self) -> i64 {
        self.0.id
    }
    /// The viewer's own proposals for it, the newest first.
    async fn viewer_proposals(
        &self,
        ctx: &async_graphql::Context<'_>,
    ) -> async_graphql::Result<Vec<crate::proposal::Proposal>> {
        crate::proposal::own(ctx, self.0.id).await
    }
    /// Address of its page.
    async fn path(&self) -> String {
        read::path(&self.0)
    }
    /// What it is called.
    async fn title(&self) -> &str {
        &self.0.title
    }
    /// Who leads the proposals.
    async fn kind(&self) -> ChallengeKind {
        self.0.kind.into()
    }
    /// Where it stands at this second.
    async fn status(&self, ctx: &Context<'_>) -> Result<ChallengeStatus> {
        self.status_now(ctx).map(Into::into)
    }
    /// Whether proposals can be started and submitted at this second.
    async fn takes_proposals(&self, ctx: &Context<'_>) -> Result<bool> {
        Ok(self.status_now(ctx)? == Status::Open)
    }
    /// The programme body or council that publishes it.
    async fn publisher(&self, ctx: &Context<'_>) -> Result<Organisation> {
        let row = loaders(ctx)?.organisation(self.0.publisher_id).await;
        row.graphql().map(Organisation)
    }
    /// The programme that it belongs to; null where it belongs to none.
    async fn programme(&self, ctx: &Context<'_>) -> Result<Option<Programme>> {
        let Some(id) = self.0.programme_id else {
            return Ok(None);
        };
        let row = loaders(ctx)?.programme(id).await;
        row.graphql().map(|row| Some(Programme(row)))
    }
    /// One sentence for lists.
    async fn summary(&self) -> &str {
        &self.0.summary
    }
    /// What is wrong today, as Markdown.
    async fn problem(&self) -> &str {
        &self.0.problem
    }
    /// What is wrong today, as HTML.
    async fn problem_html(&self) -> Html {
        Html::markdown(&self.0.problem)
    }
    /// Who is affected, as Markdown.
    async fn affected(&self) -> &str {
        &self.0.affected
    }
    /// Who is affected, as HTML.
    async fn affected_html(&self) -> Html {
        Html::markdown(&self.0.affected)
    }
    /// What success looks like, as Markdown.
    async fn success(&self) -> &str {
        &self.0.success
    }
    /// What success looks like, as HTML.
    async fn success_html(&self) -> Html {
        Html::markdown(&self.0.success)
    }
    /// How many proposals can be selected.
    async fn awards(&self) -> i32 {
        self.0.awards
    }
    /// What each selected proposal is awarded; null where that is not money.
    async fn award_pence(&self) -> Option<Pence> {
        self.0.award_pence.map(Pence)
    }
    /// Time zone of its deadlines (IANA name).
    async fn zone(&self) -> &str {
        &self.0.zone
    }
    /// When it opens.
    async fn opens_at(&self) -> Option<DateTime<Utc>> {
        self.0.opens_at
    }
    /// Minutes after the deadline in which what is submitted still counts, and is marked as late.
    async fn grace_minutes(&self) -> i32 {
        self.0.grace_minutes
    }
    /// Whether the deadline has passed, and what is submitted still counts.
    async fn is_in_grace(&self, ctx: &Context<'_>) -> Result<bool> {
        Ok(challenge::status::is_in_grace(&self.0, reader(ctx)?.now()))
    }
    /// When it closes for good: at the deadline, or when the grace period has passed.
    async fn locks_at(&self) -> Option<DateTime<Utc>> {
        challenge::status::locks_at(&self.0)
    }
    /// When proposals are due. At that second it is closed, unless a grace period follows.
    async fn closes_at(&self) -> Option<DateTime<Utc>> {
        self.0.closes_at
    }
    /// When judges begin.
    async fn judging_opens_at(&self) -> Option<DateTime<Utc>> {
        self.0.judging_opens_at
    }
    /// When reviews are due.
    async fn judging_closes_at(&self) -> Option<DateTime<Utc>> {
        self.0.judging_closes_at
    }
    /// When it opens, in its zone's local time, such as `2026-11-24T17:00`.
    async fn opens_at_local(&self) -> Option<String> {
        self.local(self.0.opens_at)
    }
    /// When proposals are due, in its zone's local time.
    async fn closes_at_local(&self) -> Option<String> {
        self.local(self.0.closes_at)
    }
    /// When judges begin, in its zone's local time.
    async fn judging_opens_at_local(&self) -> Option<String> {
        self.local(self.0.judging_opens_at)
    }
    /// When reviews are due, in its zone's local time.
    async fn judging_closes_at_local(&self) -> Option<String> {
        self.local(self.0.judging_closes_at)
    }
    /// Whole days left until it closes; null unless it is open.
    async fn days_left(&self, ctx: &Context<'_>) -> Result<Option<i64>> {
        let open = self.status_now(ctx)? == Status::Open;
        let now = reader(ctx)?.now();
        let closes = self.0.closes_at.filter(|_| open);
        Ok(closes.map(|at| (at - now).num_days().max(0)))
    }
    /// What comes when, in order.
    async fn timeline(&self, ctx: &Context<'_>) -> Result<Vec<ChallengeStep>> {
        Ok(timeline::steps(&self.0, reader(ctx)?.now()))
    }
    /// How far the present lies between the first and the last known step of the timeline, from 0
    /// to 1; null while fewer than two are known.
    async fn timeline_now(&self, ctx: &Context<'_>) -> Result<Option<f64>> {
        Ok(timeline::share(&self.0, reader(ctx)?.now()))
    }
    /// Reviews that a proposal needs before it can be selected.
    async fn reviews_required(&self) -> i32 {
        self.0.reviews_required
    }
    /// The least mean, from 0 to 100, that can be selected without a waiver; null for none.
    async fn minimum_score(&self) -> Option<i32> {
        self.0.minimum_score
    }
    /// Days in which an award has to be accepted; null where it needs no acceptance, and a project
    /// begins at the announcement.
    async fn offer_days(&self) -> Option<i32> {
        self.0.offer_days
    }
    /// Days in which partners can appeal against being found ineligible.
    async fn appeal_days(&self) -> i32 {
        self.0.appeal_days
    }
    /// How ties are broken, in order; there is a lottery only if it stands here.
    async fn tie_break(&self) -> Vec<TieBreak> {
        let ladder = challenge::tie_break::ladder(&self.0);
        ladder.into_iter().map(Into::into).collect()
    }
    /// What was amended since it was published, and which deadlines were extended, the latest
    /// first.
    async fn amendments(&self, ctx: &Context<'_>) -> Result<Vec<ChallengeAmendment>> {
        let rows = challenge::amendment::of(reader(ctx)?, &self.0).await;
        Ok(rows.graphql()?.into_iter().map(Into::into).collect())
    }
    /// What proposals are scored on, in order.
    async fn criteria(&self, ctx: &Context<'_>) -> Result<Vec<Criterion>> {
        let rows = criteria::of(reader(ctx)?.db(), self.0.id).await.graphql()?;
        Ok(rows.into_iter().map(Criterion).collect())
    }
    /// What it says about each section of its proposals, in the order of their form.
    async fn sections(&self) -> Vec<ChallengeSection> {
        let rules = challenge::form::of(&self.0);
        rules.into_iter().map(ChallengeSection).collect()
    }
    /// What applicants are asked to see who may take part, in order.
    async fn eligibility(&self) -> Vec<EligibilityQuestion> {
        let questions = challenge::eligibility::of(&self.0);
        questions.into_iter().map(Into::into).collect()
    }
    /// The datasets on offer, in order.
    async fn datasets(&self, ctx: &Context<'_>) -> Result<Vec<Dataset>> {
        let rows = desk::datasets(reader(ctx)?, self.0.id).await.graphql()?;
        Ok(rows.into_iter().map(Dataset).collect())
    }
    /// Why these were selected, as Markdown; empty before it is announced.
    async fn announcement(&self, ctx: &Context<'_>) -> Result<&str> {
        let public = self.status_now(ctx)?.is_announced();
        Ok(if public { &self.0.announcement } else { "" })
    }
    /// Why these were selected, as HTML; null before it is announced.
    async fn announcement_html(&self, ctx: &Context<'_>) -> Result<Option<Html>> {
        let public = self.status_now(ctx)?.is_announced();
        let text = Some(&self.0.announcement).filter(|text| public && !text.is_empty());
        Ok(text.map(|text| Html::markdown(text)))
    }
    /// Why it was called off, or empty.
    async fn cancelled_reason(&self) -> &str {
        &self.0.cancelled_reason
    }
    /// When it was published.
    async fn published_at(&self) -> Option<DateTime<Utc>> {
        self.0.published_at
    }
    /// When the decision was announced.
    async fn announced_at(&self) -> Option<DateTime<Utc>> {
        self.0.announced_at
    }
    /// Grows with each edit; send it along when you edit.
    async fn version(&self) -> i32 {
        self.0.version
    }
    /// How many proposals were handed in; null for those who may not know, and for everybody
    /// before it closes.
    async fn proposals_count(&self, ctx: &Context<'_>) -> Result<Option<i64>> {
        let standing = staff_standing(ctx, &self.0).await?;
        let count = desk::proposals_count(reader(ctx)?, &self.0, standing)
            .await
            .graphql()?;
        Ok(count.and_then(|count| i64::try_from(count).ok()))
    }
    /// The later rounds of judging that it declares, as an edit sends them.
    async fn round_rules(&self) -> Vec<ChallengeRound> {
        let rounds = challenge::rounds::of(&self.0);
        rounds.into_iter().map(Into::into).collect()
    }
    /// The later rounds of judging, with where they stand as far as the viewer may know.
    async fn rounds(&self, ctx: &Context<'_>) -> Result<Vec<JudgingRound>> {
        rounds::of(ctx, &self.0).await
    }
    /// Whether judges read proposals without the names of who proposes them.
    async fn is_blind(&self) -> bool {
        self.0.blind
    }
    /// From which public value its lottery is drawn; empty where there is none.
    async fn lottery_source(&self) -> &str {
        &self.0.lottery_source
    }
    /// Its lottery; null where none is declared.
    async fn lottery(&self, ctx: &Context<'_>) -> Result<Option<ChallengeLottery>> {
        let standing = staff_standing(ctx, &self.0).await?;
        lottery::of(ctx, &self.0, standing).await
    }
    /// How the selection came about; null before it is announced.
    async fn selection_report(&self, ctx: &Context<'_>) -> Result<Option<SelectionReport>> {
        SelectionReport::of(ctx, &self.0).await
    }
    /// Questions about it, as far as the viewer may read them: what is answered, one's own, and
    /// everything for those who answer. Those that wait come first.
    async fn questions(&self, ctx: &Context<'_>) -> Result<Vec<ChallengeQuestion>> {
        questions::of(ctx, self).await
    }
    /// How many questions about it are answered.
    async fn answered_count(&self, ctx: &Context<'_>) -> Result<i64> {
        let count = hub_domain::challenge::questions::answered(reader(ctx)?, self.0.id);
        Ok(i64::try_from(count.await.graphql()?).unwrap_or(i64::MAX))
    }
    /// Who looks for a partner on it.
    async fn partner_search(&self) -> PartnerSearch {
        PartnerSearch(self.0.clone())
    }
    /// Whether the viewer asked to be told about it by mail.
    async fn viewer_follows(&self, ctx: &Context<'_>) -> Result<bool> {
        let follows = challenge::follow_challenge::follows(reader(ctx)?, self.0.id);
        follows.await.graphql()
    }
    /// What the viewer may do with it.
    async fn viewer_can(&self, ctx: &Context<'_>) -> Result<ViewerCan> {
        let reader = reader(ctx)?;
        let standing = questions::standing(ctx, self).await?;
        Ok(ViewerCan::of(
            reader.viewer(),
            &self.0,
            standing,
            reader.now(),
        ))
    }
    /// What those who run it see; null for everybody else.
    async fn desk(&self, ctx: &Context<'_>) -> Result<Option<ChallengeDesk>> {
        let runs = policy::challenge::may_run(reader(ctx)?.viewer(), &self.0);
        Ok(runs.then(|| ChallengeDesk(self.0.clone())))
    }
}

/// How the viewer stands to a challenge, as far as it matters: only what staff may do depends on it.
async fn staff_standing(ctx: &Context<'_>, row: &challenge::Challenge) -> Result<Standing> {
    if !reader(ctx)?.viewer().runs(row.programme_id) {
        return Ok(Standing::default());
    }
    let place = loaders(ctx)?.place_in_challenge(row.id).await;
    Ok(place.graphql()?.standing)
}
