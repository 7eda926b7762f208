//! Who looks for a partner on the open call, and who asked to be introduced.

use chrono::TimeDelta;

use super::cast::{LICHFIELD, SALTMARSH};
use super::stage::{Past, act, forget_limits, organisation, text};
use crate::error::Result;
use crate::hub::Hub;
use crate::partnering::ask_introduction::AskIntroduction;
use crate::partnering::save_notice::SaveNotice;
use crate::partnering::{ask_introduction, save_notice};

/// Somebody who looks for a partner.
struct Looks {
    who: &'static str,
    organisation: Option<&'static str>,
    days_ago: i64,
    body: &'static str,
    skills: &'static str,
    area: &'static str,
}

const NOTICES: &[Looks] = &[
    Looks {
        who: "priya",
        organisation: Some(LICHFIELD),
        days_ago: 7,
        body: "We publish where our open spaces, toilets and car parks are, and would like to make \
               a service of it **for people who plan a day out with a wheelchair or a pram**. We \
               look for a developer who tests with users. We can give two days a week.",
        skills: "accessibility, maps, user research",
        area: "Staffordshire",
    },
    Looks {
        who: "tom",
        organisation: Some(SALTMARSH),
        days_ago: 5,
        body: "We are two, and have built timetables for three counties. We look for a council \
               that wants to show buses and what they lead to on one map.",
        skills: "maps, public transport",
        area: "Anywhere",
    },
    Looks {
        who: "ben",
        organisation: None,
        days_ago: 2,
        body: "I have looked after library systems for ten years, and can join a team as the \
               person who knows what the data means.",
        skills: "libraries, open data",
        area: "",
    },
];

/// Puts them up as it was then.
pub(super) async fn look(hub: &Hub, past: &Past<'_>, challenge: i64) -> Result<()> {
    // What was asked came later, and limits never look back.
    forget_limits(hub).await?;
    let mut first = None;
    for looks in NOTICES {
        past.before(TimeDelta::days(looks.days_ago));
        let input = SaveNotice {
            challenge,
            organisation: match looks.organisation {
                Some(name) => Some(organisation(hub, name).await?),
                None => None,
            },
            body: text(looks.body),
            skills: vec![text(looks.skills)],
            area: text(looks.area),
            version: None,
        };
        let saved = act(hub, looks.who, |ctx| {
            Box::pin(save_notice(ctx, input.clone()))
        })
        .await?;
        first = first.or(Some(saved.id));
    }
    let Some(notice) = first else { return Ok(()) };
    past.before(TimeDelta::days(1));
    let input = AskIntroduction {
        notice,
        organisation: None,
        message: text(
            "I have built a map of step-free toilets before, and know two people who would test it \
             with me. Shall we talk about what your residents ask for?",
        ),
        request_id: None,
    };
    act(hub, "maya", |ctx| {
        Box::pin(ask_introduction(ctx, input.clone()))
    })
    .await?;
    Ok(())
}
