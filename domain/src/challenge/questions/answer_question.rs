//! Answering a question, for everybody, or saying to its asker why it is not answered.

use std::collections::BTreeSet;

use hub_entity::challenge::{QuestionState, question};
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::json;

use crate::challenge::questions::{Question, locked};
use crate::challenge::{Challenge, concerned, remind};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::platform::audit;
use crate::platform::letter::Letter;
use crate::platform::outbox::{self, Recipient};
use crate::policy;
use crate::values::{Fields, excerpt};

/// An answer, or the reason why there is none.
#[derive(Debug, Clone)]
pub struct AnswerQuestion {
    /// Number of the question.
    pub question: i64,
    /// Whether question and answer become public; otherwise the text goes to the asker alone.
    pub public: bool,
    /// The text, as Markdown.
    pub answer: String,
    /// Version that they had before them.
    pub version: i32,
}

/// Answers, or answers anew. A public answer goes to everybody who prepares a proposal, and to
/// those who asked to be told about the challenge. What became public stays public.
///
/// # Errors
/// `Invalid` on `answer`, and on `public` when it was answered in public before; `Forbidden`;
/// `Conflict` when somebody else answered meanwhile.
pub async fn answer_question(ctx: &Context, input: AnswerQuestion) -> Result<Question> {
    let mut fields = Fields::default();
    let answer = fields.text("answer", &input.answer, 2..=10_000);
    let (known, challenge, standing) = locked(ctx, input.question).await?;
    let allowed = policy::challenge::may_answer(ctx.viewer(), &challenge, standing, ctx.now());
    policy::require(ctx.viewer(), allowed)?;
    let was_public = known.state == QuestionState::Answered;
    fields.require(input.public || !was_public, "public", "ANSWER_IS_PUBLIC");
    fields.finish()?;
    if known.version != input.version {
        return Err(Error::Conflict);
    }
    let state = if input.public {
        QuestionState::Answered
    } else {
        QuestionState::Declined
    };
    let row = question::ActiveModel {
        id: Set(known.id),
        state: Set(state),
        answer: Set(answer),
        answered_by: Set(Some(ctx.actor()?.id)),
        answered_at: Set(known.answered_at.filter(|_| was_public).or(Some(ctx.now()))),
        version: Set(known.version + 1),
        ..Default::default()
    };
    let saved = row.update(ctx.tx().await?).await?;
    tell(ctx, &challenge, &saved).await?;
    let entry = audit::Entry {
        action: match (input.public, was_public) {
            (true, true) => "question_answered_anew",
            (true, false) => "question_answered",
            (false, _) => "question_declined",
        },
        object_kind: "question",
        object_id: saved.id,
        challenge_id: Some(challenge.id),
        details: json!({ "before": known.answer, "after": saved.answer }),
    };
    audit::record(ctx, entry).await?;
    Ok(saved)
}

async fn tell(ctx: &Context, challenge: &Challenge, question: &Question) -> Result<()> {
    let url = &ctx.hub().settings().public_url;
    let link = format!("{url}/challenges/{}/questions", challenge.id);
    let public = question.state == QuestionState::Answered;
    let letter = |own: bool| Letter::QuestionAnswered {
        challenge_title: challenge.title.clone(),
        question: excerpt(&question.body, 500),
        answer: excerpt(&question.answer, 2_000),
        own,
        public,
        link: format!("{link}#question-{}", question.id),
    };
    let occasion = format!("question-answered:{}:{}", question.id, question.version);
    for asker in remind::people(ctx, vec![question.asker_id]).await? {
        outbox::send(ctx, &Recipient::from(&asker), &occasion, &letter(true)).await?;
    }
    if !public {
        return Ok(());
    }
    let mut told = BTreeSet::from([question.asker_id]);
    for person in concerned::applicants(ctx, challenge).await? {
        if told.insert(person.id) {
            outbox::send(ctx, &Recipient::from(&person), &occasion, &letter(false)).await?;
        }
    }
    concerned::tell_followers(ctx, challenge, &occasion, &letter(false), &told).await
}
