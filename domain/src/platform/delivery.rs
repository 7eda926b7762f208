//! The outbox's other end: what a worker claims, and what became of it.

use chrono::TimeDelta;
use hub_entity::account::person;
use hub_entity::platform::{MailState, mail};
use sea_orm::sea_query::{LockBehavior, LockType};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, ExprTrait, QueryFilter,
    QueryOrder, QuerySelect,
};

use crate::account::authenticate::viewer_of;
use crate::challenge::follow_challenge;
use crate::context::{Caller, Context, Viewer};
use crate::error::Result;
use crate::forum::{follow, post, topic};
use crate::hub::Hub;
use crate::judging::moderation::panel;
use crate::partnering;
use crate::platform::letter::Letter;

/// A mail in the outbox.
pub type Mail = mail::Model;

/// How long a worker has to send what it claimed.
const LEASE: TimeDelta = TimeDelta::minutes(2);

/// Minutes to wait after each failed try; after the last one the mail is dead.
const BACK_OFF: &[i64] = &[1, 5, 15, 60, 240, 720, 1440];

/// What became of a try.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The server took it.
    Sent,
    /// There is no server: it is kept here to be read.
    Kept,
    /// It was not sent, and why.
    Skipped(String),
    /// It may work later.
    Retry(String),
    /// It never will.
    Refused(String),
}

/// A mail as it was sent.
#[derive(Debug, Clone, Default)]
pub struct Rendered {
    /// Subject.
    pub subject: String,
    /// Plain text.
    pub text: String,
    /// HTML.
    pub html: String,
}

/// Claims mails that are due, so that no other worker sends them meanwhile.
///
/// # Errors
/// When the database does not answer.
pub async fn claim(hub: &Hub, most: u64) -> Result<Vec<Mail>> {
    hub.write(&Caller::system(), |ctx| Box::pin(claim_in(ctx, most)))
        .await
}

async fn claim_in(ctx: &Context, most: u64) -> Result<Vec<Mail>> {
    let now = ctx.now();
    let tx = ctx.tx().await?;
    let due = mail::Entity::find()
        .filter(mail::Column::State.eq(MailState::Queued))
        .filter(mail::Column::RunAt.lte(now))
        .filter(
            mail::Column::LeasedUntil
                .is_null()
                .or(mail::Column::LeasedUntil.lt(now)),
        )
        .order_by_asc(mail::Column::RunAt)
        .order_by_asc(mail::Column::Id)
        .limit(most)
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
        .all(tx)
        .await?;
    let mut claimed = Vec::with_capacity(due.len());
    for mail in due {
        let row = mail::ActiveModel {
            id: Set(mail.id),
            lease: Set(Some(ctx.hub().random().key())),
            leased_until: Set(Some(now + LEASE)),
            attempts: Set(mail.attempts + 1),
            ..Default::default()
        };
        claimed.push(row.update(tx).await?);
    }
    Ok(claimed)
}

/// Why a claimed mail must not be sent after all, if so: permission is asked again now.
///
/// # Errors
/// When the database does not answer.
pub async fn reason_to_skip(hub: &Hub, mail: &Mail, letter: &Letter) -> Result<Option<String>> {
    let db = hub.database().reader();
    let Some(person_id) = mail.person_id else {
        return Ok(None);
    };
    let Some(person) = person::Entity::find_by_id(person_id).one(db).await? else {
        return Ok(Some("the account is gone".into()));
    };
    if person.deleted_at.is_some() {
        return Ok(Some("the account was deleted".into()));
    }
    if person.email_confirmed_at.is_none() && !letter.to_unconfirmed() {
        return Ok(Some("the address is not confirmed".into()));
    }
    if let Letter::PanelPost { proposal, .. } | Letter::ReviewReopened { proposal, .. } = letter {
        // A judge with a conflict by now, or staff who compete, must not read what a panel says.
        let viewer = viewer_of(hub, &person, true).await?;
        let may = person.suspended_at.is_none()
            && panel::may_still_read(db, &viewer, proposal, hub.clock().now()).await?;
        return Ok((!may).then(|| "the discussion cannot be read any more".into()));
    }
    if let Some(key) = letter.introduction() {
        let viewer = viewer_of(hub, &person, true).await?;
        let may = person.suspended_at.is_none()
            && partnering::seat::may_still_read(db, &viewer, key).await?;
        return Ok((!may).then(|| "the introduction cannot be read any more".into()));
    }
    if let Some(challenge_id) = mail.challenge_id {
        let follows = follow_challenge::is_following(db, challenge_id, person_id).await?;
        return Ok((!follows).then(|| "the challenge is not followed any more".into()));
    }
    let Some(topic_id) = mail.topic_id else {
        return Ok(None);
    };
    if !person.mail_replies {
        return Ok(Some("mail about replies is switched off".into()));
    }
    let viewer = viewer_of(hub, &person, true).await?;
    let visible = topic::visible_to(&viewer)
        .filter(hub_entity::forum::topic::Column::Id.eq(topic_id))
        .one(db)
        .await?
        .is_some();
    if !visible {
        return Ok(Some("the topic cannot be seen any more".into()));
    }
    if let Letter::Reply { post_number, .. } = letter {
        let stands = post::visible_to(&Viewer::Visitor)
            .filter(hub_entity::forum::post::Column::TopicId.eq(topic_id))
            .filter(hub_entity::forum::post::Column::Number.eq(*post_number))
            .one(db)
            .await?
            .is_some();
        if !stands {
            return Ok(Some("the post cannot be read any more".into()));
        }
    }
    let follows = follow::is_following(db, topic_id, person_id).await?;
    Ok((!follows).then(|| "the topic is not followed any more".into()))
}

