//! Makes the rows of the audit links of chains of hashes: one for each challenge, and one for the
//! rest of the site. The rows that are there become the first links, in the order in which they
//! were written.
//!
//! The format of a link stands here as it was then ([`crate::audit_link`]), because a migration is
//! history; `domain::platform::audit::link` describes it, and a test holds both together. A server
//! of the release before cannot write to the audit any more: stop it first.

use std::collections::BTreeMap;

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::entity::prelude::{DateTimeUtc, Json};
use sea_orm_migration::sea_orm::{ConnectionTrait, QueryResult};

use crate::audit_link::{self, Link};
use crate::columns::*;

/// How many rows are read and written at a time.
const ROWS: u64 = 500;

/// The name of the new table until it takes the place of the old one, whose number of each row
/// no hash covers.
const NEW: &str = "audit_chained";

/// Chains the audit.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_chained(manager).await?;
        create_heads(manager).await?;
        let heads = copy(manager).await?;
        write_heads(manager, heads).await?;
        manager
            .drop_table(Table::drop().table("audit").to_owned())
            .await?;
        manager
            .rename_table(Table::rename().table(NEW, "audit").to_owned())
            .await?;
        index(manager, "audit", &["object_kind", "object_id"]).await?;
        index(manager, "audit", &["challenge_id"]).await?;
        Ok(())
    }
}

async fn create_chained(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table(NEW)
        .col(number("chain"))
        .col(number("seq"))
        .col(instant("at"))
        .col(number_null("actor_id"))
        .col(text("action"))
        .col(text("object_kind"))
        .col(number("object_id"))
        .col(number_null("challenge_id"))
        .col(json("details"))
        .col(text_null("before_hash"))
        .col(text("after_hash"))
        .col(text("hash"))
        .primary_key(Index::create().col("chain").col("seq"))
        .to_owned();
    manager.create_table(table).await
}

async fn create_heads(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("audit_head")
        .col(number("chain").primary_key())
        .col(number("seq"))
        .col(text("hash"))
        .to_owned();
    manager.create_table(table).await
}

/// Where each chain ends.
type Heads = BTreeMap<i64, (i64, [u8; 32])>;

async fn copy(manager: &SchemaManager<'_>) -> Result<Heads, DbErr> {
    let db = manager.get_connection();
    let mut heads = Heads::new();
    let mut after = 0_i64;
    loop {
        let mut select = Query::select();
        select
            .columns([
                "id",
                "at",
                "actor_id",
                "action",
                "object_kind",
                "object_id",
                "challenge_id",
                "details",
            ])
            .from("audit")
            .and_where(Expr::col("id").gt(after))
            .order_by("id", Order::Asc)
            .limit(ROWS);
        let rows = db.query_all(&select).await?;
        let Some(last) = rows.last() else {
            return Ok(heads);
        };
        after = last.try_get("", "id")?;
        let mut insert = Query::insert();
        insert.into_table(NEW).columns([
            "chain",
            "seq",
            "at",
            "actor_id",
            "action",
            "object_kind",
            "object_id",
            "challenge_id",
            "details",
            "before_hash",
            "after_hash",
            "hash",
        ]);
        for row in &rows {
            insert.values_panic(chained(row, &mut heads)?);
        }
        db.execute(&insert).await?;
    }
}

/// The values of a row with its place in its chain and its hashes.
fn chained(row: &QueryResult, heads: &mut Heads) -> Result<Vec<Expr>, DbErr> {
    let at: DateTimeUtc = row.try_get("", "at")?;
    let actor: Option<i64> = row.try_get("", "actor_id")?;
    let action: String = row.try_get("", "action")?;
    let object_kind: String = row.try_get("", "object_kind")?;
    let object_id: i64 = row.try_get("", "object_id")?;
    let challenge: Option<i64> = row.try_get("", "challenge_id")?;
    let details: Json = row.try_get("", "details")?;
    let details = audit_link::plain(details);
    let (before, after) = audit_link::details_hashes(&details);
    let chain = challenge.unwrap_or(0);
    let (seq, hash) = heads.entry(chain).or_insert((0, [0; 32]));
    *seq += 1;
    *hash = Link {
        seq: *seq,
        at,
        actor,
        action: &action,
        object_kind: &object_kind,
        object_id,
        challenge,
        before: before.as_deref(),
        after: &after,
    }
    .hash(hash);
    Ok(vec![
        chain.into(),
        (*seq).into(),
        at.into(),
        actor.into(),
        action.into(),
        object_kind.into(),
        object_id.into(),
        challenge.into(),
        details.into(),
        before.into(),
        after.into(),
        audit_link::hex(hash).into(),
    ])
}

async fn write_heads(manager: &SchemaManager<'_>, heads: Heads) -> Result<(), DbErr> {
    for (chain, (seq, hash)) in heads {
        let mut insert = Query::insert();
        insert
            .into_table("audit_head")
            .columns(["chain", "seq", "hash"])
            .values_panic([chain.into(), seq.into(), audit_link::hex(&hash).into()]);
        manager.get_connection().execute(&insert).await?;
    }
    Ok(())
}
