//! Ending mail about a topic or a challenge by a link in that mail, without signing in (RFC 8058).
//!
//! The link carries who and about what, signed (HMAC, RFC 2104, with SHA-256), so that it needs
//! no row, works for as long as the mail is kept, and cannot be made by others.

use data_encoding::BASE64URL_NOPAD;
use hmac::{Hmac, KeyInit, Mac};
use hub_entity::account::person;
use hub_entity::challenge::challenge_follow;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use sha2::Sha256;

use crate::challenge::{self, Challenge};
use crate::context::{Caller, Context, Reader, Viewer};
use crate::error::{Error, Result};
use crate::forum::{Topic, follow, topic};
use crate::hub::Hub;
use crate::platform::secret::secret;

/// Bytes of the signature that the link carries: 128 bits cannot be guessed.
const SIGNATURE: usize = 16;
/// What stands before the numbers where a link is about a challenge. Those about topics have
/// nothing there, as in the mails that people keep.
const CHALLENGE: u8 = 1;

/// What mail is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// The topic with this number.
    Topic(i64),
    /// The challenge with this number, for those who asked to be told about it.
    Challenge(i64),
}

/// The link in a mail that its reader can end. Outside of transactions only: see [`secret`].
///
/// # Errors
/// When the database does not answer.
pub async fn unsubscribe_link(hub: &Hub, person_id: i64, about: About) -> Result<String> {
    let mut bytes = message(person_id, about);
    let key = secret(hub, "unsubscribe").await?;
    let signature = signed(&key, &bytes)?.finalize().into_bytes();
    bytes.extend(signature.iter().take(SIGNATURE));
    let url = &hub.settings().public_url;
    Ok(format!(
        "{url}/unsubscribe/{}",
        BASE64URL_NOPAD.encode(&bytes)
    ))
}

fn message(person_id: i64, about: About) -> Vec<u8> {
    let (kind, number) = match about {
        About::Topic(topic) => (None, topic),
        About::Challenge(challenge) => (Some(CHALLENGE), challenge),
    };
    let mut bytes: Vec<u8> = kind.into_iter().collect();
    bytes.extend(person_id.to_be_bytes());
    bytes.extend(number.to_be_bytes());
    bytes
}

fn signed(key: &[u8], message: &[u8]) -> Result<Hmac<Sha256>> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).map_err(Error::internal)?;
    // What the key is for is signed too, so that no other signature can be taken for this one.
    mac.update(b"unsubscribe\0");
    mac.update(message);
    Ok(mac)
}

/// Whose link it is, and about what.
///
/// # Errors
/// `NotFound` when the hub did not sign it.
async fn read(hub: &Hub, token: &str) -> Result<(i64, About)> {
    let bytes = BASE64URL_NOPAD
        .decode(token.as_bytes())
        .map_err(|_| Error::NotFound)?;
    let most = bytes.len().checked_sub(SIGNATURE).ok_or(Error::NotFound)?;
    let (message, signature) = bytes.split_at(most);
    let key = secret(hub, "unsubscribe").await?;
    signed(&key, message)?
        .verify_truncated_left(signature)
        .map_err(|_| Error::NotFound)?;
    let (kind, numbers) = match message.split_first() {
        Some((kind, numbers)) if numbers.len() == 16 => (Some(*kind), numbers),
        _ => (None, message),
    };
    let (person, object) = numbers.split_at_checked(8).ok_or(Error::NotFound)?;
    let number = |part: &[u8]| part.try_into().map(i64::from_be_bytes);
    let (Ok(person), Ok(object)) = (number(person), number(object)) else {
        return Err(Error::NotFound);
    };
    match kind {
        None => Ok((person, About::Topic(object))),
        Some(CHALLENGE) => Ok((person, About::Challenge(object))),
        Some(_) => Err(Error::NotFound),
    }
}

/// What a link would end.
#[derive(Debug, Clone)]
pub struct Subscription {
    /// The topic that it is about, if that can still be seen.
    pub topic: Option<Topic>,
    /// The challenge that it is about, if that can still be seen.
    pub challenge: Option<Challenge>,
    /// Whether there is mail about it at all.
    pub following: bool,
}

/// What a link would end. It changes nothing, because mail scanners follow links.
///
/// # Errors
/// `NotFound` when the hub did not make the link.
pub async fn subscription(reader: &Reader, token: &str) -> Result<Subscription> {
    let (person_id, about) = read(reader.hub(), token).await?;
    let db = reader.db();
    // Links travel, so it shows what everybody may see.
    let everybody = Viewer::Visitor;
    let (mut topic, mut challenge) = (None, None);
    let following = match about {
        About::Topic(id) => {
            topic = seen(topic::by_number(db, &everybody, id).await)?;
            follow::is_following(db, id, person_id).await?
        }
        About::Challenge(id) => {
            challenge = seen(challenge::read::by_number(db, &everybody, id).await)?;
            challenge::follow_challenge::is_following(db, id, person_id).await?
        }
    };
    Ok(Subscription {
        topic,
        challenge,
        following,
    })
}

fn seen<T>(found: Result<T>) -> Result<Option<T>> {
    match found {
        Err(Error::NotFound) => Ok(None),
        other => other.map(Some),
    }
}

/// Ends mail about what a link was sent for, whoever asks: holding the link is enough.
///
/// # Errors
/// `NotFound` when the hub did not make the link.
pub async fn unsubscribe(hub: &Hub, token: &str) -> Result<()> {
    // Read before the transaction begins, because it may have to make the secret.
    let (person_id, about) = read(hub, token).await?;
    hub.write(&Caller::system(), |ctx| {
        Box::pin(end(ctx, person_id, about))
    })
    .await
}

async fn end(ctx: &Context, person_id: i64, about: About) -> Result<()> {
    let tx = ctx.tx().await?;
    let topic_id = match about {
        About::Topic(id) => id,
        About::Challenge(id) => {
            challenge_follow::Entity::delete_many()
                .filter(challenge_follow::Column::ChallengeId.eq(id))
                .filter(challenge_follow::Column::PersonId.eq(person_id))
                .exec(tx)
                .await?;
            return Ok(());
        }
    };
    let person = person::Entity::find_by_id(person_id).one(tx).await?;
    let topic = hub_entity::forum::topic::Entity::find_by_id(topic_id)
        .one(tx)
        .await?;
    if person.is_none() || topic.is_none() {
        return Ok(());
    }
    follow::choose(ctx, topic_id, person_id, false).await
}
