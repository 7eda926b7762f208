//! The main job in six steps. Each act makes ready whatever earlier steps left undone, in the
//! names of those who would have done it, so that anybody may begin anywhere.

use chrono::{DateTime, TimeDelta, Utc};
use hub_entity::challenge::{ChallengeState, Outcome, ReviewState, review};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use tokio::sync::Mutex;

use super::access::require_demo;
use super::stage::{Past, catch_up, challenge, forget_limits};
use super::world::SEEDED;
use super::{bids, challenges, clock, judging, round};
use crate::challenge::Challenge;
use crate::error::{Error, Result};
use crate::hub::Hub;
use crate::platform::setting;
use crate::proposal::Proposal;

/// A step, as its page shows it.
#[derive(Debug, Clone)]
pub struct Step {
    /// Its number, from one.
    pub number: u8,
    /// Whether what it is about has happened.
    pub done: bool,
    /// Its buttons: names that [`prepare`] knows.
    pub acts: &'static [&'static str],
}

/// Whom to be, and where to go.
#[derive(Debug, Clone)]
pub struct Arrival {
    /// Handle of the person.
    pub handle: &'static str,
    /// Path of the page.
    pub path: String,
}

const ACTS: [&[&str]; 6] = [
    &["officer"],
    &["staff"],
    &["developer"],
    &["partner", "submit"],
    &["judge"],
    &["decide", "letters", "project"],
];

/// Visitors share one world and one clock: two who prepare at once would undo each other.
static ONE_AT_A_TIME: Mutex<()> = Mutex::const_new(());

/// The six steps, with those marked that are done.
///
/// # Errors
/// `NotFound` outside the demonstration.
pub async fn state(hub: &Hub) -> Result<Vec<Step>> {
    let known = subject(hub).await?;
    let announced = known.state == ChallengeState::Announced;
    let published = announced || known.state == ChallengeState::Published;
    let own = round::own(hub, known.id, bids::STEPS.by).await?;
    let linked = match &own {
        Some(own) => !crate::proposal::seen::decode(&own.content)?
            .datasets
            .is_empty(),
        None => false,
    };
    let submitted = own.is_some_and(|own| own.submitted_version > 0);
    let done = [
        published || known.state == ChallengeState::InReview,
        published,
        linked,
        submitted,
        announced || has_scored(hub, known.id).await?,
        announced,
    ];
    Ok((1..)
        .zip(done)
        .zip(ACTS)
        .map(|((number, done), acts)| Step { number, done, acts })
        .collect())
}

async fn has_scored(hub: &Hub, number: i64) -> Result<bool> {
    let Some(judge) = judging::of(hub, number, "ruth").await? else {
        return Ok(false);
    };
    Ok(review::Entity::find()
        .filter(review::Column::JudgeId.eq(judge.id))
        .filter(review::Column::State.eq(ReviewState::Submitted))
        .one(hub.database().reader())
        .await?
        .is_some())
}

/// Makes an act ready, and says whom to be and where to go for it.
///
/// # Errors
/// `NotFound` outside the demonstration, and for an act that there is none of; what a use case
/// refuses, as when somebody has called the challenge off.
pub async fn prepare(hub: &Hub, act: &str) -> Result<Arrival> {
    let _turn = ONE_AT_A_TIME.lock().await;
    let known = subject(hub).await?;
    let number = known.id;
    let at = |handle, path: String| Ok(Arrival { handle, path });
    forget_limits(hub).await?;
    if known.state == ChallengeState::Announced {
        return finished(hub, &known, act).await;
    }
    match act {
        "officer" => at("priya", format!("/challenges/{number}/manage")),
        "staff" => {
            handed_in(hub, number).await?;
            at("sam", format!("/challenges/{number}/manage"))
        }
        "developer" => {
            opened(hub, number).await?;
            let path = match round::own(hub, number, bids::STEPS.by).await? {
                Some(own) => format!("/proposals/{}", own.key),
                None => format!("/challenges/{number}"),
            };
            at("maya", path)
        }
        "partner" => {
            let own = completed(hub, number).await?;
            at("tom", format!("/proposals/{}/consent", own.key))
        }
        "submit" => {
            let own = completed(hub, number).await?;
            agreed(hub, number, &own).await?;
            at("maya", format!("/proposals/{}/check", own.key))
        }
        "judge" => {
            judged_from(hub, number).await?;
            let judge = judging::of(hub, number, "ruth").await?;
            let judge = judge.ok_or(Error::NotFound)?;
            let part = if judge.conflicts_declared_at.is_none() {
                "/conflicts"
            } else {
                ""
            };
            at("ruth", format!("/judging/{}{part}", judge.key))
        }
        "decide" => {
            reviewed(hub, number).await?;
            at("sam", format!("/challenges/{number}/decision"))
        }
        "letters" => at("maya", "/demo/mailbox/maya".to_owned()),
        "project" => at("maya", "/projects".to_owned()),
        _ => Err(Error::NotFound),
    }
}