/// Writes down what became of a try. A worker whose lease ran out changes nothing.
///
/// # Errors
/// When the database does not answer.
pub async fn settle(hub: &Hub, mail: &Mail, rendered: &Rendered, outcome: &Outcome) -> Result<()> {
    hub.write(&Caller::system(), |ctx| {
        Box::pin(settle_in(
            ctx,
            mail.clone(),
            rendered.clone(),
            outcome.clone(),
        ))
    })
    .await
}

async fn settle_in(ctx: &Context, mail: Mail, rendered: Rendered, outcome: Outcome) -> Result<()> {
    let sent = outcome == Outcome::Sent;
    let now = ctx.now();
    let mut row = mail::ActiveModel {
        lease: Set(None),
        leased_until: Set(None),
        ..Default::default()
    };
    let mut end = |state, reason: String| {
        row.state = Set(state);
        row.state_reason = Set(reason);
    };
    match outcome {
        Outcome::Sent => end(MailState::Sent, String::new()),
        Outcome::Kept => end(MailState::Kept, String::new()),
        Outcome::Skipped(reason) => {
            tracing::info!(mail = mail.id, reason, "a mail was skipped");
            end(MailState::Skipped, reason);
        }
        Outcome::Refused(reason) => {
            tracing::warn!(mail = mail.id, reason, "a mail was refused");
            end(MailState::Dead, reason);
        }
        Outcome::Retry(reason) => {
            let tries = usize::try_from(mail.attempts).unwrap_or(1).max(1);
            tracing::warn!(mail = mail.id, tries, reason, "a mail could not be sent");
            match BACK_OFF.get(tries - 1) {
                Some(minutes) => {
                    row.run_at = Set(now + TimeDelta::minutes(*minutes));
                    row.state_reason = Set(reason);
                }
                None => end(MailState::Dead, reason),
            }
        }
    }
    if matches!(row.state, Set(MailState::Sent | MailState::Kept)) {
        row.subject = Set(rendered.subject);
        // A link that signs somebody in must not outlive its mail in a table that is backed up, and
        // administrators, who may compete or judge, read neither an introduction nor what a panel
        // says; where mail is kept instead of sent, reading it here is the only way to it.
        let letter = serde_json::from_value::<Letter>(mail.context.clone()).ok();
        let is_secret = |letter: Letter| {
            letter.to_unconfirmed() || letter.introduction().is_some() || letter.is_of_panel()
        };
        if sent && letter.is_some_and(is_secret) {
            row.context = Set(serde_json::json!({ "template": mail.template, "removed": true }));
        } else {
            row.body_text = Set(rendered.text);
            row.body_html = Set(rendered.html);
        }
        row.sent_at = Set(Some(now));
    }
    mail::Entity::update_many()
        .set(row)
        .filter(mail::Column::Id.eq(mail.id))
        .filter(mail::Column::Lease.eq(mail.lease))
        .exec(ctx.tx().await?)
        .await?;
    Ok(())
}
