//! The drafts that were saved, one row a save: by them edits are merged, partners are told what
//! changed since they agreed, and nothing that anybody typed is lost.

use hub_entity::challenge::{proposal, proposal_draft};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};

use crate::context::Context;
use crate::error::Result;
use crate::proposal::{Content, Proposal, seen};

/// How many saves of one proposal are kept. Autosave makes many.
const KEPT: i32 = 500;

/// A draft as somebody saved it.
pub type Saved = proposal_draft::Model;

/// Keeps the draft as it is now, in the name of whoever saved it. A draft that is kept already
/// stays as it is.
pub(crate) async fn keep(ctx: &Context, row: &Proposal, by: i64) -> Result<()> {
    let tx = ctx.tx().await?;
    let kept = proposal_draft::ActiveModel {
        proposal_id: Set(row.id),
        version: Set(row.version),
        content: Set(row.content.clone()),
        edited_by: Set(by),
        edited_at: Set(row.updated_at),
        ..Default::default()
    };
    proposal_draft::Entity::insert(kept)
        .on_conflict_do_nothing_on([
            proposal_draft::Column::ProposalId,
            proposal_draft::Column::Version,
        ])
        .exec_without_returning(tx)
        .await?;
    if row.version > KEPT {
        proposal_draft::Entity::delete_many()
            .filter(proposal_draft::Column::ProposalId.eq(row.id))
            .filter(proposal_draft::Column::Version.lte(row.version - KEPT))
            .exec(tx)
            .await?;
    }
    Ok(())
}

/// The draft of this version; none when it is not kept any more.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn content(
    db: &impl ConnectionTrait,
    row: &Proposal,
    version: i32,
) -> Result<Option<Content>> {
    if version == row.version {
        return seen::decode(&row.content).map(Some);
    }
    let kept = proposal_draft::Entity::find()
        .filter(proposal_draft::Column::ProposalId.eq(row.id))
        .filter(proposal_draft::Column::Version.eq(version))
        .one(db)
        .await?;
    kept.map(|kept| seen::decode(&kept.content)).transpose()
}

/// The drafts that were saved since a version, that one included, the oldest first. Without a
/// version, all that are kept.
pub(crate) async fn since(
    db: &impl ConnectionTrait,
    proposal_id: i64,
    version: Option<i32>,
) -> Result<Vec<Saved>> {
    let mut select = proposal_draft::Entity::find()
        .filter(proposal_draft::Column::ProposalId.eq(proposal_id))
        .order_by_asc(proposal_draft::Column::Version);
    if let Some(version) = version {
        select = select.filter(proposal_draft::Column::Version.gte(version));
    }
    Ok(select.all(db).await?)
}

/// The proposal, locked, for what the clock does with it.
pub(crate) async fn locked(ctx: &Context, id: i64) -> Result<Option<Proposal>> {
    Ok(proposal::Entity::find_by_id(id)
        .lock_exclusive()
        .one(ctx.tx().await?)
        .await?)
}
