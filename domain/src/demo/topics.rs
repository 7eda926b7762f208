//! What people of the demonstration talk about.

mod lately;
mod threads;

use chrono::TimeDelta;
use hub_entity::challenge::challenge;
use hub_entity::project::project;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::stage::{Past, act, catch_up, dataset, forget_limits, text};
use crate::community::create_community::{CreateCommunity, create_community};
use crate::community::membership::join_community;
use crate::community::set_facilitator::{SetFacilitator, set_facilitator};
use crate::error::{Error, Result};
use crate::forum::create_topic::{CreateTopic, create_topic};
use crate::forum::moderate::{TopicAct, moderate_topic};
use crate::forum::reply::{Reply, reply};
use crate::forum::scope::Target;
use crate::hub::Hub;

/// A community: name, summary, about, facilitator, members.
struct Circle {
    name: &'static str,
    summary: &'static str,
    about: &'static str,
    facilitator: &'static str,
    members: &'static [&'static str],
}

pub(super) const PUBLISHERS: &str = "Open data publishers";
pub(super) const PLANNING: &str = "Planning and place";
pub(super) const INCLUSION: &str = "Digital inclusion";

const CIRCLES: &[Circle] = &[
    Circle {
        name: PUBLISHERS,
        summary: "For officers who publish data and want it to be used.",
        about: "How to begin, how to keep going, and how to say no to a sixth column. We meet online on the first Tuesday of the month; notes are posted here.",
        facilitator: "amina",
        members: &[
            "priya", "greg", "martin", "marcus", "edwin", "orla", "ben", "maya", "ingrid",
        ],
    },
    Circle {
        name: PLANNING,
        summary: "Planning registers, brownfield land, trees, and maps that agree with each other.",
        about: "For planning officers and those who build on their data. Bring a file that does not fit.",
        facilitator: "helen",
        members: &["martin", "priya", "greg", "tom", "lena", "ingrid", "callum"],
    },
    Circle {
        name: INCLUSION,
        summary: "Services for people who are badly served by services.",
        about: "Libraries, community centres, councils and developers who try to leave nobody out.",
        facilitator: "ben",
        members: &[
            "nadia", "jordan", "grace", "lena", "yusuf", "dewi", "callum", "idris",
        ],
    },
];

/// What a topic belongs to, by name.
pub(super) enum About {
    Nothing,
    Community(&'static str),
    Dataset(&'static str),
    Challenge(&'static str),
    Project(&'static str),
}

/// A topic, with what was said in it: who, how many hours later, what.
pub(super) struct Thread {
    pub(super) ago_days: i64,
    pub(super) by: &'static str,
    pub(super) category: &'static str,
    pub(super) about: About,
    pub(super) title: &'static str,
    pub(super) body: &'static str,
    pub(super) replies: &'static [(&'static str, i64, &'static str)],
    /// Why a moderator locked it, if one did.
    pub(super) locked: Option<&'static str>,
}

/// Founds the communities and holds the conversations.
pub(super) async fn write(hub: &Hub, past: &Past<'_>) -> Result<()> {
    past.before(TimeDelta::days(370));
    for circle in CIRCLES {
        found(hub, circle).await?;
    }
    for thread in threads::EARLIER.iter().chain(lately::LATELY) {
        hold(hub, past, thread).await?;
    }
    Ok(())
}

async fn found(hub: &Hub, circle: &Circle) -> Result<()> {
    let input = CreateCommunity {
        name: text(circle.name),
        summary: text(circle.summary),
        about: text(circle.about),
        request_id: None,
    };
    let founded = act(hub, "sam", |ctx| {
        Box::pin(create_community(ctx, input.clone()))
    })
    .await?;
    let input = SetFacilitator {
        community: founded.id,
        handle: text(circle.facilitator),
        facilitator: true,
    };
    act(hub, "sam", |ctx| {
        Box::pin(set_facilitator(ctx, input.clone()))
    })
    .await?;
    for member in circle.members {
        act(hub, member, |ctx| Box::pin(join_community(ctx, founded.id))).await?;
    }
    Ok(())
}

async fn hold(hub: &Hub, past: &Past<'_>, thread: &Thread) -> Result<()> {
    // What is talked of to-day was said some hours ago.
    let begun = TimeDelta::days(thread.ago_days) + TimeDelta::minutes(95);
    past.before(begun);
    forget_limits(hub).await?;
    let input = CreateTopic {
        title: text(thread.title),
        body: text(thread.body),
        category: text(thread.category),
        target: target(hub, &thread.about).await?,
        request_id: None,
    };
    let topic = act(hub, thread.by, |ctx| {
        Box::pin(create_topic(ctx, input.clone()))
    })
    .await?;
    for (by, hours, body) in thread.replies {
        past.before((begun - TimeDelta::hours(*hours)).max(TimeDelta::minutes(5)));
        let input = Reply {
            topic: topic.id,
            body: text(body),
            request_id: None,
        };
        act(hub, by, |ctx| Box::pin(reply(ctx, input.clone()))).await?;
        catch_up(hub).await?;
    }
    if let Some(reason) = thread.locked {
        act(hub, "moira", |ctx| {
            Box::pin(moderate_topic(ctx, topic.id, TopicAct::Lock, reason))
        })
        .await?;
    }
    Ok(())
}

async fn target(hub: &Hub, about: &About) -> Result<Target> {
    let db = hub.database().reader();
    let mut target = Target::default();
    match about {
        About::Nothing => {}
        About::Community(name) => {
            use hub_entity::community::community;
            let found = community::Entity::find()
                .filter(community::Column::Name.eq(*name))
                .one(db)
                .await?;
            target.community = Some(found.ok_or_else(|| lacks(name))?.id);
        }
        About::Dataset(title) => target.dataset = Some(dataset(hub, title).await?),
        About::Challenge(title) => {
            let found = challenge::Entity::find()
                .filter(challenge::Column::Title.eq(*title))
                .one(db)
                .await?;
            target.challenge = Some(found.ok_or_else(|| lacks(title))?.id);
        }
        About::Project(title) => {
            let found = project::Entity::find()
                .filter(project::Column::Title.eq(*title))
                .one(db)
                .await?;
            target.project = Some(found.ok_or_else(|| lacks(title))?.id);
        }
    }
    Ok(target)
}

fn lacks(name: &str) -> Error {
    Error::internal(format!("the demonstration lacks {name:?}"))
}
