//! Where the chains end: what is published, so that nobody can write a chain anew unseen.

use hub_entity::platform::audit_head;
use sea_orm::{ConnectionTrait, EntityTrait, QueryOrder};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::canonical::canonical;
use super::link;
use crate::context::Reader;
use crate::error::{Error, Result};
use crate::page::{Page, Slice};

/// Where a chain ends.
pub type Head = audit_head::Model;

/// Where all chains end, the site's first and then those of challenges by number.
///
/// # Errors
/// When the database does not answer.
pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<Head>> {
    let heads = audit_head::Entity::find().order_by_asc(audit_head::Column::Chain);
    Ok(heads.all(db).await?)
}

/// What is published of the audit.
#[derive(Debug, Clone)]
pub struct Published {
    /// All heads, in order.
    pub heads: Vec<Head>,
    /// The hash over them.
    pub hash: String,
    /// How many rows there are in all.
    pub rows: i64,
}

/// What is published of the audit, for everybody.
///
/// # Errors
/// When the database does not answer.
pub async fn published(reader: &Reader) -> Result<Published> {
    let heads = all(reader.db()).await?;
    Ok(Published {
        hash: over(&heads),
        rows: heads.iter().map(|head| head.seq).sum(),
        heads,
    })
}

impl Published {
    /// A part of the heads.
    ///
    /// # Errors
    /// `Invalid` on `after` when the cursor is none of this list.
    pub fn slice(&self, page: &Page) -> Result<Slice<Head>> {
        let after: Option<i64> = match page.key::<1>()? {
            None => None,
            Some([chain]) => Some(
                chain
                    .parse()
                    .map_err(|_| Error::field("after", "BAD_CURSOR"))?,
            ),
        };
        let count = usize::try_from(page.first).unwrap_or(20);
        let rest = self
            .heads
            .iter()
            .filter(|head| after.is_none_or(|after| head.chain > after));
        let rows = rest.take(count + 1).cloned().collect();
        let total = u64::try_from(self.heads.len()).unwrap_or(u64::MAX);
        Ok(Slice::cut(rows, page, |head| vec![head.chain.to_string()]).with_total(total))
    }
}

/// The hash over heads: SHA-256 of the canonical JSON of the list of them, each an object of
/// `chain` (the number of its challenge, or 0 for the site), `seq` and `hash`, sorted by chain.
pub fn over(heads: &[Head]) -> String {
    let mut heads: Vec<&Head> = heads.iter().collect();
    heads.sort_by_key(|head| head.chain);
    let list: Vec<Value> = heads
        .into_iter()
        .map(|head| json!({ "chain": head.chain, "seq": head.seq, "hash": head.hash }))
        .collect();
    link::hex(&Sha256::digest(canonical(&Value::Array(list)).as_bytes()).into())
}
