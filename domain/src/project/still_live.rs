//! "Is it still live?": asked by mail every ninety days, answered by a link without signing in.
//!
//! The link carries who, which project and which time of asking, signed (HMAC, RFC 2104, with
//! SHA-256). It works once: the first answer of any partner settles the question, and the next
//! time of asking makes all earlier links void.

use chrono::{DateTime, TimeDelta, Utc};
use data_encoding::BASE64URL_NOPAD;
use hmac::{Hmac, KeyInit, Mac};
use hub_entity::project::{ProjectState, project};
use sea_orm::sea_query::LockType;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, EntityTrait, IntoActiveModel,
    QueryFilter, QueryOrder, QuerySelect,
};
use sha2::Sha256;

use crate::account::Person;
use crate::context::{Caller, Context, Reader};
use crate::error::{Error, Result};
use crate::hub::Hub;
use crate::platform::letter::Letter;
use crate::platform::outbox::{self, Recipient};
use crate::platform::secret::secret;
use crate::project::{Project, confirm, people, read};

/// How long what was confirmed is taken to be true, and an unanswered question to stand.
const EVERY: TimeDelta = TimeDelta::days(90);
/// How long partners have to answer before the page says that they did not.
const PATIENCE: TimeDelta = TimeDelta::days(30);
/// Projects asked about in one transaction.
const AT_ONCE: u64 = 50;
/// Bytes of the signature that the link carries: 128 bits cannot be guessed.
const SIGNATURE: usize = 16;

/// Since when a live project is not confirmed, if its partners were asked and said nothing.
pub fn unconfirmed_since(project: &Project, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let asked = project.asked_at?;
    let known = known_at(project);
    (project.state == ProjectState::Live && known < asked && asked + PATIENCE <= now)
        .then_some(known)
}

/// When it was last known to be live.
fn known_at(project: &Project) -> DateTime<Utc> {
    project.confirmed_at.unwrap_or(project.created_at)
}

/// Asks the partners of every live project that nobody spoke of for ninety days. The worker calls
/// this every hour; a second call, of any worker, finds nothing to ask.
///
/// # Errors
/// When the database does not answer.
pub async fn ask(hub: &Hub) -> Result<u64> {
    // Outside of the transaction, because it may have to be made.
    let key = secret(hub, "still-live").await?;
    let mut asked = 0;
    loop {
        let count = hub
            .write(&Caller::system(), |ctx| {
                Box::pin(ask_some(ctx, key.clone()))
            })
            .await?;
        asked += count;
        if count < AT_ONCE {
            return Ok(asked);
        }
    }
}

async fn ask_some(ctx: &Context, key: Vec<u8>) -> Result<u64> {
    let before = ctx.now() - EVERY;
    let tx = ctx.tx().await?;
    let spoken = Condition::any()
        .add(project::Column::ConfirmedAt.lte(before))
        .add(
            Condition::all()
                .add(project::Column::ConfirmedAt.is_null())
                .add(project::Column::CreatedAt.lte(before)),
        );
    let asked = Condition::any()
        .add(project::Column::AskedAt.is_null())
        .add(project::Column::AskedAt.lte(before));
    let due = project::Entity::find()
        .filter(project::Column::State.eq(ProjectState::Live))
        .filter(project::Column::HiddenAt.is_null())
        .filter(spoken)
        .filter(asked)
        .order_by_asc(project::Column::Id)
        .limit(AT_ONCE)
        .lock(LockType::Update)
        .all(tx)
        .await?;
    let count = due.len() as u64;
    for project in due {
        let mut row = project.into_active_model();
        row.asked_at = Set(Some(ctx.now()));
        let project = row.update(tx).await?;
        for person in people::of(tx, project.id).await? {
            letter(ctx, &key, &project, &person).await?;
        }
    }
    Ok(count)
}

async fn letter(ctx: &Context, key: &[u8], project: &Project, person: &Person) -> Result<()> {
    let site = &ctx.hub().settings().public_url;
    let token = token(key, person.id, project)?;
    let letter = Letter::StillLive {
        project_title: project.title.clone(),
        website: project.website.clone(),
        confirmed: known_at(project),
        link: format!("{site}/still-live/{token}"),
        edit_link: format!("{site}{}/edit", read::path(project)),
    };
    let asked = project.asked_at.unwrap_or_default().timestamp();
    let occasion = format!("still-live:{}:{asked}", project.id);
    outbox::send(ctx, &Recipient::from(person), &occasion, &letter).await
}

