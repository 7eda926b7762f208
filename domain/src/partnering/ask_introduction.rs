//! Asking to be introduced to whoever put up a notice.

use hub_entity::challenge::{IntroductionState, introduction, partner_notice};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter,
};
use serde_json::json;

use crate::context::Context;
use crate::error::{Error, Result};
use crate::partnering::notice::{self, handlers, limit_words, locked_for_seeking, visible};
use crate::partnering::{Introduction, Notice, seat};
use crate::platform::letter::Letter;
use crate::platform::outbox::{self, Recipient};
use crate::platform::{audit, limit, repeat};
use crate::policy;
use crate::values::{Fields, excerpt};

/// Who wants to get to know whom.
#[derive(Debug, Clone)]
pub struct AskIntroduction {
    /// Number of the notice.
    pub notice: i64,
    /// The organisation that they speak for; none for oneself.
    pub organisation: Option<i64>,
    /// What they write to its owner, as Markdown.
    pub message: String,
    /// Makes a repeated request harmless.
    pub request_id: Option<String>,
}

/// Asks, and sends one mail to each person who answers for the notice. Each person asks once for
/// each notice, whatever became of it, so that nobody is asked again after having said no.
///
/// # Errors
/// `Invalid` on `message` and `organisation`, and on the whole when the challenge takes no
/// proposals, for one's own notice, where there is an introduction of the two already, and to its
/// judges and its publisher; `Unauthenticated`; `Forbidden` before the address is confirmed;
/// `NotFound`; `RateLimited`.
pub async fn ask_introduction(ctx: &Context, input: AskIntroduction) -> Result<Introduction> {
    let mut fields = Fields::default();
    let message = fields.text("message", &input.message, 10..=3_000);
    limit_words(&mut fields, "message", &message);
    policy::require(ctx.viewer(), policy::may_take_part(ctx.viewer()))?;
    let actor = ctx.actor()?.clone();
    limit::INTRODUCE
        .take(ctx.hub(), &actor.id.to_string())
        .await?;
    let tx = ctx.tx().await?;
    let request = input.request_id.as_deref();
    if let Some(id) = repeat::find(ctx, "askIntroduction", request).await? {
        let found = introduction::Entity::find_by_id(id).one(tx).await?;
        return found.ok_or(Error::NotFound);
    }
    let find = || partner_notice::Entity::find_by_id(input.notice);
    let known = find().one(tx).await?.ok_or(Error::NotFound)?;
    let challenge = locked_for_seeking(ctx, known.challenge_id).await?;
    let notice = find()
        .filter(visible(&challenge, ctx.hub().clock().now()))
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    if policy::partnering::may_edit_notice(ctx.viewer(), &notice) {
        return Err(Error::field("", "OWN_NOTICE"));
    }
    let organisation = match input.organisation {
        None => None,
        Some(id) => Some(notice::own_organisation(ctx, &challenge, id).await?),
    };
    require_first(ctx, &notice, actor.id).await?;
    fields.finish()?;
    let owners = handlers(tx, &notice).await?;
    if owners.is_empty() {
        return Err(Error::NotFound);
    }
    let row = introduction::ActiveModel {
        key: Set(ctx.hub().random().key()),
        challenge_id: Set(challenge.id),
        notice_id: Set(notice.id),
        asker_id: Set(actor.id),
        organisation_id: Set(input.organisation),
        message: Set(message),
        state: Set(IntroductionState::Asked),
        answered_by: Set(None),
        answered_at: Set(None),
        reported_by: Set(None),
        reported_at: Set(None),
        report_note: Set(String::new()),
        report_settled_at: Set(None),
        created_at: Set(ctx.now()),
        ..Default::default()
    };
    let saved = row.insert(tx).await?;
    repeat::remember(ctx, "askIntroduction", request, saved.id).await?;
    let letter = Letter::IntroductionAsked {
        introduction: saved.key.clone(),
        asker: actor.name.clone(),
        organisation: organisation.map(|row| row.name).unwrap_or_default(),
        challenge_title: challenge.title.clone(),
        message: excerpt(&saved.message, 2_000),
        link: seat::link(ctx, &saved),
    };
    let occasion = format!("introduction-asked:{}", saved.id);
    for person in &owners {
        outbox::send(ctx, &Recipient::from(person), &occasion, &letter).await?;
    }
    note(ctx, "introduction_asked", &saved, json!({})).await?;
    Ok(saved)
}

/// Refuses where the two have an introduction on this challenge already, whoever asked.
async fn require_first(ctx: &Context, notice: &Notice, asker: i64) -> Result<()> {
    let tx = ctx.tx().await?;
    let asked = introduction::Entity::find()
        .filter(introduction::Column::NoticeId.eq(notice.id))
        .filter(introduction::Column::AskerId.eq(asker))
        .count(tx)
        .await?;
    if asked > 0 {
        return Err(Error::field("", "INTRODUCTION_EXISTS"));
    }
    // The other way round: they asked whoever asks now.
    let theirs = introduction::Entity::find()
        .filter(introduction::Column::ChallengeId.eq(notice.challenge_id))
        .filter(
            introduction::Column::State
                .is_in([IntroductionState::Asked, IntroductionState::Accepted]),
        );
    let theirs = match (notice.organisation_id, notice.person_id) {
        (Some(organisation), _) => {
            theirs.filter(introduction::Column::OrganisationId.eq(organisation))
        }
        (None, person) => theirs.filter(introduction::Column::AskerId.eq(person)),
    };
    for open in theirs.all(tx).await? {
        match seat::seat(tx, ctx.viewer(), &open.key).await {
            Ok(seat) if seat.part == seat::Part::Owner => {
                return Err(Error::field("", "INTRODUCTION_OTHER_WAY"));
            }
            Ok(_) | Err(Error::NotFound) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Writes down what became of an introduction. Who asked whom is not among the details: the row
/// names whoever did something, and the introduction by number.
pub(super) async fn note(
    ctx: &Context,
    action: &'static str,
    introduction: &Introduction,
    details: serde_json::Value,
) -> Result<()> {
    let entry = audit::Entry {
        action,
        object_kind: "introduction",
        object_id: introduction.id,
        challenge_id: Some(introduction.challenge_id),
        details,
    };
    audit::record(ctx, entry).await
}
