//! Files that are attached to proposals, and who may read which.

use hub_entity::challenge::{attachment, proposal};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::context::Reader;
use crate::error::{Error, Result};
use crate::proposal::{Proposal, blind, read, seen};

/// A file.
pub type File = attachment::Model;

/// The most files of one proposal.
pub const MOST_FILES: usize = 5;
/// The largest, in bytes.
pub const MOST_BYTES: usize = 10 * 1024 * 1024;

/// A file with its content, for those who may read a version that holds it: partners read every
/// file of their proposal, and whoever else may see the proposal those of the version that counts.
///
/// # Errors
/// `NotFound` when there is none, or when it is not for the viewer.
pub async fn open(reader: &Reader, key: &str) -> Result<File> {
    let file = attachment::Entity::find()
        .filter(attachment::Column::Key.eq(key))
        .one(reader.db())
        .await?
        .ok_or(Error::NotFound)?;
    let of: Proposal = read::visible_to(reader)
        .filter(proposal::Column::Id.eq(file.proposal_id))
        .one(reader.db())
        .await?
        .ok_or(Error::NotFound)?;
    let seen = seen::seen(reader, &[of.id]).await?.pop();
    let seen = seen.ok_or(Error::NotFound)?;
    let mut held = seen.content.attachments.iter();
    match held.find(|one| one.key == file.key) {
        Some(held) if seen.standing.blind => nameless(file, &held.name),
        Some(_) => Ok(file),
        None if seen.standing.partner => Ok(file),
        None => Err(Error::NotFound),
    }
}

/// A file for a judge who does not learn whose it is.
fn nameless(mut file: File, name: &str) -> Result<File> {
    file.content = blind::cleaned(&file.media_type, &file.content).ok_or(Error::NotFound)?;
    name.clone_into(&mut file.name);
    Ok(file)
}
