//! What is asked about the open call.

use chrono::TimeDelta;

use super::stage::{Past, act, text};
use crate::challenge::questions::answer_question::AnswerQuestion;
use crate::challenge::questions::ask_question::AskQuestion;
use crate::challenge::questions::{answer_question, ask_question};
use crate::error::Result;
use crate::hub::Hub;

/// Who asks, how many days ago, what, and what is answered the day after.
const QUESTIONS: &[(&str, i64, &str, Option<&str>)] = &[
    (
        "maya",
        6,
        "May the developer keep the code, if it is published under an open licence?",
        Some(
            "Yes. The code must be open, and the council must be able to run the service without \
             the developer. Who holds the copyright is for the two of you to agree.",
        ),
    ),
    (
        "priya",
        4,
        "Can two districts that share a waste service bid together, or does each need a proposal?",
        Some(
            "Together. One council leads, the others join as partners, and all of them agree to \
             what is handed in. The award is for the proposal, not for each council.",
        ),
    ),
    (
        "tom",
        1,
        "Does staff time of the council count towards the budget?",
        None,
    ),
];

/// Asks and answers as it was then.
pub(super) async fn ask(hub: &Hub, past: &Past<'_>, challenge: i64) -> Result<()> {
    for (who, days, body, answer) in QUESTIONS {
        past.before(TimeDelta::days(*days));
        let input = AskQuestion {
            challenge,
            body: text(body),
            request_id: None,
        };
        let asked = act(hub, who, |ctx| Box::pin(ask_question(ctx, input.clone())));
        let asked = asked.await?;
        let Some(answer) = answer else { continue };
        past.before(TimeDelta::days(*days - 1));
        let input = AnswerQuestion {
            question: asked.id,
            public: true,
            answer: text(answer),
            version: asked.version,
        };
        let answered = act(hub, "sam", |ctx| {
            Box::pin(answer_question(ctx, input.clone()))
        });
        answered.await?;
    }
    Ok(())
}
