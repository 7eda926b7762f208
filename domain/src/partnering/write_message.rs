//! Writing to whom one was introduced to. The hub passes it on by mail, and shows no address.

use hub_entity::challenge::introduction_message;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter,
};
use serde_json::json;

use crate::context::Context;
use crate::error::{Error, FieldError, Result};
use crate::partnering::ask_introduction::note;
use crate::partnering::notice::require_applicant;
use crate::partnering::seat::{self, Part};
use crate::partnering::{Introduction, Message};
use crate::platform::letter::Letter;
use crate::platform::outbox::{self, Recipient};
use crate::platform::{limit, repeat};
use crate::policy;
use crate::values::{Fields, excerpt};

/// The most that two write to each other here; a page shows all of it.
const MOST: u64 = 500;

/// What somebody writes.
#[derive(Debug, Clone)]
pub struct WriteMessage {
    /// Key of the introduction.
    pub introduction: String,
    /// What, as Markdown.
    pub body: String,
    /// Makes a repeated request harmless.
    pub request_id: Option<String>,
}

/// Writes a message, and passes it on to everybody else of the two parties.
///
/// # Errors
/// `NotFound` for everybody who does not read it; `Forbidden` to moderators; `Invalid` on `body`,
/// and with `INTRODUCTION_OVER` unless the two are in touch; `RateLimited`.
pub async fn write_message(ctx: &Context, input: WriteMessage) -> Result<Introduction> {
    let mut fields = Fields::default();
    let body = fields.text("body", &input.body, 1..=5_000);
    let author = ctx.actor()?.clone();
    limit::POST.take(ctx.hub(), &author.id.to_string()).await?;
    let seat = seat::locked(ctx, &input.introduction).await?;
    let allowed = seat.part != Part::Moderator && policy::may_take_part(ctx.viewer());
    policy::require(ctx.viewer(), allowed)?;
    require_applicant(ctx, &seat.challenge).await?;
    if !seat.can_write() {
        return Err(Error::field("", "INTRODUCTION_OVER"));
    }
    fields.finish()?;
    let tx = ctx.tx().await?;
    let request = input.request_id.as_deref();
    if repeat::find(ctx, "writeMessage", request).await?.is_some() {
        return Ok(seat.introduction);
    }
    let count = introduction_message::Entity::find()
        .filter(introduction_message::Column::IntroductionId.eq(seat.introduction.id))
        .count(tx)
        .await?;
    if count >= MOST {
        return Err(FieldError::new("body", "TOO_MANY").with("max", MOST).into());
    }
    let row = introduction_message::ActiveModel {
        introduction_id: Set(seat.introduction.id),
        author_id: Set(author.id),
        body: Set(body),
        created_at: Set(ctx.now()),
        ..Default::default()
    };
    let saved: Message = row.insert(tx).await?;
    repeat::remember(ctx, "writeMessage", request, saved.id).await?;
    let letter = Letter::IntroductionMessage {
        introduction: seat.introduction.key.clone(),
        author: author.name.clone(),
        challenge_title: seat.challenge.title.clone(),
        message: excerpt(&saved.body, 2_000),
        link: format!(
            "{}#message-{}",
            seat::link(ctx, &seat.introduction),
            saved.id
        ),
    };
    let occasion = format!("introduction-message:{}", saved.id);
    for person in seat.others(author.id) {
        outbox::send(ctx, &Recipient::from(person), &occasion, &letter).await?;
    }
    note(
        ctx,
        "introduction_message_sent",
        &seat.introduction,
        json!({}),
    )
    .await?;
    Ok(seat.introduction)
}
