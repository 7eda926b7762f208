//! Two challenges whose judging is over: one in moderation, judged without names by judges who
//! shared the proposals out, with a second round to come; and one whose award waits for an answer.

use chrono::{DateTime, TimeDelta, Utc};
use hub_entity::challenge::{Outcome, ReadingMode};

use super::cast::{BRIGHTWELL, BRISTOL, FERNHILL, LEEDS, LOOM, SALTMARSH};
use super::datasets;
use super::judging::{PANEL, announce, appoint, decide, declare, review, submitted};
use super::past::{enter_all, set};
use super::round::{Bid, Plan};
use super::stage::{Past, act, catch_up, text};
use crate::error::Result;
use crate::hub::Hub;
use crate::judging::assigned::assign_judges::{AssignJudges, assign_judges};
use crate::judging::assigned::set_reading::{SetReading, set_reading};
use crate::judging::assigned::{Terms, situation};
use crate::judging::moderation::post::{PostToPanel, post_to_panel};

/// In moderation: reviews were due two days ago.
const MODERATION: Plan = Plan {
    publisher: LEEDS,
    by: "amina",
    title: "Nine years for an allotment",
    summary: "Use our waiting lists to help people to find a place to grow food before they give up.",
    problem: "Six thousand people wait for an allotment. Some plots lie empty for a season, because nobody on that list wants that site, and nobody on the next list knows of it.",
    affected: "People in flats, people who have just arrived, and the volunteers who keep the lists on paper.",
    success: "Plots are taken within a month, and whoever joins a list knows how long it really is.",
    awards: 1,
    award_pounds: Some(11_000),
    reviews: 2,
    days: [-80, -34, -32, -2],
    datasets: &[datasets::ALLOTMENTS],
    blind: true,
    second_round: Some(("Conversations", 2, 10)),
    offer_days: None,
};

const MODERATION_BIDS: &[Bid] = &[
    Bid {
        by: "tom",
        firm: Some(SALTMARSH),
        lead: None,
        with: &[],
        title: "The list next door",
        summary: "Shows whoever joins a list the three nearest sites with a shorter one, and how long people there have waited.",
        impact: "One in five of those who wait would go a mile further. We count who changes lists, and how many plots stand empty in May.",
        approach: "Lists as they are published, distances on foot and by bus, and honest ranges of time instead of one number.",
        team: "Two of us, and the federation of allotment holders.",
        budget: &[("Building", 6_800), ("A year of hosting", 700)],
        milestones: super::bids::PLAN,
        datasets: &[(datasets::ALLOTMENTS, "Sites, plots and waiting lists.")],
    },
    Bid {
        by: "lena",
        firm: Some(BRIGHTWELL),
        lead: None,
        with: &[],
        title: "Half a plot is enough",
        summary: "Brings together people who would share a plot, and gives the council a form that two can sign.",
        impact: "Beginners give up less when they are two. Forty plots shared in the first year would halve the list of the inner city.",
        approach: "A page, a letter that the lists send out already, and three evenings at the sites.",
        team: "A designer and a gardener.",
        budget: &[("Design and evenings", 6_200), ("Page", 2_900)],
        milestones: super::bids::PLAN,
        datasets: &[(
            datasets::ALLOTMENTS,
            "Where lists are long and plots large.",
        )],
    },
    Bid {
        by: "yusuf",
        firm: Some(LOOM),
        lead: None,
        with: &[],
        title: "Empty since March",
        summary: "Volunteers report plots that nobody digs, and the site’s secretary sees them on a map.",
        impact: "Secretaries write to holders sooner.",
        approach: "Photographs from the path, and a rule of three reports.",
        team: "Eleven volunteers who meet on Thursdays.",
        budget: &[("Signs and printing", 1_900)],
        milestones: super::bids::PLAN,
        datasets: &[(datasets::ALLOTMENTS, "Which plots there are.")],
    },
];

/// How each judge scores what the rule gives them; the third is where they disagree.
const MODERATION_LEVELS: [[[i32; 2]; 3]; 3] = [
    [[3, 4], [3, 3], [3, 3]],
    [[3, 3], [2, 3], [0, 1]],
    [[4, 3], [3, 4], [1, 0]],
];

/// Announced four days ago: the award waits for an answer.
const OFFERED: Plan = Plan {
    publisher: BRISTOL,
    by: "marcus",
    title: "Which way is the air better?",
    summary: "Turn fourteen years of air quality readings into a choice that somebody can make on foot.",
    problem: "Our monitors say what the air was on a main road an hour ago. Nobody walks on last hour’s road.",
    affected: "Children on the way to school, people with asthma, and whoever pushes a pram at the height of an exhaust.",
    success: "A parent sees in ten seconds whether the back street is worth the three minutes, and trusts the answer.",
    awards: 1,
    award_pounds: Some(13_000),
    reviews: 2,
    days: [-95, -50, -49, -20],
    datasets: &[datasets::AIR],
    blind: false,
    second_round: None,
    offer_days: Some(14),
};