/// Once all is announced, each act shows what came of it.
async fn finished(hub: &Hub, known: &Challenge, act: &str) -> Result<Arrival> {
    let page = format!("/challenges/{}", known.id);
    let own = round::own(hub, known.id, bids::STEPS.by).await?;
    let proposal = own.map_or(page.clone(), |own| format!("/proposals/{}", own.key));
    let (handle, path) = match act {
        "officer" => ("priya", page),
        "staff" | "decide" => ("sam", page),
        "developer" | "submit" => ("maya", proposal),
        "partner" => ("tom", proposal),
        "judge" => ("ruth", "/judging".to_owned()),
        "letters" => ("maya", "/demo/mailbox/maya".to_owned()),
        "project" => ("maya", "/projects".to_owned()),
        _ => return Err(Error::NotFound),
    };
    Ok(Arrival { handle, path })
}

/// The challenge that the steps are about.
async fn subject(hub: &Hub) -> Result<Challenge> {
    require_demo(hub)?;
    let number = setting::get(hub.database().reader(), SEEDED).await?;
    let number = number.and_then(|text| text.parse().ok());
    challenge(hub, number.ok_or(Error::NotFound)?).await
}

/// What happens while the challenge is open is done in that time, however far the clock has gone.
fn while_open<'a>(hub: &'a Hub, known: &Challenge) -> Past<'a> {
    before(hub, known.closes_at)
}

fn before(hub: &Hub, deadline: Option<DateTime<Utc>>) -> Past<'_> {
    let past = Past::of(hub);
    if let Some(deadline) = deadline {
        past.no_later_than(deadline - TimeDelta::hours(20));
    }
    past
}

/// The officer has handed it in.
async fn handed_in(hub: &Hub, number: i64) -> Result<()> {
    let known = challenge(hub, number).await?;
    if known.state != ChallengeState::Draft {
        return Ok(());
    }
    let _past = while_open(hub, &known);
    round::hand_in(hub, challenges::STEPS.by, number).await?;
    Ok(())
}

/// Staff have published it, and it is open or was.
async fn opened(hub: &Hub, number: i64) -> Result<()> {
    handed_in(hub, number).await?;
    let known = challenge(hub, number).await?;
    if known.state == ChallengeState::InReview {
        let _past = while_open(hub, &known);
        round::publish(hub, number).await?;
    }
    match challenge(hub, number).await?.opens_at {
        Some(at) => clock::advance_past(hub, at).await,
        None => Ok(()),
    }
}

/// There is a proposal, complete but for what its partners say.
async fn completed(hub: &Hub, number: i64) -> Result<Proposal> {
    opened(hub, number).await?;
    let known = challenge(hub, number).await?;
    let from = round::closing(hub, number).await?;
    let _past = while_open(hub, &known);
    let own = match round::own(hub, number, bids::STEPS.by).await? {
        Some(own) => own,
        None => round::start(hub, number, &bids::STEPS).await?,
    };
    if own.submitted_version == 0 {
        round::ask(hub, &bids::STEPS, &own.key).await?;
        round::fill(hub, &bids::STEPS, &own.key, from).await?;
    }
    round::by_key(hub, &own.key).await
}

/// Its partners have agreed.
async fn agreed(hub: &Hub, number: i64, own: &Proposal) -> Result<()> {
    let known = challenge(hub, number).await?;
    let _past = while_open(hub, &known);
    round::agree(hub, &own.key).await
}

/// It is submitted, so are others, the panel is appointed, and judging has begun.
async fn judged_from(hub: &Hub, number: i64) -> Result<()> {
    let own = completed(hub, number).await?;
    let known = challenge(hub, number).await?;
    {
        let _past = while_open(hub, &known);
        if own.submitted_version == 0 {
            round::agree(hub, &own.key).await?;
            round::submit(hub, bids::STEPS.by, &own.key).await?;
        }
        let from = round::closing(hub, number).await?;
        for rival in bids::STEPS_RIVALS {
            if round::own(hub, number, rival.by).await?.is_none() {
                round::enter(hub, number, rival, from).await?;
            }
        }
        judging::appoint(hub, number).await?;
        catch_up(hub).await?;
    }
    match known.judging_opens_at {
        Some(at) => clock::advance_past(hub, at).await,
        None => Ok(()),
    }
}

/// Every review is in, judging is over, and the others are decided on: what is left is Maya's
/// proposal, and the announcement.
async fn reviewed(hub: &Hub, number: i64) -> Result<()> {
    judged_from(hub, number).await?;
    let known = challenge(hub, number).await?;
    {
        let _past = before(hub, known.judging_closes_at);
        let levels = [
            [[4, 4], [3, 3], [1, 2]],
            [[3, 4], [3, 2], [2, 2]],
            [[4, 3], [2, 3], [1, 1]],
        ];
        for (judge, levels) in judging::PANEL.iter().zip(levels) {
            judging::review(hub, number, judge, &levels, false).await?;
        }
        catch_up(hub).await?;
    }
    if let Some(at) = known.judging_closes_at {
        clock::advance_past(hub, at).await?;
    }
    let own = round::own(hub, number, bids::STEPS.by).await?;
    let others = judging::submitted(hub, number).await?;
    let decisions = [
        (
            Outcome::Select,
            "The panel liked that nobody needs a telephone for it. Choose the six places with the access group, not by footfall.",
        ),
        (
            Outcome::Decline,
            "A charming idea, and the panel was not sure what happens on the other six days of the week. Please come back with an answer to that.",
        ),
    ];
    let others = others
        .iter()
        .filter(|other| own.as_ref().is_none_or(|own| own.id != other.id));
    for (other, (outcome, feedback)) in others.zip(decisions) {
        judging::decide(hub, other, outcome, None, feedback).await?;
    }
    Ok(())
}
