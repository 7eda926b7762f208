//! What has happened before anybody looks: rounds that are open, closed, judged and finished.

use chrono::{DateTime, TimeDelta, Utc};
use hub_entity::challenge::Outcome;
use hub_entity::project::ProjectState;

use super::challenges::{CLOSED, DRAFT, FINISHED, IN_REVIEW, JUDGING, OPEN, SCHEDULED, STEPS};
use super::judging::{PANEL, announce, appoint, decide, draw, review, submitted};
use super::round::{Bid, Plan, closing, draft, enter, fill, hand_in, publish, start};
use super::stage::{Past, act, catch_up, challenge, dataset, forget_limits, text};
use super::{bids, datasets, impact, partners, programme, questions, recent};
use crate::error::Result;
use crate::hub::Hub;
use crate::project::edit_project::{EditProject, edit_project};
use crate::project::milestone::{
    self, DecideMilestone, EvidenceMilestone, decide_milestone, evidence_milestone,
};
use crate::project::post_update::{PostUpdate, post_update};
use crate::project::register::{RegisterProject, register_project};
use crate::project::{Project, read, still_live};

/// How each judge scores the proposals of the finished call, in their order.
const FINISHED_LEVELS: [[[i32; 2]; 5]; 3] = [
    [[4, 4], [3, 4], [3, 3], [3, 2], [1, 2]],
    [[3, 4], [4, 3], [3, 4], [2, 3], [2, 2]],
    [[4, 3], [3, 3], [4, 3], [3, 3], [2, 1]],
];

/// What applicants of the finished call are told, in their order.
const FINISHED_FEEDBACK: [&str; 5] = [
    "The panel liked that inspectors’ ticks, which exist already, become useful to families. Please test with a child who uses a power chair before you photograph all sites.",
    "A service for planning a visit and not a journey is new, and the comparison of libraries is a good measure. Agree early with the operators on what “last bus” means.",
    "Plain and useful. The panel asks you to publish the rules by which payments are put into categories.",
    "Close. The panel was not sure who would draw the maps again next year. If one of the three cannot begin, we shall ask you first.",
    "A real need. The plan rests on calendars that caretakers would have to keep, and did not say why they should. Talk to two centres, and come back in spring.",
];

const FINISHED_WORDS: &str = "Eleven people read five proposals. We selected the three that could start at once and that a council has promised to keep:\n\n- **Swings for everybody**, because it turns work that is done anyway into something that families need.\n- **There and back by bus**, because it asks the question that people have.\n- **Where our pound goes**, because it will be of use to every council that publishes its spending.\n\nThank you to all who took part. Everybody has had a letter with what the panel thought.";

const FINISHED_STEPS: [&str; 3] = ["maya", "tom", "lena"];

/// News of the three projects: whose (by place), how many days ago, title, text.
const NEWS: &[(usize, i64, &str, &str)] = &[
    (
        0,
        240,
        "Thirty-one play areas, one clipboard",
        "We went round with an inspector. The form has a box for “swing, inclusive” that half the inspectors tick for a basket swing. We now have two boxes.\n\nNext: four parents try the first five pages.",
    ),
    (
        1,
        225,
        "The stop across the road",
        "NaPTAN gives a stop on each side of the road, and three of our libraries are nearer to the wrong one. We now look at the bearing, and ask two drivers when in doubt.",
    ),
    (
        2,
        210,
        "Three evenings in a church hall",
        "Twenty-four residents sorted 200 payments into piles. They needed nine piles; the council’s chart of accounts has four hundred. Their names for the piles are better than ours.",
    ),
    (
        0,
        150,
        "Open to everybody",
        "The service is live for all 31 play areas. In the first week 640 families looked, and eleven told us of something broken; nine of those were mended within four days.",
    ),
    (
        1,
        120,
        "What the first fifty visits taught us",
        "People do not want the fastest way. They want the one that they can still take home at five. So the way back comes first on the page now.",
    ),
    (
        2,
        95,
        "The file changed, and nothing broke",
        "The council’s new finance system writes dates the other way round. The rules noticed, held the month back, and Edwin mended it before lunch.",
    ),
    (
        0,
        40,
        "Handed over",
        "Sutton now runs the service itself. The code is open, and two other boroughs have asked for it.",
    ),
];