const OFFERED_BIDS: &[Bid] = &[
    Bid {
        by: "maya",
        firm: Some(FERNHILL),
        lead: None,
        with: &[],
        title: "Three minutes more",
        summary: "For twelve schools: two ways to each, and how the air on them differs in the half hour before the bell.",
        impact: "Twelve schools, four thousand children. Forty families keep a diary for a month before and a month after.",
        approach: "Readings by hour and street, with the uncertainty drawn as a band. Printed for the school gate, because that is where people decide.",
        team: "Maya Lindqvist, and a researcher in exposure at the university.",
        budget: &[
            ("Building and statistics", 8_900),
            ("Printing and diaries", 2_100),
        ],
        milestones: super::bids::PLAN,
        datasets: &[(datasets::AIR, "Readings by monitor and hour.")],
    },
    Bid {
        by: "tom",
        firm: Some(SALTMARSH),
        lead: None,
        with: &[],
        title: "A breath map",
        summary: "Every pavement of the city in five colours, by hour of the day.",
        impact: "Anybody can look up their own street.",
        approach: "A model between the monitors, checked against the ones left out of it.",
        team: "Two of us.",
        budget: &[("Model and maps", 10_400)],
        milestones: super::bids::PLAN,
        datasets: &[(datasets::AIR, "What the model is fitted to.")],
    },
];

/// Judged without names, shared out, and now discussed.
pub(super) async fn moderated(hub: &Hub, past: &Past<'_>, now: DateTime<Utc>) -> Result<()> {
    let number = set(hub, past, &MODERATION, now, 88).await?;
    enter_all(hub, past, number, MODERATION_BIDS, 46).await?;
    past.before(TimeDelta::days(40));
    appoint(hub, number).await?;
    let reading = SetReading {
        challenge: number,
        reading: ReadingMode::Assigned,
    };
    act(hub, "sam", |ctx| {
        Box::pin(set_reading(ctx, reading.clone()))
    })
    .await?;
    past.before(TimeDelta::days(31));
    catch_up(hub).await?;
    for judge in PANEL {
        declare(hub, number, judge).await?;
    }
    past.before(TimeDelta::days(30));
    let shared = AssignJudges {
        challenge: number,
        terms: Terms {
            reviews: 2,
            least: 2,
            most: 2,
            seed: 2011,
        },
        digest: String::new(),
    };
    act(hub, "sam", |ctx| {
        Box::pin(assign_judges(ctx, shared.clone()))
    })
    .await?;
    for (ago, (judge, levels)) in [20, 14, 6]
        .into_iter()
        .zip(PANEL.iter().zip(MODERATION_LEVELS))
    {
        past.before(TimeDelta::days(ago));
        review(hub, number, judge, &levels, false).await?;
    }
    past.before(TimeDelta::days(1));
    catch_up(hub).await?;
    // Where they lie apart, who read it says why.
    let Some(disputed) = submitted(hub, number).await?.pop() else {
        return Ok(());
    };
    let db = hub.database().reader();
    let situation = situation::load(db, &super::stage::challenge(hub, number).await?).await?;
    let mut said = [
        "To me the plan is modest and doable: people photograph plots already. What did you see that I did not?",
        "Who answers when a holder complains about the photograph? I found nothing on that, and nothing on what happens after the third report.",
    ]
    .into_iter();
    for (handle, judge) in PANEL.iter().zip(&situation.judges) {
        if situation.assigned(judge.id, disputed.id).is_none() {
            continue;
        }
        let Some(body) = said.next() else { break };
        let post = PostToPanel {
            proposal: disputed.key.clone(),
            body: text(body),
            request_id: None,
        };
        act(hub, handle, |ctx| {
            Box::pin(post_to_panel(ctx, post.clone()))
        })
        .await?;
    }
    catch_up(hub).await
}

/// Announced, with an award that waits for an answer.
pub(super) async fn offered(hub: &Hub, past: &Past<'_>, now: DateTime<Utc>) -> Result<()> {
    let number = set(hub, past, &OFFERED, now, 100).await?;
    enter_all(hub, past, number, OFFERED_BIDS, 60).await?;
    past.before(TimeDelta::days(52));
    appoint(hub, number).await?;
    past.before(TimeDelta::days(48));
    catch_up(hub).await?;
    let levels = [[[4, 4], [3, 2]], [[3, 4], [2, 3]], [[4, 3], [3, 3]]];
    for (judge, levels) in PANEL.iter().zip(levels) {
        review(hub, number, judge, &levels, false).await?;
    }
    past.before(TimeDelta::days(6));
    let decisions = [
        (
            Outcome::Select,
            None,
            "The panel liked that it ends at a school gate and not on a screen. Please say on the sheet what you do not know.",
        ),
        (
            Outcome::Reserve,
            Some(1),
            "Strong work on the model; the panel missed the person who would change their way. You are first in reserve.",
        ),
    ];
    let proposals = submitted(hub, number).await?;
    for (proposal, (outcome, rank, feedback)) in proposals.iter().zip(decisions) {
        decide(hub, proposal, outcome, rank, feedback).await?;
    }
    past.before(TimeDelta::days(4));
    let words = "Two proposals, and an easy choice: **Three minutes more** answers the question that we asked, at the place where it is asked.";
    announce(hub, number, words).await?;
    catch_up(hub).await
}
