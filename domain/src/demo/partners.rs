//! Who looks for a partner on the open call, and who asked to be introduced.

use chrono::TimeDelta;

use super::cast::{LICHFIELD, SALTMARSH};
use super::stage::{Past, act, forget_limits, organisation, text};
use crate::error::Result;
use crate::hub::Hub;
use crate::partnering::ask_introduction::AskIntroduction;
use crate::partnering::save_notice::SaveNotice;
use crate::partnering::{ask_introduction, save_notice};

/// Who looks, for which organisation, how many days ago, what they say, skills and area.
const NOTICES: &[(&str, Option<&str>, i64, &str, &str, &str)] = &[
    (
        "priya",
        Some(LICHFIELD),
        7,
        "We publish where our open spaces, toilets and car parks are, and would like to make a \
         service of it **for people who plan a day out with a wheelchair or a pram**. We look for \
         a developer who tests with users. We can give two days a week.",
        "accessibility, maps, user research",
        "Staffordshire",
    ),
    (
        "tom",
        Some(SALTMARSH),
        5,
        "We are two, and have built timetables for three counties. We look for a council that \
         wants to show buses and what they lead to on one map.",
        "maps, public transport",
        "Anywhere",
    ),
    (
        "ben",
        None,
        2,
        "I have looked after library systems for ten years, and can join a team as the person who \
         knows what the data means.",
        "libraries, open data",
        "",
    ),
];

/// Puts them up as it was then.
pub(super) async fn look(hub: &Hub, past: &Past<'_>, challenge: i64) -> Result<()> {
    // What was asked came later, and limits never look back.
    forget_limits(hub).await?;
    let mut first = None;
    for (who, of, days, body, skills, area) in NOTICES {
        past.before(TimeDelta::days(*days));
        let input = SaveNotice {
            challenge,
            organisation: match of {
                Some(name) => Some(organisation(hub, name).await?),
                None => None,
            },
            body: text(body),
            skills: vec![text(skills)],
            area: text(area),
            version: None,
        };
        let saved = act(hub, who, |ctx| Box::pin(save_notice(ctx, input.clone()))).await?;
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
