//! Reminders before a deadline. A task for a deadline that moved since does nothing.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use hub_entity::account::person;
use hub_entity::challenge::{
    ChallengeState, JudgeState, ProposalState, ReviewState, challenge, judge, proposal, review,
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder};

use crate::account::Person;
use crate::challenge::Challenge;
use crate::context::Context;
use crate::error::Result;
use crate::judging::{access, desk};
use crate::platform::letter::Letter;
use crate::platform::outbox::{self, Recipient};
use crate::proposal::partners::{self, Team};
use crate::proposal::{Content, Proposal, tasks};

/// Reminds everybody who works on a proposal that is not submitted yet, and says what is missing.
///
/// # Errors
/// When the database does not answer.
pub async fn remind_applicants(
    ctx: &Context,
    challenge_id: i64,
    deadline: DateTime<Utc>,
    days: i64,
) -> Result<()> {
    let Some(challenge) = published(ctx, challenge_id).await? else {
        return Ok(());
    };
    if challenge.closes_at != Some(deadline) || ctx.now() >= deadline {
        return Ok(());
    }
    let drafts = proposal::Entity::find()
        .filter(proposal::Column::ChallengeId.eq(challenge.id))
        .filter(proposal::Column::State.eq(ProposalState::Draft))
        .filter(proposal::Column::SubmittedVersion.eq(0))
        .order_by_asc(proposal::Column::Id)
        .all(ctx.tx().await?)
        .await?;
    let mut teams = partners::teams(ctx, &challenge, &drafts).await?;
    let public_url = &ctx.hub().settings().public_url;
    for draft in drafts {
        let team = teams.remove(&draft.id).unwrap_or_default();
        let letter = Letter::ReminderApplicant {
            challenge_title: challenge.title.clone(),
            proposal_title: draft.title.clone(),
            closes: deadline,
            zone: challenge.zone.clone(),
            grace: challenge.grace_minutes,
            missing: missing(&challenge, &draft, &team),
            link: format!("{public_url}/proposals/{}", draft.key),
        };
        let moment = deadline.timestamp();
        let occasion = format!("remind-applicant:{}:{moment}:{days}", draft.id);
        for person in team.people {
            outbox::send(ctx, &Recipient::from(&person), &occasion, &letter).await?;
        }
    }
    Ok(())
}

/// Reminds judges who take part and have reviews left.
///
/// # Errors
/// When the database does not answer.
pub async fn remind_judges(
    ctx: &Context,
    challenge_id: i64,
    deadline: DateTime<Utc>,
    days: i64,
) -> Result<()> {
    let Some(challenge) = published(ctx, challenge_id).await? else {
        return Ok(());
    };
    if challenge.judging_closes_at != Some(deadline) || ctx.now() >= deadline {
        return Ok(());
    }
    let moment = deadline.timestamp();
    for waits in waiting(ctx, &challenge).await? {
        let letter = Letter::ReminderJudge {
            challenge_title: challenge.title.clone(),
            due: deadline,
            zone: challenge.zone.clone(),
            left: waits.left,
            declare: waits.declare,
            link: waits.link,
        };
        let occasion = format!("remind-judge:{}:{moment}:{days}", waits.judge);
        outbox::send(ctx, &Recipient::from(&waits.person), &occasion, &letter).await?;
    }
    Ok(())
}

/// Tells the judges who take part that they can begin, and what waits for them.
pub(super) async fn tell_judging_opened(ctx: &Context, challenge: &Challenge) -> Result<()> {
    let moment = challenge.judging_opens_at.map_or(0, |at| at.timestamp());
    for waits in waiting(ctx, challenge).await? {
        let letter = Letter::JudgingOpened {
            challenge_title: challenge.title.clone(),
            zone: challenge.zone.clone(),
            due: challenge.judging_closes_at,
            left: waits.left,
            declare: waits.declare,
            link: waits.link,
        };
        let occasion = format!("judging-opened:{}:{moment}", waits.judge);
        outbox::send(ctx, &Recipient::from(&waits.person), &occasion, &letter).await?;
    }
    Ok(())
}

/// A judge for whom something waits.
struct Waits {
    /// Number of the judge.
    judge: i64,
    person: Person,
    /// Reviews that they have yet to submit.
    left: u64,
    /// Whether they have yet to declare their conflicts.
    declare: bool,
    /// The address of their desk.
    link: String,
}

