//! Events: what happened, written in the transaction of the change. A worker claims them row by
//! row and writes their consequences (mail to those who follow) in a transaction of its own.

use hub_entity::platform::event;
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde::{Deserialize, Serialize};

use crate::context::Context;
use crate::error::{Error, Result};

/// What happened. Old versions stay readable: a variant's fields are only ever added to, with
/// defaults, and a change of meaning is a new variant.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Happening {
    /// A reply was posted in a topic.
    PostCreated {
        /// The topic.
        topic_id: i64,
        /// The post.
        post_id: i64,
    },
}

impl Happening {
    /// Every kind that this release can read; a newer one's wait for that one's workers.
    pub(crate) const KINDS: [&'static str; 1] = ["post_created"];

    fn kind(&self) -> (&'static str, &'static str, i64) {
        match self {
            Self::PostCreated { post_id, .. } => ("post_created", "post", *post_id),
        }
    }
}

/// Writes an event, for the worker to fan out.
///
/// # Errors
/// When the database does not answer.
pub async fn record(ctx: &Context, happening: &Happening) -> Result<()> {
    let (kind, object_kind, object_id) = happening.kind();
    event::ActiveModel {
        kind: Set(kind.to_owned()),
        version: Set(1),
        actor_id: Set(ctx.viewer().id()),
        object_kind: Set(object_kind.to_owned()),
        object_id: Set(object_id),
        at: Set(ctx.now()),
        payload: Set(serde_json::to_value(happening).map_err(Error::internal)?),
        fanned_out_at: Set(None),
        ..Default::default()
    }
    .insert(ctx.tx().await?)
    .await?;
    ctx.leaves_work();
    Ok(())
}