/// Plays it all, and returns the number of the challenge that the six steps are about.
pub(super) async fn play(hub: &Hub, past: &Past<'_>, now: DateTime<Utc>) -> Result<i64> {
    programme::begin(hub).await?;
    finished(hub, past, now).await?;
    forget_limits(hub).await?;
    recent::offered(hub, past, now).await?;
    recent::moderated(hub, past, now).await?;
    forget_limits(hub).await?;
    judged(hub, past, now).await?;
    closed(hub, past, now).await?;
    opened(hub, past, now).await?;
    forget_limits(hub).await?;

    past.before(TimeDelta::days(6));
    let scheduled = draft(hub, &SCHEDULED, now).await?;
    hand_in(hub, SCHEDULED.by, scheduled).await?;
    publish(hub, scheduled).await?;
    past.before(TimeDelta::days(4));
    draft(hub, &DRAFT, now).await?;
    past.before(TimeDelta::days(2));
    let waiting = draft(hub, &IN_REVIEW, now).await?;
    hand_in(hub, IN_REVIEW.by, waiting).await?;
    past.before(TimeDelta::days(1));
    draft(hub, &STEPS, now).await
}

/// Drafts and publishes a challenge so many days before now.
pub(super) async fn set(
    hub: &Hub,
    past: &Past<'_>,
    plan: &Plan,
    now: DateTime<Utc>,
    ago: i64,
) -> Result<i64> {
    past.before(TimeDelta::days(ago));
    let number = draft(hub, plan, now).await?;
    if challenge(hub, number).await?.kind == hub_entity::challenge::ChallengeKind::DataChallenge {
        hand_in(hub, plan.by, number).await?;
    }
    publish(hub, number).await?;
    Ok(number)
}

pub(super) async fn enter_all(
    hub: &Hub,
    past: &Past<'_>,
    number: i64,
    bids: &[Bid],
    first: i64,
) -> Result<()> {
    let from = closing(hub, number).await?;
    for (ago, bid) in (0..).map(|place| first - place * 2).zip(bids) {
        past.before(TimeDelta::days(ago));
        enter(hub, number, bid, from).await?;
    }
    Ok(())
}

async fn finished(hub: &Hub, past: &Past<'_>, now: DateTime<Utc>) -> Result<()> {
    let number = set(hub, past, &FINISHED, now, 345).await?;
    enter_all(hub, past, number, bids::FINISHED, 318).await?;
    past.before(TimeDelta::days(304));
    appoint(hub, number).await?;
    catch_up(hub).await?;
    // It closes here, and the lottery is committed to.
    past.before(TimeDelta::days(297));
    catch_up(hub).await?;
    for (ago, (judge, levels)) in [292, 290, 288]
        .into_iter()
        .zip(PANEL.iter().zip(FINISHED_LEVELS))
    {
        past.before(TimeDelta::days(ago));
        review(hub, number, judge, &levels, false).await?;
    }
    past.before(TimeDelta::days(279));
    draw(hub, number, "4 11 23 29 38 52").await?;
    past.before(TimeDelta::days(278));
    let outcomes = [
        (Outcome::Select, None),
        (Outcome::Select, None),
        (Outcome::Select, None),
        (Outcome::Reserve, Some(1)),
        (Outcome::Decline, None),
    ];
    let proposals = submitted(hub, number).await?;
    for ((proposal, (outcome, rank)), feedback) in
        proposals.iter().zip(outcomes).zip(FINISHED_FEEDBACK)
    {
        decide(hub, proposal, outcome, rank, feedback).await?;
    }
    past.before(TimeDelta::days(276));
    announce(hub, number, FINISHED_WORDS).await?;
    catch_up(hub).await?;
    forget_limits(hub).await?;
    projects(hub, past, number).await?;
    registered(hub, past).await
}

/// A project that came from no challenge. Its maker was asked whether it is still live, and has
/// not answered yet.
async fn registered(hub: &Hub, past: &Past<'_>) -> Result<()> {
    past.before(TimeDelta::days(130));
    let input = RegisterProject {
        title: text("Loo with a view of the door"),
        summary: text("Shows the nearest public toilet that is open now, and how to get in."),
        website: text("https://loos.example.org/"),
        repository: text(""),
        datasets: vec![dataset(hub, datasets::TOILETS).await?.to_string()],
        organisation: None,
        another: false,
        request_id: None,
    };
    act(hub, "ben", |ctx| {
        Box::pin(register_project(ctx, input.clone()))
    })
    .await?;
    past.before(TimeDelta::days(38));
    still_live::ask(hub).await?;
    Ok(())
}

