//! The outbox: a mail is a row, written in the transaction of the change that it tells of, and
//! sent afterwards by a worker. Its Message-ID is fixed here, so that a repeated try is
//! recognised as the same mail.

use chrono::{DateTime, Utc};
use hub_entity::account::person;
use hub_entity::platform::{MailState, mail};
use sea_orm::{ActiveValue::Set, EntityTrait, TryInsertResult};

use crate::context::Context;
use crate::error::{Error, Result};
use crate::platform::letter::Letter;

/// To whom a mail goes.
#[derive(Debug, Clone)]
pub struct Recipient {
    /// Their account, if there is one.
    pub person_id: Option<i64>,
    /// The address.
    pub address: String,
    /// The name beside it.
    pub name: String,
}

impl From<&person::Model> for Recipient {
    fn from(person: &person::Model) -> Self {
        Self {
            person_id: Some(person.id),
            address: person.email.clone(),
            name: person.name.clone(),
        }
    }
}

impl Recipient {
    /// Somebody who may have no account.
    pub fn address(address: &str) -> Self {
        Self {
            person_id: None,
            address: address.to_owned(),
            name: String::new(),
        }
    }
}

/// How a mail hangs together with others.
#[derive(Debug, Clone, Default)]
pub struct Thread {
    /// Message-ID of the conversation's root.
    pub root: Option<String>,
    /// Message-ID of what it answers.
    pub parent: Option<String>,
    /// The topic that it belongs to: permission is asked again when it is sent.
    pub topic_id: Option<i64>,
    /// The challenge whose follower it goes to: whether they still follow is asked again when it is
    /// sent.
    pub challenge_id: Option<i64>,
}

/// Puts a mail into the outbox. `occasion` names what it tells of (`submitted:12:3`): the same
/// occasion and address make one mail, however often this is called.
///
/// # Errors
/// When the database does not answer.
pub async fn send(ctx: &Context, to: &Recipient, occasion: &str, letter: &Letter) -> Result<()> {
    send_later(ctx, to, occasion, letter, ctx.now(), Thread::default()).await
}

/// The same, not before `run_at`, as part of a thread.
///
/// # Errors
/// When the database does not answer.
pub async fn send_later(
    ctx: &Context,
    to: &Recipient,
    occasion: &str,
    letter: &Letter,
    run_at: DateTime<Utc>,
    thread: Thread,
) -> Result<()> {
    let key = ctx.hub().random().key();
    let host = host_of(&ctx.hub().settings().public_url);
    let row = mail::ActiveModel {
        template: Set(letter.template().to_owned()),
        person_id: Set(to.person_id),
        to_address: Set(to.address.clone()),
        to_name: Set(to.name.clone()),
        context: Set(serde_json::to_value(letter).map_err(Error::internal)?),
        unique_key: Set(format!("{occasion}:{}:mail", to.address)),
        message_id: Set(format!("{key}@{host}")),
        key: Set(key),
        in_reply_to: Set(thread.parent),
        thread: Set(thread.root),
        topic_id: Set(thread.topic_id),
        challenge_id: Set(thread.challenge_id),
        state: Set(MailState::Queued),
        state_reason: Set(String::new()),
        subject: Set(String::new()),
        body_text: Set(String::new()),
        body_html: Set(String::new()),
        run_at: Set(run_at),
        attempts: Set(0),
        leased_until: Set(None),
        lease: Set(None),
        created_at: Set(ctx.now()),
        sent_at: Set(None),
        ..Default::default()
    };
    let inserted = mail::Entity::insert(row)
        .on_conflict_do_nothing_on([mail::Column::UniqueKey])
        .exec_without_returning(ctx.tx().await?)
        .await?;
    if matches!(inserted, TryInsertResult::Inserted(_)) {
        ctx.leaves_work();
    }
    Ok(())
}

/// The host of the hub's address, as Message-IDs carry it.
pub fn host_of(public_url: &str) -> String {
    url::Url::parse(public_url)
        .ok()
        .and_then(|url| url.host_str().map(ToOwned::to_owned))
        .unwrap_or_else(|| "localhost".to_owned())
}
