//! Files that are attached to proposals, and who may read which.

use hub_entity::challenge::{attachment, proposal};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::context::Reader;
use crate::error::{Error, Result};
use crate::proposal::{Proposal, read, seen};

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
    let held = seen
        .content
        .attachments
        .iter()
        .any(|one| one.key == file.key);
    if seen.standing.partner || held {
        Ok(file)
    } else {
        Err(Error::NotFound)
    }
}