/// The judges who take part and have something left to do.
async fn waiting(ctx: &Context, challenge: &Challenge) -> Result<Vec<Waits>> {
    let judges = judge::Entity::find()
        .filter(judge::Column::ChallengeId.eq(challenge.id))
        .filter(judge::Column::State.eq(JudgeState::Accepted))
        .order_by_asc(judge::Column::Id)
        .all(ctx.tx().await?)
        .await?;
    let all = reviews_left(ctx, challenge, &judges).await?;
    let ids = judges.iter().filter_map(|judge| judge.person_id);
    let people = people(ctx, ids.collect()).await?;
    let public_url = &ctx.hub().settings().public_url;
    let waits = |judge: judge::Model| {
        let declare = judge.conflicts_declared_at.is_none() && all.anything;
        let left = all.reviews.get(&judge.id).copied().unwrap_or(0);
        let mut own = people
            .iter()
            .filter(|person| Some(person.id) == judge.person_id);
        let person = own.next().filter(|_| left > 0 || declare)?;
        Some(Waits {
            judge: judge.id,
            person: person.clone(),
            left,
            declare,
            link: format!("{public_url}/judging/{}", judge.key),
        })
    };
    Ok(judges.into_iter().filter_map(waits).collect())
}

/// The challenge, while it is neither called off nor announced.
async fn published(ctx: &Context, id: i64) -> Result<Option<Challenge>> {
    Ok(challenge::Entity::find_by_id(id)
        .filter(challenge::Column::State.eq(ChallengeState::Published))
        .one(ctx.tx().await?)
        .await?)
}

/// What judges have yet to do.
struct Left {
    /// Reviews that each of them has yet to submit: of everything that they may read where everybody
    /// reads everything, declared or not, else of what they are assigned.
    reviews: HashMap<i64, u64>,
    /// Whether anything was handed in, of which conflicts can be declared.
    anything: bool,
}

/// How many reviews each judge has yet to submit.
async fn reviews_left(
    ctx: &Context,
    challenge: &Challenge,
    judges: &[judge::Model],
) -> Result<Left> {
    let tx = ctx.tx().await?;
    let entries: HashSet<i64> = proposal::Entity::find()
        .filter(proposal::Column::ChallengeId.eq(challenge.id))
        .filter(proposal::Column::State.eq(ProposalState::Submitted))
        .filter(access::handed_in())
        .filter(access::in_round())
        .all(tx)
        .await?
        .into_iter()
        .map(|proposal| proposal.id)
        .collect();
    let ids: Vec<i64> = judges.iter().map(|judge| judge.id).collect();
    let done: HashSet<(i64, i64)> = review::Entity::find()
        .filter(review::Column::JudgeId.is_in(ids.clone()))
        .filter(review::Column::State.eq(ReviewState::Submitted))
        .filter(review::Column::Round.eq(challenge.round))
        .all(tx)
        .await?
        .iter()
        .map(|row| (row.judge_id, row.proposal_id))
        .collect();
    let theirs = desk::matching(tx, &ids, access::for_judge()).await?;
    let mut reviews: HashMap<i64, u64> = HashMap::new();
    for pair in theirs {
        if entries.contains(&pair.1) && !done.contains(&pair) {
            *reviews.entry(pair.0).or_default() += 1;
        }
    }
    Ok(Left {
        reviews,
        anything: !entries.is_empty(),
    })
}

/// People who still have an account and may use it.
pub(super) async fn people(ctx: &Context, ids: Vec<i64>) -> Result<Vec<Person>> {
    let active = Condition::all()
        .add(person::Column::DeletedAt.is_null())
        .add(person::Column::SuspendedAt.is_null());
    Ok(person::Entity::find()
        .filter(person::Column::Id.is_in(ids))
        .filter(active)
        .order_by_asc(person::Column::Id)
        .all(ctx.tx().await?)
        .await?)
}

/// What a draft lacks, as codes that the mail says in sentences.
fn missing(challenge: &Challenge, draft: &Proposal, team: &Team) -> Vec<String> {
    let content: Content = serde_json::from_value(draft.content.clone()).unwrap_or_default();
    let codes = tasks::missing(&content, &team.partners, challenge);
    codes.into_iter().map(ToOwned::to_owned).collect()
}
