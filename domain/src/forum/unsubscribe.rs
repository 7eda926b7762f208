//! Ending mail about a topic by a link in that mail, without signing in (RFC 8058).
//!
//! The link carries who and which topic, signed (HMAC, RFC 2104, with SHA-256), so that it needs
//! no row, works for as long as the mail is kept, and cannot be made by others.

use data_encoding::BASE64URL_NOPAD;
use hmac::{Hmac, KeyInit, Mac};
use hub_entity::account::person;
use hub_entity::forum::topic_follow;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use sha2::Sha256;

use crate::context::{Caller, Context, Reader, Viewer};
use crate::error::{Error, Result};
use crate::forum::{Topic, follow, topic};
use crate::hub::Hub;
use crate::platform::secret::secret;

/// Bytes of the signature that the link carries: 128 bits cannot be guessed.
const SIGNATURE: usize = 16;

/// The link in a mail about a topic. Outside of transactions only: see [`secret`].
///
/// # Errors
/// When the database does not answer.
pub async fn unsubscribe_link(hub: &Hub, person_id: i64, topic_id: i64) -> Result<String> {
    let mut bytes = message(person_id, topic_id);
    let key = secret(hub, "unsubscribe").await?;
    let signature = signed(&key, &bytes)?.finalize().into_bytes();
    bytes.extend(signature.iter().take(SIGNATURE));
    let url = &hub.settings().public_url;
    Ok(format!(
        "{url}/unsubscribe/{}",
        BASE64URL_NOPAD.encode(&bytes)
    ))
}

fn message(person_id: i64, topic_id: i64) -> Vec<u8> {
    let mut bytes = person_id.to_be_bytes().to_vec();
    bytes.extend(topic_id.to_be_bytes());
    bytes
}

fn signed(key: &[u8], message: &[u8]) -> Result<Hmac<Sha256>> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).map_err(Error::internal)?;
    // What the key is for is signed too, so that no other signature can be taken for this one.
    mac.update(b"unsubscribe\0");
    mac.update(message);
    Ok(mac)
}

/// Who and which topic a link is about.
///
/// # Errors
/// `NotFound` when the hub did not sign it.
async fn read(hub: &Hub, token: &str) -> Result<(i64, i64)> {
    let bytes = BASE64URL_NOPAD
        .decode(token.as_bytes())
        .map_err(|_| Error::NotFound)?;
    let (message, signature) = bytes.split_at_checked(16).ok_or(Error::NotFound)?;
    if signature.len() != SIGNATURE {
        return Err(Error::NotFound);
    }
    let key = secret(hub, "unsubscribe").await?;
    signed(&key, message)?
        .verify_truncated_left(signature)
        .map_err(|_| Error::NotFound)?;
    let number = |part: &[u8]| part.try_into().map(i64::from_be_bytes);
    match (number(&message[..8]), number(&message[8..])) {
        (Ok(person), Ok(topic)) => Ok((person, topic)),
        _ => Err(Error::NotFound),
    }
}

/// What a link would end.
#[derive(Debug, Clone)]
pub struct Subscription {
    /// The topic, if it can still be seen.
    pub topic: Option<Topic>,
    /// Whether there is mail about it at all.
    pub following: bool,
}

/// What a link would end. It changes nothing, because mail scanners follow links.
///
/// # Errors
/// `NotFound` when the hub did not make the link.
pub async fn subscription(reader: &Reader, token: &str) -> Result<Subscription> {
    let (person_id, topic_id) = read(reader.hub(), token).await?;
    let following = topic_follow::Entity::find()
        .filter(topic_follow::Column::PersonId.eq(person_id))
        .filter(topic_follow::Column::TopicId.eq(topic_id))
        .filter(topic_follow::Column::Following.eq(true))
        .one(reader.db())
        .await?
        .is_some();
    // Links travel, so it shows what everybody may see.
    let topic = match topic::by_number(reader.db(), &Viewer::Visitor, topic_id).await {
        Err(Error::NotFound) => None,
        other => Some(other?),
    };
    Ok(Subscription { topic, following })
}

/// Ends mail about the topic that a link was sent for, whoever asks: holding the link is enough.
///
/// # Errors
/// `NotFound` when the hub did not make the link.
pub async fn unsubscribe(hub: &Hub, token: &str) -> Result<()> {
    // Read before the transaction begins, because it may have to make the secret.
    let (person_id, topic_id) = read(hub, token).await?;
    hub.write(&Caller::system(), |ctx| {
        Box::pin(end(ctx, person_id, topic_id))
    })
    .await
}

async fn end(ctx: &Context, person_id: i64, topic_id: i64) -> Result<()> {
    let tx = ctx.tx().await?;
    let person = person::Entity::find_by_id(person_id).one(tx).await?;
    let topic = hub_entity::forum::topic::Entity::find_by_id(topic_id)
        .one(tx)
        .await?;
    if person.is_none() || topic.is_none() {
        return Ok(());
    }
    follow::choose(ctx, topic_id, person_id, false).await
}
