//! What those who run a challenge see of it.

use async_graphql::{Context, Object, Result, SimpleObject};
use chrono::{DateTime, Utc};
use hub_domain::challenge::edit_challenge::is_frozen;
use hub_domain::challenge::{self, complete, criteria, desk, move_challenge, status};
use hub_domain::policy::challenge as policy;
use hub_domain::policy::judging::Standing;

use crate::account::Person;
use crate::catalogue::Dataset;
use crate::challenge::types::ChallengeStatus;
use crate::error::{Graphql, UserError};
use crate::request::{loaders, reader};

/// What the viewer may do with a challenge.
#[derive(SimpleObject)]
pub struct ViewerCan {
    /// Edit it.
    edit: bool,
    /// Hand it in for publication.
    submit_for_review: bool,
    /// Hand it back to be improved.
    request_edits: bool,
    /// Publish it.
    publish: bool,
    /// Amend its rules, as long as no review is in.
    amend: bool,
    /// Move its deadlines.
    extend: bool,
    /// Call it off.
    cancel: bool,
    /// Start a proposal.
    propose: bool,
    /// Ask a question about it.
    ask: bool,
    /// Answer questions about it.
    answer: bool,
    /// Appoint judges.
    appoint_judges: bool,
    /// Decide.
    decide: bool,
    /// See how it is run.
    run: bool,
    /// Put it into a programme, or take it out.
    choose_programme: bool,
    /// Where `moveChallenge` can move it now.
    move_to: Vec<ChallengeStatus>,
}

impl ViewerCan {
    /// The rules' answers for this viewer.
    pub fn of(
        viewer: &hub_domain::Viewer,
        challenge: &challenge::Challenge,
        standing: Standing,
        now: DateTime<Utc>,
    ) -> Self {
        Self {
            edit: policy::may_edit(viewer, challenge, standing, now),
            submit_for_review: policy::may_submit_for_review(viewer, challenge, now),
            request_edits: policy::may_request_edits(viewer, challenge, now),
            publish: policy::may_publish(viewer, challenge, now),
            amend: policy::may_amend(viewer, challenge, standing, now),
            extend: policy::may_extend(viewer, challenge, standing, now),
            cancel: policy::may_cancel(viewer, challenge, standing, now),
            propose: policy::may_propose(viewer, challenge, now),
            ask: policy::may_ask(viewer, challenge, now),
            answer: policy::may_answer(viewer, challenge, standing, now),
            appoint_judges: policy::may_appoint_judges(viewer, challenge, standing, now),
            decide: policy::may_decide(viewer, challenge, standing, now),
            choose_programme: policy::may_choose_programme(viewer, challenge, standing, now),
            run: policy::may_run(viewer, challenge),
            move_to: move_challenge::targets(viewer, challenge, standing, now)
                .into_iter()
                .map(Into::into)
                .collect(),
        }
    }
}

/// Something that was done to a challenge as a whole.
pub struct ChallengeDeed(desk::Deed);

/// Something that was done to a challenge as a whole.
#[Object]
impl ChallengeDeed {
    /// What was done, as the audit names it: `challenge_published`.
    async fn action(&self) -> &str {
        &self.0.action
    }
    /// When.
    async fn at(&self) -> DateTime<Utc> {
        self.0.at
    }
    /// By whom; null when the clock did it.
    async fn actor(&self, ctx: &Context<'_>) -> Result<Option<Person>> {
        let Some(id) = self.0.actor_id else {
            return Ok(None);
        };
        let person = loaders(ctx)?.person(id).await.graphql()?;
        Ok(Some(Person(person)))
    }
}

/// What those who run a challenge see of it.
pub struct ChallengeDesk(pub challenge::Challenge);

/// What those who run a challenge see of it.
#[Object]
impl ChallengeDesk {
    /// What is missing before it can be published; `field` is the part of the form: `texts`,
    /// `times` or `criteria`.
    async fn missing(&self, ctx: &Context<'_>) -> Result<Vec<UserError>> {
        let reader = reader(ctx)?;
        let rubric = criteria::of(reader.db(), self.0.id).await.graphql()?;
        let gaps = complete::gaps(&self.0, &rubric, reader.now());
        Ok(gaps.into_iter().map(UserError::from).collect())
    }
    /// Whether rubric, weights, awards and times stand, because it has opened.
    async fn frozen(&self, ctx: &Context<'_>) -> Result<bool> {
        Ok(is_frozen(status(&self.0, reader(ctx)?.now())))
    }
    /// What staff wrote when they last handed it back, or null.
    async fn review_note(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        desk::review_note(reader(ctx)?, self.0.id).await.graphql()
    }
    /// Datasets to choose from: those on offer, and the publisher's own.
    async fn dataset_choices(&self, ctx: &Context<'_>) -> Result<Vec<Dataset>> {
        let rows = desk::dataset_choices(reader(ctx)?, &self.0).await;
        Ok(rows.graphql()?.into_iter().map(Dataset).collect())
    }
    /// What was done to it, the latest first.
    async fn history(&self, ctx: &Context<'_>) -> Result<Vec<ChallengeDeed>> {
        let rows = desk::history(reader(ctx)?, self.0.id).await.graphql()?;
        Ok(rows.into_iter().map(ChallengeDeed).collect())
    }
}