fn token(key: &[u8], person: i64, project: &Project) -> Result<String> {
    let asked = project.asked_at.unwrap_or_default().timestamp();
    let mut bytes: Vec<u8> = [person, project.id, asked]
        .iter()
        .flat_map(|number| number.to_be_bytes())
        .collect();
    let signature = signed(key, &bytes)?.finalize().into_bytes();
    bytes.extend(signature.iter().take(SIGNATURE));
    Ok(BASE64URL_NOPAD.encode(&bytes))
}

fn signed(key: &[u8], message: &[u8]) -> Result<Hmac<Sha256>> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).map_err(Error::internal)?;
    // What the key is for is signed too, so that no other signature can be taken for this one.
    mac.update(b"still-live\0");
    mac.update(message);
    Ok(mac)
}

/// What a link says: who, which project, and when they were asked.
struct Asked {
    person: i64,
    project: i64,
    at: i64,
}

async fn open(hub: &Hub, token: &str) -> Result<Asked> {
    let bytes = BASE64URL_NOPAD
        .decode(token.as_bytes())
        .map_err(|_| Error::NotFound)?;
    let (message, signature) = bytes.split_at_checked(24).ok_or(Error::NotFound)?;
    if signature.len() != SIGNATURE {
        return Err(Error::NotFound);
    }
    let key = secret(hub, "still-live").await?;
    signed(&key, message)?
        .verify_truncated_left(signature)
        .map_err(|_| Error::NotFound)?;
    let number = |at: usize| {
        let part = message
            .get(at..at + 8)
            .and_then(|part| part.try_into().ok());
        part.map(i64::from_be_bytes).ok_or(Error::NotFound)
    };
    Ok(Asked {
        person: number(0)?,
        project: number(8)?,
        at: number(16)?,
    })
}

/// What a link asks, as it stands now.
#[derive(Debug, Clone)]
pub struct Question {
    /// The project.
    pub project: Project,
    /// Whether an answer still counts: nobody has given one, and nobody was asked again.
    pub open: bool,
}

/// What a link asks. It changes nothing, because mail scanners follow links.
///
/// # Errors
/// `NotFound` when the hub did not make the link, or the project is not shown.
pub async fn question(reader: &Reader, token: &str) -> Result<Question> {
    let asked = open(reader.hub(), token).await?;
    let project = project::Entity::find_by_id(asked.project)
        .filter(project::Column::HiddenAt.is_null())
        .one(reader.db())
        .await?
        .ok_or(Error::NotFound)?;
    let open = stands(&project, &asked);
    Ok(Question { project, open })
}

fn stands(project: &Project, asked: &Asked) -> bool {
    project.state == ProjectState::Live
        && project
            .asked_at
            .is_some_and(|at| at.timestamp() == asked.at && known_at(project) < at)
}

/// Answers yes, by the link alone: whoever asks, it is the person whom the mail went to who
/// speaks, and they have to be among the partners still.
///
/// # Errors
/// `NotFound` when the hub did not make the link; `Invalid` when it is used or no longer counts.
pub async fn confirm_by_link(hub: &Hub, token: &str) -> Result<Project> {
    let asked = open(hub, token).await?;
    hub.write(&Caller::system(), |ctx| {
        Box::pin(answer(ctx, asked.person, asked.project, asked.at))
    })
    .await
}

async fn answer(ctx: &Context, person: i64, number: i64, at: i64) -> Result<Project> {
    let project = read::locked(ctx, number).await?;
    let tx = ctx.tx().await?;
    let asked = Asked {
        person,
        project: number,
        at,
    };
    let partner = people::of(tx, number).await?.iter().any(|p| p.id == person);
    if !stands(&project, &asked) || !partner || project.hidden_at.is_some() {
        return Err(Error::field("token", "QUESTION_SETTLED"));
    }
    confirm::write(ctx, project, person, "mail").await
}