/// The news of the projects, and where each stands.
async fn projects(hub: &Hub, past: &Past<'_>, number: i64) -> Result<()> {
    let mut begun = read::of_challenge(hub.database().reader(), number).await?;
    begun.sort_by_key(|project| project.id);
    for (place, ago, title, body) in NEWS {
        let (Some(project), Some(by)) = (begun.get(*place), FINISHED_STEPS.get(*place)) else {
            continue;
        };
        past.before(TimeDelta::days(*ago));
        let input = PostUpdate {
            project: project.id,
            title: text(title),
            body: text(body),
            request_id: None,
        };
        act(hub, by, |ctx| Box::pin(post_update(ctx, input.clone()))).await?;
    }
    for (project, by) in begun.iter().zip(FINISHED_STEPS) {
        past.before(TimeDelta::days(60));
        delivered(hub, project.id, by).await?;
    }
    catch_up(hub).await?;
    if let Some(first) = begun.first() {
        past.before(TimeDelta::days(39));
        let input = EditProject {
            state: ProjectState::Live,
            repository: text("https://example.org/swings-for-everybody"),
            website: text("https://swings.example.org/"),
            licence: text("MIT"),
            ..as_it_is(first)
        };
        let live = act(hub, "maya", |ctx| {
            Box::pin(edit_project(ctx, input.clone()))
        })
        .await?;
        impact::tell(hub, past, &live).await?;
    }
    Ok(())
}

/// Each milestone is done, as its maker shows and staff agree.
async fn delivered(hub: &Hub, project: i64, by: &str) -> Result<()> {
    for promised in milestone::of(hub.database().reader(), project).await? {
        let evidence = EvidenceMilestone {
            milestone: promised.id,
            evidence: text(
                "It is there: [the pages](https://example.org/), and the notes of those who tried it.",
            ),
            version: promised.version,
        };
        let shown = act(hub, by, |ctx| {
            Box::pin(evidence_milestone(ctx, evidence.clone()))
        })
        .await?;
        let answer = DecideMilestone {
            milestone: shown.id,
            accept: true,
            reason: text("Seen, and tried. Thank you."),
            version: shown.version,
        };
        act(hub, "sam", |ctx| {
            Box::pin(decide_milestone(ctx, answer.clone()))
        })
        .await?;
    }
    Ok(())
}

fn as_it_is(project: &Project) -> EditProject {
    EditProject {
        project: project.id,
        title: project.title.clone(),
        summary: project.summary.clone(),
        impact: project.impact.clone(),
        state: project.state,
        state_reason: String::new(),
        website: project.website.clone(),
        repository: project.repository.clone(),
        licence: project.licence.clone(),
        version: project.version,
    }
}

async fn judged(hub: &Hub, past: &Past<'_>, now: DateTime<Utc>) -> Result<()> {
    let number = set(hub, past, &JUDGING, now, 70).await?;
    enter_all(hub, past, number, bids::JUDGING, 30).await?;
    past.before(TimeDelta::days(20));
    appoint(hub, number).await?;
    past.before(TimeDelta::days(8));
    catch_up(hub).await?;
    review(hub, number, "ruth", &[[3, 4], [4, 3], [2, 1]], false).await?;
    past.before(TimeDelta::days(5));
    review(hub, number, "idris", &[[4, 3], [3, 3], [2, 2]], true).await?;
    catch_up(hub).await
}

async fn closed(hub: &Hub, past: &Past<'_>, now: DateTime<Utc>) -> Result<()> {
    let number = set(hub, past, &CLOSED, now, 52).await?;
    enter_all(hub, past, number, bids::CLOSED, 12).await?;
    past.before(TimeDelta::days(2));
    appoint(hub, number).await?;
    catch_up(hub).await
}

async fn opened(hub: &Hub, past: &Past<'_>, now: DateTime<Utc>) -> Result<()> {
    let number = set(hub, past, &OPEN, now, 25).await?;
    let from = closing(hub, number).await?;
    if let [submitted, unfinished, ..] = bids::OPEN {
        past.before(TimeDelta::days(9));
        enter(hub, number, submitted, from).await?;
        past.before(TimeDelta::days(7));
        let started = start(hub, number, unfinished).await?;
        fill(hub, unfinished, &started.key, from).await?;
    }
    questions::ask(hub, past, number).await?;
    partners::look(hub, past, number).await?;
    catch_up(hub).await
}
