//! Asking about a challenge, before it closes.

use std::collections::BTreeMap;

use hub_entity::challenge::{QuestionState, question};
use hub_entity::organisation::OrganisationRole;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter,
};
use serde_json::json;

use crate::challenge::questions::Question;
use crate::challenge::{Challenge, read, remind};
use crate::context::Context;
use crate::error::{Error, FieldError, Result};
use crate::judging::access;
use crate::organisation::member;
use crate::platform::letter::Letter;
use crate::platform::outbox::{self, Recipient};
use crate::platform::{audit, limit, repeat};
use crate::policy;
use crate::programme::staff;
use crate::values::{Fields, excerpt};

/// Questions of one person about one challenge that may wait at once.
const WAITING: u64 = 20;

/// What somebody would like to know.
#[derive(Debug, Clone)]
pub struct AskQuestion {
    /// Number of the challenge.
    pub challenge: i64,
    /// What they ask, as Markdown.
    pub body: String,
    /// Makes a repeated request harmless.
    pub request_id: Option<String>,
}

/// Asks, and tells those who can answer.
///
/// # Errors
/// `Invalid` on `body`; `Unauthenticated`; `Forbidden` before the address is confirmed;
/// `QUESTIONS_CLOSED` when the challenge takes none any more; `RateLimited`.
pub async fn ask_question(ctx: &Context, input: AskQuestion) -> Result<Question> {
    let mut fields = Fields::default();
    let body = fields.text("body", &input.body, 10..=3_000);
    policy::require(ctx.viewer(), policy::may_take_part(ctx.viewer()))?;
    let asker = ctx.actor()?.id;
    limit::POST.take(ctx.hub(), &asker.to_string()).await?;
    let challenge = read::lock(ctx, input.challenge).await?;
    if !policy::challenge::may_ask(ctx.viewer(), &challenge, ctx.hub().clock().now()) {
        return Err(Error::field("", "QUESTIONS_CLOSED"));
    }
    fields.finish()?;
    let tx = ctx.tx().await?;
    let request = input.request_id.as_deref();
    if let Some(id) = repeat::find(ctx, "askQuestion", request).await? {
        let found = question::Entity::find_by_id(id).one(tx).await?;
        return found.ok_or(Error::NotFound);
    }
    let waiting = question::Entity::find()
        .filter(question::Column::ChallengeId.eq(challenge.id))
        .filter(question::Column::AskerId.eq(asker))
        .filter(question::Column::State.eq(QuestionState::Asked))
        .count(tx)
        .await?;
    if waiting >= WAITING {
        let many = FieldError::new("body", "TOO_MANY").with("max", WAITING);
        return Err(many.into());
    }
    let row = question::ActiveModel {
        challenge_id: Set(challenge.id),
        asker_id: Set(asker),
        body: Set(body),
        state: Set(QuestionState::Asked),
        answer: Set(String::new()),
        answered_by: Set(None),
        answered_at: Set(None),
        version: Set(1),
        created_at: Set(ctx.now()),
        ..Default::default()
    };
    let saved = row.insert(tx).await?;
    repeat::remember(ctx, "askQuestion", request, saved.id).await?;
    tell(ctx, &challenge, &saved).await?;
    let entry = audit::Entry {
        action: "question_asked",
        object_kind: "question",
        object_id: saved.id,
        challenge_id: Some(challenge.id),
        details: json!({}),
    };
    audit::record(ctx, entry).await?;
    Ok(saved)
}

/// Writes to who drafted the challenge, to the owners of its publisher and to its programme's staff.
async fn tell(ctx: &Context, challenge: &Challenge, question: &Question) -> Result<()> {
    let tx = ctx.tx().await?;
    let authors = remind::people(ctx, vec![challenge.created_by]).await?;
    let members = member::members(tx, challenge.publisher_id).await?;
    let owners = members
        .into_iter()
        .filter(|member| member.membership.role == OrganisationRole::Owner)
        .map(|member| member.person);
    let to: BTreeMap<i64, _> = authors
        .into_iter()
        .chain(owners)
        .chain(staff::of_challenge(tx, challenge).await?)
        .map(|p| (p.id, p))
        .collect();
    let url = &ctx.hub().settings().public_url;
    let letter = Letter::QuestionAsked {
        challenge_title: challenge.title.clone(),
        question: excerpt(&question.body, 500),
        link: format!(
            "{url}/challenges/{}/questions?answer={}",
            challenge.id, question.id
        ),
    };
    let occasion = format!("question-asked:{}", question.id);
    for person in to.values().filter(|person| person.id != question.asker_id) {
        // Who drafted it may compete by now, or be on the staff no longer.
        let now = access::as_of_now(ctx, challenge, person.id).await?;
        let reads = now.is_some_and(|(viewer, standing)| {
            policy::challenge::may_read_questions(&viewer, challenge, standing)
        });
        if reads {
            outbox::send(ctx, &Recipient::from(person), &occasion, &letter).await?;
        }
    }
    Ok(())
}
