//! Attaching a file to the draft of a proposal, and taking one out of it.

use data_encoding::{BASE64, HEXLOWER};
use hub_entity::challenge::{attachment, proposal};
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::context::Context;
use crate::error::{Error, FieldError, Result};
use crate::platform::limit;
use crate::policy::{self, proposal::may_edit};
use crate::proposal::attachment::{MOST_BYTES, MOST_FILES};
use crate::proposal::content::Attachment;
use crate::proposal::locked::Locked;
use crate::proposal::{Content, Proposal, file_kind, history, locked, seen, tell_changes};

/// A file for a proposal.
#[derive(Debug, Clone)]
pub struct AttachFile {
    /// Which proposal.
    pub key: String,
    /// What the file is called.
    pub name: String,
    /// Its content, as base64.
    pub base64: String,
}

/// A file that is taken out.
#[derive(Debug, Clone)]
pub struct DetachFile {
    /// Which proposal.
    pub key: String,
    /// Which file.
    pub file: String,
}

/// Attaches a file to the draft. It becomes part of the versions that are submitted from now on.
///
/// # Errors
/// `Invalid` on `base64`: no file, too large, of another kind, or one too many; on the whole when
/// the challenge takes no proposals; `RateLimited`.
pub async fn attach_file(ctx: &Context, input: AttachFile) -> Result<Proposal> {
    let bytes = decode(&input.base64)?;
    let kind =
        file_kind::of(&input.name, &bytes).ok_or_else(|| FieldError::new("base64", "FILE_KIND"))?;
    let name = file_kind::name(&input.name, kind);
    let sha256 = HEXLOWER.encode(&Sha256::digest(&bytes));
    let actor = ctx.actor()?.id;
    limit::UPLOAD.take(ctx.hub(), &actor.to_string()).await?;
    let held = take(ctx, &input.key).await?;
    let mut content = seen::decode(&held.proposal.content)?;
    if content.attachments.len() >= MOST_FILES {
        let error = FieldError::new("base64", "TOO_MANY_FILES").with("max", MOST_FILES);
        return Err(error.into());
    }
    let size = i64::try_from(bytes.len()).map_err(Error::internal)?;
    let row = attachment::ActiveModel {
        key: Set(ctx.hub().random().key()),
        proposal_id: Set(held.proposal.id),
        name: Set(name),
        media_type: Set(kind.media_type.to_owned()),
        size: Set(size),
        sha256: Set(sha256.clone()),
        content: Set(bytes),
        uploaded_by: Set(actor),
        uploaded_at: Set(held.now),
        ..Default::default()
    };
    let file = row.insert(ctx.tx().await?).await?;
    content.attachments.push(Attachment {
        key: file.key,
        name: file.name,
        media_type: file.media_type,
        size,
    });
    let saved = write(ctx, &held, &content).await?;
    let details = json!({ "version": saved.version, "sha256": sha256, "size": size });
    held.audit(ctx, "file_attached", details).await?;
    Ok(saved)
}

fn decode(base64: &str) -> Result<Vec<u8>, FieldError> {
    let wrong = |code| FieldError::new("base64", code);
    if base64.is_empty() {
        return Err(wrong("FILE_EMPTY"));
    }
    // Four letters for three bytes.
    if base64.len() / 4 * 3 > MOST_BYTES + 3 {
        return Err(wrong("FILE_TOO_LARGE"));
    }
    let bytes = BASE64
        .decode(base64.as_bytes())
        .map_err(|_| wrong("FILE_UNREADABLE"))?;
    if bytes.len() > MOST_BYTES {
        return Err(wrong("FILE_TOO_LARGE"));
    }
    Ok(bytes)
}

/// Takes a file out of the draft. Versions that were submitted with it keep it.
///
/// # Errors
/// `NotFound` when the draft has no such file; `Invalid` on the whole when the challenge takes no
/// proposals.
pub async fn detach_file(ctx: &Context, input: DetachFile) -> Result<Proposal> {
    let held = take(ctx, &input.key).await?;
    let mut content = seen::decode(&held.proposal.content)?;
    let before = content.attachments.len();
    content.attachments.retain(|one| one.key != input.file);
    if content.attachments.len() == before {
        return Err(Error::NotFound);
    }
    let saved = write(ctx, &held, &content).await?;
    let details = json!({ "version": saved.version });
    held.audit(ctx, "file_detached", details).await?;
    Ok(saved)
}

async fn take(ctx: &Context, key: &str) -> Result<Locked> {
    let held = locked::lock(ctx, key).await?;
    policy::require(ctx.viewer(), may_edit(ctx.viewer(), held.standing))?;
    held.require_open()?;
    Ok(held)
}

async fn write(ctx: &Context, held: &Locked, content: &Content) -> Result<Proposal> {
    history::keep(ctx, &held.proposal, held.proposal.created_by).await?;
    let row = proposal::ActiveModel {
        id: Set(held.proposal.id),
        content: Set(seen::encode(content)?),
        version: Set(held.proposal.version + 1),
        updated_at: Set(held.now),
        ..Default::default()
    };
    let saved = row.update(ctx.tx().await?).await?;
    history::keep(ctx, &saved, ctx.actor()?.id).await?;
    tell_changes::later(ctx, &saved, held.now).await?;
    Ok(saved)
}
