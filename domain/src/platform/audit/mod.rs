//! The audit: one row for each transition, score and act of moderation, in its transaction.
//!
//! Rows are links of chains ([`link`]), one for each challenge and one for the rest of the site, so
//! that a byte that somebody changes is found ([`verify`]). A use case only notes its rows
//! ([`record`]); they are written when it has done everything else ([`write`]), because the head of
//! a chain is a lock that whoever adds to the same chain waits for. So it is taken last, held for
//! three statements, and scoring in one round never waits for another.

pub mod canonical;
pub mod heads;
pub mod link;
pub mod verify;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use hub_entity::platform::{audit, audit_head};
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::Value;

use crate::context::Context;
use crate::error::{Error, Result};
use link::{Content, GENESIS, Hash};

/// The chain of what belongs to no challenge.
pub const SITE: i64 = 0;

/// How many rows one statement adds: databases bound the values of a statement.
const ROWS: usize = 500;

/// What was done to what.
#[derive(Debug)]
pub struct Entry<'a> {
    /// The verb, as the API names it: `proposal_submitted`.
    pub action: &'a str,
    /// Kind of the object: `proposal`.
    pub object_kind: &'a str,
    /// Its number.
    pub object_id: i64,
    /// The challenge that it belongs to, if it does.
    pub challenge_id: Option<i64>,
    /// Before, after and reason. People by number, never by name, so that erasing a person
    /// leaves the audit whole.
    pub details: Value,
}

/// A row that a use case noted, and that is written at its end.
#[derive(Debug)]
pub(crate) struct Noted {
    at: DateTime<Utc>,
    actor: Option<i64>,
    action: String,
    object_kind: String,
    object_id: i64,
    challenge: Option<i64>,
    details: Value,
    before: Option<String>,
    after: String,
}

/// Notes an audit row, which is written when the use case is done.
///
/// # Errors
/// When the database does not answer; the change is not made then either.
pub async fn record(ctx: &Context, entry: Entry<'_>) -> Result<()> {
    let details = canonical::plain(entry.details);
    let (before, after) = link::details_hashes(&details);
    ctx.note(Noted {
        at: ctx.now(),
        actor: ctx.viewer().id(),
        action: entry.action.to_owned(),
        object_kind: entry.object_kind.to_owned(),
        object_id: entry.object_id,
        challenge: entry.challenge_id,
        details,
        before,
        after,
    });
    // What is audited is written, even where this row is all.
    ctx.tx().await?;
    Ok(())
}

/// Writes the rows that were noted: the last statements of a transaction.
///
/// # Errors
/// When the database does not answer; the change is not made then either.
pub(crate) async fn write(ctx: &Context) -> Result<()> {
    let mut chains: BTreeMap<i64, Vec<Noted>> = BTreeMap::new();
    for noted in ctx.take_noted() {
        let chain = noted.challenge.unwrap_or(SITE);
        chains.entry(chain).or_default().push(noted);
    }
    // Always in the same order, so that two never wait for each other; the site's comes last,
    // because most wait for it.
    for (chain, noted) in chains.into_iter().rev() {
        add(ctx, chain, noted).await?;
    }
    Ok(())
}

async fn add(ctx: &Context, chain: i64, noted: Vec<Noted>) -> Result<()> {
    let tx = ctx.tx().await?;
    let head = lock(ctx, chain).await?;
    let mut hash = link::parse(&head.hash).ok_or_else(|| {
        Error::internal(format!("the head of chain {chain} of the audit is no hash"))
    })?;
    let mut seq = head.seq;
    let mut rows = Vec::with_capacity(noted.len());
    for row in noted {
        seq += 1;
        hash = content(&row, seq).hash(&hash);
        rows.push(row.into_row(chain, seq, &hash));
    }
    while !rows.is_empty() {
        let rest = rows.split_off(rows.len().min(ROWS));
        let some = std::mem::replace(&mut rows, rest);
        audit::Entity::insert_many(some)
            .exec_without_returning(tx)
            .await?;
    }
    audit_head::Entity::update_many()
        .col_expr(audit_head::Column::Seq, Expr::value(seq))
        .col_expr(audit_head::Column::Hash, Expr::value(link::hex(&hash)))
        .filter(audit_head::Column::Chain.eq(chain))
        .exec(tx)
        .await?;
    Ok(())
}

/// The head of a chain, made if it is the chain's first row, and locked until the transaction
/// ends: one statement, because an update that changes nothing locks as well.
async fn lock(ctx: &Context, chain: i64) -> Result<audit_head::Model> {
    use audit_head::Column;
    let new = audit_head::ActiveModel {
        chain: Set(chain),
        seq: Set(0),
        hash: Set(link::hex(&GENESIS)),
    };
    let same = Expr::col((audit_head::Entity, Column::Seq)).add(0);
    let head = audit_head::Entity::insert(new)
        .on_conflict(
            OnConflict::column(Column::Chain)
                .value(Column::Seq, same)
                .to_owned(),
        )
        .exec_with_returning(ctx.tx().await?)
        .await?;
    Ok(head)
}

fn content(row: &Noted, seq: i64) -> Content<'_> {
    Content {
        seq,
        at: row.at,
        actor: row.actor,
        action: &row.action,
        object_kind: &row.object_kind,
        object_id: row.object_id,
        challenge: row.challenge,
        before: row.before.as_deref(),
        after: &row.after,
    }
}

impl Noted {
    fn into_row(self, chain: i64, seq: i64, hash: &Hash) -> audit::ActiveModel {
        audit::ActiveModel {
            chain: Set(chain),
            seq: Set(seq),
            at: Set(self.at),
            actor_id: Set(self.actor),
            action: Set(self.action),
            object_kind: Set(self.object_kind),
            object_id: Set(self.object_id),
            challenge_id: Set(self.challenge),
            details: Set(self.details),
            before_hash: Set(self.before),
            after_hash: Set(self.after),
            hash: Set(link::hex(hash)),
        }
    }
}
